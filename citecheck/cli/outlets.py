"""`citecheck outlets`: ask the registry, and keep files of outlets in order."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from citecheck.config import load
from citecheck.discover import nothing_there
from citecheck.errors import UsageError
from citecheck.model.article import Match, OutletMention
from citecheck.model.diagnostic import Severity
from citecheck.outlets import records
from citecheck.outlets.drafts import Unknown
from citecheck.outlets.registry import Registry
from citecheck.report import outlets as shown
from citecheck.report.json import dumps
from citecheck.report.text import plural, printable

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator

    from citecheck.config import Config
    from citecheck.model.document import Document
    from citecheck.outlets.audit import Audited
    from citecheck.pipeline import Pipeline


def run(args: Namespace) -> int:
    """Status 0; 1 where nobody is found, a file has faults, or an article can't be read."""
    return ACTIONS[args.action](args)


def _find(args: Namespace) -> int:
    """Status 1 where no record is meant."""
    from citecheck.pipeline import Options, Pipeline

    config = _configuration(args)
    pipeline = Pipeline(Options(outlets=config.records, prefer=config.prefer))
    registry = pipeline.registry
    status = 0
    for mention in (one for text in args.texts for one in _mentions(text, pipeline)):
        known = bool(mention.outlet_id or mention.candidates)
        unknown = mention.match is Match.NONE and mention.named and not mention.vague
        near = registry.suggest(mention.text) if unknown else ()
        fault = registry.domain_fault(mention.text) if unknown else None
        status = status or int(not known)
        if _for_people(args):
            print("\n".join(shown.found(mention, near, fault, registry)))
        else:
            print(dumps(shown.found_record(mention, near, fault)))
    return status


def _mentions(text: str, pipeline: Pipeline) -> list[OutletMention]:
    """Whom a citation with this text and a day would name; where it would be none, the text as it stands."""
    from citecheck.checks.mentions import named
    from citecheck.model.span import Span
    from citecheck.read.text import plain
    from citecheck.resolve.outlets import identify

    if text.startswith("(") and text.endswith(")"):  # a whole citation
        text = text[1:-1]
    article = pipeline.article(plain("example", f"({text}, May 3, 2015)"))
    found = [mention for _, mention in named(article)]
    return found or [identify(OutletMention(Span(0, len(text)), text), text, pipeline.registry)]


def _show(args: Namespace) -> int:
    registry = _registry(_configuration(args))
    for number, outlet_id in enumerate(args.ids):
        try:
            record = registry.record(outlet_id)
        except KeyError:
            told = f"no outlet of the registry has the id '{outlet_id}'{registry.hint(outlet_id)}"
            raise UsageError(told) from None
        if _for_people(args):
            print("\n" * bool(number) + "\n".join(shown.card(record, registry)))
        else:
            print(records.line(record))
    return 0


def _list(args: Namespace) -> int:
    registry = _registry(_configuration(args))
    listed = [record for record in _records(registry) if _fits(record, args)]
    if not listed:
        print("citecheck: no outlet fits", file=sys.stderr)
    elif _for_people(args):
        print("\n".join(shown.table([_row(record) for record in listed])))
    else:
        print("\n".join(map(records.line, listed)))
    return 0


def _export(args: Namespace) -> int:
    for record in _records(_registry(_configuration(args))):
        print(records.line(record))
    return 0


def _check(args: Namespace) -> int:
    """Status 1 for an error; what is only out of order or form is a warning."""
    paths = list(dict.fromkeys(args.files))
    files = _audited(paths)
    mended = 0
    if args.fix:
        mended = sum(one.mended for file in files for one in file.faults)
        for file in files:
            _write(file)
        files = _audited(paths)
    for file in files:
        for fault in file.faults:
            place = f"{file.path}:{fault.line}:{fault.column}"
            print(printable(f"{place}: {fault.severity.value}[{fault.kind}] {fault.message}"))
    faults = [fault for file in files for fault in file.faults]
    counts = Counter(fault.severity for fault in faults)
    told = [plural(counts[one], one.value) for one in (Severity.ERROR, Severity.WARNING) if counts[one]]
    scope = plural(sum(len(file.entries) for file in files), "record")
    fixes = sum(fault.mended for fault in faults)
    print(
        f"{', '.join(told) or 'Nothing to mend'}{' in' if told else ':'} {scope}"
        f"{f'; --fix mends {fixes}' if fixes else ''}{f'; {mended} mended' if mended else ''}."
    )
    return int(bool(counts[Severity.ERROR]))


def _audited(paths: list[str]) -> list[Audited]:
    from citecheck.outlets.audit import audit
    from citecheck.outlets.compile import REGISTRY

    for path in paths:
        if not os.path.lexists(path):
            raise nothing_there(path)
    itself = os.path.exists(REGISTRY) and any(os.path.samefile(path, REGISTRY) for path in paths)
    return audit(paths, () if itself else list(_records(Registry())))


def _write(file: Audited) -> None:
    from citecheck.atomic import ChangedError, write

    if (text := file.mended()) == file.text:
        return
    try:
        write(file.path, text.encode(), file.text.encode())
    except ChangedError:
        raise UsageError(f"{file.path}: another program has changed it meanwhile; run again") from None


def _suggest(args: Namespace) -> int:
    """Status 1 where something couldn't be read."""
    from citecheck.cli.reading import configuration, documents, found, tell_unreadable
    from citecheck.model.document import Unreadable
    from citecheck.outlets.drafts import drafts
    from citecheck.pipeline import Options, Pipeline
    from citecheck.workers import run as run_work

    config = configuration(args)
    pipeline = Pipeline(Options(config.published, outlets=config.records, prefer=config.prefer))
    status, seen = 0, []
    for one, result in run_work(documents(found(args, config), args), pipeline, _unresolved, config.jobs):
        if isinstance(one, Unreadable):
            tell_unreadable(one)
            status = 1
        else:
            seen += result
    listed = drafts(seen, pipeline.registry)
    rows = [
        (f"{draft.mentions} x", draft.record["id"], draft.record["name"], draft.place, draft.near)
        for draft in listed
    ]
    lines = list(shown.table(rows)) if rows else ["every outlet is known"]
    for_people = _for_people(args)
    if for_people or not args.quiet:
        print("\n".join(lines), file=sys.stdout if for_people else sys.stderr)
    for draft in () if for_people else listed:
        print(records.line(draft.record))
    return status


def _unresolved(pipeline: Pipeline, document: Document) -> list[Unknown]:
    """The outlets of a document that no record has, slips in a domain left out."""
    from citecheck.checks.mentions import named
    from citecheck.report.positions import Lines

    lines = Lines(document.text)
    found = []
    for _, mention in named(pipeline.article(document)):
        told = mention.vague or not mention.named or mention.match is not Match.NONE
        if not told and pipeline.registry.domain_fault(mention.text) is None:
            line, column = lines.place(document.map.place(mention.span.start))
            if document.line is not None:
                line, column = document.line, mention.span.start + 1
            found.append(Unknown(mention.text, mention.site, f"{document.path}:{line}:{column}"))
    return found


def _configuration(args: Namespace) -> Config:
    """The one that applies to the current folder."""
    return load([os.curdir], args.config, args.isolated)


def _registry(config: Config) -> Registry:
    return Registry(config.prefer, config.records, config.spelling)


def _for_people(args: Namespace) -> bool:
    """Whether to print for people: as asked, else on a terminal."""
    return sys.stdout.isatty() if args.format is None else args.format == "text"


def _records(registry: Registry) -> Iterator[dict[str, Any]]:
    return map(registry.record, registry.ids())


def _fits(record: dict[str, Any], args: Namespace) -> bool:
    if args.state_owned and not record.get("state_owned"):
        return False
    if args.language and set(args.language).isdisjoint(record.get("languages", ())):
        return False
    return all(
        not wanted or record.get(key) in wanted
        for key, wanted in (("country", args.country), ("kind", args.kind), ("tier", args.tier))
    )


def _row(record: dict[str, Any]) -> tuple[str, ...]:
    country, kind, tier = (record.get(key, "") for key in ("country", "kind", "tier"))
    return record["id"], country, kind, tier, record.get("name", ""), (record.get("domains") or [""])[0]


ACTIONS: dict[str, Callable[[Namespace], int]] = {
    "find": _find,
    "show": _show,
    "list": _list,
    "check": _check,
    "suggest": _suggest,
    "export": _export,
}
