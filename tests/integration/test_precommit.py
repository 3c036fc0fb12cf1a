"""The hooks, run by the real pre-commit in a fresh repository."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from conftest import copied, run
from hosts import FAULTY, OTHER, RIGHT, call, commit, git, outside

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("pre_commit")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return outside(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def hooks(own: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A repository that has this tree as its one commit."""
    place = copied(tmp_path_factory.mktemp("hooks") / "citecheck")
    git(place, own, "init", "-q")
    git(place, own, "add", "-A")
    git(place, own, "commit", "-qm", "all")
    return place, git(place, own, "rev-parse", "HEAD").stdout.strip()


@pytest.fixture
def repository(own: dict[str, str], hooks: tuple[Path, str], tmp_path: Path) -> Path:
    """A fresh repository with the checking hook installed."""
    place = tmp_path / "articles"
    place.mkdir()
    git(place, own, "init", "-q")
    use(place, hooks, "citecheck")
    assert call(place, own, sys.executable, "-m", "pre_commit", "install").returncode == 0
    return place


def use(place: Path, hooks: tuple[Path, str], hook: str) -> None:
    text = f"repos:\n- repo: {hooks[0]}\n  rev: {hooks[1]}\n  hooks:\n  - id: {hook}\n"
    (place / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")


def test_good_commit_passes(repository: Path, own: dict[str, str]) -> None:
    (repository / "a.txt").write_text(RIGHT, encoding="utf-8")

    done = commit(repository, own)

    assert done.returncode == 0, done.stderr


def test_faulty_commit_is_refused_with_the_place(repository: Path, own: dict[str, str]) -> None:
    (repository / "ein Artikel ü.txt").write_text(FAULTY, encoding="utf-8")

    done = commit(repository, own)

    assert done.returncode == 1
    assert "ein Artikel ü.txt:1:25: error[CC101]" in done.stderr


def test_fixing_hook_mends_and_wants_it_staged(
    repository: Path, own: dict[str, str], hooks: tuple[Path, str]
) -> None:
    use(repository, hooks, "citecheck-fix")
    (repository / "a.txt").write_text(FAULTY, encoding="utf-8")

    first = commit(repository, own)
    second = commit(repository, own)

    assert first.returncode == 1
    assert "files were modified by this hook" in first.stderr
    assert second.returncode == 0, second.stderr
    assert git(repository, own, "show", "HEAD:a.txt").stdout == RIGHT


def test_unreadable_file_is_named(repository: Path, own: dict[str, str]) -> None:
    (repository / "a.txt").write_bytes(b"one\0two")

    done = commit(repository, own)

    assert done.returncode == 1
    assert "a.txt:1:1: error[CC902]" in done.stderr


def test_known_faults_pass_and_a_new_one_does_not(repository: Path, own: dict[str, str]) -> None:
    (repository / "a.txt").write_text(FAULTY, encoding="utf-8")
    run("baseline", cwd=repository)
    known = commit(repository, own)
    (repository / "a.txt").write_text(f"{OTHER}\n{FAULTY}", encoding="utf-8")

    new = commit(repository, own)

    assert known.returncode == 0, known.stderr
    assert new.returncode == 1
    assert new.stderr.count("error[") == 1
    assert "a.txt:1:31: error[CC101]" in new.stderr


def test_excluded_file_is_left_alone(repository: Path, own: dict[str, str]) -> None:
    (repository / "citecheck.yaml").write_text("exclude: [old/]\n", encoding="utf-8")
    (repository / "old").mkdir()
    (repository / "old" / "a.txt").write_text(FAULTY, encoding="utf-8")

    done = commit(repository, own)

    assert done.returncode == 0, done.stderr
