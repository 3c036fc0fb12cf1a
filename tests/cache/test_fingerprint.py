"""What a stored result hangs on beside the file: nothing that changes it may be left out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, environment

from citecheck.cache.fingerprint import fingerprint
from citecheck.cover.options import Coverage
from citecheck.model.diagnostic import Severity
from citecheck.model.outlet import Publication
from citecheck.pipeline import Options
from citecheck.rules.select import Selection
from citecheck.rules.suppress import Suppression

if TYPE_CHECKING:
    from pathlib import Path

CHANGES = {
    "published": Options(published=date(2020, 9, 11)),
    "selections": Options(selections=(Selection(("CC1",), (), ()),)),
    "severity": Options(severity=(("CC101", Severity.INFO),)),
    "outlets": Options(outlets=('{"id": "marsh-courier", "name": "Marsh Courier"}',)),
    "spelling": Options(spelling=(("tass", "TASS"),)),
    "coverage": Options(coverage=Coverage(always=True)),
    "publication": Options(publication=Publication(("tass",))),
    "prefer": Options(prefer=(("APA", "apa-at"),)),
    "suppress": Options(suppress=(Suppression("a.txt", "CC101", None, "so it stands"),)),
    "folder": Options(folder="/elsewhere"),
}


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets it count for nothing that the program under test may just have been edited."""
    monkeypatch.setattr("citecheck.cache.fingerprint.SETTLED", 0)


@pytest.mark.parametrize("options", CHANGES.values(), ids=CHANGES)
def test_every_option_counts(options: Options) -> None:
    assert fingerprint(options) != fingerprint(Options())


def test_every_option_was_tried() -> None:
    assert set(CHANGES) | {"baseline", "known"} == set(Options._fields)


def printed(place: Path) -> str | None:
    """The fingerprint of a copy of the program, by a process of its own; None where it gives none."""
    code = "import json; from citecheck.cache.fingerprint import fingerprint as f; k = f(''); print(json.dumps(k and k.hex()))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=place,
        env=environment(PYTHONPATH=str(place)),
        capture_output=True,
        text=True,
        check=True,
    )
    found: str | None = json.loads(done.stdout)
    return found


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program that nobody has edited for a while."""
    place = tmp_path / "program"
    skipped = shutil.ignore_patterns("__pycache__", "compiled")
    for name in ("citecheck", "rules"):
        shutil.copytree(ROOT / name, place / name, ignore=skipped)
    for path in place.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    return place


def test_untouched_program_keeps_its_fingerprint(program: Path) -> None:
    first = printed(program)

    assert first is not None
    assert printed(program) == first


@pytest.mark.parametrize(
    "name",
    [
        "rules/cc1-form.yaml",
        "citecheck/outlets/data/outlets.jsonl",
        "citecheck/parsing/data/words.yaml",
        "citecheck/checks/separator.py",
    ],
)
@pytest.mark.parametrize("change", ["size", "mtime"])
def test_file_of_the_program_counts(program: Path, name: str, change: str) -> None:
    before = printed(program)
    path = program / name
    if change == "size":
        path.write_bytes(path.read_bytes() + b"\n")
        os.utime(path, (1_000_000_000, 1_000_000_000))
    else:
        os.utime(path, (1_000_000_001, 1_000_000_001))

    assert before is not None
    assert printed(program) not in (before, None)


def test_program_that_was_edited_just_now_has_none(program: Path) -> None:
    (program / "rules" / "cc1-form.yaml").touch()

    assert printed(program) is None


def test_new_file_of_the_program_counts(program: Path) -> None:
    before = printed(program)
    shutil.copy2(program / "rules" / "cc1-form.yaml", program / "rules" / "cc0-new.yaml")

    assert printed(program) not in (before, None)
