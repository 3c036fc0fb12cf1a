"""The baseline knows what archives said, and takes no outage for a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import Result, run
from looking import BOLTS, cached

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive.fixtures import Facade

UNDATED = "A ship with 9 men sank (Northgate Times, March)."
"""What no archive can settle: CC704, for `no-date`."""


def test_baseline_knows_what_archives_said(
    verify: Callable[..., Result], tmp_path: Path, facade: Facade
) -> None:
    first = verify(UNDATED, base=facade.base)
    asked = ("--verify", "--archive", facade.base, "--allow-private-archive")

    said = [run("baseline", *args, cwd=tmp_path, env=cached(tmp_path)).out for args in ((), asked, ())]

    assert first.codes == ["CC704"]
    assert said == [
        ".citecheck-baseline.json: 0 known faults in 0 files.\n",
        ".citecheck-baseline.json: 1 known fault in 1 file (0 faults before).\n",
        ".citecheck-baseline.json: 1 known fault in 1 file (1 fault before).\n",
    ]
    assert verify(UNDATED, base=facade.base).codes == []


@pytest.mark.parametrize("more", [(), ("--prune",)], ids=["record", "prune"])
@pytest.mark.parametrize(
    ("fault", "option", "reason"),
    [
        ("error", (), "unreachable"),
        ("empty", ("--offline",), "offline"),
        ("empty", ("--budget", "1"), "budget"),
    ],
    ids=["outage", "offline", "budget"],
)
def test_baseline_records_no_outage_and_keeps_what_it_has(
    verify: Callable[..., Result],
    tmp_path: Path,
    facade: Facade,
    fault: str,
    option: tuple[str, ...],
    reason: str,
    more: tuple[str, ...],
) -> None:
    asked = ("baseline", "--verify", "--archive", facade.base, "--allow-private-archive")
    verify(UNDATED, "--offline")
    run(*asked, cwd=tmp_path, env=cached(tmp_path))
    before = (tmp_path / ".citecheck-baseline.json").read_text()
    verify(f"{BOLTS} {UNDATED}", "--offline")
    facade.play({"kind": fault})

    done = run(*asked, *option, *more, cwd=tmp_path, env=cached(tmp_path))

    assert done.status == 0
    assert f"references were not looked up (1 {reason})" in done.err
    assert before.count('"code": "CC704"') == 1
    assert (tmp_path / ".citecheck-baseline.json").read_text() == before


def test_prune_forgets_what_archives_no_longer_say(
    verify: Callable[..., Result], tmp_path: Path, facade: Facade
) -> None:
    asked = ("baseline", "--verify", "--archive", facade.base, "--allow-private-archive")
    verify(UNDATED, "--offline")
    run(*asked, cwd=tmp_path, env=cached(tmp_path))
    verify(BOLTS, "--offline")

    done = run(*asked, "--prune", cwd=tmp_path, env=cached(tmp_path))

    assert done.out == ".citecheck-baseline.json: 0 known faults in 0 files (1 fault before).\n"
