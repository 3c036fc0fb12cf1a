"""The workflow for seeds, its own commands run by bash after each commit to a repository with our seeds."""

from __future__ import annotations

import os
import re
import tomllib
import venv
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

import pytest
from actions import needs_bash, play, read, scripts
from conftest import ROOT, copied, run
from hosts import FAULTY, OTHER, call, commit, git, outside

if TYPE_CHECKING:
    from pathlib import Path

WORKFLOW = ROOT / ".github" / "workflows" / "seeds.yml"
EVENTS = read(WORKFLOW)[True]  # YAML 1.1 reads `on` so
ARTICLE = "seeds/articles/salta-lithium-2022-11-18.txt"
DRAFT = "seeds/drafts/border-railway.txt"
RULES = "rules/cc1-form.yaml"
REGISTRY = "citecheck/outlets/data/outlets.jsonl"
OUTLET = """\
{"id": "zz-local-media", "name": "Local Media", "domains": ["localmedia.example"], "kind": "newspaper", \
"tier": "listed", "sources": ["general-knowledge"]}
"""


class Ended(NamedTuple):
    """How a run of the workflow ended."""

    failed: str | None
    """The name of the step that failed; None when all went well."""
    out: str

    @property
    def errors(self) -> list[str]:
        """The file, line and code of each error that GitHub shows."""
        found = re.findall(r"^::error file=(.*?),line=(\d+).*?,title=(\w+)", self.out, re.MULTILINE)
        return [":".join(one) for one in found]


class Repository(NamedTuple):
    """A clone, and what a runner has."""

    place: Path
    temp: Path
    path: str

    def append(self, name: str, text: str) -> None:
        with (self.place / name).open("a", encoding="utf-8", newline="") as file:
            file.write(text)

    def replace(self, name: str, old: str, new: str) -> None:
        """Changes each place where `old` stands."""
        text = (self.place / name).read_bytes().decode()
        assert old in text
        (self.place / name).write_bytes(text.replace(old, new).encode())

    def push(self) -> Ended:
        """Commits all, and runs the steps on a clean checkout until one fails."""
        assert commit(self.place, outside(self.temp)).returncode == 0
        git(self.place, outside(self.temp), "clean", "-dffqx")
        out = ""
        env = {"PATH": self.path, "PIP_NO_BUILD_ISOLATION": "0"}  # what builds was installed once
        for script in scripts(WORKFLOW):
            done = play(script, self.place, self.temp, {}, **env)
            out += done.stdout + done.stderr
            if done.returncode:
                return Ended(script.name, out)
        return Ended(None, out)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository that has our tree as its one commit, and a Python that has only what builds it."""
    place = tmp_path_factory.mktemp("ci")
    temp = place / "temp"
    temp.mkdir()
    venv.create(place / "venv", with_pip=True)
    bin_folder = place / "venv" / "bin"
    with (ROOT / "pyproject.toml").open("rb") as file:
        builders = tomllib.load(file)["build-system"]["requires"]
    assert call(place, outside(temp), str(bin_folder / "pip"), "install", "-q", *builders).returncode == 0
    origin = copied(place / "origin")
    git(origin, outside(temp), "init", "-q")
    commit(origin, outside(temp))
    return Repository(origin, temp, f"{bin_folder}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def repository(first: Repository, tmp_path: Path) -> Repository:
    place = tmp_path / "clone"
    git(tmp_path, outside(first.temp), "clone", "-q", str(first.place), str(place))
    return first._replace(place=place)


def number_of_lines(path: Path) -> int:
    return path.read_bytes().count(b"\n")


@needs_bash
def test_new_fault_fails_alone_and_at_its_line(repository: Repository) -> None:
    repository.append(ARTICLE, f"\n{FAULTY}")

    ended = repository.push()

    last = number_of_lines(repository.place / ARTICLE)
    assert ended.failed == "Articles have nothing to mend"
    assert ended.errors == [f"{ARTICLE}:{last}:CC101"]


@needs_bash
def test_known_fault_passes_and_a_new_one_beside_it_does_not(repository: Repository) -> None:
    repository.append(ARTICLE, f"\n{FAULTY}")
    run("baseline", "seeds/articles", cwd=repository.place)
    known = repository.push()
    repository.append(ARTICLE, f"\n{OTHER}")

    new = repository.push()

    last = number_of_lines(repository.place / ARTICLE)
    assert known == Ended(None, known.out)
    assert known.errors == []
    assert new.failed == "Articles have nothing to mend"
    assert new.errors == [f"{ARTICLE}:{last}:CC101"]


@needs_bash
def test_rule_that_makes_a_seed_faulty_fails(repository: Repository) -> None:
    repository.append(ARTICLE, "\nThe mill is shut (Dawn, May 3, 2015; Yle).\n")
    mild = repository.push()
    repository.replace(
        RULES, "severity: warning\n  check: missing_date", "severity: error\n  check: missing_date"
    )

    strict = repository.push()

    last = number_of_lines(repository.place / ARTICLE)
    assert mild == Ended(None, mild.out)
    assert strict.failed == "Articles have nothing to mend"
    assert strict.errors == [f"{ARTICLE}:{last}:CC107"]


@needs_bash
def test_draft_that_is_not_as_expected_fails(repository: Repository) -> None:
    repository.replace(DRAFT, "February 25 Azertac", "February 25; Azertac")

    ended = repository.push()

    assert ended.failed == "Drafts have what they had"
    assert "border-railway.txt: not as expected" in ended.out


@needs_bash
def test_outlet_that_changes_what_is_said_of_a_draft_fails(repository: Repository) -> None:
    repository.append(REGISTRY, OUTLET)

    ended = repository.push()

    assert ended.failed == "Drafts have what they had"
    assert "< harbor-dredging.txt:13:297: warning[CC306] 'local media' names no outlet" in ended.out


@needs_bash
def test_rule_that_breaks_its_example_fails(repository: Repository) -> None:
    repository.replace(RULES, "March 30 TradeWinds", "March 30; TradeWinds")

    ended = repository.push()

    assert ended.failed == "Rules keep to their examples"
    assert f"{RULES}:" in ended.out


@pytest.mark.parametrize("event", ["push", "pull_request"])
@pytest.mark.parametrize(
    ("path", "starts"),
    [
        (ARTICLE, True),
        (DRAFT.replace(".txt", ".expected"), True),
        (RULES, True),
        (REGISTRY, True),
        ("citecheck/checks/separator.py", True),
        ("pyproject.toml", True),
        (".citecheck-baseline.json", True),
        ("README.md", False),
        ("tests/conftest.py", False),
    ],
)
def test_change_of_what_decides_starts_it(event: str, path: str, starts: bool) -> None:
    assert any(fnmatchcase(path, pattern) for pattern in EVENTS[event]["paths"]) == starts
