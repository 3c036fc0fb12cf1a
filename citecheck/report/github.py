"""Diagnostics as GitHub's workflow commands, which it shows beside the line that they are about.

The form is GitHub's "workflow commands for GitHub Actions": `::error file=…,line=…::message`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from citecheck.model.diagnostic import Severity

if TYPE_CHECKING:
    from citecheck.report.rows import Row

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
IN_PROPERTY = IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def line(row: Row) -> str:
    """The command for one diagnostic, always one line.

    Columns are given within one line of a text file only: GitHub takes none for a place of several lines,
    and those of a record count in its text. The last column is that of the last character.
    """
    place = {"file": _from_workspace(row.path), "line": str(row.line)}
    if row.end_line > row.line:
        place["endLine"] = str(row.end_line)
    elif row.end > row.start and not row.in_record:
        place |= {"endLine": str(row.line), "col": str(row.column), "endColumn": str(row.end_column - 1)}
    place["title"] = f"{row.code} {row.name}"
    properties = ",".join(f"{name}={value.translate(IN_PROPERTY)}" for name, value in place.items())
    return f"::{COMMANDS[row.severity]} {properties}::{_message(row).translate(IN_MESSAGE)}"


def _message(row: Row) -> str:
    if row.fix is None:
        return row.message
    kind = "fix" if row.fix.safe else "unsafe fix (check it)"
    return f"{row.message}\n{kind}: {row.fix.description}"


def _from_workspace(path: str) -> str:
    """The path from the root of the checkout, which is how GitHub knows files; others as they are."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or path == "-":
        return path
    root = os.path.join(os.path.abspath(workspace), "")
    whole = os.path.abspath(path)
    if not os.path.normcase(whole).startswith(os.path.normcase(root)):
        return path
    return whole[len(root) :].replace(os.sep, "/")
