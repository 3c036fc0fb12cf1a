"""The language of a page: what it says, unless its letters say otherwise."""

from __future__ import annotations

import re

LETTERS = (
    ("ka", re.compile(r"[ა-ჰ]")),
    ("hy", re.compile(r"[ա-և]")),
    ("he", re.compile(r"[א-ת]")),
    ("el", re.compile(r"[α-ωάέήίόύώ]")),
    ("fa", re.compile(r"[پچژگکی]")),
    ("ar", re.compile(r"[ء-ي]")),
    ("uk", re.compile(r"[іїєґ]")),
    ("ru", re.compile(r"[а-я]")),
)
"""Scripts, and the letters that only one language of a script has, before the others of the script."""
OF_SCRIPT = {
    "uk": frozenset("uk be kk".split()),
    "ru": frozenset("ru uk be bg sr mk kk ky tg mn".split()),
    "ar": frozenset("ar fa ur ps ku".split()),
    "fa": frozenset("fa ur ps ku ar".split()),
    **{code: frozenset([code]) for code in ("ka", "hy", "he", "el")},
}
COMMON = {
    "en": "the of and to in that for with was on by from is has said",
    "de": "der die und das nicht mit den von dem ist im für auf ein eine",
    "fr": "le la les et des une en du que dans pour est sur par au",
    "es": "el los y por para con una del las que en se su al lo",
    "tr": "ve bir bu için ile da de olarak olan çok daha sonra kadar gibi dedi",
    "az": "və bir bu üçün ilə da də olan edib olub bildirib ki üzrə görə həm",
    "pl": "w na z i nie się że do jest przez od dla oraz po jak",
    "it": "il di che per della con del nel gli un una sono dei alla anche",
}
"""Words that hardly a paragraph of these languages goes without."""
WORDS = {code: frozenset(words.split()) for code, words in COMMON.items()}
OWN_LETTERS = (("az", "ə"), ("tr", "ğış"), ("pl", "łąęż"), ("de", "ßäö"), ("es", "ñ¿¡"))
"""Letters that tell the language of a short text where its words don't, the surest first."""
WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 6000
ENOUGH = 0.04
"""Share of such words in a text of the language; of another one they are hardly half of that."""


def guess(text: str) -> str | None:
    """The language that a text is written in, by its letters and commonest words; None if unclear."""
    sample = text[:SAMPLE].casefold()
    letters = sum(map(str.isalpha, sample))
    if letters < 20:
        return None
    for code, pattern in LETTERS:
        share = len(pattern.findall(sample)) / letters
        if share > (0.02 if code in ("fa", "uk") else 0.5):
            return code
    words = WORD.findall(sample)
    counts = {code: sum(word in known for word in words) / len(words) for code, known in WORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    if counts[best] >= ENOUGH:
        return best
    return next((code for code, own in OWN_LETTERS if any(letter in sample for letter in own)), None)


def language_of(declared: str, text: str) -> str | None:
    """The language of a page that declares `ru-RU`; what its letters or words refute isn't believed."""
    code = declared.strip().replace("_", "-").partition("-")[0].lower()
    code = code if code.isalpha() and len(code) in (2, 3) else ""
    seen = guess(text)
    if seen is None or code in OF_SCRIPT.get(seen, ()):
        return code or seen
    return seen if code in WORDS or code in OF_SCRIPT or not code or seen in OF_SCRIPT else code
