"""`citecheck extract`: the references as data."""

from __future__ import annotations

import sys
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

from citecheck.cli.progress import watched
from citecheck.cli.reading import configuration, documents, found, note, publication, tell_unreadable
from citecheck.model.article import Kind
from citecheck.model.document import Document, Unreadable
from citecheck.pipeline import Options, Pipeline
from citecheck.report import csv
from citecheck.report.json import dumps, extract_records
from citecheck.report.positions import Lines
from citecheck.workers import run as run_work

if TYPE_CHECKING:
    from argparse import Namespace

    from citecheck.model.article import Article, Parenthetical


def run(args: Namespace) -> int:
    """Status 0, or 1 where something couldn't be read."""
    config = configuration(args)
    pipeline = Pipeline(
        Options(
            config.published, outlets=config.records, prefer=config.prefer, publication=publication(config)
        )
    )
    status = 0
    if args.format == "csv":
        print(csv.header())
    sources = found(args, config)
    results = run_work(documents(sources, args), pipeline, _extract, config.jobs)
    with closing(watched(results, sources.sources, args.quiet, partial(_speaks, args))) as watching:
        for one, result in watching:
            if isinstance(one, Unreadable):
                tell_unreadable(one)
                status = 1
                continue
            records, skipped = result
            for record in records:
                rows = [dumps(record)] if args.format == "jsonl" else list(csv.lines(record))
                if rows:
                    print("\n".join(rows))
            if args.verbose:
                for line in skipped:
                    note(line)
    return status


def _speaks(args: Namespace, pair: tuple[Document | Unreadable, Any]) -> bool:
    """Whether something may be printed of a document on the terminal that shows how far we are."""
    return pair[1] is None or args.verbose or sys.stdout.isatty()


def _extract(pipeline: Pipeline, document: Document) -> tuple[list[dict[str, Any]], list[str]]:
    """The records of a document, and what was skipped and why."""
    article = pipeline.article(document)
    lines = Lines(document.text)
    places = [(one, *_place(document, lines, one)) for one in article.parentheticals]
    return list(extract_records(article, places)), list(_skipped(article, places))


def _place(document: Document, lines: Lines, one: Parenthetical) -> tuple[int, int]:
    if document.line is not None:
        return document.line, one.span.start + 1
    return lines.place(document.map.place(one.span.start))


def _skipped(article: Article, places: list[tuple[Parenthetical, int, int]]) -> list[str]:
    path = article.document.path
    return [
        f"{path}:{line}:{column}: skipped {' '.join(one.span.of(article.text).split())[:60]!r}: {one.reason}"
        for one, line, column in places
        if one.kind is Kind.ASIDE
    ]
