"""Other ways to write a name in the same letters: `Ouest France`, `Al Monitor`, `Pagina Siete`, `GulfNews`.

Not every missing hyphen: one between words is a space, `Al-` goes with either or with neither, accents are
dropped in names of several words, and words run together where the outlet's domain does so, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-\u2010\u2011](?=[^\W\d_]{2})")
"""Between words, not letters: `Ouest-France`, not `K-News`."""
ARTICLE = re.compile(r"(?<!\S)(al|el|an|ar|as|ash|at|ad|az)[- ](?=[^\W\d_]{3})")
"""The Arabic one, before a word."""
LETTERS = str.maketrans("øłıđəё", "olideе")
"""What is a letter of its own, and is replaced like one with an accent."""
NO_LATIN = re.compile(r"[\u0370-\u1dff\u2c00-\ua7ff\uac00-\uffef]")
SHORTEST = 7
"""Letters of words run together."""


def spellings(key: str, domains: Iterable[str]) -> Iterator[str]:
    """The other spellings of a folded name; `domains` are the outlet's."""
    found = {key, HYPHEN.sub(" ", key)}
    found |= {ARTICLE.sub(r"\1-", one) for one in found} | {ARTICLE.sub(r"\1 ", one) for one in found}
    if " " in key or "-" in key:
        found |= {plain(one) for one in found}
        joined = re.sub(r"[- ]", "", plain(key))
        if len(joined) >= SHORTEST and joined in {one.partition(".")[0].replace("-", "") for one in domains}:
            found.add(joined)
    yield from sorted(found - {key})


def plain(text: str) -> str:
    """A folded text without the accents of Latin letters."""
    text = text.translate(LETTERS).replace("ß", "ss").replace("æ", "ae")
    if text.isascii() or NO_LATIN.search(text):
        return text
    return "".join(char for char in normalize("NFD", text) if not combining(char))
