"""Dependencies point one way, files stay small, and a plain check loads nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import PACKAGE, environment

if TYPE_CHECKING:
    from collections.abc import Iterator

CHAIN = (
    ("errors",),
    ("near", "textfile"),
    ("compiled", "yamlfile", "atomic", "sqlite"),
    ("model",),
    ("discover",),
    ("git",),
    ("read", "outlets"),
    ("parsing",),
    ("resolve",),
    ("cover",),
    ("verify",),
    ("checks",),
    ("rules",),
    ("report",),
    ("config", "cache", "baseline"),
    ("pipeline",),
    ("mend",),
    ("api",),
    ("workers",),
    ("cli",),
    ("__main__",),
)
"""An earlier stage imports no later one, nor one that shares its place."""
PLACE = {stage: place for place, stages in enumerate(CHAIN) for stage in stages}
LONGEST = 400
"""Lines of one file."""
HEAVY = frozenset(
    """dataclasses inspect yaml rapidfuzz pathspec platformdirs rich httpx idna bs4 importlib.metadata asyncio multiprocessing
    concurrent.futures email http ssl socket unittest tkinter tqdm shtab""".split()
)
MODULES = sorted(PACKAGE.rglob("*.py"))


def named(path: Path) -> str:
    """The module's dotted name without `citecheck.`: `parse.dates`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """What a module imports of ours, absolutely, with the line; imports within functions and types count."""
    inside = ["citecheck", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (
                (alias.name, node.lineno) for alias in node.names if alias.name.split(".")[0] == "citecheck"
            )
        elif isinstance(node, ast.ImportFrom):
            above = inside[: len(inside) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            if module == "citecheck":
                yield from ((f"citecheck.{alias.name}", node.lineno) for alias in node.names)
            elif module.startswith("citecheck."):
                yield module, node.lineno


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_imports_point_one_way(path: Path) -> None:
    stage = named(path).split(".")[0]
    if stage == "__init__":
        return  # the package's own names may come from anywhere
    assert stage in PLACE, f"{named(path)} has no place in the chain"
    backwards = [
        f"line {line}: {module}"
        for module, line in imported(path)
        if (other := module.split(".")[1]) not in (stage, "__version__")
        and PLACE.get(other, 99) >= PLACE[stage]
    ]

    assert backwards == []


def test_errors_imports_nothing_of_ours() -> None:
    assert list(imported(PACKAGE / "errors.py")) == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_file_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def loaded_by(tmp_path: Path, *args: str) -> set[str]:
    """The modules that the command loads, beyond those of a bare interpreter."""
    code = (
        "import sys; before = set(sys.modules); from citecheck.cli import main; main(sys.argv[1:]);"
        "print('\\n'.join(set(sys.modules) - before), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "text",
    [
        "The harbour closed at noon (Lloyd's List, March 30, 2021; TradeWinds, March 31, 2021).\n",
        "The harbour closed.\n\nHarbor Review\nMarch 31, 2021\n\nForty ships waited (Lloyd’s List, March 30; see EDM, May 5).\n",
    ],
    ids=["one-line", "with-dateline"],
)
def test_check_of_a_clean_text_loads_nothing_heavy(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    loaded_by(tmp_path, "check", "a.txt")  # a first run may compile rules and registry

    assert sorted(loaded_by(tmp_path, "check", "a.txt") & HEAVY) == []


@pytest.mark.parametrize("configuration", ["", "archives: [{base: 'https://webarchive.example/news'}]\n"])
def test_check_loads_nothing_of_verify(tmp_path: Path, configuration: str) -> None:
    (tmp_path / "citecheck.yaml").write_text(configuration)
    (tmp_path / "a.txt").write_text(
        "Ships waited (Lloyd's List, March 30, 2021 TradeWinds, March 31, 2021).\n"
    )

    loaded = loaded_by(tmp_path, "check", "a.txt", "--exit-zero")

    unasked = {"socket", "citecheck.model.verdict", "citecheck.checks.verdict_words"}
    assert sorted(one for one in loaded if one.startswith("citecheck.verify") or one in unasked) == []


def test_the_list_of_heavy_modules_would_be_seen(tmp_path: Path) -> None:
    assert "pathspec" in loaded_by(tmp_path, "check", "--exclude", "*x", "--exit-zero")


def test_one_file_opens_sockets() -> None:
    networks = {"httpx", "socket", "ssl", "http.client", "urllib.request"}
    found = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            module = node.module if isinstance(node, ast.ImportFrom) else None
            if networks & {*names, module}:
                found.add(named(path))

    assert found == {"verify.exchange"}
