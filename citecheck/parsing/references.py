"""The references of one segment: who is cited, with the dates that belong to each.

A segment is read from left to right, item by item. A date belongs to the outlets before it, back to the
last date; where a name follows a date without a semicolon, the fault is kept as a joint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.article import (
    DateMention,
    Joint,
    JointKind,
    OutletMention,
    Point,
    Precision,
    Reference,
    Weekday,
)
from citecheck.model.span import Span
from citecheck.parsing import words
from citecheck.parsing.cited import Pending, cited, is_column
from citecheck.parsing.items import items_of, weekday
from citecheck.parsing.outlets import Name
from citecheck.parsing.pieces import Item, What, lex, plain_name

if TYPE_CHECKING:
    from citecheck.parsing.outlets import Names

CLOSING = '”»"])’'
"""After one of these a comma may stand inside: `“The Morning Show,” December 5`."""
DATED = (What.DATE, What.SLIP, What.NUMBER, What.YEAR, What.UNDATED)


class Segment(NamedTuple):
    """What a segment says."""

    references: tuple[tuple[Reference, Name | None], ...]
    """Each with the name as read, None where no outlet is named."""
    joints: tuple[Joint, ...] = ()
    continues: tuple[DateMention, ...] = ()
    """Dates of the outlet before this segment: `; Part Two, July 7`."""
    see: bool = False
    ibid: Span | None = None
    """The word `ibid.`, where it stands."""
    lost: bool = False
    """It begins with the comma that followed an outlet."""
    clause: bool = False
    """A word of prose stands right before a date: `born May 3`."""
    via: bool = False
    """Somebody is said to bring it: `via CNN`."""
    unnamed: tuple[Name, ...] = ()
    """The names beside the cited ones: columns, places, remarks."""


def plain(text: str, start: int, part: str, names: Names, number: int) -> Segment | None:
    """A segment of the commonest form, one outlet, a comma and one date; None for any other.

    The same answer as Reader gives, at a tenth of the cost.
    """
    outlet, comma, rest = part.partition(",")
    if not comma or "," in rest or not (left := plain_name(outlet)):
        return None
    right = lex(rest)
    phrase = right[0].date if len(right) == 1 else None
    if phrase is None or right[0].what is not What.DATE or phrase.weekday:
        return None
    by = start + left.start
    read = names.read(text[by : start + left.end])
    if len(read) != 1:
        return None
    name = _moved(read[0], by)
    mention = _outlet_mention(name)
    first, last = start + len(outlet) + 1 + right[0].start, start + len(outlet) + 1 + right[0].end
    date = DateMention(
        Span(first, last),
        text[first:last],
        phrase.first,
        phrase.last,
        phrase.precision,
        None,
        None,
        phrase.undecided,
    )
    return Segment(((Reference(mention.span, mention, (date,), number), name),))


def _moved(name: Name, by: int) -> Name:
    """The name with its offsets counted `by` characters further on."""
    return Name(name.start + by, name.end + by, *name[2:])


def _outlet_mention(name: Name) -> OutletMention:
    return OutletMention(Span(name.start, name.end), name.text, name.url, name.vague, not name.interview)


def _date_mention(text: str, item: Item, weekday: Weekday | None) -> DateMention:
    """The date of an item, as written, a weekday before it taken in."""
    phrase = item.date
    assert phrase is not None
    start = min(item.start, weekday.span.start) if weekday else item.start
    slip = None
    if phrase.misspelled:
        first, last, nearest = phrase.misspelled
        slip = Span(first, last).shifted(item.start - phrase.start), nearest
    return DateMention(
        Span(start, item.end),
        text[start : item.end],
        phrase.first,
        phrase.last,
        phrase.precision,
        weekday,
        slip,
        phrase.undecided,
    )


class Reader:
    """Reads one segment; used once."""

    def __init__(self, text: str, names: Names, number: int) -> None:
        self.text, self.names, self.number = text, names, number
        self.references: list[tuple[Reference, Name | None]] = []
        self.joints: list[Joint] = []
        self.pending: list[Pending] = []
        self.dates: list[DateMention] = []
        self.continues: list[DateMention] = []
        self.weekday: Weekday | None = None
        self.relation: What | None = None
        self.since: list[Item] = []  # the marks since the last name or date
        self.last: Item | None = None  # the last name or date
        self.accessed: DateMention | None = None
        self.unnamed: list[Name] = []
        self.clause = self.via = self.alone = False
        self.undated = self.see = self.lost = self.goes_on = self.dates_first = False
        self.ibid: Span | None = None

    def read(self, start: int, masked: str) -> Segment:
        """The segment whose text, quotations masked, is `masked` and begins at `start`."""
        items, self.see = items_of(self.text, start, masked, self.names.registry)
        self.alone = len(items) == 1
        self.lost = len(items) > 1 and items[0].what is What.COMMA and items[1].what is not What.NAME
        last_date = max((at for at, item in enumerate(items) if item.what in DATED), default=-1)
        for at, item in enumerate(items):
            self._take(item, at < last_date)
        self._flush()
        self._empty(items)
        return Segment(
            tuple(self.references),
            tuple(self.joints),
            tuple(self.continues),
            self.see,
            self.ibid,
            self.lost,
            self.clause,
            self.via,
            tuple(self.unnamed),
        )

    def _empty(self, items: list[Item]) -> None:
        """Keeps the commas that part nothing: two in a row, one at either end."""
        for at, item in enumerate(items):
            if item.what is not What.COMMA:
                continue
            doubled = at > 0 and items[at - 1].what is What.COMMA
            at_end = at == len(items) - 1 and at > 0
            at_start = at == 0 and not self.lost
            span = Span(item.start, item.end)
            if (doubled or at_end or at_start) and not any(joint.span.covers(span) for joint in self.joints):
                self.joints.append(Joint(JointKind.EMPTY, span, span, span))

    def _take(self, item: Item, ahead: bool) -> None:
        """One item; `ahead` tells whether a date stands further on."""
        match item.what:
            case What.NAME:
                self._name(item, ahead)
            case What.DATE:
                self._date(item)
            case What.SLIP if self.pending and not self.dates and self._is_date(item):
                self._date(item)
            case What.SLIP:
                self._name(item, ahead)
            case What.NUMBER | What.YEAR:
                self._number(item)
            case What.WEEKDAY:
                day = Weekday(weekday(self.text[item.start : item.end]), Span(item.start, item.end))
                if self.dates and not ahead and self.dates[-1].weekday is None:
                    self.dates[-1] = self.dates[-1]._replace(weekday=day)
                    return
                self.weekday = day
                self._uncommaed(item)
                self.since.append(item)
            case What.UNDATED:
                self.undated = True
            case What.PART:
                self.goes_on = not self.pending and not self.dates
                self.since = []
            case What.IBID:
                self.ibid, self.undated = Span(item.start, item.end), True
            case What.VIA | What.CITING:
                self.relation, self.via = item.what, True
            case What.EXTRA:
                self.since.append(item)
                if item.date:
                    self.accessed = _date_mention(self.text, item, None)
            case _:
                self.since.append(item)

    def _is_date(self, item: Item) -> bool:
        """Whether what is nearly a date is one: behind a known name `23.09` is no version."""
        return bool(item.date and item.date.misspelled) or self.pending[-1].name.known

    def _name(self, item: Item, ahead: bool) -> None:
        by = item.start
        read = self.names.read(self.text[by : item.end], bool(self.pending))
        found = [_moved(name, by) for name in read]
        if not found:
            return
        if self.pending and not self.dates and found[0].text.casefold() in words.RELATIVE:
            self.since.append(Item(What.EXTRA, item.start, item.end))
            return
        if self.dates and self.relation is None and not self.dates_first:
            if self._follows_its_date(found[0], ahead):
                self.dates_first = True
            elif self._remark(found[0], ahead):
                self.unnamed += found
                self.since.append(Item(What.EXTRA, item.start, item.end))
                return
            else:
                self._joint(item.start, Span(found[0].start, found[0].end))
                self._flush()
        self.pending += [Pending(name, self.relation) for name in found]
        self.relation = None
        self.last = Item(What.NAME, found[0].start, item.end)
        self.since = []

    def _follows_its_date(self, name: Name, ahead: bool) -> bool:
        """Whether the segment gives a day, and then who reported it: `May 3, Le Temps`."""
        if self.pending or self.lost or ahead or self.references or name.place or name.fault:
            return False
        parted = any(mark.what is What.COMMA for mark in self.since)
        return all(date.start.day for date in self.dates) and (parted or name.sure)

    def _remark(self, name: Name, ahead: bool) -> bool:
        """Whether what follows a date names nobody: a place, a page, a word to the reader."""
        if "[" in name.text or "]" in name.text:
            return True
        if name.known or name.address:
            return False
        if name.title or name.place or (name.fault and not ahead) or is_column(name.text):
            return True
        return not ahead or name.text[:1].islower()

    def _date(self, item: Item) -> None:
        phrase = item.date
        assert phrase is not None
        weekday = None
        if phrase.weekday:
            number, start, end = phrase.weekday
            shift = item.start - phrase.start
            weekday = Weekday(number, Span(start + shift, end + shift))
        elif self.weekday:
            weekday = self.weekday
        else:
            self._uncommaed(item)
        self.weekday = None
        mention = _date_mention(self.text, item, weekday)
        if self.dates and self._dashed():
            self._widen(mention.span.end, mention.start)
        else:
            self.dates.append(mention)
        self.last, self.since = item, []

    def _number(self, item: Item) -> None:
        """A day or year that completes the dates before it, or all that is given as a date."""
        span, first = Span(item.start, item.end), item.numbers[0]
        self.weekday = None
        if any(mark.what is What.EXTRA for mark in self.since):
            return  # `accessed May 9, 2024`
        if not self.dates:
            if not self.pending and not self.alone:
                return
            point = Point(first) if item.what is What.YEAR else Point(day=first)
            if item.what is What.NUMBER and not 1 <= first <= 31:
                return
            precision = Precision.YEAR if item.what is What.YEAR else Precision.DAY
            end = Point(day=item.numbers[1]) if len(item.numbers) > 1 else None
            self.dates.append(DateMention(span, span.of(self.text), point, end, precision))
        elif item.what is What.YEAR:
            self._year(item, first)
        elif self._dashed():
            before = self.dates[-1].end or self.dates[-1].start
            self._widen(item.end, before._replace(day=first, year=None))
        else:
            before = self.dates[-1].end or self.dates[-1].start
            start = Point(None, before.month, first)
            last = Point(None, before.month, item.numbers[1]) if len(item.numbers) > 1 else None
            self.dates.append(DateMention(span, span.of(self.text), start, last))
        self.last, self.since = item, []

    def _year(self, item: Item, year: int) -> None:
        date = self.dates[-1]
        if date.end and date.end.year is None:
            date = date._replace(end=date.end._replace(year=year))
            if date.end and date.end.month == date.start.month:
                date = date._replace(start=date.start._replace(year=year))
        elif date.start.year is None:
            date = date._replace(start=date.start._replace(year=year))
        else:
            point = Point(year)
            span = Span(item.start, item.end)
            self.dates.append(DateMention(span, span.of(self.text), point, None, Precision.YEAR))
            return
        span = Span(date.span.start, item.end)
        self.dates[-1] = date._replace(span=span, text=span.of(self.text))

    def _dashed(self) -> bool:
        return any(mark.what is What.DASH for mark in self.since)

    def _widen(self, end: int, last: Point) -> None:
        """Make the last date a range up to `last`."""
        span = Span(self.dates[-1].span.start, end)
        self.dates[-1] = self.dates[-1]._replace(span=span, text=span.of(self.text), end=last)

    def _joint(self, end: int, right: Span) -> None:
        """What stands between the last date and a name that begins at `end`, in a semicolon's place."""
        left = self.dates[-1].span
        marks = [mark for mark in self.since if mark.what is not What.EXTRA]
        text = "".join(self.text[mark.start : mark.end] for mark in marks)
        if any(mark.what is What.AND for mark in marks):
            kind = JointKind.AND
        elif "." in text:
            kind = JointKind.PERIOD
        elif "," in text:
            kind = JointKind.COMMA
        else:
            kind = JointKind.COLON if text else JointKind.MISSING
        last = next((mark.end for mark in self.since[::-1] if mark.what is What.EXTRA), left.end)
        self.joints.append(Joint(kind, Span(last, end), left, right))

    def _uncommaed(self, item: Item) -> None:
        """Keeps it when a date follows its outlet without a comma."""
        if self.last is None or self.last.what is not What.NAME or self.dates:
            return
        words_before = words.WORD.findall(self.text[self.last.start : self.last.end].casefold())
        if words_before and words_before[-1] in words.PROSE and not self.since:
            self.clause = True
        if all(mark.what in (What.MARK, What.DASH) for mark in self.since):
            left = Span(self.last.start, self.last.end)
            inside = self.text[left.end - 2 : left.end]
            if not (inside[-1:] in CLOSING and inside[:1] == ","):
                right = Span(item.start, item.end)
                self.joints.append(Joint(JointKind.UNCOMMAED, Span(left.end, right.start), left, right))

    def _complete(self) -> None:
        """Days before the one that names their month: `12, 14 March`."""
        month: int | None = None
        for at in range(len(self.dates) - 1, -1, -1):
            date = self.dates[at]
            if date.start.month is None and date.start.day and month:
                end = date.end._replace(month=month) if date.end else None
                self.dates[at] = date._replace(start=date.start._replace(month=month), end=end)
            month = self.dates[at].start.month or month

    def _flush(self) -> None:
        """The pending names with the dates read so far become references."""
        if self.accessed and self.pending and not self.dates and not self.undated:
            self.dates.append(self.accessed)  # the only day that is given
        self.accessed = None
        self._complete()
        if self.goes_on and not self.pending:
            self.continues += self.dates
        elif names := cited(self.pending):
            self.unnamed += [one.name for one in self.pending if one.name not in names]
            for name in names:
                mention = _outlet_mention(name)
                reference = Reference(
                    mention.span, mention, tuple(self.dates), self.number, self.undated, self.see, self.via
                )
                self.references.append((reference, name))
        elif self.dates and not self.ibid:
            span = Span(self.dates[0].span.start, self.dates[-1].span.end)
            reference = Reference(span, None, tuple(self.dates), self.number, False, self.see)
            self.references.append((reference, None))
        self.pending, self.dates, self.since = [], [], []
        self.undated = self.dates_first = False
        self.relation = None
