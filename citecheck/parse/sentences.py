"""Sentences of the body: sentencex around the parentheticals, mended where citing prose surprises it."""

from __future__ import annotations

import re
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
WORD = re.compile(r"\w")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
STOP_BEFORE = re.compile(r"[.!?…][”\"’»)\]]*\s*$")


def sentences(text: str, paragraph: Span, inside: Sequence[Parenthetical]) -> Iterator[Span]:
    """The sentences of one paragraph; `inside` are its outermost parentheticals, in order.

    No sentence ends inside a parenthesis, and a citation after the stop belongs to the sentence before.
    """
    from sentencex import get_sentence_boundaries

    own = paragraph.of(text)
    pieces: list[str] = []
    at = 0
    for one in inside:
        start, end = one.span.start - paragraph.start, one.span.end - paragraph.start
        pieces += own[at:start], "(", "x" * (end - start - 2), ")"
        at = end
    masked = "".join(pieces) + own[at:]
    language = "ru" if CYRILLIC.search(own[:200]) else "en"
    cuts = {found["end_index"] for found in get_sentence_boundaries(language, masked)}
    cuts = {cut for cut in cuts if _last_word(masked, cut) not in ABBREVIATIONS}
    for one in inside:
        start, end = one.span.start - paragraph.start, one.span.end - paragraph.start
        if one.form is not Form.ASIDE and STOP_BEFORE.search(masked, max(0, start - 8), start):
            cuts -= {cut for cut in cuts if start - 3 <= cut <= start + 1}
            cuts.add(end)
    begin = 0
    for cut in sorted(cuts | {len(own)}):
        piece = own[begin:cut]
        if stripped := piece.strip():
            start = begin + len(piece) - len(piece.lstrip())
            if WORD.search(stripped):
                yield Span(paragraph.start + start, paragraph.start + start + len(stripped))
        begin = cut


def _last_word(text: str, end: int) -> str:
    """The word before `end`, with its dot."""
    return text[max(0, end - 12) : end].rstrip().rpartition(" ")[2].lstrip('(“"«')
