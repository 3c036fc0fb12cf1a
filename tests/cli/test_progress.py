"""Progress of long runs: on a terminal that somebody looks at, in nobody's way, gone at the end."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest
from conftest import environment, run

if TYPE_CHECKING:
    from pathlib import Path

if os.name == "nt":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)
import fcntl
import termios

FAULTY = "It is shut (Dawn, May 3, 2015 Yle, May 4, 2015).\n"
CLEAN = "It is open (Dawn, May 3, 2015).\n"
START = """
import sys
from citecheck.cli import main, progress
progress.PATIENCE = {patience}
{more}
status = main(sys.argv[1:])
print("loaded" if "tqdm" in sys.modules else "spared", file=open("modules", "w"))
sys.exit(status)
"""
AT_ONCE, NEVER = -1, 1e9
"""How long a run must last before anything is shown, in seconds."""


class Seen(NamedTuple):
    """What a terminal was sent, what stays on it, and what went to standard output elsewhere."""

    sent: str
    screen: list[str]
    out: str

    @property
    def counts(self) -> bool:
        """Whether articles were counted on it."""
        return " articles" in self.sent


def looked_at(
    folder: Path,
    *args: str,
    stdout: str = "terminal",
    patience: float = AT_ONCE,
    columns: int = 100,
    more: str = "",
    **env: str,
) -> Seen:
    """A run whose stderr is a terminal, and standard output the same one, a file, or a pipe."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    (folder / "start.py").write_text(START.format(patience=patience, more=more), encoding="utf-8")
    with (folder / "out").open("wb") as file:
        out = {"terminal": slave, "file": file, "pipe": subprocess.PIPE}[stdout]
        variables = environment(**{"TERM": "xterm", "NO_COLOR": "1"} | env)
        started = subprocess.Popen(
            [sys.executable, "start.py", *args], cwd=folder, env=variables, stdout=out, stderr=slave
        )
        os.close(slave)
        sent = b"".join(iter(lambda: _read(master), b""))
        piped = started.communicate()[0] or b""
    os.close(master)
    text = sent.decode().replace("\r\n", "\n")
    shown = [_overwritten(line) for line in text.split("\n")]
    return Seen(text, [line for line in shown if line], (piped or (folder / "out").read_bytes()).decode())


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # as Linux says that nobody writes to it any more
        return b""


def _overwritten(line: str) -> str:
    """What stays of a line in which the cursor went back to its beginning."""
    shown = ""
    for piece in line.split("\r"):
        shown = piece + shown[len(piece) :]
    return shown.rstrip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty articles, every second one faulty."""
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / "in" / f"{number}.txt").write_text((CLEAN, FAULTY)[number % 2], encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "args", [["check"], ["check", "--diff"], ["check", "--format", "jsonl"], ["extract"]], ids=" ".join
)
def test_line_keeps_out_of_the_way_of_what_is_printed(folder: Path, args: list[str]) -> None:
    wanted = run(*args, "in", cwd=folder).out

    seen = looked_at(folder, *args, "in")

    assert seen.counts
    assert seen.screen == [line for line in wanted.splitlines() if line]


@pytest.mark.parametrize("command", ["check", "extract"])
def test_line_is_gone_at_the_end(folder: Path, command: str) -> None:
    seen = looked_at(folder, command, "in", stdout="file")

    assert seen.counts
    assert seen.screen == []
    assert seen.out == run(command, "in", cwd=folder).out


def test_baseline_shows_it_too(folder: Path) -> None:
    seen = looked_at(folder, "baseline", "in")

    assert seen.counts
    assert seen.screen == [".citecheck-baseline.json: 20 known faults in 20 files."]


def test_line_makes_room_for_notes(folder: Path) -> None:
    (folder / "in" / "5.txt").write_bytes(b"\0")

    seen = looked_at(folder, "extract", "in", stdout="file")

    assert seen.counts
    assert [line[:24] for line in seen.screen] == ["in/5.txt:1:1: error[CC90"]


def test_line_tells_how_many_of_how_many(folder: Path) -> None:
    assert "1/40 " in looked_at(folder, "check", "in").sent


def test_records_are_counted_without_a_total(folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"text": "It is open."}\n' * 30, encoding="utf-8")

    seen = looked_at(folder, "check", "a.jsonl")

    assert "1 articles" in seen.sent
    assert "/1 " not in seen.sent


def test_line_is_no_wider_than_the_terminal(folder: Path) -> None:
    seen = looked_at(folder, "check", "in", stdout="file", columns=44)

    assert seen.counts
    assert max(len(piece) for piece in seen.sent.replace("\n", "\r").split("\r")) <= 44


@pytest.mark.parametrize("number", [1, 2])
def test_processes_share_the_line(folder: Path, number: int) -> None:
    seen = looked_at(folder, "check", "in", "--jobs", str(number))

    assert seen.counts
    assert seen.screen == run("check", "in", cwd=folder).out.splitlines()


@pytest.mark.parametrize(
    ("args", "stdout", "env"),
    [(["-q"], "file", {}), ([], "pipe", {}), ([], "file", {"TERM": "dumb"})],
    ids=["quiet", "standard-output-is-a-pipe", "dumb-terminal"],
)
def test_nothing_is_shown_where_nobody_wants_it(
    folder: Path, args: list[str], stdout: str, env: dict[str, str]
) -> None:
    seen = looked_at(folder, "check", "in", *args, stdout=stdout, **env)

    assert seen.sent == ""
    assert seen.out == run("check", "in", *args, cwd=folder).out


def test_nothing_is_shown_in_a_pipe(folder: Path) -> None:
    (folder / "start.py").write_text(START.format(patience=AT_ONCE, more=""), encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "start.py", "check", "in"], cwd=folder, env=environment(), capture_output=True, check=False
    )  # fmt: skip

    assert done.stderr == b""


@pytest.mark.parametrize(("patience", "modules"), [(NEVER, "spared\n"), (AT_ONCE, "loaded\n")])
def test_what_shows_it_is_loaded_only_where_it_is_shown(folder: Path, patience: float, modules: str) -> None:
    seen = looked_at(folder, "check", "in", stdout="file", patience=patience)

    assert seen.counts == (patience == AT_ONCE)
    assert (folder / "modules").read_text("utf-8") == modules


def test_interrupted_run_leaves_no_line(folder: Path) -> None:
    more = """
from citecheck.cli.output import Output
count = Output.count
def counted(self, checked, fixed):
    count(self, checked, fixed)
    if self.total.articles == 9:
        raise KeyboardInterrupt
Output.count = counted
"""
    seen = looked_at(folder, "check", "in", stdout="file", more=more)

    assert seen.counts
    assert seen.screen == ["citecheck: stopped"]


def test_verify_counts_references(tmp_path: Path, archive: str) -> None:
    (tmp_path / "a.txt").write_text(
        "A barge with 300 tons of salt sank off Poti (Harborledger.example, March 4, 2021; Yle, March).\n"
        "A ferry with 12 cars followed (Harborledger.example, March 5, 2021).\n"
    )
    args = ("verify", "a.txt", "--archive", archive, "--allow-private-archive", "--cache-dir", "cache")
    wanted = run(*args, cwd=tmp_path).out

    seen = looked_at(tmp_path, *args)

    assert "/3 " in seen.sent
    assert " references" in seen.sent.replace("3 references.", "")
    assert [line for line in seen.screen if not line.startswith("Archives:")] == wanted.splitlines()[:-1]


def test_verify_counts_nothing_where_nobody_looks(folder: Path) -> None:
    seen = looked_at(folder, "verify", "in", "--offline", "--quiet", "--cache-dir", "cache")

    assert "references" not in seen.sent
