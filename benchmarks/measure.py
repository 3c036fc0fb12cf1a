"""What a whole process takes, from its start to its end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LAUNCH = [sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py"))]
BARE = (sys.executable, "-c", "pass")
BARE_RUNS = 5
"""Bare interpreters before each other process: they are so short that one alone says little."""


ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""An installed program has its modules compiled; with this variable set each run would compile them."""
BARES: list[float] = []
"""Seconds of every bare interpreter of this run."""


class NotMeasuredError(Exception):
    """A figure can't be had; the message says why."""


class Run(NamedTuple):
    """What one process took."""

    seconds: float
    busy: float
    """Seconds of processors, its children's too; waiting for other programs doesn't count."""
    memory: int
    """Bytes at the peak; of a process with children, those of the largest."""


class Runs(NamedTuple):
    """Some processes of one command, and the bare interpreters that ran between them."""

    own: list[Run]
    bare: list[Run]

    @property
    def seconds(self) -> float:
        """Of the quickest run, the one that other programs disturbed least."""
        return min(run.seconds for run in self.own)

    @property
    def ratio(self) -> float:
        """How many bare interpreters could have run one after the other meanwhile."""
        return self.seconds / min(run.seconds for run in self.bare)

    @property
    def busy_ratio(self) -> float:
        """The same by processor time: on a busy machine the steadier figure."""
        return min(run.busy for run in self.own) / min(run.busy for run in self.bare)

    @property
    def memory(self) -> int:
        """The largest peak, in bytes."""
        return max(run.memory for run in self.own)

    @property
    def over_bare(self) -> int:
        """Bytes that the command needs more than a bare interpreter."""
        return self.memory - max(run.memory for run in self.bare)

    @property
    def noise(self) -> float:
        """How far apart the quickest and the slowest run lie, as a part of the quickest."""
        seconds = [run.seconds for run in self.own]
        return (max(seconds) - min(seconds)) / self.seconds


def run(command: Sequence[str | Path]) -> Run:
    """One process; raises NotMeasuredError where it fails (a status other than 0 and 1)."""
    launched = [*LAUNCH, *map(str, command)]
    done = subprocess.run(
        launched, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=ENVIRONMENT, check=False
    )
    if done.returncode:
        raise NotMeasuredError(said(done.stderr))
    seconds, busy, memory, status = done.stdout.split()
    if status not in ("0", "1"):
        raise NotMeasuredError(f"status {status}: {said(done.stderr)}")
    return Run(float(seconds), float(busy), int(memory))


def said(text: str) -> str:
    """What a program said last, in one line."""
    return " ".join(text.strip().splitlines()[-2:]) or "it said nothing"


def alternate(
    commands: Sequence[Sequence[str | Path]], times: int, prepare: Callable[[], object] | None = None
) -> list[Runs]:
    """Each command so many times, in turn: what slows the machine for a while slows all of them alike.

    `prepare` runs before each process and isn't measured.
    """
    found = [Runs([], []) for _ in commands]
    for _ in range(times):
        for command, runs in zip(commands, found, strict=True):
            if prepare:
                prepare()
            runs.bare.extend(run(BARE) for _ in range(BARE_RUNS))
            BARES.extend(one.seconds for one in runs.bare[-BARE_RUNS:])
            runs.own.append(run(command))
    return found
