"""`citecheck init`: a configuration to begin with and the hook, and nothing written over what is there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import environment

from citecheck.cli.init import configuration
from citecheck.cli.init import run as run_init
from citecheck.config import DEFAULTS, load
from citecheck.config.keys import KEYS
from citecheck.discover import FORMATS
from citecheck.errors import DataFileError, UsageError

HOOKS = Path(".pre-commit-config.yaml")
MINE = "# mine\n"
FILES = rf"\.({'|'.join(re.escape(suffix[1:]) for suffix in FORMATS)})$"
HOOK = {
    "id": "citecheck",
    "name": "citecheck",
    "entry": "citecheck check",
    "language": "system",
    "files": FILES,
    "require_serial": True,
}
OFFER = "To check articles before each commit: citecheck init --hook\n"
WRITTEN = "citecheck.yaml: written; each key is explained in it\n"
needs_terminals = pytest.mark.skipif(sys.platform == "win32", reason="needs the terminals of Unix")
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def repository() -> None:
    """This folder as a git repository."""
    subprocess.run(["git", "init", "--quiet", "."], check=True)


def init(hook: bool = False) -> int:
    return run_init(Namespace(hook=hook))


def hooks(path: Path = HOOKS) -> list[dict[str, Any]]:
    """The hooks of a pre-commit file that has one repository, ours."""
    (listed,) = yaml.safe_load(path.read_text(encoding="utf-8"))["repos"]
    assert listed["repo"] == "local"
    found: list[dict[str, Any]] = listed["hooks"]
    return found


def names() -> set[str]:
    return set(os.listdir())


def test_writes_the_configuration(capsys: pytest.CaptureFixture[str]) -> None:
    assert init() == 0
    assert names() == {"citecheck.yaml"}
    assert Path("citecheck.yaml").read_text(encoding="utf-8") == configuration()
    assert capsys.readouterr().out == WRITTEN


def test_new_file_changes_nothing() -> None:
    init()

    assert load()._replace(file=None, places=()) == DEFAULTS


def test_new_file_names_each_key_once() -> None:
    found = re.findall(r"^(?:# )?([a-z-]+):(?= |$)", configuration(), re.MULTILINE)

    assert [key for key in found if key != "yaml-language-server"] == list(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_new_file_explains_each_key(key: str) -> None:
    words = " ".join(configuration().replace("\n# ", " ").split())

    assert f"{KEYS[key].meaning} Default: {KEYS[key].default}." in words


@pytest.mark.parametrize("key", KEYS)
def test_key_works_when_its_sign_is_taken_away(key: str) -> None:
    lines = configuration().splitlines()
    start = next(n for n, line in enumerate(lines) if re.match(rf"(# )?{key}:", line))
    end = lines.index("", start) if "" in lines[start:] else len(lines)
    lines[start:end] = [line.removeprefix("# ") for line in lines[start:end]]

    Path("citecheck.yaml").write_text("\n".join(lines), encoding="utf-8")
    Path("our-outlets.yaml").write_text("[]", encoding="utf-8")

    assert key in dict(load().places)


def test_new_file_has_no_long_lines() -> None:
    assert [line for line in configuration().splitlines() if len(line) > 110] == []


@pytest.mark.parametrize("name", ["citecheck.yaml", ".citecheck.yaml"])
def test_file_that_is_there_stays(name: str) -> None:
    Path(name).write_text(MINE, encoding="utf-8")

    with pytest.raises(UsageError) as refused:
        init()

    assert (
        str(refused.value)
        == f"{name} is here already, and stays as it is; edit it, or remove it and run citecheck init again"
    )
    assert (names(), Path(name).read_text(encoding="utf-8")) == ({name}, MINE)


def test_table_in_pyproject_stays_in_force() -> None:
    Path("pyproject.toml").write_text("[tool.citecheck]\njobs = 3\n", encoding="utf-8")

    with pytest.raises(UsageError, match=r"^pyproject\.toml is here already"):
        init()

    assert names() == {"pyproject.toml"}


def test_pyproject_of_others_is_no_hindrance() -> None:
    Path("pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")

    assert init() == 0


@needs_links
def test_dead_link_is_not_followed() -> None:
    Path("citecheck.yaml").symlink_to("elsewhere.yaml")

    with pytest.raises(UsageError, match="is here already"):
        init()

    assert names() == {"citecheck.yaml"}


def test_file_above_is_spoken_of(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    Path("citecheck.yaml").write_text("jobs: 3\n", encoding="utf-8")
    Path("in").mkdir()
    monkeypatch.chdir("in")

    assert init() == 0
    assert capsys.readouterr().err == (
        "citecheck: ../citecheck.yaml applied here until now; citecheck.yaml takes its place for this folder\n"
    )


def test_faulty_file_above_is_told_and_nothing_written(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("citecheck.yaml").write_text("jobs: 0\n", encoding="utf-8")
    Path("in").mkdir()
    monkeypatch.chdir("in")

    with pytest.raises(DataFileError, match=r"^\.\./citecheck\.yaml:1:7: "):
        init()

    assert names() == set()


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="needs folders that are closed to us"
)
def test_folder_that_is_closed_to_us(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(UsageError, match=r"^citecheck\.yaml can't be written: Permission denied"):
            init()
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.usefixtures("repository")
def test_in_a_repository_tells_of_the_hook(capsys: pytest.CaptureFixture[str]) -> None:
    assert init() == 0
    assert capsys.readouterr().out == WRITTEN + OFFER
    assert names() == {".git", "citecheck.yaml"}


@pytest.mark.usefixtures("repository")
def test_writes_the_hook(capsys: pytest.CaptureFixture[str]) -> None:
    assert init(hook=True) == 0
    assert hooks() == [HOOK]
    assert capsys.readouterr().out == (
        WRITTEN + ".pre-commit-config.yaml: written; switch it on with: pre-commit install\n"
    )


@pytest.mark.usefixtures("repository")
def test_hook_alone_when_the_configuration_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    Path("citecheck.yaml").write_text(MINE, encoding="utf-8")

    assert init(hook=True) == 0
    assert hooks() == [HOOK]
    assert Path("citecheck.yaml").read_text(encoding="utf-8") == MINE
    assert "citecheck.yaml: written" not in capsys.readouterr().out


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("hook", [False, True])
def test_hooks_that_are_there_stay(hook: bool, capsys: pytest.CaptureFixture[str]) -> None:
    HOOKS.write_text("repos: []\n", encoding="utf-8")

    assert init(hook) == 0

    lines = capsys.readouterr().out.removeprefix(WRITTEN)
    assert HOOKS.read_text(encoding="utf-8") == "repos: []\n"
    assert lines.startswith(
        ".pre-commit-config.yaml is here already, and stays as it is; for the hook, add under 'repos:'\n\n"
    )
    assert yaml.safe_load(lines.partition("\n\n")[2]) == [{"repo": "local", "hooks": [HOOK]}]


@pytest.mark.usefixtures("repository")
def test_lines_to_add_fit_under_repos(capsys: pytest.CaptureFixture[str]) -> None:
    HOOKS.write_text("repos:\n", encoding="utf-8")
    init(hook=True)

    HOOKS.write_text("repos:\n" + capsys.readouterr().out.partition("\n\n")[2], encoding="utf-8")

    assert hooks() == [HOOK]


@pytest.mark.usefixtures("repository")
def test_hook_that_is_there_is_not_offered_again(capsys: pytest.CaptureFixture[str]) -> None:
    init(hook=True)
    before = HOOKS.read_bytes()
    capsys.readouterr()

    assert init(hook=True) == 0
    assert (
        capsys.readouterr().out
        == ".pre-commit-config.yaml: speaks of citecheck already, and stays as it is\n"
    )
    assert HOOKS.read_bytes() == before


def test_hook_outside_of_a_repository_is_refused_before_anything_is_written() -> None:
    with pytest.raises(UsageError) as refused:
        init(hook=True)

    assert str(refused.value) == "no git repository is here, and the hook is for one; run git init first"
    assert names() == set()


@pytest.mark.parametrize("folder", ["articles", "my articles", "l'été/2020", "a.b"])
@pytest.mark.usefixtures("repository")
def test_hook_of_a_folder_below_is_for_that_folder(monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    root = Path.cwd()
    Path(folder).mkdir(parents=True)
    monkeypatch.chdir(folder)

    assert init(hook=True) == 0
    assert names() == {"citecheck.yaml"}

    (hook,) = hooks(root / HOOKS)
    argv = shlex.split(hook["entry"])
    assert argv == ["citecheck", "check", "--config", f"{folder}/citecheck.yaml"]
    assert re.search(hook["files"], f"{folder}/in/a.txt")
    assert not re.search(hook["files"], "other/a.txt")
    assert not re.search(hook["files"], f"{folder}-other/a.txt")
    assert not re.search(hook["files"], "axb/in.txt")


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("suffix", FORMATS)
def test_hook_takes_what_citecheck_reads(suffix: str) -> None:
    init(hook=True)

    assert re.search(hooks()[0]["files"], f"in/a{suffix}")


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt.bak", "atxt", "a.md5", "txt", "jsonl.gz.old"])
def test_hook_leaves_what_citecheck_does_not_read(name: str) -> None:
    init(hook=True)

    assert not re.search(hooks()[0]["files"], name)


@pytest.mark.usefixtures("repository")
def test_second_work_tree_is_a_repository_too(monkeypatch: pytest.MonkeyPatch) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, "commit", "--quiet", "--allow-empty", "-m", "begin"], check=True)
    subprocess.run(["git", "worktree", "add", "--quiet", "tree"], check=True, capture_output=True)
    monkeypatch.chdir("tree")

    assert init(hook=True) == 0
    assert names() == {".git", ".pre-commit-config.yaml", "citecheck.yaml"}


@needs_terminals
@pytest.mark.parametrize(
    ("answer", "written"),
    [
        pytest.param("y\n", True, id="y"),
        pytest.param(" YES \n", True, id="yes"),
        pytest.param("n\n", False, id="n"),
        pytest.param("\n", False, id="enter"),
        pytest.param("yikes\n", False, id="else"),
        pytest.param("\x04", False, id="end-of-input"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_asks_on_a_terminal(answer: str, written: bool) -> None:
    shown, status = at_a_terminal(answer)

    assert status == 0
    assert "Add a pre-commit hook, too? [y/N] " in shown
    assert HOOKS.exists() == written
    assert Path("citecheck.yaml").exists()
    assert (OFFER.strip() in shown) != written


@needs_terminals
def test_does_not_ask_outside_of_a_repository() -> None:
    shown, status = at_a_terminal("")

    assert (shown, status) == (WRITTEN.replace("\n", "\r\n"), 0)


@needs_terminals
@pytest.mark.usefixtures("repository")
def test_does_not_ask_what_was_said() -> None:
    shown, status = at_a_terminal("", hook=True)

    assert status == 0
    assert "?" not in shown
    assert hooks() == [HOOK]


def at_a_terminal(answer: str, hook: bool = False) -> tuple[str, int]:
    """What a run with a terminal shows when this is typed, and its status."""
    import pty

    code = f"import sys; from argparse import Namespace; from citecheck.cli.init import run; sys.exit(run(Namespace(hook={hook})))"
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=theirs, stdout=theirs, stderr=theirs, env=environment()
    ) as process:
        os.close(theirs)
        os.write(ours, answer.encode())
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:  # the other end was closed
            pass
    os.close(ours)
    return shown.decode(), process.returncode
