"""An article, ever better known: parse fills it, resolve says who and when is meant."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.document import Block, BlockKind, Document
from citecheck.model.span import Span

if TYPE_CHECKING:
    from citecheck.model.coverage import Claim, Gap, Passage
    from citecheck.model.outlet import Outlets
    from citecheck.model.verdict import Verdict


class Kind(StrEnum):
    """What a parenthetical is in the end."""

    CITATION = "citation"
    CROSS_REFERENCE = "cross-reference"
    """All its references are to the publication's own or a sister publication's articles."""
    CREDIT = "credit"
    """Who took the picture, or where it came from."""
    ASIDE = "aside"
    """No citation."""


class Form(StrEnum):
    """The shape in which parse found a parenthetical, before anybody knows who is meant."""

    DATED = "dated"
    """References, at least one of them with a day, a month or the word `undated`."""
    YEARS = "years"
    """Names with years alone: author-year, unless the article cites that way."""
    BARE = "bare"
    """A list of known or vague outlets that ends a statement, without a date."""
    LOST = "lost"
    """Dates alone, with a comma where the outlet has been: `(, August 12)`."""
    CREDIT = "credit"
    ASIDE = "aside"


class Role(StrEnum):
    """What a reference is to the article."""

    SOURCE = "source"
    CROSS_REFERENCE = "cross-reference"


class Match(StrEnum):
    """How an outlet's text was found in the registry."""

    EXACT = "exact"
    """A record's name."""
    ALIAS = "alias"
    """Another name of a record."""
    DOMAIN = "domain"
    """A record's domain, a subdomain of it, or the host of an address."""
    ACCOUNT = "account"
    """An account on a platform, of an outlet or of somebody else: `T.me/region_chronicle`."""
    PATTERN = "pattern"
    """A record's name inside a longer one, `Gazprom press release`, or one told by a place behind it."""
    AMBIGUOUS = "ambiguous"
    """A name of several records, none of them the usual one."""
    NONE = "none"
    """No record has it."""


class Precision(StrEnum):
    """How much of a date the author gave."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


class Point(NamedTuple):
    """A date as written, part by part; None for a part that isn't there."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


class Weekday(NamedTuple):
    """A weekday as written, 0 for Monday, with its place."""

    number: int
    span: Span


class DateMention(NamedTuple):
    """One date of a reference, or one range of dates."""

    span: Span
    text: str
    start: Point
    end: Point | None = None
    """The last date of a range."""
    precision: Precision = Precision.DAY
    weekday: Weekday | None = None
    misspelled: tuple[Span, tuple[str, ...]] | None = None
    """A month's place when it isn't spelled as any month is, and the names of the months nearest to it."""
    undecided: bool = False
    """Numbers that two customs read as two days: `03/04/2015`."""
    # what follows is filled by resolve
    iso: date | None = None
    """The day, or the first of a range; None where no day is given, decided or possible."""
    end_iso: date | None = None
    year: int | None = None
    """The year of `start`, written or inferred."""
    year_inferred: bool = False
    future: bool = False
    """It lies after the article's publication, by its own year or by the nearest reading without one."""
    impossible: bool = False
    """No calendar has such a day."""


class OutletMention(NamedTuple):
    """Who is cited, in the author's words."""

    span: Span
    text: str
    """Without quotation marks and emphasis around the whole; of an address the host."""
    url: str | None = None
    """The whole address, where one stands there."""
    vague: bool = False
    """A kind of outlet and no outlet: `Indian media`."""
    named: bool = True
    """False for a person or document that is its own source: `author's interview`."""
    # what follows is filled by resolve
    match: Match = Match.NONE
    outlet_id: str | None = None
    candidates: tuple[str, ...] = ()
    site: str | None = None
    """A well-formed domain that no record has."""


class Reference(NamedTuple):
    """One outlet with the dates that belong to it."""

    span: Span
    outlet: OutletMention | None
    dates: tuple[DateMention, ...] = ()
    segment: int = 0
    """Which segment of its citation it stands in, counted from 0."""
    undated: bool = False
    """The author says that there is no date: `undated`, `n.d.`"""
    see: bool = False
    """It stands after `see`."""
    relayed: bool = False
    """A word such as `via` or `citing` stands beside it."""
    role: Role = Role.SOURCE
    """Filled by resolve."""

    @property
    def has_month(self) -> bool:
        """Whether the author gave more than a year or a number: a day, a month, a season."""
        return any(
            date.precision is not Precision.YEAR
            and (date.start.month is not None or date.undecided or date.precision is Precision.SEASON)
            for date in self.dates
        )


class JointKind(StrEnum):
    """What stands between two neighbours of a citation where something else was expected."""

    MISSING = "missing"
    """Nothing between a date and the next outlet."""
    COMMA = ","
    COLON = ":"
    PERIOD = "."
    AND = "and"
    EMPTY = "empty"
    """A separator with nothing to separate: `;;`, `;)`, `,,`."""
    UNCOMMAED = "uncommaed"
    """No comma between an outlet and its date."""


class Joint(NamedTuple):
    """A faulty place between two neighbours: `left` and `right` are their spans."""

    kind: JointKind
    span: Span
    """What stands between them; for an empty segment what is too much."""
    left: Span
    right: Span


class Parenthetical(NamedTuple):
    """One `( … )`, with what parse and resolve made of it."""

    span: Span
    form: Form
    reason: str
    """Why it has this form, for `extract -v` and for whoever debugs a rule."""
    references: tuple[Reference, ...] = ()
    joints: tuple[Joint, ...] = ()
    closed: bool = True
    """False when the closing parenthesis never comes; the span then ends with the last reference."""
    credit: str | None = None
    """A credit's text without its lead word."""
    ibid: Span | None = None
    """The word `ibid.`, which names no outlet of its own."""
    kind: Kind = Kind.ASIDE
    """Filled by resolve."""

    @property
    def cites(self) -> bool:
        """Whether it is a citation or a cross-reference."""
        return self.kind is Kind.CITATION or self.kind is Kind.CROSS_REFERENCE


class Stray(NamedTuple):
    """A parenthesis too many, beside a citation or at the end of a reference that was never opened."""

    span: Span
    """The parenthesis."""
    reference: Span
    """The citation with its parentheses, or the bare reference."""


class Article(NamedTuple):
    """One piece of writing."""

    document: Document
    blocks: tuple[Block, ...]
    """The document's blocks, with the header told from the body."""
    parentheticals: tuple[Parenthetical, ...]
    """In the order of the text; none inside another, but those of an aside come after it."""
    sentences: tuple[Span, ...] = ()
    """Of the body's paragraphs, in the order of the text."""
    strays: tuple[Stray, ...] = ()
    publisher: str | None = None
    published: date | None = None
    # what follows is filled by resolve
    publisher_id: str | None = None
    citations: tuple[Parenthetical, ...] = ()
    """The parentheticals that are citations or cross-references."""
    dates: tuple[tuple[Reference, DateMention], ...] = ()
    """Each date of the citations once, though several outlets may share it."""
    # what follows is filled by cover
    claims: tuple[Claim, ...] = ()
    """The sentences that need a source, in the order of the text."""
    passages: tuple[Passage, ...] = ()
    """What each citation of a paragraph backs, in the order of the text."""
    gaps: tuple[Gap, ...] = ()
    """Where claims have no source, in the order of the text."""
    outlets: Outlets | None = None
    """The registry, for what hangs on the ids."""
    # what follows is filled by verify
    verdicts: tuple[Verdict, ...] = ()
    """One on each date of each reference to a source, in the order of the text."""

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def title(self) -> str | None:
        """The headline: what the format declares, or the first line where it looks like one."""
        declared = self.document.metadata.title
        titles = (b.span.of(self.text) for b in self.blocks if b.kind is BlockKind.TITLE)
        return declared or next(titles, None)
