"""The fixture `verify` (the command over a text, asking an archive), and what the outlets of that archive ran."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT, Result, environment, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OUTLETS = ROOT / "tests" / "archive" / "outlets.jsonl"
BOLTS = (
    "Lithuania restricted Kaliningrad transit trains to daylight hours when inspectors noticed that 212 bolts had "
    "vanished from a curve near Kybartai (Balticobserver.example, March 24)."
)
"""What an outlet of the corpus ran on that day of 2022."""
MUDFLOW = (
    "A mudflow of 40,000 cubic meters closed the road at Verkhny Lars, and 700 trucks spent the night in the Daryal "
    "Gorge (Novosti Kavkaza, June 12)."
)
"""What an outlet with a domain in Cyrillic ran on that day of 2019."""
OFFSHORE = "Lebanon will offer five offshore blocks, Samir Jaber said (Levant Wire, June 14, 2018)."


@pytest.fixture
def verify(tmp_path: Path) -> Callable[..., Result]:
    """`citecheck verify` of a text in a folder of its own, with a cache of its own."""
    (tmp_path / "citecheck.yaml").write_text(f"outlets: {OUTLETS}\nselect: [CC7]\npublished: 2022-03-28\n")

    def verify(
        text: str, *args: str | Path, base: str | None = None, form: str = "json", env: Any = None
    ) -> Result:
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        asked = ["--archive", base, "--allow-private-archive"] if base else []
        cache = {"CITECHECK_CACHE_DIR": str(tmp_path / "cache")}
        return run(
            "verify",
            "a.txt",
            "--format",
            form,
            *asked,
            *args,
            cwd=tmp_path,
            env=environment(**cache, **(env or {})),
        )

    return verify


def cached(tmp_path: Path) -> dict[str, str]:
    """An environment with a cache of its own."""
    return environment(CITECHECK_CACHE_DIR=str(tmp_path / "cache"))


def verdicts(done: Result) -> list[str]:
    """Each verdict, with its reason if it has one."""
    found = done.report["verdicts"]
    return [f"{one['verdict']} {one['reason']}" if one["reason"] else one["verdict"] for one in found]
