"""`citecheck completion`: scripts that real shells take, and what they complete."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from conftest import environment, run

from citecheck.cli.formats import FORMATS
from citecheck.cli.options import COMMANDS
from citecheck.rules.load import builtin_rules

if TYPE_CHECKING:
    from pathlib import Path

IN_BASH = """
source ./script
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
complete -p citecheck > registered
"$(sed 's/.*-F \\([^ ]*\\).*/\\1/' registered)"
printf '%s\\n' "${COMPREPLY[@]}"
"""
CODES = [rule.code for rule in builtin_rules()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with something to complete."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "an article.txt").write_text("It is open.", encoding="utf-8")
    return tmp_path


def shell(name: str) -> str:
    """The path of a shell; without it the test is skipped."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"there is no {name} here")
    return path


def script(folder: Path, name: str) -> Path:
    path = folder / "script"
    path.write_text(run("completion", name, cwd=folder).out, encoding="utf-8")
    return path


def said(folder: Path, *command: str) -> str:
    """What a shell prints; it may say nothing on stderr."""
    done = subprocess.run(
        command, cwd=folder, env=environment(HOME=str(folder)), capture_output=True, text=True, check=False, timeout=60
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_shell_finds_no_fault_in_its_script(folder: Path, name: str) -> None:
    path = shell(name)

    assert said(folder, path, "-n", str(script(folder, name))) == ""


WORDS = {
    "commands": ("", sorted(COMMANDS)),
    "begun-command": ("ch", ["check"]),
    "formats": ("check --format ", sorted(FORMATS)),
    "formats-of-extract": ("extract --format ", ["csv", "jsonl"]),
    "levels": ("check a.txt --level w", ["warning"]),
    "options": ("check --unsafe", ["--unsafe-fixes"]),
    "files-and-folders": ("check a", ["an article.txt", "articles"]),
    "file-after-a-file": ("check b.txt ar", ["articles"]),
    "file-of-output": ("check --output ar", ["articles"]),
    "file-of-configuration": ("check --config an", ["an article.txt"]),
    "codes": ("check --select CC", CODES),
    "codes-to-ignore": ("check --ignore CC20", [code for code in CODES if code.startswith("CC20")]),
    "names": ("check --extend-select missing-s", ["missing-separator"]),
    "rules": ("rules CC", CODES),
    "shells": ("completion ", ["bash", "fish", "zsh"]),
}
"""A line as far as it is typed, and what may come."""


@pytest.mark.parametrize(("line", "words"), WORDS.values(), ids=WORDS)
def test_bash_completes(folder: Path, line: str, words: list[str]) -> None:
    bash = shell("bash")
    script(folder, "bash")

    found = said(folder, bash, "--norc", "-c", IN_BASH, "bash", "citecheck", *line.split(" "))

    assert sorted(set(found.splitlines()) - {"-h", "--help", "--version"}) == sorted(words)


@pytest.mark.parametrize(("line", "words"), WORDS.values(), ids=WORDS)
def test_fish_completes(folder: Path, line: str, words: list[str]) -> None:
    fish = shell("fish")
    script(folder, "fish")

    found = said(folder, fish, "--no-config", "-c", f"source script; complete -C 'citecheck {line}'")

    shown = {one.split("\t")[0].rstrip("/") for one in found.splitlines()}
    assert sorted(shown & set(words)) == sorted(words)


def test_zsh_knows_the_command_after_the_line_of_the_help(folder: Path) -> None:
    zsh = shell("zsh")
    script(folder, "zsh")
    lines = 'autoload -U compinit; compinit -u -D; eval "$(cat script)"; print $_comps[citecheck]'

    assert said(folder, zsh, "-f", "-c", lines).strip() == "_shtab_citecheck"


def test_help_tells_how_to_install_it_in_each_shell(folder: Path) -> None:
    lines = run("completion", "--help", cwd=folder).out.splitlines()

    for name in ("bash", "zsh", "fish"):
        assert [
            line for line in lines if line.split()[:1] == [name] and f"citecheck completion {name}" in line
        ]
