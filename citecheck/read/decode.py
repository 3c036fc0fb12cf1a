"""From bytes to characters, without losing or adding one.

A file says how it is encoded by its byte-order mark, by being valid UTF-8, or by its letters: of the
three older encodings that press archives still hold, the one is taken in which the text reads as a
language. Two that fit, or none, is a question for the author, and `--encoding` is the answer.
"""

from __future__ import annotations

import re

from citecheck.errors import UnreadableError
from citecheck.model.document import Encoding

BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
OTHERS = (
    (b"PK\x03\x04", "a zip archive, as a Word file (.docx) is one"),
    (b"\xd0\xcf\x11\xe0", "a Word file of the older kind (.doc)"),
    (b"{\\rtf", "an RTF file"),
    (b"%PDF-", "a PDF"),
)
"""How files begin that are no text, whatever they are called."""
OLDER = ("windows-1251", "koi8-r", "windows-1252")

# Short words that hardly a page of these languages goes without.
COMMON_CYRILLIC = frozenset(
    "в и не на что с по как за из к он это от для но у же та на із за що до є й від як та не и са се да на"
    " от за по у і з што ад не да з у то je".split()
)
COMMON_LATIN = frozenset(
    "the of and to in is that for it was on der die und das nicht mit den von le la les et des une en du que"
    " el los y un por para con il di che non per o os não uma de het een og det som att och på".split()
)
WORD = r"[^\W\d_]+"
CYRILLIC = r"[\u0400-\u045f\u0490\u0491]+"
MARKS = r"[\s\u00a0«»„“”‘’‚‹›–—…·•№©®™§°±€£\u00ad\u2030\u2020\u2021]"
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half of a character; no text can hold it, so the replacement character stands in its place."""
# A sign of money, a fraction or the like that touches letters: the bytes are letters of another encoding.
BROKEN_WORD = r"[^\W\d_][¢£¤¥¦¨¬¯±²³´¶¸¹¼½¾×÷®]|[¢£¤¥¦¨¬¯±²³´¶¸¹¼½¾×÷®][^\W\d_]"
SHORT = 8
"""Words; in a longer text one common word may be chance."""


def decode(data: bytes, encoding: str | None = None) -> tuple[str, Encoding]:
    """The text of `data` with how it was encoded; a byte-order mark left out, newlines as they are.

    Raises UnreadableError, with the line and what to do.
    """
    for mark, name in OTHERS:
        if data.startswith(mark):
            raise UnreadableError(f"not a text, but {name}; save it as plain text (.txt)")
    for mark, name in BOMS:
        if data.startswith(mark) and encoding in (None, name, name[:6]):
            return _strictly(data[len(mark) :], name), Encoding(name, mark)
    if encoding:
        return _strictly(data, encoding), Encoding(encoding)
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise UnreadableError(
            "not a text: it holds a NUL byte; if it is UTF-16, name it: --encoding utf-16-le", line
        )
    try:
        return data.decode(), Encoding()
    except UnicodeDecodeError as error:
        fitting = [(text, Encoding(name)) for name in OLDER if (text := _as_language(data, name)) is not None]
        if len(fitting) == 1:
            return fitting[0]
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableError(
            f"not UTF-8: byte {data[error.start]:#04x} stands at byte {error.start + 1} of the file; "
            "save it as UTF-8, or name its encoding, such as --encoding windows-1251",
            line,
        ) from None


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableError(
            f"not {encoding}: {error.reason} at byte {error.start + 1} of the file", line
        ) from None
    text = LONE_SURROGATE.sub("\ufffd", text)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise UnreadableError("not a text: it holds a NUL character", line)
    return text


def _as_language(data: bytes, encoding: str) -> str | None:
    """The text in this encoding, where it reads as a language that the encoding was made for."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    foreign = [c for c in re.sub(MARKS, "", text) if c > "\x7f"]
    words = re.findall(WORD, text)
    mixed = [word for word in words if not word.isascii()]
    if encoding == "windows-1252":
        letters = sum(map(len, mixed))
        fits = all(c.isalpha() for c in foreign) and len(foreign) <= 0.4 * max(letters, 1)
        common = COMMON_LATIN
    else:
        cyrillic = [word for word in mixed if re.fullmatch(CYRILLIC, word)]
        cased = [w for w in cyrillic if w.islower() or w.isupper() or w[1:].islower()]
        total = sum(c.isalpha() for c in foreign)
        fits = bool(foreign) and total >= 0.95 * len(foreign) and len(cased) >= 0.95 * max(len(mixed), 1)
        common = COMMON_CYRILLIC
    known = [word.lower() for word in words if word.lower() in common]
    enough = len(known) * 40 >= len(words) and len(set(known)) >= (2 if len(words) >= SHORT else 1)
    return text if fits and enough and not re.search(BROKEN_WORD, text) else None
