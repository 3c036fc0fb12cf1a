"""Other programs that read the same files, to see what a figure is worth."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from measure import NotMeasuredError, said

SCAN = (
    sys.executable,
    "-c",
    r"""
import pathlib, re, sys
mark = re.compile(r"\([^()]*\)")
print(sum(len(mark.findall(path.read_text("utf-8"))) for path in pathlib.Path(sys.argv[1]).glob("*.txt")))
""",
)
"""A plain scan for parentheses: the least that a program of this kind must do."""
PROSELINT = "proselint==0.16.0"
"""A linter of prose in the same language; its rules are others, and about as many."""
PLACE = Path(__file__).parent.parent / "build" / "benchmarks" / "proselint"
"""Its environment, made at first use and kept; it shares nothing with ours."""


def proselint(install: bool) -> list[str]:
    """The command; raises NotMeasuredError where it isn't there and can't be had."""
    program = PLACE / "bin" / "proselint"
    if not program.exists():
        if not install:
            raise NotMeasuredError(f"{PROSELINT} isn't installed yet; a run that isn't the smallest does it")
        for command in (
            [sys.executable, "-m", "venv", str(PLACE)],
            [str(PLACE / "bin" / "pip"), "install", "--disable-pip-version-check", PROSELINT],
        ):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise NotMeasuredError(f"{PROSELINT} can't be installed: {said(done.stderr)}")
    return [str(program), "check"]
