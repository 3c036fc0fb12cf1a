"""Where claims are looked for: the running text, paragraph by paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.cover.quotes import is_unclosed, opens, style
from citecheck.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article
    from citecheck.model.span import Span

LONGEST_HEADING = 80
"""Characters."""
STOPS = '.!?…;,:)”»"’'
ASIDE_SECTIONS = frozenset(
    (
        *(
            "executive summary",
            "summary",
            "key takeaways",
            "takeaways",
            "key points",
            "abstract",
            "at a glance",
        ),
        *("notes", "endnotes", "footnotes", "sources", "references", "bibliography", "works cited"),
        *(
            "further reading",
            "see also",
            "related",
            "about the author",
            "about the authors",
            "acknowledgements",
        ),
        *("acknowledgments", "disclaimer", "methodology", "contents", "table of contents"),
        *("краткое содержание", "резюме", "аннотация", "основные выводы", "главное", "примечания", "сноски"),
        *("источники", "литература", "список литературы", "ссылки", "об авторе", "об авторах", "содержание"),
    )
)
"""Headings of sections in which nobody cites."""
CELLS = ("|", "\t")
"""What parts the cells of a row."""
TABLE_HEAD = 400
"""Characters in which a table shows that it is one."""


class Place(NamedTuple):
    """One paragraph, or several that belong together: an introduction, a quotation with its source."""

    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    introduced: int = 0
    """How many of the first sentences introduce what follows after a colon."""


def places(article: Article) -> Iterator[Place]:
    """The article's places, in the order of its text."""
    text = article.text
    pairs = style(text)
    paragraphs: list[Span] = []
    sentences: list[Span] = []
    introduced = 0
    alone = frozenset(one.span for one in article.citations)
    for paragraph, own in _paragraphs(article, alone):
        introduces = bool(paragraphs) and text[paragraphs[-1].end - 1] == ":"
        continues = (
            bool(paragraphs) and opens(text, paragraph.start) and is_unclosed(text, paragraphs[-1], pairs)
        )
        goes_on = introduces or continues or paragraph in alone
        if paragraphs and not goes_on:
            yield Place(tuple(paragraphs), tuple(sentences), introduced)
            paragraphs, sentences, introduced = [], [], 0
        paragraphs.append(paragraph)
        sentences += own
        if text[paragraph.end - 1] == ":":
            introduced = introduced or len(sentences)
    if paragraphs:
        yield Place(tuple(paragraphs), tuple(sentences), introduced)


def _paragraphs(article: Article, alone: frozenset[Span]) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """The body's paragraphs with their sentences; headings, tables, summaries and notes left out.

    A block that is one of the citations in `alone`, as under a quotation, is its own only sentence.
    """
    text = article.text
    sentences = article.sentences
    at = 0
    aside = False
    for block in article.blocks:
        if block.span in alone and not aside:
            yield block.span, (block.span,)
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        first = at
        while at < len(sentences) and sentences[at].end <= block.span.end:
            at += 1
        head = text[block.span.start : block.span.start + LONGEST_HEADING + 1].partition("\n")[0].strip()
        if head.rstrip(":").casefold() in ASIDE_SECTIONS:
            aside = head == block.span.of(text)
            continue
        if _is_heading(text, block.span):
            aside = False
            continue
        if not aside and first < at and block.span not in alone and not _is_table(text, block.span):
            yield block.span, sentences[first:at]


def _is_heading(text: str, span: Span) -> bool:
    """A short line of its own without a stop."""
    short = span.end - span.start <= LONGEST_HEADING
    return short and text[span.end - 1] not in STOPS and "\n" not in span.of(text)


def _is_table(text: str, span: Span) -> bool:
    """Rows of cells, parted by bars or tabs."""
    lines = text[span.start : min(span.end, span.start + TABLE_HEAD)].split("\n")
    return len(lines) > 1 and any(mark in lines[0] and mark in lines[-1] for mark in CELLS)
