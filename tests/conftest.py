"""What the tests share: the command in a process of its own, and the line without the command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, settings

import citecheck
from citecheck.pipeline import Options, Pipeline
from citecheck.read.text import plain
from citecheck.rules.select import Selection

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from citecheck.model.article import Article
    from citecheck.model.document import Document
    from citecheck.model.verdict import Verdict
    from citecheck.pipeline import Checked
    from citecheck.report.rows import Row

pytest_plugins = ["archive.fixtures", "looking", "repositories"]
settings.register_profile(
    "laws", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("laws")  # the same cases in every run, and none that fails for being slow
ROOT = Path(__file__).resolve().parent.parent
"""The repository."""
PACKAGE = Path(citecheck.__file__).resolve().parent
"""The package under test: the checkout's, or an installed wheel's."""
SHARED = ROOT.parent / "shared"
NO_OPTIONS = Options()
CACHE = tempfile.TemporaryDirectory(prefix="citecheck-cache-")
"""Where runs remember what they found; nobody's own cache is touched."""
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the folder 'shared' is not beside the repository"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that writes the expectations anew, to be read in the diff."""
    parser.addoption(
        "--rewrite-expected", action="store_true", help="rewrite the .expected files of corpus and drafts"
    )


class Result(NamedTuple):
    """How a run of the command ended."""

    status: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """What `--format json` printed."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def diagnostics(self) -> list[dict[str, Any]]:
        """The diagnostics of `--format json`."""
        found: list[dict[str, Any]] = self.report["diagnostics"]
        return found

    @property
    def records(self) -> list[dict[str, Any]]:
        """The objects of `--format jsonl`, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def codes(self) -> list[str]:
        """The codes that `--format json` reports, in its order."""
        return [one["code"] for one in self.diagnostics]


NOT_PART = shutil.ignore_patterns(
    ".git",
    ".venv",
    "venv",
    "__pycache__",
    "compiled",
    "dist",
    "build",
    "tests",
    ".*_cache",
    ".hypothesis",
    "*.egg-info",
)


def copied(place: Path) -> Path:
    """A copy of the tree without what building and running leave behind."""
    shutil.copytree(ROOT, place, ignore=NOT_PART)
    return place


def environment(**changes: str) -> dict[str, str]:
    """The environment for the command: the package under test, no colour and no width from outside."""
    outside = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONWARNINGS")
    kept = {name: value for name, value in os.environ.items() if name not in outside}
    return kept | {"PYTHONPATH": str(PACKAGE.parent), "CITECHECK_CACHE_DIR": CACHE.name} | changes


def command(*args: str | Path) -> list[str]:
    """The command line of `citecheck` with these arguments."""
    return [sys.executable, "-m", "citecheck", *map(str, args)]


def run(
    *args: str | Path,
    cwd: Path | None = None,
    stdin: str | bytes = b"",
    env: Mapping[str, str] | None = None,
    timeout: float = 120,
) -> Result:
    """`citecheck ARGS` in a process of its own; output is decoded as UTF-8, its newlines as they are."""
    done = subprocess.run(
        command(*args),
        cwd=cwd or ROOT,
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        env=env or environment(),
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@lru_cache(maxsize=256)
def pipeline(options: Options = NO_OPTIONS) -> Pipeline:
    """The line with these options, made once."""
    return Pipeline(options)


def document(text: str, article: str | None = None) -> Document:
    """A text as the reader of .txt files hands it on."""
    return plain("example.txt", text, article=article)


def verified(options: Options, text: str, verify: Callable[[Article], tuple[Verdict, ...]]) -> Checked:
    """What there is to report of a text with the verdicts that `verify` gives on its article."""
    line = pipeline(options)
    one = line.article(document(text))
    return line.verified(one, verify(one))


def article(text: str, published: date | None = None) -> Article:
    """The article of a text, parsed and resolved."""
    return pipeline(Options(published)).article(document(text))


def check(
    text: str, published: date | None = None, *, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()
) -> list[Row]:
    """What the rules say of a text."""
    return pipeline(Options(published, (Selection(select, (), ignore),))).check(document(text)).rows


def cited(text: str, published: date | None = None) -> list[str]:
    """Each reference of a text as `Outlet: 2020-09-01, 2020-09-03..2020-09-05`; a date without a day as written."""
    found = article(text, published)
    references = [reference for one in found.citations for reference in one.references]
    return [
        f"{reference.outlet.text if reference.outlet else None}: {', '.join(map(_day, reference.dates))}".rstrip(
            ": "
        )
        for reference in references
    ]


def kinds(text: str, published: date | None = None) -> list[str]:
    """The kind of each parenthetical of a text."""
    return [one.kind.value for one in article(text, published).parentheticals]


def _day(mention: Any) -> str:
    first = mention.iso.isoformat() if mention.iso else mention.text
    return f"{first}..{mention.end_iso.isoformat()}" if mention.end_iso else first


def same_as_expected(request: pytest.FixtureRequest, path: Path, output: str) -> None:
    """Compares with the file at `path`; with --rewrite-expected it is written instead."""
    if request.config.getoption("--rewrite-expected"):
        path.write_text(output, encoding="utf-8", newline="")
        return
    assert path.is_file(), f"{path.name} is missing; write it with --rewrite-expected and read it"
    with path.open(encoding="utf-8", newline="") as file:
        assert output == file.read()
