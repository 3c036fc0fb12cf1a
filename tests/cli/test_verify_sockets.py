"""Nothing but `verify` opens a socket, and it opens none where that isn't needed."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import Result, environment, run
from looking import BOLTS, verdicts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive.fixtures import Facade

NO_SOCKETS = """
import os, sys
def refused(event, args):
    if event in {events}:
        print("a socket was used:", event, file=sys.stderr, flush=True)
        os._exit(99)
sys.addaudithook(refused)
from citecheck.cli import main
sys.exit(main(sys.argv[1:]))
"""
ANY = (
    "socket.__new__",
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
)
OUTWARD = ANY[1:]


def test_plan_asks_nobody(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{BOLTS} A ship sank (Yle, March).")

    done = without_sockets(tmp_path, "verify", "--plan", "--published", "2022-03-28", "a.txt")

    assert done.status == 0
    assert re.sub(r"(about|at most) [1-9]\d*", r"\1 …", done.out) == (
        "references: 2, 1 of them to look up\n"
        "not looked up: 1 no-date\n"
        "outlet-days: 1\n"
        "web.archive.org, index: at most 0 requests, 12 a minute\n"
        "web.archive.org, playback: about … requests, at most …, 2 a second\n"
        "web.archive.org: about … seconds, at most … seconds\n"
        "What is known from before costs nothing.\n"
    )


def without_sockets(place: Path, *args: str, events: tuple[str, ...] = ANY, **changes: str) -> Result:
    """The command in a process that fails where a socket is used."""

    done = subprocess.run(
        [sys.executable, "-c", NO_SOCKETS.replace("{events}", repr(events)), *args],
        cwd=place,
        env=environment(CITECHECK_CACHE_DIR=str(place / "cache"), **changes),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    "args",
    [
        ("check", "a.txt"),
        ("check", "a.txt", "--select", "ALL", "--format", "json"),
        ("check", "--diff", "a.txt"),
        ("check", "--fix", "a.txt"),
        ("extract", "a.txt"),
        ("coverage", "a.txt"),
        ("baseline", "a.txt"),
        ("cache", "info"),
        ("config",),
        ("outlets", "find", "Yle"),
    ],
    ids=" ".join,
)
def test_nothing_but_verify_opens_a_socket(tmp_path: Path, args: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text(f"{BOLTS} A ship sank (Yle, March 3, 2022 Dawn, March 4, 2022).")
    (tmp_path / "citecheck.yaml").write_text("archives: [{base: 'https://webarchive.example/news'}]\n")

    done = without_sockets(tmp_path, *args)

    assert done.status in (0, 1), done.err


def test_socket_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BOLTS)
    args = ("verify", "a.txt", "--published", "2022-03-28", "--archive", "http://127.0.0.1:9")

    assert without_sockets(tmp_path, *args, events=OUTWARD).status == 99


@pytest.mark.parametrize(
    ("args", "changes"),
    [(("--offline",), {}), ((), {"CITECHECK_OFFLINE": "1"})],
    ids=["option", "environment"],
)
def test_offline_asks_nobody(tmp_path: Path, args: tuple[str, ...], changes: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_text(BOLTS)

    done = without_sockets(
        *(tmp_path, "verify", "a.txt", "--format", "json", "--published", "2022-03-28", *args),
        events=OUTWARD,
        **changes,
    )

    assert verdicts(done) == ["inconclusive offline"]
    assert done.status == 0


def test_offline_knows_what_was_asked_before(verify: Callable[..., Result], facade: Facade) -> None:
    verify(BOLTS, base=facade.base)
    facade.reset()

    done = verify(BOLTS, "--offline", base=facade.base)

    assert verdicts(done) == ["verified"]
    assert facade.log() == []


def test_facts_of_another_machine_serve(
    tmp_path: Path, verify: Callable[..., Result], facade: Facade
) -> None:
    verify(BOLTS, base=facade.base)
    exported = tmp_path / "facts.sqlite"
    wrote = run("cache", "export", exported, "--cache-dir", tmp_path / "cache")

    done = verify(
        BOLTS, "--offline", "--facts", exported, "--cache-dir", tmp_path / "elsewhere", base=facade.base
    )

    assert wrote.status == 0
    assert verdicts(done) == ["verified"]


def test_cache_tells_of_facts_and_forgets_them(
    tmp_path: Path, verify: Callable[..., Result], facade: Facade
) -> None:
    verify(BOLTS, base=facade.base)
    cache = ("--cache-dir", tmp_path / "cache")

    told = run("cache", "info", *cache).out
    run("cache", "clear", *cache)

    assert "facts about archives (" in told
    assert run("cache", "info", *cache).out == f"{tmp_path / 'cache'}: nothing is remembered\n"
