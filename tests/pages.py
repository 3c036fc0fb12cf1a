"""The blocks of the documentation, as a reader meets them, and how the tests carry them out.

- A `console` block is run by bash in the page's own folder: a line with `$ ` is a command (with the lines of a
  heredoc after it), the lines below are what it prints, and a line `…` stands for any that are left out.
- A block under a line that is a file's name, such as "`draft.txt`:", is written to that file.
- A `diff` block under a file's name changes that file.
- A block after `<!-- not run: why -->` is left alone.
- One after `<!-- run: with the tests' archive -->` has `citecheck verify` and `check --verify` ask that archive in the
  place of web.archive.org. How many requests, pages and facts there are may differ from what is shown.
"""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from conftest import ROOT, copied
from repositories import with_programs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEFT_OUT = "…"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
IN_A_CLONE = ("CONTRIBUTING.md", "docs/adding-a-rule.md")
"""Pages whose folder is a copy of this repository; that of the others is empty."""
BLOCK = re.compile(
    r"(?:^`(?P<file>[^`\n]+)`:\n\n?)?(?:^<!-- not run: (?P<reason>[^\n]+) -->\n\n?)?"
    r"(?P<asks>^<!-- run: with the tests' archive -->\n\n?)?"
    r"^```(?P<language>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
VOLATILE = re.compile(r"\d+(?= (?:requests|pages|facts)\b)")
"""What may be otherwise where an archive is asked."""
ASKING = """
citecheck() {
    case "$1 $2" in
        verify* | "check --verify") command citecheck "$@" --archive ARCHIVE --allow-private-archive ;;
        *) command citecheck "$@" ;;
    esac
}
"""
HEREDOC = re.compile(r"<<'(\w+)'")
STEP = "\x1e"
"""Printed before each command."""


class Block(NamedTuple):
    """A fenced block of a page."""

    line: int
    """Where its text begins, counted from 1."""
    language: str
    text: str
    file: str | None
    """The file that it is to be."""
    not_run: str | None
    """Why it isn't run."""
    asks: bool
    """Whether it is run with the tests' archive."""
    start: int
    """Where its text begins in the page."""


class Step(NamedTuple):
    """A command and what it prints."""

    command: str
    output: tuple[str, ...]


def name(page: Path) -> str:
    """As messages call a page."""
    return page.relative_to(ROOT).as_posix()


def blocks(markdown: str) -> Iterator[Block]:
    """The blocks of a page, in its order."""
    for found in BLOCK.finditer(markdown):
        line = markdown.count("\n", 0, found.start("text")) + 1
        yield Block(
            line,
            found["language"],
            found["text"],
            found["file"],
            found["reason"],
            found["asks"] is not None,
            found.start("text"),
        )


def steps(text: str) -> list[Step]:
    """The commands of a console block; raises ValueError for a line before the first."""
    found: list[Step] = []
    lines = iter(text.splitlines())
    for line in lines:
        if not line.startswith("$ "):
            if not found:
                raise ValueError(f"a console block begins with '$ ' and a command, not with {line!r}")
            found[-1] = found[-1]._replace(output=(*found[-1].output, line))
            continue
        command = [line[2:]]
        if heredoc := HEREDOC.search(line):
            while command[-1] != heredoc[1]:
                command.append(next(lines, heredoc[1]))
        found.append(Step("\n".join(command), ()))
    return found


def written(step: Step) -> str:
    """A step as a page shows it."""
    return "".join(f"{line}\n" for line in (f"$ {step.command}", *step.output))


def matches(shown: tuple[str, ...], printed: tuple[str, ...], asks: bool = False) -> bool:
    """Whether the lines shown are those printed, `…` standing for any number of them."""
    if asks:
        shown, printed = (tuple(VOLATILE.sub("N", line) for line in some) for some in (shown, printed))
    wanted = "".join(r"(?:.*\n)*" if line == LEFT_OUT else re.escape(line) + r"\n" for line in shown)
    return re.fullmatch(wanted, "".join(f"{line}\n" for line in printed)) is not None


def patched(text: str, diff: str) -> str:
    """The text with a diff's hunks made, which `@@` begins; each must stand there once."""
    for hunk in re.split(r"^@@.*\n", diff, flags=re.MULTILINE):
        lines = hunk.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if not line.startswith("+"))
        after = "".join(line[1:] for line in lines if not line.startswith("-"))
        if not before:
            continue
        if text.count(before) != 1:
            raise ValueError(f"this must stand in the file once, for the diff:\n{before}")
        text = text.replace(before, after)
    return text


class Walk:
    """A page walked as it is written: its blocks one after the other, in one folder."""

    def __init__(self, page: Path, place: Path) -> None:
        self.folder = place / "here"
        self.env = _environment(place / "home")
        if name(page) in IN_A_CLONE:
            copied(self.folder)
            self.env["PYTHONPATH"] = str(self.folder)
        else:
            self.folder.mkdir()

    def run(self, text: str, archive: str | None = None) -> list[Step]:
        """The commands of a console block, with what they really print; `archive` is asked, if any."""
        wanted = [step.command for step in steps(text)]
        script = "".join(f"printf '{STEP}'; (exit $status)\n{command}\nstatus=$?\n" for command in wanted)
        done = subprocess.run(
            ["bash", "-c", f"{ASKING.replace('ARCHIVE', archive) if archive else ''}status=0\n{script}"],
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
            check=False,
        )
        told = done.stdout.decode()
        printed = (told.replace(archive, "https://web.archive.org") if archive else told).split(STEP)[1:]
        return [Step(*one) for one in zip(wanted, map(_lines, printed), strict=True)]

    def write(self, block: Block) -> None:
        """Makes the file that a block is, or changes it as a diff says."""
        target = self.folder / str(block.file)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = block.text
        if block.language == "diff":
            text = patched(target.read_text(encoding="utf-8"), text)
        target.write_text(text, encoding="utf-8")


def _lines(printed: str) -> tuple[str, ...]:
    return tuple(line.rstrip() for line in printed.splitlines())


def _environment(home: Path) -> dict[str, str]:
    """That of somebody who has citecheck in the path, git with a name, and nothing of their own."""
    home.mkdir()
    return with_programs(home) | {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "PYTHONUNBUFFERED": "1",
    }
