"""What makes a sentence a claim: the evidence for it, from cues and quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from citecheck.cover.language import Language, Sentences
from citecheck.model.coverage import Evidence, Reason
from citecheck.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.cover.places import Place
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
WORD = re.compile(r"\w+(?:[-'’]\w+)*")
QUESTION = re.compile(r"[?？][”\"’»)\]]*$")
CUES = (
    (Reason.REPORTED_SPEECH, "reported-speech"),
    (Reason.FIGURE, "figure"),
    (Reason.DATED_EVENT, "dated-event"),
    (Reason.SUPERLATIVE, "superlative"),
    (Reason.ACCUSATION, "accusation"),
)


class Finder:
    """The sentences of some places, and the evidence in each."""

    def __init__(
        self, text: str, places: Sequence[Place], hidden: Sequence[Span], language: Language
    ) -> None:
        """`hidden` are the parentheticals, in the order of the text: no cue is looked for in them."""
        self.text = text
        self.spans = [sentence for place in places for sentence in place.sentences]
        self.starts = [span.start for span in self.spans]
        self.quotations = [one for place in places for one in place.quotations]
        self.shown = Sentences(language, blanked(text, self.spans, self.quotations, hidden))
        self.concluding = {self.spans[number] for number, _, _ in self.shown.find("conclusion")}
        """The sentences that open as conclusions do."""

    def events(self, within: Span) -> list[Evidence]:
        """What happened without a day, in the sentences of a stretch."""
        spans = (self._span(*hit) for hit in self.shown.find("undated-event"))
        return [Evidence(Reason.DATED_EVENT, False, span) for span in spans if within.covers(span)]

    def evidence(self) -> list[tuple[Evidence, ...]]:
        """For each sentence, in order; () where it is none."""
        shown = self.shown
        found: list[list[Evidence]] = [[] for _ in self.spans]
        hedges: dict[int, int] = {}
        for number, first, _ in shown.find("hedge"):
            hedges.setdefault(number, first)
        past = {number for number, _, _ in shown.find("past")}
        future = {number for number, _, _ in shown.find("future")}
        spoken: set[int] = set()
        for reason, group in CUES:
            for strong in (True, False):
                for number, first, last in shown.find(group, strong):
                    if reason is Reason.REPORTED_SPEECH:
                        spoken.add(number)
                    if any(one.reason is reason for one in found[number]):
                        continue
                    certain = strong
                    if reason is Reason.DATED_EVENT:
                        if number not in past:
                            continue
                        certain = strong and number not in future
                    hedged = number in hedges and (
                        hedges[number] < last or reason is not Reason.REPORTED_SPEECH
                    )
                    if not certain and (hedged or self.spans[number] in self.concluding):
                        continue
                    found[number].append(Evidence(reason, certain, self._span(number, first, last)))
        asking = [QUESTION.search(span.of(self.text)[-4:]) is not None for span in self.spans]
        quoting: list[list[Evidence]] = [[] for _ in self.spans]
        for one in self._quoted(spoken):
            quoting[one[0]].append(one[1])
        return [
            tuple(sorted(quoted + ([] if asks else said), key=lambda one: one.rank))
            for quoted, said, asks in zip(quoting, found, asking, strict=True)
        ]

    def _span(self, number: int, first: int, last: int) -> Span:
        return self.shown.span(number, first, last).shifted(self.spans[number].start)

    def _quoted(self, spoken: set[int]) -> list[tuple[int, Evidence]]:
        """The sentences in which something is quoted."""
        named = {self._span(number, last - 1, last).start for number, _, last in self.shown.find("quotation")}
        found = []
        for quotation in self.quotations:
            first = max(bisect_right(self.starts, quotation.span.start) - 1, 0)
            numbers = [first]
            while numbers[-1] + 1 < len(self.spans) and self.starts[numbers[-1] + 1] < quotation.span.end:
                numbers.append(numbers[-1] + 1)
            strong = self._is_quoted(quotation, quotation.span.start in named, spoken.intersection(numbers))
            if strong is None:
                continue
            for number in numbers:
                sentence = self.spans[number]
                span = Span(max(sentence.start, quotation.span.start), min(sentence.end, quotation.span.end))
                if span.start < span.end:
                    found.append((number, Evidence(Reason.QUOTATION, strong, span)))
        return found

    def _is_quoted(self, quotation: Quotation, named: bool, spoken: set[int]) -> bool | None:
        """Whether somebody's words stand there, and how surely; None for a title, a name, a stray word."""
        words = WORD.findall(self.text, *quotation.span)
        if not words or (named and len(words) <= LONGEST_NAME):
            return None
        if len(words) <= LONGEST_TITLE and _is_title(words):
            return None
        if len(words) >= WHOLE or spoken:
            return True
        return False if len(words) >= HALF else None


def _is_title(words: Sequence[str]) -> bool:
    """Whether each word but the small ones has a capital: a title, or the name of a newspaper or ship."""
    return (
        words[0][0].isupper()
        and all(word[0].isupper() or len(word) < SMALL or word[0].isdigit() for word in words)
        and (len(words) > 1 or not words[0].islower())
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
