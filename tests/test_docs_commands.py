"""Every command that the documentation shows is run, and prints what is shown; tests/pages.py tells how."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

import pages
import pytest

from citecheck.config import load

if TYPE_CHECKING:
    from pathlib import Path

    from pages import Block

MARKDOWN = {pages.name(page): page.read_text(encoding="utf-8") for page in pages.PAGES}
BLOCKS = {name: list(pages.blocks(text)) for name, text in MARKDOWN.items()}
WALKED = [
    page for page in pages.PAGES if any(block.language == "console" for block in BLOCKS[pages.name(page)])
]
LANGUAGES = {"console", "diff", "json", "python", "text", "toml", "yaml"}
NOT_RUN = (
    "python3 -m venv ",
    ". .venv/bin/activate",
    "pip install ",
    "python -m pytest",
    "python benchmarks/bench.py",
    "mkdocs serve",
    "git push",
    "citecheck verify --archive ",
)
"""How the commands begin that no test of the documentation can run."""
OWN_OUTLET = "- {id: marsh-valley-courier, name: Marsh Valley Courier, aliases: [Marsh Courier]}"
"""What the file holds that configurations on the pages name."""
FILES = {"yaml": "citecheck.yaml", "toml": "pyproject.toml"}
CONFIGURATIONS = [
    pytest.param(FILES[block.language], block.text, id=f"{name}:{block.line}")
    for name, found in BLOCKS.items()
    for block in found
    if block.language in FILES and block.file in (None, FILES[block.language])
]
PROGRAMS = [
    pytest.param(block.text, id=f"{name}:{block.line}")
    for name, found in BLOCKS.items()
    for block in found
    if block.language == "python" and block.file is None
]


def rewritten(markdown: str, wrong: list[tuple[Block, str]]) -> str:
    """The page with what really happens in the place of what was shown."""
    for block, really in reversed(wrong):
        markdown = markdown[: block.start] + really + markdown[block.start + len(block.text) :]
    return markdown


@pytest.mark.skipif(os.name == "nt" or not shutil.which("bash"), reason="the commands are for bash")
@pytest.mark.parametrize("page", WALKED, ids=pages.name)
def test_commands_print_what_is_shown(page: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    walk = pages.Walk(page, tmp_path)
    wrong: list[tuple[Block, str]] = []
    for block in BLOCKS[pages.name(page)]:
        if block.not_run:
            continue
        if block.file:
            walk.write(block)
        elif block.language == "console":
            archive = request.getfixturevalue("archive") if block.asks else None
            shown, done = pages.steps(block.text), walk.run(block.text, archive)
            if not all(
                pages.matches(one.output, other.output, block.asks)
                for one, other in zip(shown, done, strict=True)
            ):
                wrong.append((block, "".join(map(pages.written, done))))
    if request.config.getoption("--rewrite-expected"):
        page.write_text(rewritten(MARKDOWN[pages.name(page)], wrong), encoding="utf-8")
        return
    assert wrong == [], "\n".join(
        f"{pages.name(page)}:{block.line}: this is what happens:\n{really}" for block, really in wrong
    )


@pytest.mark.parametrize(("file", "text"), CONFIGURATIONS)
def test_configuration_that_is_shown_loads(file: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / file
    path.write_text(text, encoding="utf-8")
    (tmp_path / "our-outlets.yaml").write_text(OWN_OUTLET, encoding="utf-8")

    assert load([str(tmp_path)], str(path)).file is not None


@pytest.mark.parametrize("text", PROGRAMS)
def test_program_that_is_shown_runs(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What it prints stands in its comments: `print(1 + 1)  # 2`."""
    shown = re.findall(r"^ *print\(.*\)  # (.*)$", text, re.MULTILINE)

    exec(compile(text, "page", "exec"), {})

    assert capsys.readouterr().out.splitlines() == shown


def test_what_is_not_run_cannot_be_run_here() -> None:
    blocks = [(name, block) for name, found in BLOCKS.items() for block in found if block.not_run]
    others = [
        f"{name}:{block.line}: {step.command}"
        for name, block in blocks
        for step in pages.steps(block.text)
        if not step.command.startswith(NOT_RUN)
    ]

    assert others == []


@pytest.mark.parametrize("name", MARKDOWN)
def test_no_block_escapes_the_tests(name: str) -> None:
    """By a form that BLOCK doesn't know, or a language that nobody tries."""
    fences = re.findall(r"^[ >]*(?:```|~~~)", MARKDOWN[name], re.MULTILINE)
    others = {block.language for block in BLOCKS[name]} - LANGUAGES

    assert (len(fences), others) == (2 * len(BLOCKS[name]), set())
