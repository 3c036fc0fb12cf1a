"""What the package offers to Python programs: the line as three functions of a text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from citecheck.mend import mend
from citecheck.pipeline import Options, Pipeline
from citecheck.read.text import plain
from citecheck.rules.select import Selection

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from citecheck.model.article import Article
    from citecheck.model.diagnostic import Diagnostic


def parse(text: str, *, published: date | None = None) -> Article:
    """The article of a text, its citations found and its outlets and days resolved.

    `published` is the day of publication; without it the text's own dateline counts. Spans count characters
    of `text` from 0.
    """
    return _pipeline(Options(published)).article(plain("text", text))


def check(
    text: str,
    *,
    published: date | None = None,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> list[Diagnostic]:
    """What is wrong with the citations of a text, in the order of the text.

    Rules are chosen by code, prefix, name or ALL. Raises UsageError for a code that names no rule.
    """
    pipeline = _pipeline(Options(published, (_selection(select, extend_select, ignore),)))
    return pipeline.diagnostics(pipeline.article(plain("text", text)))


def fix(
    text: str,
    *,
    published: date | None = None,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    unsafe: bool = False,
) -> str:
    """The text with the safe fixes made, with `unsafe` all of them; chosen and raising as in `check`."""
    pipeline = _pipeline(Options(published, (_selection(select, extend_select, ignore),)))
    return mend(pipeline, plain("text", text), unsafe).text


def _selection(select: Sequence[str], extend_select: Sequence[str], ignore: Sequence[str]) -> Selection:
    return Selection(tuple(select), tuple(extend_select), tuple(ignore))


@lru_cache(maxsize=8)
def _pipeline(options: Options) -> Pipeline:
    """The line with these options; made once, for its registry remembers names."""
    return Pipeline(options)
