"""From the bytes of a page to its characters, by evidence: what a page says of it is often wrong."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
CYRILLIC = ("windows-1251", "koi8-u", "iso-8859-5", "cp866")
CENTRAL = ("windows-1250", "iso-8859-2")
WESTERN = ("windows-1252",)
OLDER: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("ru uk be bg sr mk kk ky tg mn".split(), CYRILLIC),
    **dict.fromkeys("pl cs sk hu ro hr sl bs sq".split(), CENTRAL),
    **dict.fromkeys("tr az".split(), ("windows-1254",)),
    **dict.fromkeys("lt lv et".split(), ("windows-1257",)),
    **dict.fromkeys("ar fa ur ps".split(), ("windows-1256",)),
    "el": ("windows-1253",),
    "he": ("windows-1255",),
    "zh": ("gb18030", "big5"),
    "ja": ("shift_jis", "euc_jp"),
    "ko": ("euc_kr",),
}
"""The encodings from before UTF-8 in which a language was written, the commonest first."""
SAME = {"iso8859-1": "windows-1252", "ascii": "windows-1252", "iso8859-9": "windows-1254", "koi8-r": "koi8-u"}
"""What a page that names the first means in fact, as browsers read it."""
KNOWN = frozenset(codecs.lookup(name).name for names in OLDER.values() for name in names) | {
    "cp1252", "cp1258", "koi8-r", "iso8859-1", "iso8859-3", "iso8859-4", "iso8859-6", "iso8859-7",
    "iso8859-8", "iso8859-9", "iso8859-13", "iso8859-15", "ascii", "gbk", "gb2312", "mac-cyrillic",
    "tis-620", "cp874", "utf-16", "utf-16-le", "utf-16-be", "ptcp154",
}  # fmt: skip
"""Python has encodings that are none of the web's, some of them slow on hostile bytes."""
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
XML = re.compile(r"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
HEAD = 8192
"""Bytes in which a page must name its encoding."""
SAMPLE = 200_000
"""Characters that are looked at to see whether a text reads as a language."""

# Of all Cyrillic letters of a text in any language these make more than half; in a text read by the
# wrong table, where small letters show as capitals or as other letters, hardly any.
COMMON_CYRILLIC = re.compile(r"[оеаинтсрвлкі]")
CYRILLIC_LETTER = re.compile(r"[\u0400-\u052f]")
BEYOND_ASCII = re.compile(r"[^\W\d_a-zA-Z]")
BESIDE_ASCII = re.compile(r"[a-zA-Z][^\W\d_a-zA-Z]|[^\W\d_a-zA-Z](?=[a-zA-Z])")
LATIN = re.compile(r"[\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]")
ICELANDIC = re.compile(r"[ðýþÐÝÞ]")
"""Where Turkish `ğış` stand in windows-1254; the text of another language has few of them."""
# A sign that touches letters: the byte is a letter of another encoding.
BROKEN = re.compile(r"[^\W\d_][¢£¤¥¦¨¬¯±²³´¶¸¹¼½¾×÷®©¿¡]|[\x80-\x9f]|[╔-╬░▒▓█▄▌▐▀]")


def decode(data: bytes, header: str = "", languages: Sequence[str] = ()) -> tuple[str, str]:
    """The text of a page and the encoding in which it was read; no bytes make it fail.

    `header` is the value of Content-Type. In this order: a byte-order mark; UTF-8, which no other text
    is by chance; what the header and the page say, if the text then reads as a language; the
    encodings of the outlet's languages. Where nothing fits, UTF-8 with replacement characters.
    """
    for mark, name in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    if (text := _strictly(data, "utf-8")) is not None and "\0" not in text:
        return text, "utf-8"
    tried: set[str] = set()
    for name in _candidates(data, header, languages):
        if name not in tried and (text := _strictly(data, name)) is not None and _reads(text, languages):
            return text, name
        tried.add(name)
    text = data.decode("utf-8", "replace")  # a byte broken in the middle, or a declared encoding's gap
    lost = text.count("\ufffd")
    if lost * 50 > len(BEYOND_ASCII.findall(text, 0, SAMPLE)):
        for name in _candidates(data, header, languages):
            older = data.decode(name, "replace")
            if older.count("\ufffd") < lost and _reads(older, languages):
                return older, name
    return text, "utf-8"


def _candidates(data: bytes, header: str, languages: Sequence[str]) -> Iterator[str]:
    head = data[:HEAD].decode("latin-1")
    for found in (CHARSET.search(header), CHARSET.search(head), XML.search(head)):
        if found and (name := _known(found[1])):
            yield name
    for language in languages:
        yield from OLDER.get(language.partition("-")[0].lower(), WESTERN)
    yield from ("windows-1251", "koi8-u", *WESTERN)


def _known(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return SAME.get(name, name) if name in KNOWN else None


def _strictly(data: bytes, name: str) -> str | None:
    """The text, or None where bytes are of another encoding; a last character may be cut in two."""
    try:
        return codecs.getincrementaldecoder(name)().decode(data)
    except UnicodeDecodeError:
        return None


def _reads(text: str, languages: Sequence[str]) -> bool:
    """Whether the letters beyond ASCII stand as they do in a language."""
    sample = text[:SAMPLE]
    foreign = len(BEYOND_ASCII.findall(sample))
    if not foreign:
        return "\0" not in sample
    if len(BROKEN.findall(sample)) * 20 > foreign:
        return False
    beside = len(BESIDE_ASCII.findall(sample))
    if len(LATIN.findall(sample)) * 2 > foreign:
        strange = 0 if "is" in languages else len(ICELANDIC.findall(sample))
        return beside * 2 > foreign and strange * 5 < foreign
    cyrillic = len(CYRILLIC_LETTER.findall(sample))
    if cyrillic * 2 > foreign and len(COMMON_CYRILLIC.findall(sample)) * 5 < cyrillic * 2:
        return False
    return beside * 5 < foreign
