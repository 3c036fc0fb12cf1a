"""The package as a Python program sees it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import citecheck

FAULTY = "The mill is shut (Dawn, May 3 Yle, May 4)."
PROGRAM = """\
from datetime import date

import citecheck

article: citecheck.Article = citecheck.parse("It is shut (Dawn, May 3).", published=date(2015, 5, 9))
found: list[citecheck.Diagnostic] = citecheck.check("It is shut.", select=["CC1"])
severity: citecheck.Severity | None = found[0].severity if found else None
text: str = citecheck.fix("It is shut.")
known: bool = citecheck.Registry().knows("Dawn")
"""


def test_public_names_are_there_and_listed() -> None:
    assert [name for name in citecheck.__all__ if getattr(citecheck, name, None) is None] == []
    assert set(dir(citecheck)) == {*citecheck.__all__, "__version__"}


def test_name_that_is_none_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'lint'"):
        citecheck.lint  # type: ignore[attr-defined]  # noqa: B018


def test_parse_gives_references_with_their_days() -> None:
    article = citecheck.parse(FAULTY, published=date(2015, 5, 9))

    days = [one.iso for citation in article.citations for ref in citation.references for one in ref.dates]
    assert days == [date(2015, 5, 3), date(2015, 5, 4)]


def test_check_gives_diagnostics_with_spans_of_the_text() -> None:
    (found,) = citecheck.check(FAULTY, published=date(2015, 5, 9))

    assert (found.code, found.span.of(FAULTY)) == ("CC101", "May 3 Yle")


def test_check_ignores_what_it_is_told_to() -> None:
    assert citecheck.check(FAULTY, published=date(2015, 5, 9), ignore=["missing-separator"]) == []


def test_fix_mends_the_text() -> None:
    assert citecheck.fix(FAULTY) == "The mill is shut (Dawn, May 3; Yle, May 4)."


def test_unknown_code_is_an_error_of_ours() -> None:
    with pytest.raises(citecheck.CitecheckError, match="CC10007"):
        citecheck.check(FAULTY, select=["CC10007"])


def test_names_stay_after_the_stages_were_imported() -> None:
    import citecheck.checks
    import citecheck.parsing.parse

    assert callable(citecheck.parse)
    assert callable(citecheck.check)


def test_program_outside_of_the_package_passes_strict_types(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "program.py"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"MYPYPATH": str(Path(citecheck.__file__).parent.parent), "PATH": ""},
    )  # fmt: skip

    assert done.stdout.startswith("Success"), done.stdout
