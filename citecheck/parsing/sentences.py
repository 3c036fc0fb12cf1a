"""Sentences of the body: sentencex around the parentheticals, mended where citing prose surprises it."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from citecheck.model.article import Form
from citecheck.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.model.article import Parenthetical

# No sentence ends after these; sentencex knows most of them, but not before a capital or a digit.
ABBREVIATIONS = frozenset(
    """Mr. Mrs. Ms. Dr. Gen. Col. Lt. Maj. Sgt. Capt. Adm. Sen. Rep. Gov. Prof. Hon. Rev. St. No. Nos. Nr.
    pp. p. vol. vs. approx. ca.
    Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Bros. cf. e.g. i.e.
    U.S. U.K. им. ул. г. гг. т.е. т.к. т.н. тыс. млн. млрд. руб. стр. см. др.""".split()
)
LONGEST_ABBREVIATION = 12
"""Characters of a sentence's end in which an abbreviation, a mark and spaces have room."""
STUMBLES = re.compile(r"[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff]")
"""sentencex stumbles over wide spaces before a stop, and no sentence depends on their width."""
QUOTES = "“”«»„‟‘\"'"
UNQUOTED = str.maketrans(QUOTES, " " * len(QUOTES))
MANY_QUOTES = 2000
"""In one paragraph; sentencex pairs them in quadratic time."""
SOME_IDEOGRAPHS = re.compile(r"(?s).{1000}.*?[。！？](?![」』”）])|.+")
"""Whole sentences of Chinese or Japanese: where no space parts them, sentencex takes quadratic time."""
WORD = re.compile(r"\w")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
STOP_BEFORE = re.compile(r"[.!?…][”\"’»)\]]*\s*$")


def sentences(text: str, paragraph: Span, inside: Sequence[Parenthetical]) -> Iterator[Span]:
    """The sentences of one paragraph; `inside` are its outermost parentheticals, in order.

    No sentence ends inside a parenthesis, and a citation after the stop belongs to the sentence before.
    """
    from sentencex import segment

    own = paragraph.of(text)
    pieces: list[str] = []
    at = 0
    spans = [(one.span.start - paragraph.start, one.span.end - paragraph.start) for one in inside]
    for start, end in spans:
        pieces += own[at:start], "(", "x" * (end - start - 2), ")"
        at = end
    masked = "".join(pieces) + own[at:]
    if not masked.isprintable():  # as most are; none of the STUMBLES is
        masked = STUMBLES.sub(" ", masked)
    if len(masked) > MANY_QUOTES and sum(map(masked.count, QUOTES)) > MANY_QUOTES:
        masked = masked.translate(UNQUOTED)
    cuts: set[int] = set()
    at = 0
    language = "ru" if CYRILLIC.search(own, 0, 200) else "en"
    parts = [masked] if masked.isascii() else SOME_IDEOGRAPHS.findall(masked)
    for sentence in chain.from_iterable(segment(language, part) for part in parts):
        at += len(sentence)
        tail = sentence[-LONGEST_ABBREVIATION:].rstrip()
        if tail[tail.rfind(" ") + 1 :].lstrip('(“"«') not in ABBREVIATIONS:
            cuts.add(at)
    for one, (start, end) in zip(inside, spans, strict=True):
        if one.form is not Form.ASIDE and STOP_BEFORE.search(masked, max(0, start - 8), start):
            cuts.difference_update(range(start - 3, start + 2))
            cuts.add(end)
    begin = 0
    for cut in sorted(cuts | {len(own)}):
        piece = own[begin:cut]
        stripped = piece.strip()
        if stripped and (stripped[0].isalnum() or WORD.search(stripped)):
            start = paragraph.start + begin + piece.index(stripped[0])
            yield Span(start, start + len(stripped))
        begin = cut
