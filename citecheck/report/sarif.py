"""Diagnostics as a SARIF 2.1.0 log, the format of code scanning services and viewers of results.

What GitHub makes of it: its page "SARIF support for code scanning". The same diagnostics always give the
same bytes: there are no times in a log, and no paths but those that were asked for.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from citecheck import __version__
from citecheck.model.diagnostic import Severity
from citecheck.report.json import dumps
from citecheck.rules.rule import PAGES, page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.model.diagnostic import Fix
    from citecheck.report.rows import RelatedRow, Row
    from citecheck.rules.rule import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
BASE = "%SRCROOT%"
"""What relative paths are relative to: a name that services know."""
MOST_RESULTS = 25_000
"""In one run; GitHub refuses a log with more."""
LONGEST_DESCRIPTION = 1024
"""Characters that GitHub shows of a rule's description."""
LONGEST_SNIPPET = 200
"""Characters; a longer passage is in the file, and the log stays small."""
LONGEST_EXAMPLE = 400
EXAMPLES = 2
"""Of each kind that the help of a rule shows."""


class Words(NamedTuple):
    """What SARIF and GitHub call a severity."""

    level: str
    problem: str
    precision: str


WORDS = {
    Severity.ERROR: Words("error", "error", "very-high"),
    Severity.WARNING: Words("warning", "warning", "high"),
    Severity.INFO: Words("note", "recommendation", "medium"),
}
GROUPS = {
    "CC1": "form",
    "CC2": "dates",
    "CC3": "outlets",
    "CC4": "coverage",
    "CC5": "duplicates",
    "CC6": "own-articles",
    "CC7": "archives",
    "CC8": "balance",
    "CC9": "citecheck",
}


def report(rows: Sequence[Row], rules: Sequence[Rule]) -> str:
    """The log of one run, one line; `rules` are all that ran. What `left_out` says stands in it, too."""
    places = {rule.code: number for number, rule in enumerate(rules)}
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if note := left_out(rows):
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": note}}]
    driver = {
        "name": "citecheck",
        "semanticVersion": __version__,
        "informationUri": PAGES.removesuffix("rules"),
        "rules": [_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "originalUriBaseIds": {BASE: {"description": {"text": "The folder in which citecheck was run."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(row, places.get(row.code), known_by) for row, known_by in _fingerprinted(rows)],
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def left_out(rows: Sequence[Row]) -> str:
    """A sentence for people about what is not in the log of these rows; empty where all of it is."""
    if len(rows) <= MOST_RESULTS:
        return ""
    return (
        f"{len(rows) - MOST_RESULTS:,} of {len(rows):,} diagnostics are not in the SARIF log, the least "
        f"severe ones: GitHub takes {MOST_RESULTS:,}; check fewer files at once, or hide some with --level"
    )


def _kept(rows: Sequence[Row]) -> set[int]:
    """Which rows are written, by their number: the most severe, of these the first."""
    numbers = sorted(range(len(rows)), key=lambda number: -rows[number].severity.rank)
    return set(numbers[:MOST_RESULTS])


def _fingerprinted(rows: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    """The rows that are kept, each with what it is known by in the next run, wherever it then stands.

    That depends on the rule, the record and the words, not on the line; the count after the colon tells
    equal ones of a file apart.
    """
    kept = _kept(rows)
    seen: Counter[tuple[str, str]] = Counter()
    for number, row in enumerate(rows):
        words = " ".join((row.raw or row.message).split())
        identity = f"{row.code}\0{row.article or ''}\0{words}".encode("utf-8", "surrogatepass")
        digest = blake2b(identity, digest_size=8).hexdigest()
        seen[row.path, digest] += 1
        if number in kept:
            yield row, f"{digest}:{seen[row.path, digest]}"


def _result(row: Row, rule: int | None, fingerprint: str) -> dict[str, Any]:
    """One diagnostic. GitHub knows it again by `primaryLocationLineHash` and by nothing else.

    Left to itself, it would make that of the beginning of the line, and all of a paragraph would be one.
    """
    result: dict[str, Any] = {"ruleId": row.code}
    if rule is not None:
        result["ruleIndex"] = rule
    result |= {
        "level": WORDS[row.severity].level,
        "message": {"text": _message(row)},
        "locations": [_location(row, row)],
        "partialFingerprints": {"citecheck/v1": fingerprint, "primaryLocationLineHash": fingerprint},
    }
    if row.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": _plain(one.message)}} | _location(row, one)
            for number, one in enumerate(row.related, 1)
        ]
    if row.fix is not None and row.fix.edits and not row.in_record:
        result["fixes"] = [_fix(row.path, row.fix)]
    return result


def _message(row: Row) -> str:
    """The message, with a link to each related place: GitHub shows only those that are linked."""
    links = (f" ([{_link(one.message)}]({number}))" for number, one in enumerate(row.related, 1))
    return _plain(row.message) + "".join(links)


def _plain(text: str) -> str:
    """A text in which nothing is a link: `[words](place)` would be one."""
    return text.replace("](", "] (")


def _link(text: str) -> str:
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _location(row: Row, place: Row | RelatedRow) -> dict[str, Any]:
    """Where a row, or a place related to it, stands; of what can't be read the line alone is known."""
    region: dict[str, Any] = {"startLine": place.line}
    if not row.in_record and place.end > place.start:
        length = place.end - place.start
        region |= {
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "charOffset": place.start,
            "charLength": length,
        }
        if len(place.raw) == length <= LONGEST_SNIPPET:  # else it isn't, letter by letter, what the file has
            region["snippet"] = {"text": place.raw}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": _artifact(row.path), "region": region}
    }
    if row.article:
        location["logicalLocations"] = [{"fullyQualifiedName": row.article, "kind": "object"}]
    return location


def _artifact(path: str) -> dict[str, Any]:
    """The file. What lies outside the folder has no base, for it would be another's file elsewhere."""
    if path == "-":
        return {"uri": path, "description": {"text": "standard input"}}
    if os.path.isabs(path):
        return {"uri": f"file:///{_quoted(path.removeprefix('/'), '/:')}"}
    if path.startswith("../"):
        return {"uri": _quoted(path, "/")}
    return {"uri": _quoted(path, "/"), "uriBaseId": BASE}


def _quoted(path: str, safe: str) -> str:
    """A path as part of an address; bytes that are no UTF-8 stay what they are on disk."""
    return quote(path, safe, "utf-8", sys.getfilesystemencodeerrors())


def _fix(path: str, fix: Fix) -> dict[str, Any]:
    """The edits, as offsets alone: a row doesn't know the lines of its edits."""
    replacements = []
    for edit in fix.edits:
        start, end = edit.span
        replacement: dict[str, Any] = {"deletedRegion": {"charOffset": start, "charLength": end - start}}
        if edit.text:
            replacement["insertedContent"] = {"text": edit.text}
        replacements.append(replacement)
    doubt = "" if fix.safe else " (unsafe: check it)"
    return {
        "description": {"text": _plain(fix.description) + doubt},
        "artifactChanges": [{"artifactLocation": _artifact(path), "replacements": replacements}],
        "properties": {"safe": fix.safe},
    }


def _rule(rule: Rule) -> dict[str, Any]:
    """One rule, with the properties that GitHub sorts and filters by."""
    words = WORDS[rule.severity]
    group = GROUPS.get(rule.code[:3])
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.name.replace("-", " ").capitalize()},
        "fullDescription": {"text": _plain(rule.why[:LONGEST_DESCRIPTION])},
        "helpUri": page(rule.code),
        "help": {"text": _help(rule, markdown=False), "markdown": _help(rule, markdown=True)},
        "defaultConfiguration": {"level": words.level, "enabled": rule.default},
        "properties": {
            "tags": ["citations", group] if group else ["citations"],
            "precision": words.precision,
            "problem.severity": words.problem,
        },
    }


def _help(rule: Rule, *, markdown: bool) -> str:
    """Why the rule is there, where it speaks, where it doesn't, and where to read on."""
    pieces = [rule.why]
    bad = [one for one in rule.examples if one.bad and len(one.bad) <= LONGEST_EXAMPLE][:EXAMPLES]
    ok = [one.ok for one in rule.examples if one.ok and len(one.ok) <= LONGEST_EXAMPLE][:EXAMPLES]
    for example in bad:
        pieces += ["It speaks here:", _block(example.bad or "", markdown)]
        if example.good:
            pieces += ["Mended:", _block(example.good, markdown)]
    if ok:
        pieces.append("It says nothing here:")
        pieces += [_block(text, markdown) for text in ok]
    address = page(rule.code)
    pieces.append(f"[More about {rule.code}]({address})" if markdown else f"More: {address}")
    return "\n\n".join(pieces)


def _block(text: str, markdown: bool) -> str:
    """An example, set apart: in Markdown by a fence that is longer than any in it."""
    text = text.strip("\n")
    if not markdown:
        return "\n".join(f"    {line}" for line in text.splitlines())
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text}\n{fence}"
