"""What two spellings of one name have in common."""

from __future__ import annotations

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Zero-width and bidirectional marks."""
FOLDED = str.maketrans("’‘ʼ`´", "'''''", INVISIBLE + "\u00ad")


def fold(text: str) -> str:
    """The key under which a name is looked up: letter case, spaces, apostrophes and `www.` don't count."""
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFKC", text).translate(FOLDED).encode("utf-8", "replace").decode()
    return " ".join(text.casefold().split()).removeprefix("www.")
