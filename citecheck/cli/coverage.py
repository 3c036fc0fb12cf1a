"""`citecheck coverage`: the claims of articles, what backs them, and what nothing backs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citecheck.cli.reading import configuration, coverage_of, documents, found, publication, tell_unreadable
from citecheck.model.document import Document, Unreadable
from citecheck.pipeline import Options, Pipeline
from citecheck.report import coverage
from citecheck.report.json import dumps
from citecheck.workers import run as run_work

if TYPE_CHECKING:
    from argparse import Namespace


def run(args: Namespace) -> int:
    """Status 0, or 1 where something couldn't be read."""
    config = configuration(args)
    pipeline = Pipeline(
        Options(
            config.published,
            outlets=config.records,
            prefer=config.prefer,
            publication=publication(config),
            coverage=coverage_of(config),
        )
    )
    work = _record if args.format == "json" else _table
    results = []
    status = 0
    for one, result in run_work(documents(found(args, config), args), pipeline, work, config.jobs):
        if isinstance(one, Unreadable):
            tell_unreadable(one)
            status = 1
        elif args.format == "json":
            results.append(result)
        else:
            print(result)
    if args.format == "json":
        print(dumps({"articles": results}))
    return status


def _record(pipeline: Pipeline, document: Document) -> dict[str, Any]:
    article = pipeline.covered(pipeline.article(document))
    return coverage.record(article, coverage.codes(pipeline.all_rules))


def _table(pipeline: Pipeline, document: Document) -> str:
    article = pipeline.covered(pipeline.article(document))
    return "\n".join(coverage.lines(article, coverage.codes(pipeline.all_rules)))
