"""What two spellings of one name have in common."""

from __future__ import annotations

APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")


def fold(text: str) -> str:
    """The key under which a name is looked up: letter case, spaces, apostrophes and `www.` don't count."""
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFKC", text).translate(APOSTROPHES)
    return " ".join(text.casefold().split()).removeprefix("www.")
