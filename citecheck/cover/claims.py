"""What makes a sentence a claim: the evidence for it, from cues and quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from citecheck.cover.language import Sentences
from citecheck.model.coverage import Evidence, Reason
from citecheck.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citecheck.cover.language import Hit, Language
    from citecheck.cover.quotes import Quotation

WHOLE = 5
"""Words from which a quotation is one by itself."""
HALF = 3
"""Words from which it is one, weakly, though nobody says it."""
LONGEST_TITLE = 14
"""Words."""
LONGEST_NAME = 6
"""Words of a quotation that only names a thing: the so-called “shadow fleet”."""
SMALL = 4
"""Letters; so short words are small in titles."""
WORD = r"\w+(?:[-'’]\w+)*"
LAST = 4
"""Characters in which a question mark has room, before the marks that close."""
CUED = tuple(reason for reason in Reason if reason is not Reason.QUOTATION)
"""The reasons that cues give, each a group of cues of the same name."""
SPEECH = Reason.REPORTED_SPEECH.value


class Finder:
    """Some sentences, and the evidence in each."""

    def __init__(
        self,
        text: str,
        spans: Sequence[Span],
        quotations: Sequence[Quotation],
        hidden: Sequence[Span],
        language: Language,
    ) -> None:
        """`hidden` are the parentheticals: no cue is looked for in them. All are in the order of the text."""
        self.text = text
        self.spans = spans
        self.starts = [span.start for span in spans]
        self.quotations = quotations
        self.shown = Sentences(language, blanked(text, spans, quotations, hidden))
        self._own = {hit.number for hit in self.shown.find("own")}

    def concludes(self, sentence: Span) -> bool:
        """Whether a sentence opens as the author's own conclusions do."""
        return self.shown.first("conclusion", bisect_left(self.starts, sentence.start)) is not None

    def event(self, sentence: Span) -> Span | None:
        """The words of a sentence that tell what happened without a day; None where nothing does."""
        hit = self.shown.first("undated-event", bisect_left(self.starts, sentence.start))
        return self._span(hit) if hit else None

    def evidence(self) -> dict[Span, tuple[Evidence, ...]]:
        """The sentences that are claims, each with its evidence, the most telling first."""
        found: dict[int, list[Evidence]] = {}
        if not self.spans:
            return {}
        for number, one in self._cued():
            if not self._asks(number):
                found.setdefault(number, []).append(one)
        for number, one in self._quoted():
            found.setdefault(number, []).append(one)
        return {self.spans[n]: tuple(sorted(found[n], key=lambda one: one.rank)) for n in sorted(found)}

    def events(self) -> dict[Span, tuple[Evidence, ...]]:
        """The sentences that tell what happened on a day, each with that evidence alone."""
        found = self._cued((Reason.DATED_EVENT,))
        return {self.spans[number]: (one,) for number, one in found if not self._asks(number)}

    def _cued(self, reasons: Iterable[Reason] = CUED) -> Iterator[tuple[int, Evidence]]:
        """What cues find: of each reason one piece in a sentence, strong ones before weak ones."""
        for reason in reasons:
            seen: set[int] = set()
            for strong in (True, False):
                for hit in self.shown.find(reason.value, strong):
                    if hit.number in seen or self._is_account(hit, reason):
                        continue
                    certain = strong
                    if reason is Reason.DATED_EVENT:
                        if not self.shown.first("past", hit.number):
                            continue
                        certain = strong and not self.shown.first("future", hit.number)
                    if certain or not self._is_own(hit, reason):
                        seen.add(hit.number)
                        yield hit.number, Evidence(reason, certain, self._span(hit))

    def _is_own(self, hit: Hit, reason: Reason) -> bool:
        """Whether a sentence is the author's own guess or conclusion.

        What somebody thinks may itself be a guess; the author's hedge stands before it.
        """
        hedge = self.shown.first("hedge", hit.number)
        guess = hedge is not None and (hedge.first < hit.last or reason is not Reason.REPORTED_SPEECH)
        return guess or self.shown.first("conclusion", hit.number) is not None

    def _is_account(self, hit: Hit, reason: Reason) -> bool:
        """Whether the author tells of himself or speaks to the reader, and not of what others said."""
        return reason is not Reason.REPORTED_SPEECH and hit.number in self._own

    def _asks(self, number: int) -> bool:
        """Whether a sentence is a question; what is quoted in one was said all the same."""
        start, end = self.spans[number]
        return "?" in self.text[max(start, end - LAST) : end]

    def _span(self, hit: Hit) -> Span:
        return self.shown.span(hit).shifted(self.starts[hit.number])

    def _quoted(self) -> Iterator[tuple[int, Evidence]]:
        """The parts of quotations in each sentence."""
        named = {self._span(hit._replace(first=hit.last - 1)).start for hit in self.shown.find("quotation")}
        spoken = {hit.number for strong in (True, False) for hit in self.shown.find(SPEECH, strong)}
        for quotation in self.quotations:
            start, end = quotation.span
            first = max(bisect_right(self.starts, start) - 1, 0)
            parts = [
                (number, span)
                for number in range(first, bisect_left(self.starts, end))
                if (span := _common(quotation.span, self.spans[number]))
                and re.search(WORD, span.of(self.text))
            ]
            said = any(number in spoken for number, _ in parts)
            if parts and (strong := self._is_quoted(quotation, start in named, said)) is not None:
                yield from ((number, Evidence(Reason.QUOTATION, strong, span)) for number, span in parts)

    def _is_quoted(self, quotation: Quotation, named: bool, said: bool) -> bool | None:
        """Whether somebody's words stand there, and how surely; None for a title, a name, a stray word."""
        words = re.findall(WORD, quotation.span.of(self.text))
        if not words or (named and len(words) <= LONGEST_NAME):
            return None
        if len(words) <= LONGEST_TITLE and _is_title(words):
            return None
        if len(words) >= WHOLE or said:
            return True
        return False if len(words) >= HALF else None


def _common(one: Span, other: Span) -> Span | None:
    """What both have; None where that is nothing."""
    span = Span(max(one.start, other.start), min(one.end, other.end))
    return span if span.start < span.end else None


def _is_title(words: Sequence[str]) -> bool:
    """Whether each word but the small ones has a capital: a title, or the name of a newspaper or ship."""
    return words[0][0].isupper() and all(
        word[0].isupper() or word[0].isdigit() or len(word) < SMALL for word in words
    )


def blanked(
    text: str, sentences: Sequence[Span], quotations: Sequence[Quotation], hidden: Sequence[Span]
) -> list[str]:
    """The sentences, spaces in the place of quotations and parentheticals; a mark stays where one begins."""
    cuts = sorted([(*one.span, "“") for one in quotations] + [(*span, " ") for span in hidden])
    blanked = []
    at = 0
    for start, end in sentences:
        while at < len(cuts) and cuts[at][1] <= start:
            at += 1
        pieces: list[str] = []
        done, number = start, at
        while number < len(cuts) and cuts[number][0] < end:
            first, last, mark = cuts[number]
            number += 1
            if last <= done:
                continue
            if first >= done:
                pieces += text[done:first], mark
                first += 1
            first = max(first, done)
            stop = min(last, end)
            pieces.append(" " * (stop - first))
            done = stop
        pieces.append(text[done:end])
        blanked.append("".join(pieces))
    return blanked
