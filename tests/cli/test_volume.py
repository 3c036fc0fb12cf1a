"""-q, -v and colour: what goes to stdout, what to stderr, and what a terminal sees."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from conftest import Result, command, environment, run

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "It is shut (, May 14, 2015), as the owner (NATO) said (1990). It burned (Dawn, May 2, 2015 Yle, May 3, 2015).\n"
ESCAPE = "\x1b["


def made(tmp_path: Path, *args: str, env: dict[str, str] | None = None) -> Result:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return run(*args, "a.txt", cwd=tmp_path, env=env)


def test_quiet_gives_one_line_a_diagnostic(tmp_path: Path) -> None:
    done = made(tmp_path, "check", "-q")

    assert [line.split(": ")[1][:12] for line in done.out.splitlines()] == ["error[CC108]", "error[CC101]"]
    assert done.err == ""


def test_quiet_of_a_clean_text_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("It is open (Dawn, May 2, 2015).", encoding="utf-8")

    done = run("check", "--quiet", "b.txt", cwd=tmp_path)

    assert (done.status, done.out, done.err) == (0, "", "")


def test_quiet_leaves_out_notes(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert run("check", "-q", "empty", cwd=tmp_path).err == ""


def test_quiet_changes_no_status(tmp_path: Path) -> None:
    assert made(tmp_path, "check", "-q").status == 1


def test_quiet_does_not_hide_a_bad_path(tmp_path: Path) -> None:
    assert "none.txt" in run("check", "-q", "none.txt", cwd=tmp_path).err


@pytest.mark.parametrize("args", [["check"], ["check", "--format", "json"], ["extract"]])
def test_stderr_is_empty_without_verbose(tmp_path: Path, args: list[str]) -> None:
    assert made(tmp_path, *args).err == ""


def test_verbose_extract_tells_what_was_skipped_and_why(tmp_path: Path) -> None:
    lines = made(tmp_path, "extract", "-v").err.splitlines()
    skipped = [line for line in lines if "skipped" in line]

    assert len(skipped) == 2
    assert "a.txt:1:43:" in skipped[0]
    assert "'(NATO)': " in skipped[0]
    assert "'(1990)': " in skipped[1]
    assert all(len(line.rsplit(": ", 1)[1]) > 5 for line in skipped)


def test_verbose_check_tells_what_was_read(tmp_path: Path) -> None:
    assert "1 file" in made(tmp_path, "check", "-v").err


@pytest.mark.parametrize(
    "args", [["check"], ["check", "--format", "json"], ["extract"], ["extract", "--format", "csv"]]
)
def test_verbose_changes_no_output(tmp_path: Path, args: list[str]) -> None:
    assert made(tmp_path, *args, "-v").out == made(tmp_path, *args).out


def test_no_colour_where_output_is_no_terminal(tmp_path: Path) -> None:
    assert ESCAPE not in made(tmp_path, "check").out


def test_colour_always(tmp_path: Path) -> None:
    assert ESCAPE in made(tmp_path, "check", "--color", "always").out


def test_colour_always_changes_nothing_else(tmp_path: Path) -> None:
    import re

    coloured = made(tmp_path, "check", "--color", "always").out

    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == made(tmp_path, "check").out


def test_every_colour_is_ended_on_its_line(tmp_path: Path) -> None:
    for line in made(tmp_path, "check", "--color", "always").out.splitlines():
        assert ESCAPE not in line or line.rindex("\x1b[0m") == line.rindex(ESCAPE)


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_machines_see_no_colour(tmp_path: Path, form: str) -> None:
    assert ESCAPE not in made(tmp_path, "check", "--color", "always", "--format", form).out


def on_a_terminal(tmp_path: Path, *args: str, **changes: str) -> str:
    """What the command prints on a pseudo-terminal."""
    pty = pytest.importorskip("pty")
    import subprocess

    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command("check", *args, "a.txt"),
        cwd=tmp_path,
        stdout=theirs,
        env=environment(TERM="xterm", **changes),
    ):
        os.close(theirs)
        pieces = []
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # how Linux says that the other end is closed
                break
            if not piece:
                break
            pieces.append(piece)
    os.close(ours)
    return b"".join(pieces).decode()


def test_terminal_sees_colour(tmp_path: Path) -> None:
    assert ESCAPE in on_a_terminal(tmp_path)


def test_no_color_is_respected(tmp_path: Path) -> None:
    assert ESCAPE not in on_a_terminal(tmp_path, NO_COLOR="1")


def test_empty_no_color_counts_for_nothing(tmp_path: Path) -> None:
    assert ESCAPE in on_a_terminal(tmp_path, NO_COLOR="")


def test_colour_always_overrules_no_color(tmp_path: Path) -> None:
    assert ESCAPE in made(tmp_path, "check", "--color", "always", env=environment(NO_COLOR="1")).out


def test_colour_never_on_a_terminal(tmp_path: Path) -> None:
    assert ESCAPE not in on_a_terminal(tmp_path, "--color", "never")
