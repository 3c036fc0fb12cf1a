"""Runs at the same time keep one rate together, and one that was killed goes on where it stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from conftest import environment
from playing import Reply, Server, article, capture, playing, rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RUN = """
import asyncio, sys
base, folder, name, kind, number, rate = sys.argv[1:7]
sys.path[:0] = sys.argv[7:]
import playing
from citecheck.model.archive import Archive, Dialect
from citecheck.verify.client import Client
from citecheck.verify.facts import Facts
from citecheck.verify.limits import Limits
from citecheck.verify.unavailable import Unavailable
async def main():
    rates = (float(rate) * 60, float(rate)) if float(rate) else (None, None)
    facts, limits = Facts(folder), Limits(folder)
    async with Client(Archive(base, Dialect.WAYBACK, *rates), facts, limits, allow_private=True) as client:
        async def one(at):
            if kind == "index":
                await client.captures(f"https://herald.example/{name}{at}", first="2020", last="2020")
            else:
                await client.page(f"https://herald.example/{name}{at}", "20200901180000")
            print(at, flush=True)
        try:
            await asyncio.gather(*(one(at) for at in range(int(number))))
        except Unavailable as error:
            print(error)
    facts.close()
    limits.close()
asyncio.run(main())
"""


@pytest.fixture
def server() -> Iterator[Server]:
    with playing() as server:
        server.on("/web/", capture(article()))
        server.on("/cdx/", rows(("https://herald.example/", "20200901180000")))
        yield server


def started(
    server: Server | str, folder: Path, name: str, kind: str, number: int, rate: float = 0
) -> subprocess.Popen[str]:
    """A run that asks for so many pages, or captures, of that name."""
    here = os.path.dirname(__file__)
    base = server if isinstance(server, str) else server.base
    arguments = [base, str(folder), name, kind, str(number), str(rate), here, os.path.dirname(here)]
    return subprocess.Popen(
        [sys.executable, "-c", RUN, *arguments], env=environment(), stdout=subprocess.PIPE, text=True
    )


def ended(*runs: subprocess.Popen[str]) -> list[str]:
    """What the runs printed, in the end."""
    said = [run.communicate(timeout=60)[0] for run in runs]
    assert [run.returncode for run in runs] == [0] * len(runs)
    return said


@pytest.mark.parametrize("kind", ["index", "playback"])
def test_two_processes_keep_the_rate_together(server: Server, tmp_path: Path, kind: str) -> None:
    """Six requests, two a second: 2.5 seconds from the first to the last; 1, if each process kept its own rate."""
    ended(*(started(server, tmp_path, name, kind, 3, rate=2) for name in "ab"))

    times = [one.at for one in server.log]
    assert len(times) == 6
    assert max(times) - min(times) > 1.75


def test_breaker_of_one_process_holds_off_another(tmp_path: Path) -> None:
    with playing() as server:
        base = server.base
    first = ended(started(base, tmp_path, "a", "index", 1, rate=1000))[0]
    second = ended(started(base, tmp_path, "b", "index", 1, rate=1000))[0]

    assert "no connection" in first
    assert "asked again after" in second


def test_run_that_was_killed_repeats_no_finished_request(server: Server, tmp_path: Path) -> None:
    server.on("/web/2020id_/", Reply(302, (("Location", "/web/20200901180000id_/https://herald.example/"),)))
    run = started(server, tmp_path, "a", "playback", 30, rate=20)
    assert run.stdout is not None
    finished = [int(run.stdout.readline()) for _ in range(5)]
    run.send_signal(signal.SIGKILL)
    finished += [int(line) for line in run.stdout]
    run.wait()
    run.stdout.close()
    time.sleep(0.1)
    before = len(server.log)
    assert before < 30

    ended(started(server, tmp_path, "a", "playback", 30))

    later = {path.rpartition("/")[2] for path in server.paths[before:]}
    assert not later & {f"a{number}" for number in finished}
    assert len(server.log) - before <= 30 - len(finished)
    assert not ended(started(server, tmp_path, "a", "playback", 30))[0].startswith("unreachable")
    assert len(server.log) - before <= 30 - len(finished)
