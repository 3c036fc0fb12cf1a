"""How names sound, from the letters of any of eight scripts: what a name keeps when it changes script.

A sound is one character: vowels `aeiou`, `S` sh, `Z` zh, `C` ch, `J` dj, `c` ts, `x` kh, else as in English.
Letters of Arabic and Hebrew that are a consonant or a vowel are `W`, and stand for both.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def _table(letters: str, sounds: str) -> dict[str, str]:
    """Each letter with its sound; the sounds are parted by spaces."""
    return dict(zip(letters, sounds.split(), strict=True))


CYRILLIC = _table(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўәғқңөұүһђјљњћџѓќѕ",
    "a b v g d e o Z z i i k l m n o p r s t u f x c C S S - i - e u a i i e g v a g k n o u u x J i l n"
    " C J J C z",
)
GREEK = _table(
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    "a v g d e z i t i k l m n ks o p r s s t i f x ps o",
)
ARMENIAN = _table(
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
    "a b g d e z e - t Z i l x c k h c g C m i n S o C p J r s v t r c v p k o f ev",
)
GEORGIAN = _table(
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "a b g d e v z t i k l m n o p Z r s t u p k g k S C c c c C x J h",
)
ARABIC = _table(
    "اأإآٱءبتثجحخدذرزژسشصضطظعغفقكکگلمنهةويیىئؤپچ",
    "a a i a a - b t s J h x d z r z Z s S s d t z - g f k k k g l m n h a W i i a - u p C",
)
HEBREW = _table(
    "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
    "a b g d h W z x t i k k l m m n n s - p p c c k r S t",
)
SOUNDS = {**CYRILLIC, **GREEK, **ARMENIAN, **GEORGIAN, **ARABIC, **HEBREW}
VOWELLESS = frozenset([*ARABIC, *HEBREW])
"""Scripts that write few vowels."""
JOINED = re.compile("дж|дз|μπ|ντ|γκ|τζ|τσ|ου|ու|ג'|צ'|ז'")
OF_JOINED = {
    "дж": "J", "дз": "c", "μπ": "b", "ντ": "d", "γκ": "g", "τζ": "J", "τσ": "C", "ου": "u", "ու": "u",
    "ג'": "J",
    "צ'": "C", "ז'": "Z",
}  # fmt: skip
MARKED = _table("şçğžščćñłəıæœøðþđśźżßțţ", "S C g Z S C C n l a i a o o d t J S Z Z s c c")
"""Latin letters whose mark changes the sound; other marks are dropped."""
ENGLISH = (
    "shch S stsch S tsch C tch C hn n dzh J dsch J dj J sch S sh S zh Z ch C kh x gh g ph f th t ts c dz c"
    " tz c ck k cc k qu kv ce se ci si cy si c k q k x ks ou u oo u ee i w v j J y i"
)
OTHERS = {
    "ar": f"{ENGLISH} dh z",
    "tr": "c J j Z q g w v y i kh x sh S",
    "az": "c J j Z q g w v y i kh x sh S",
    "de": "stsch S tsch C dsch J sch S ch x tz c ts c z c ph f th t ck k c k qu kv q k x ks v f w v j i y i",
    "fr": "tch C dj J ch S ph f th t ou u gu g qu k j Z ce se ci si c k q k x ks w v y i ts c tz c kh x",
    "es": "ch C ll l ge xe gi xi j x qu k ce se ci si c k gu g z s x ks h  w v y i",
    "pl": "szcz S cz C sz S rz Z ch x dz J w v c c j i y i q k x ks",
}
"""How other languages read Latin letters; the longer ones first."""
CLASSES = str.maketrans("bpfvdtgkxhszSZCJcmnlr", "PPPPTTKKKKSSSSSSSMNLR")
"""Consonants that one script or language writes for the other."""
VOWELS = frozenset("aeiou")


def _rules(text: str) -> tuple[re.Pattern[str], dict[str, str]]:
    parts = text.split(" ")
    table = dict(zip(parts[::2], parts[1::2], strict=True))
    return re.compile("|".join(sorted(table, key=len, reverse=True))), table


LATIN = {language: _rules(text) for language, text in {"en": ENGLISH, **OTHERS}.items()}


@lru_cache(maxsize=20_000)
def sounds(word: str, language: str = "en") -> str:
    """The sounds of a word; what is no letter of the scripts known here is left out.

    >>> sounds("Мнацаканян") == sounds("Mnatsakanian")
    True
    """
    folded = word.casefold()
    if folded.isascii():
        if language == "en" and folded.endswith(("ah", "eh")):
            folded = folded[:-1]
        pattern, table = LATIN.get(language, LATIN["en"])
        return pattern.sub(lambda one: table[one[0]], folded)
    folded = folded if folded[0] in SOUNDS else _unmarked(folded, language)
    if folded.isascii():
        return folded
    plain = "".join(
        c for c in unicodedata.normalize("NFD", folded) if c in SOUNDS or not unicodedata.combining(c)
    )
    if folded[0] in SOUNDS and (composed := unicodedata.normalize("NFC", folded)) and composed[0] in CYRILLIC:
        plain = composed  # й and ї are letters of their own
    joined = JOINED.sub(lambda one: OF_JOINED[one[0]], plain)
    found = "".join(SOUNDS.get(c, c if c in "JbdgucCZ" else "") for c in joined).replace("-", "")
    if plain[:1] == "ع":
        found = "a" + found
    if plain[-1:] in "هה" and len(plain) > 2:
        found = found[:-1] + "a"
    return found


def _unmarked(folded: str, language: str) -> str:
    """The sounds of a word in Latin letters with marks."""
    pattern, table = LATIN.get(language, LATIN["en"])
    pieces: list[str] = []
    plain = ""
    for c in unicodedata.normalize("NFC", folded):
        if sound := MARKED.get(c):
            pieces += pattern.sub(lambda one: table[one[0]], plain), sound
            plain = ""
        else:
            plain += unicodedata.normalize("NFD", c)[0]
    return "".join([*pieces, pattern.sub(lambda one: table[one[0]], plain)])


PLAIN = str.maketrans("ıøłđæœðþßə", "ioldaodtsa")
"""Letters that are more than one with a mark, as those write them who leave marks out."""


def bare(word: str) -> str:
    """A word without the marks on its Latin letters: `brcko` of `brčko`."""
    if word.isascii() or word[:1] in SOUNDS:
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).translate(
        PLAIN
    )


def skeletons(sound: str) -> tuple[str, ...]:
    """The consonant classes of a word's sounds, `a` before them if it begins with a vowel.

    `ts` counts as the one sound that it is in most scripts, also where it is two: `Okhotsk`, `Охотск`.

    >>> skeletons(sounds("Hajiyev")) == skeletons(sounds("Гаджиев"))
    True
    """
    found = [""]
    for at, one in enumerate(sound):
        if one == "W":
            found = [*found, *(skeleton + "P" for skeleton in found)][:8]
        elif one in VOWELS:
            found = ["a"] if not at else [s if s.endswith(".") else s + "." for s in found]
        else:
            kind = one.translate(CLASSES)
            if kind == "S":
                found = [s.removesuffix("T") for s in found]
            found = [s if s.endswith(kind) else s + kind for s in found]
    return tuple(dict.fromkeys(s.replace(".", "") for s in found))
