"""JSON Lines are read as a stream: the first diagnostics come before the last record is there."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from conftest import command, environment, run

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = json.dumps({"text": "It is shut (, May 14, 2015)."})


def test_many_records_are_all_checked(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"{FAULTY}\n" * 5000, encoding="utf-8")

    done = run("check", "--format", "json", "--jobs", "1", "a.jsonl", cwd=tmp_path)

    assert done.report["summary"]["articles"] == 5000
    assert [one["line"] for one in done.diagnostics] == list(range(1, 5001))


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="memory is read from /proc")
def test_memory_does_not_grow_with_the_records(tmp_path: Path) -> None:
    record = json.dumps({"text": "The mill stands still, and its owner has no word to say of it. " * 60})
    for name, number in (("small", 500), ("large", 15_000)):
        (tmp_path / f"{name}.jsonl").write_text(f"{record}\n" * number, encoding="utf-8")

    assert peak(tmp_path, "large.jsonl") < peak(tmp_path, "small.jsonl") + 10_000


def peak(folder: Path, name: str) -> int:
    """The most memory that a check of the file held, in kilobytes."""
    code = (
        "import sys; from citecheck.cli import main; main(sys.argv[1:]);"
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')), file=sys.stderr)"
    )
    args = [command()[0], "-c", code, "check", "--jobs", "1", name]
    done = subprocess.run(args, cwd=folder, env=environment(), capture_output=True, text=True, check=True)
    return int(done.stderr.split()[1])
