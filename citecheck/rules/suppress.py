"""What an author asked not to be told: directives in the text, and entries of the configuration."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.diagnostic import Finding
from citecheck.model.span import Edit, Span, line_end, line_start
from citecheck.near import suggestion
from citecheck.rules.rule import diagnostic
from citecheck.rules.select import WHOLE, fits, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citecheck.model.diagnostic import Diagnostic
    from citecheck.model.document import Directive, Document
    from citecheck.rules.rule import Rule

UNUSED, INVALID = "CC901", "CC903"
VERBS = ("ignore", "ignore-file")
CODES = re.compile(r"[^\s,]+(?:\s*,\s*[^\s,]+|[\s,]+[A-Z]{2,6}[0-9]{1,4}(?![^\s,]))*")
"""Codes: parted by commas, or by spaces where they can be nothing else; a reason may follow."""
CODE = re.compile(r"[^\s,]+")
SAYS = re.compile(r"\s*(?P<colon>:?)\s*(?P<verb>[^\s,]*)\s*")
EXAMPLE = "[citecheck: ignore CC107 why]"


class Suppression(NamedTuple):
    """An entry of the configuration's `suppress`."""

    code: str
    path: str | None = None
    """Which files, as .gitignore would say it, from the configuration's folder; None for all."""
    text: str | None = None
    """A piece of the article that a diagnostic must touch; None for all of it."""
    reason: str | None = None


class Order(NamedTuple):
    """A directive understood: which codes it silences where."""

    directive: Directive
    codes: tuple[Span, ...]
    whole: bool
    """For the whole article, not only for the next paragraph."""


def suppress(
    document: Document,
    found: Sequence[Diagnostic],
    running: Sequence[Rule],
    known: Sequence[Rule],
    entries: Sequence[Suppression] = (),
) -> list[Diagnostic]:
    """What is left to say, with CC901 and CC903 on the directives themselves.

    `running` are the rules that were tried, `known` all there are; `entries` are those for this file.
    """
    left = [one for one in found if not any(_covers(entry, one, document.text) for entry in entries)]
    if not document.directives:
        return left
    understood = [one for directive in document.directives for one in _read(document.text, directive, known)]
    orders = [one for one in understood if isinstance(one, Order)]
    used: set[Span] = set()
    kept = []
    for one in left:
        hits = [code for order in orders for code in _hits(order, one, document.text)]
        used.update(hits)
        if not hits:
            kept.append(one)
    ran = {rule.code: rule for rule in running}
    said = [(INVALID, one) for one in understood if isinstance(one, Finding)]
    said += [
        (UNUSED, unused) for order in orders if (unused := _unused(order, used, ran, known, document.text))
    ]
    kept += [diagnostic(ran[code], finding) for code, finding in said if code in ran]
    return sorted(kept, key=lambda one: (one.span, one.code))


def _covers(entry: Suppression, one: Diagnostic, text: str) -> bool:
    """Whether an entry of the configuration silences a diagnostic."""
    if not fits(one, entry.code):
        return False
    if entry.text is None:
        return True
    piece = re.compile(r"\s+".join(map(re.escape, entry.text.split())))
    return any(
        match.start() <= one.span.end and one.span.start <= match.end() for match in piece.finditer(text)
    )


def _read(text: str, directive: Directive, known: Sequence[Rule]) -> Iterator[Order | Finding]:
    """What a directive says, and what is wrong with it."""
    words = directive.words.of(text)

    def fault(reason: str, span: Span = directive.span) -> Finding:
        return Finding(span, {"reason": reason})

    if not directive.closed:
        yield fault(f"it has no ']' at its end; write {EXAMPLE}")
        return
    if not directive.alone:
        yield fault("it stands within a line; give it a line of its own, before the paragraph it is for")
        return
    says = SAYS.match(words)
    verb = says["verb"] if says else ""
    if not says or not says["colon"]:
        yield fault(f"':' is missing after 'citecheck'; write {EXAMPLE}")
        return
    if verb not in VERBS:
        hint = suggestion(verb, VERBS) or f"; write 'ignore' or 'ignore-file', as in {EXAMPLE}"
        yield fault(f"'{verb}' isn't known here{hint}" if verb else f"it says nothing; write {EXAMPLE}")
        return
    listed = CODES.match(words, says.end())
    if listed is None:
        yield fault(f"it names no code; write {EXAMPLE}, or ALL for every rule")
        return
    codes = []
    for code in CODE.finditer(words, *listed.span()):
        span = Span(*code.span()).shifted(directive.words.start)
        if trouble := unknown(known, code[0]):
            yield fault(trouble, span)
        else:
            codes.append(span)
    if verb == "ignore" and directive.target is None:
        yield fault("no paragraph follows it; put it before the paragraph it is for, or write 'ignore-file'")
        return
    if codes:
        yield Order(directive, tuple(codes), verb == "ignore-file")


def _hits(order: Order, one: Diagnostic, text: str) -> list[Span]:
    """The codes of a directive that silence a diagnostic."""
    target = order.directive.target
    if not order.whole and (target is None or not target.start <= one.span.start <= target.end):
        return []
    return [code for code in order.codes if fits(one, code.of(text))]


def _unused(
    order: Order, used: set[Span], ran: Iterable[str], known: Sequence[Rule], text: str
) -> Finding | None:
    """One finding for the codes of a directive that silenced nothing; the fix takes them out."""
    idle = [code for code in order.codes if code not in used and _all_ran(code.of(text), ran, known)]
    if not idle:
        return None
    where = "this article" if order.whole else "the next paragraph"
    words = {"codes": ", ".join(code.of(text) for code in idle), "where": where}
    kept = [code.of(text) for code in order.codes if code not in idle]
    if not kept:
        return Finding(order.directive.span, words, (_removal(text, order.directive.span),))
    listed = Span(order.codes[0].start, order.codes[-1].end)
    return Finding(idle[0], words, (Edit(listed, ", ".join(kept)),), variant="some")


def _all_ran(code: str, ran: Iterable[str], known: Sequence[Rule]) -> bool:
    """Whether all that a code silences was tried, so that it can be called unused.

    What archives say changes with their state, so rules that read verdicts are left out.
    """
    meant = [rule for rule in known if (exact := fits(rule, code)) and (rule.default or exact == WHOLE)]
    tried = [rule for rule in meant if not rule.reads_verdicts]
    return bool(tried) and all(rule.code in ran for rule in tried)


def _removal(text: str, span: Span) -> Edit:
    """Takes a directive out with its line; of blank lines before and after it one is left."""
    start, end = line_start(text, span.start), line_end(text, span.end)
    before = text[:start].splitlines()[-1:]
    following = text[end : line_end(text, end)]
    if not "".join(before).strip() and not following.strip():
        end += len(following)
    return Edit(Span(start, end), "")
