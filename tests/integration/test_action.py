"""The action, its shell steps run by bash as a runner of GitHub would."""

from __future__ import annotations

import json
import re
import shutil
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest
from actions import needs_bash, play, read, scripts
from conftest import ROOT, copied
from hosts import FAULTY, OTHER, RIGHT, commit, git, outside

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from actions import Script

pytestmark = needs_bash
ACTION = ROOT / "action.yml"
INSTALL, CHECK = scripts(ACTION)
DEFAULTS = {name: one["default"] for name, one in read(ACTION)["inputs"].items()}
FAULT = "::error file={},line=1,endLine=1,col=25,endColumn=39,title=CC101 missing-separator::"
ATTACKS = {
    "substitution": "$(touch x)",
    "backticks": "`touch x`",
    "double": '"; touch x; "',
    "single": "'; touch x; '",
    "line": "\ntouch x\n",
}
attacked = pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)


class Runner(NamedTuple):
    """A machine that has installed the action, and a repository there."""

    action: Path
    workspace: Path
    temp: Path

    def install(self, **env: str) -> subprocess.CompletedProcess[str]:
        version = env.pop("version", "")
        return self._play(INSTALL, {"version": version}, env)

    def check(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        """`changed_since` is the input `changed-since`."""
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert given.keys() <= DEFAULTS.keys()
        return self._play(CHECK, given, {})

    def _play(
        self, script: Script, given: dict[str, str], env: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        values = {f"inputs.{name}": value for name, value in (DEFAULTS | given).items()}
        values["steps.python.outputs.python-path"] = sys.executable
        return play(script, self.workspace, self.temp, values, GITHUB_ACTION_PATH=str(self.action), **env)

    def write(self, name: str, text: str) -> None:
        (self.workspace / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner with an empty workspace on which the first step was run."""
    place = tmp_path_factory.mktemp("a runner's ü")
    machine = Runner(copied(place / "the action"), place / "workspace", place / "temp")
    machine.workspace.mkdir()
    machine.temp.mkdir()
    done = machine.install()
    assert done.returncode == 0, done.stderr
    return machine


@pytest.fixture
def runner(machine: Runner) -> Runner:
    """The same with an empty workspace again."""
    shutil.rmtree(machine.workspace)
    machine.workspace.mkdir()
    return machine


def faulty_files(done: subprocess.CompletedProcess[str]) -> list[str]:
    return re.findall(r"^::error file=(.*?),line=", done.stdout, re.MULTILINE)


def test_good_articles_pass(runner: Runner) -> None:
    runner.write("a.txt", RIGHT)

    done = runner.check()

    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_fault_fails_and_is_shown_at_its_line(runner: Runner) -> None:
    runner.write("a.txt", FAULTY)
    runner.write("b.txt", RIGHT)

    done = runner.check()

    assert done.returncode == 1
    assert done.stdout.startswith(FAULT.format("a.txt"))
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize(
    "name",
    [
        "two words", "it's", 'say "no"', "$(touch x)", "`touch x`", "a; touch x", "a & b | c", "-q", "--help",
        "~", "$HOME", "[ab]", "*", "{a,b}", "tab\there", "back\\slash", "Київ", "# no comment", "!1",
    ],
)  # fmt: skip
def test_path_means_the_file_of_that_name(runner: Runner, name: str) -> None:
    runner.write(f"{name}.txt", FAULTY)
    runner.write("ab.txt", RIGHT)

    done = runner.check(paths=f"ab.txt\n\n{name}.txt\n")

    assert [one.replace("%2C", ",") for one in faulty_files(done)] == [f"{name}.txt"], done.stderr
    assert not (runner.workspace / "x").exists()


def test_pattern_is_expanded(runner: Runner) -> None:
    (runner.workspace / "old" / "er").mkdir(parents=True)
    for name in ("a.txt", "old/b.txt", "old/er/c d.txt"):
        runner.write(name, FAULTY)

    assert faulty_files(runner.check(paths="old/**/*.txt")) == ["old/b.txt", "old/er/c d.txt"]


def test_no_path_means_all(runner: Runner) -> None:
    runner.write("a.txt", FAULTY)

    assert faulty_files(runner.check(paths="")) == ["a.txt"]


def test_path_that_is_not_there_is_an_error_of_the_run(runner: Runner) -> None:
    done = runner.check(paths="articels")

    assert done.returncode == 2
    assert "articels: no such file or folder" in done.stderr


@pytest.mark.parametrize("args", ["--select CC2 --ignore CC101", "--select\nCC2\n", "--exit-zero"])
def test_further_options_apply(runner: Runner, args: str) -> None:
    runner.write("a.txt", FAULTY)

    assert runner.check(args=args).returncode == 0


def test_severity_that_fails(runner: Runner) -> None:
    runner.write("a.txt", "The mill is shut (Dawn).\nIts owner is silent (local media, May 3, 2015).\n")

    assert runner.check().returncode == 0
    assert runner.check(fail_on="warning").returncode == 1


def test_severity_that_is_none_is_named(runner: Runner) -> None:
    done = runner.check(fail_on="worst")

    assert done.returncode == 2
    assert "--fail-on: 'worst' is none of error, warning, info" in done.stderr


def test_only_what_has_changed(runner: Runner) -> None:
    own = outside(runner.temp)
    git(runner.workspace, own, "init", "-q")
    runner.write("old.txt", FAULTY)
    commit(runner.workspace, own)
    runner.write("new.txt", OTHER)
    commit(runner.workspace, own)

    assert faulty_files(runner.check(changed_since="HEAD^")) == ["new.txt"]
    assert faulty_files(runner.check(changed_since="")) == ["new.txt", "old.txt"]


@pytest.mark.parametrize("name", ["citecheck.sarif", "my log.json", "a=b", *ATTACKS.values()])
def test_log_lies_where_it_was_wanted(runner: Runner, name: str) -> None:
    runner.write("a.txt", FAULTY)

    done = runner.check(sarif_file=name)

    log = json.loads((runner.workspace / name).read_text(encoding="utf-8"))
    assert [one["ruleId"] for one in log["runs"][0]["results"]] == ["CC101"]
    assert done.returncode == 1
    assert faulty_files(done) == ["a.txt"]
    assert not (runner.workspace / "x").exists()


@attacked
@pytest.mark.parametrize("name", ["args", "changed-since", "fail-on"])
def test_option_is_taken_as_it_stands(runner: Runner, name: str, attack: str) -> None:
    done = runner.check(**{name: attack})

    assert done.returncode == 2
    assert re.match("citecheck( check)?: ", done.stderr)
    assert not (runner.workspace / "x").exists()


@attacked
def test_version_runs_nothing(runner: Runner, attack: str) -> None:
    done = runner.install(version=attack, PIP_NO_INDEX="1")

    assert done.returncode != 0
    assert not (runner.workspace / "x").exists()


def test_version_is_of_our_package(runner: Runner) -> None:
    done = runner.install(version="9.8.7", PIP_NO_INDEX="1")

    assert done.returncode == 1
    assert "No matching distribution found for citecheck-press==9.8.7" in done.stderr


@pytest.mark.parametrize("module", ["pip", "citecheck", "pathspec", "json"])
def test_no_module_of_the_checked_repository_is_imported(runner: Runner, module: str) -> None:
    runner.write("a.txt", FAULTY)
    runner.write(".gitignore", "b.txt\n")  # which is read by pathspec
    runner.write(f"{module}.py", "open('x', 'w')\n")

    runner.install(version="9.8.7", PIP_NO_INDEX="1")

    assert faulty_files(runner.check()) == ["a.txt"]
    assert not (runner.workspace / "x").exists()
