"""One parenthetical: its references, and its form with the reason for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.model.article import Form, Joint, JointKind, Parenthetical, Reference
from citecheck.model.span import Span
from citecheck.parsing import words
from citecheck.parsing.outlets import CLAUSE, NO_LETTERS
from citecheck.parsing.pieces import readable
from citecheck.parsing.references import Reader, Segment, plain

if TYPE_CHECKING:
    from citecheck.parsing.brackets import Pair
    from citecheck.parsing.outlets import Name, Names

Read = tuple[Reference, "Name | None"]

AFTER_STATEMENT = ".,;:!?…»”\"'’]*_\r\n"
NEAR = 300
"""Characters on each side that tell the language."""
SURE = "an outlet with a date"
DAY_ALONE = "a day alone"
HOLLOW = "() \t\r\n\u00a0"
TOUCHING = "it touches the word before it"
LONGEST = 2000
"""Characters; a longer parenthetical is prose."""


def parenthetical(text: str, pair: Pair, block: Span, names: Names, caption: bool) -> Parenthetical:
    """What stands between the parentheses of `pair`, in the block at `block`."""
    start, end = pair.span.start + 1, pair.span.end - pair.closed
    inner = text[start:end]
    if not inner.strip() or len(inner) > LONGEST:
        return Parenthetical(pair.span, Form.ASIDE, "nothing in it" if len(inner) <= LONGEST else "too long")
    if not inner.strip(HOLLOW):
        return Parenthetical(pair.span, Form.ASIDE, NO_LETTERS)
    masked = readable(inner)
    if credit := _credit(inner, masked, caption, names):
        return Parenthetical(pair.span, Form.CREDIT, "a credit", credit=credit)
    segments, joints = _segments(text, start, masked, names)
    reads = _joined(segments)
    form, reason, kept = _form(text, pair.span, block, segments, reads)
    if form is Form.ASIDE:
        return Parenthetical(pair.span, form, reason)
    ibid = next((segment.ibid for segment in segments if segment.ibid), None)
    return Parenthetical(pair.span, form, reason, tuple(kept), tuple(joints), ibid=ibid)


def _segments(text: str, start: int, masked: str, names: Names) -> tuple[list[Segment], list[Joint]]:
    """The segments, and the faults between and inside them."""
    parts = masked.split(";")
    segments: list[Segment] = []
    joints: list[Joint] = []
    at = start
    last = len(parts) - 1
    while last >= 0 and not parts[last].strip():
        last -= 1
    for number, part in enumerate(parts):
        if part.strip():
            segment = plain(text, at, part, names, number) or Reader(text, names, number).read(at, part)
            segments.append(segment)
            joints += segment.joints
        elif len(parts) > 1:
            mark = at + len(part) if number < last else at - 1  # of `;;` the second, of `;)` the only one
            span = Span(mark, mark + 1)
            joints.append(Joint(JointKind.EMPTY, span, span, span))
        at += len(part) + 1
    return segments, joints


def _joined(segments: list[Segment]) -> list[Read]:
    """All references, those that a later segment goes on with given its dates."""
    reads: list[Read] = []
    for segment in segments:
        if segment.continues and reads:
            reference, name = reads[-1]
            reads[-1] = reference._replace(dates=reference.dates + segment.continues), name
        reads += segment.references
    return reads


def _credit(inner: str, masked: str, caption: bool, names: Names) -> str | None:
    """A credit's text without its lead word; None for anything else."""
    first = words.WORD.search(masked)
    numbered = any(map(str.isdigit, masked))
    if first is None or (numbered and first[0].casefold() not in words.CREDITS):
        return None
    listed = list(words.WORD.finditer(masked, 0, 60))
    folded = [match[0].casefold() for match in listed]
    if long := words.leading(folded, words.CREDITS):
        end = listed[long - 1].end()
        after = masked[end:].lstrip()
        dated = numbered and folded[0] in words.SOURCE_LEADS
        if after[:1] in (":", "/", "—", "–") and not dated:
            return inner[end:].lstrip(" :/—–\u00a0\n").strip()
        opened = words.leading(folded, words.CREDITS_OPEN)
        if opened and opened == long and after:
            return inner[end:].strip()
    if inner.lstrip().startswith("©"):
        return inner.strip(" ©")
    marked = any(match[0].casefold() in words.CREDIT_MARKS for match in words.WORD.finditer(masked))
    if marked and ";" not in masked and (caption or "/" in masked or len(folded) <= 4):
        desk = inner.strip().split("/")[0].strip()
        if desk[:1].isupper() and (caption or "/" in masked or names.registry.knows(desk.rsplit(" ", 1)[0])):
            return inner.strip()
    return None


def _form(
    text: str, span: Span, block: Span, segments: list[Segment], reads: list[Read]
) -> tuple[Form, str, list[Reference]]:
    """The form, the reason, and the references that count in it."""
    if any(segment.ibid for segment in segments) and not reads:
        return Form.BARE, "ibid.", []
    if any(segment.clause for segment in segments):
        return Form.ASIDE, CLAUSE, []
    if not reads:
        return Form.ASIDE, "no name and no date in it", []
    if all(name and name.sure and _has_day(ref) for ref, name in reads):
        return Form.DATED, SURE, [ref for ref, _ in reads]
    named = [(reference, name) for reference, name in reads if name]
    dated = [reference for reference, _ in reads if reference.dates]
    if not named:
        if any(segment.lost for segment in segments) and any(ref.has_month for ref in dated):
            return (
                Form.LOST,
                "a date after a comma, the outlet lost",
                [_with_comma(text, r) for r, _ in reads],
            )
        return Form.ASIDE, DAY_ALONE if any(map(_has_day, dated)) else "a date alone", []
    sure = [name for _, name in named if name.sure]
    if not dated and not any(reference.undated for reference, _ in reads):
        return _bare(text, span, block, segments, named)
    touching = _touches(text, span)
    if not any(ref.has_month or ref.undated for ref in dated or [ref for ref, _ in named]):
        return _years(named, reads) if not touching else (Form.ASIDE, TOUCHING, [])
    if touching and not any(map(_has_day, dated)):
        return Form.ASIDE, TOUCHING, []
    uncommaed = any(joint.kind is JointKind.UNCOMMAED for segment in segments for joint in segment.joints)
    short = not any(map(_has_day, dated)) or not any(" " in name.text for _, name in named)
    if uncommaed and not sure and short:
        return Form.ASIDE, "a word and a date, no comma between them", []
    firm = [
        name
        for ref, name in named
        if (name.sure or (name.document and not name.fault)) and (ref.dates or ref.undated)
    ]
    if not firm:
        remarks = (name for segment in segments for name in segment.unnamed)
        if any(name.fault == CLAUSE and not name.text.startswith("in ") for name in remarks):
            return Form.ASIDE, CLAUSE, []
        dates = [date for ref, _ in named for date in ref.dates]
        if all(date.end for date in dates) and dates:
            return Form.ASIDE, "what may be an event, with its days", []
        if any(ref.dates and ref.dates[0].span.start < ref.span.start for ref, _ in named):
            return Form.ASIDE, "a day and what may be its occasion", []
        if _splits_a_clause(text, span, block):
            return Form.ASIDE, "a name within a clause", []
        if fault := next((name.fault for ref, name in named if name.fault and ref.dates), None):
            return Form.ASIDE, fault, []
        if not any(ref.dates or ref.undated for ref, _ in named):
            if not sure:
                return Form.ASIDE, "no outlet beside the date", []
        elif all(name.place for ref, name in named if ref.dates):
            return Form.ASIDE, "a place and a date", []
    reason = SURE if sure else "what may be an outlet, with a date"
    kept = [_with_comma(text, ref) for ref, name in reads if _counts(ref, name)]
    return Form.DATED, reason, kept


def _splits_a_clause(text: str, span: Span, block: Span) -> bool:
    """Whether an English clause goes on behind the parenthesis: `The ship (Amberjack, July 3) sank`."""
    near = text[max(block.start, span.start - NEAR) : min(block.end, span.end + NEAR)]
    if " the " not in near.lower():
        return False
    following = (
        words.WORD.match(text, span.end + 1, block.end) if text[span.end : span.end + 1] == " " else None
    )
    return following is not None and following[0].islower() and following[0] not in words.CONTINUING


def _counts(reference: Reference, name: Name | None) -> bool:
    """Whether a reference counts in a citation: an undated clause beside outlets is a remark."""
    if name is None or name.sure or reference.dates or reference.undated:
        return True
    return not name.fault and not name.place and not name.title


def _with_comma(text: str, reference: Reference) -> Reference:
    """A reference that has lost its outlet spans the comma that followed it."""
    if reference.outlet is not None:
        return reference
    at = reference.span.start
    if text[max(0, at - 200) : at].rstrip().endswith(","):
        return reference._replace(span=Span(text.rindex(",", 0, at), reference.span.end))
    return reference


def _has_day(reference: Reference) -> bool:
    return any(date.start.day and date.start.month for date in reference.dates)


def _years(named: list[tuple[Reference, Name]], reads: list[Read]) -> tuple[Form, str, list[Reference]]:
    """Names with years or bare numbers only."""
    if not all(_is_no_author(name) for _, name in named) or not any(name.known for _, name in named):
        return Form.ASIDE, "author and year, or a number", []
    return Form.YEARS, "outlets with years or numbers alone", [reference for reference, _ in reads]


def _is_no_author(name: Name) -> bool:
    """Whether a name with a year is no person's: the registry has it, or it is several words."""
    if name.known:
        return len(name.text) > 1 and not name.small
    parts = name.text.split()
    return len(parts) > 1 and not name.fault and not name.place and all(part[0].isupper() for part in parts)


def _bare(
    text: str, span: Span, block: Span, segments: list[Segment], named: list[tuple[Reference, Name]]
) -> tuple[Form, str, list[Reference]]:
    """A list without dates: a citation where known outlets end a statement and gloss nothing."""
    kept = [reference for reference, _ in named]
    see = any(segment.see for segment in segments)
    via = any(segment.via for segment in segments)
    if any(name.place for segment in segments for name in segment.unnamed):
        return Form.ASIDE, "an outlet and its place", []
    for name in [*(name for _, name in named), *(name for segment in segments for name in segment.unnamed)]:
        if name.fault and not via:
            return Form.ASIDE, name.fault, []
        if len(name.text) < 2 or (name.small and not name.vague and not name.document):
            return Form.ASIDE, "a word, not a name", []
    sure = sum(_stands_alone(name) for _, name in named)
    if 2 * sure < len(named) and not (via and sure):
        return Form.ASIDE, "undated names that the registry doesn't have", []
    before = text[max(block.start, span.start - 200) : span.start]
    if _touches(text, span):
        return Form.ASIDE, TOUCHING, []
    if not see:
        if _speaks_about(before) and not before.rstrip().endswith((".", "!", "?")):
            return Form.ASIDE, "a list of which the sentence speaks", []
        if not (via and sure) and not _ends_statement(text, span, block, before):
            return Form.ASIDE, "an undated name within a statement", []
    return Form.BARE, "undated outlets at a statement's end", kept


def _touches(text: str, span: Span) -> bool:
    """Whether the parenthesis follows a word, or the text of a link, without a space."""
    before = text[span.start - 1 : span.start]
    return before.isalnum() or before in ("_", "]", ")", ".")


def _stands_alone(name: Name) -> bool:
    """Whether a name cites without a date: a known outlet and no account, an interview, `Indian media`."""
    if name.vague:
        return " " in name.text and not words.MEDIA.isdisjoint(name.text.casefold().split())
    if name.interview:
        return not name.fault
    return name.known and not (name.address and "/" in name.text)


def _speaks_about(before: str) -> bool:
    """Whether the word before the parenthesis says `newspapers`, `agencies` and the like."""
    listed = words.WORD.findall(before[-40:])
    return bool(listed) and listed[-1].casefold() in words.MEDIA_BEFORE and before.rstrip()[-1:].isalpha()


def _ends_statement(text: str, span: Span, block: Span, before: str) -> bool:
    """Whether a stop, or the end of a line or block, follows; or the parenthesis follows a stop."""
    after = text[span.end : min(block.end, span.end + 3)]
    return not after or after[0] in AFTER_STATEMENT or before.rstrip()[-1:] in ".!?"
