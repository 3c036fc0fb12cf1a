"""Suppressions silence what they name, where they say, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import check, run

if TYPE_CHECKING:
    from pathlib import Path

FAULT = "It is shut (Dawn; Yle, May 4, 2015 Reuters, May 5, 2015)."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param(f"{FAULT}", ["CC107", "CC101"], id="none"),
        pytest.param(f"[citecheck: ignore CC107]\n{FAULT}", ["CC101"], id="right-above"),
        pytest.param(f"[citecheck: ignore CC107]\r\n\r\n{FAULT}", ["CC101"], id="blank-line-between"),
        pytest.param(f"[citecheck: ignore CC107, CC101 as printed]\n{FAULT}", [], id="two-with-comma"),
        pytest.param(f"[citecheck: ignore CC107 CC101 as printed]\n{FAULT}", [], id="two-with-space"),
        pytest.param(f"[citecheck: ignore CC1]\n{FAULT}", [], id="prefix"),
        pytest.param(f"[citecheck: ignore missing-date no day]\n{FAULT}", ["CC101"], id="name"),
        pytest.param(f"[Citecheck: ignore ALL]\n{FAULT}", [], id="all"),
        pytest.param(f"[citecheck: ignore CC107]\n[citecheck: ignore CC101]\n{FAULT}", [], id="stacked"),
        pytest.param(f"[citecheck: ignore-file CC1]\n\nIt is hot.\n\n{FAULT}", [], id="file"),
        pytest.param(f"It is hot.\n\n{FAULT}\n\n[citecheck: ignore-file CC1]", [], id="file-at-the-end"),
        pytest.param(
            f"[citecheck: ignore CC1]\n\nIt is hot.\n\n{FAULT}", ["CC901", "CC107", "CC101"], id="next-paragraph-only"
        ),
        pytest.param(f"{FAULT} [citecheck: ignore CC1]", ["CC107", "CC101", "CC903"], id="in-a-line"),
        pytest.param(f"[citecheck: ignore CC1\n{FAULT}", ["CC903", "CC107", "CC101"], id="not-closed"),
    ],
)  # fmt: skip
def test_what_is_left(text: str, left: list[str]) -> None:
    assert [row.code for row in check(text)] == left


def test_suppression_of_a_rule_that_did_not_run_is_not_unused() -> None:
    text = "[citecheck: ignore CC107 no day]\n\nIt is shut (Yle, May 4, 2015)."

    assert check(text, select=("CC101", "CC901")) == []


def test_fix_takes_unused_ones_out(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"It is hot.\n\n[citecheck: ignore CC2]\n\n{FAULT}\n", encoding="utf-8")

    run("check", "--fix", "--select", "CC2,CC901", "a.txt", cwd=tmp_path)

    assert path.read_text(encoding="utf-8") == f"It is hot.\n\n{FAULT}\n"


def test_suppression_works_in_records(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"text": "[citecheck: ignore CC101]\\nShut (Dawn, May 3, 2015 Yle, May 4, 2015)."}\n',
        encoding="utf-8",
    )

    assert run("check", "-q", "a.jsonl", cwd=tmp_path)[:2] == (0, "")


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        pytest.param("{code: CC101, path: old/}", ["a.txt"], id="path"),
        pytest.param('{code: CC101, text: "Yle, May 4, 2015"}', [], id="text"),
        pytest.param('{code: CC101, text: "the other mill"}', ["a.txt", "old/b.txt"], id="other-text"),
        pytest.param('{code: CC107, path: "*.txt"}', ["a.txt", "old/b.txt"], id="other-code"),
    ],
)
def test_configuration_silences_by_path_code_and_text(tmp_path: Path, entry: str, left: list[str]) -> None:
    (tmp_path / "old").mkdir()
    for name in ("a.txt", "old/b.txt"):
        (tmp_path / name).write_text("Shut (Dawn, May 3, 2015 Yle, May 4, 2015).\n", encoding="utf-8")
    (tmp_path / "citecheck.yaml").write_text(f"suppress:\n  - {entry}\n", encoding="utf-8")

    done = run("check", "--format", "json", cwd=tmp_path)

    assert [one["path"] for one in done.diagnostics] == left
