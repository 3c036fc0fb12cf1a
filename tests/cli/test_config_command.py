"""`citecheck config`: which file applies to a path, what holds by it, and where each value comes from."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from citecheck.cli.config import run as run_config
from citecheck.config import load
from citecheck.config.keys import KEYS
from citecheck.errors import DataFileError, UsageError
from citecheck.rules.load import builtin_rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from citecheck.config import Config

ALL = len(builtin_rules())
ON = sum(rule.default for rule in builtin_rules())
DEFAULTS = """\
select: []  # default
extend-select: []  # default
ignore: []  # default
severity: {}  # default
exclude: []  # default
# published is not set: what each article says
# jobs is not set: as many as there are cores, if there is enough to do
fail-on: error  # default
outlets: []  # default
# own is not set: what each article says of its publisher
prefer: {}  # default
spelling: {}  # default
suppress: []  # default
# baseline is not set: .citecheck-baseline.json beside this file, if it is there
reach: passage  # default
# language is not set: what each article's own words tell
coverage: auto  # default
narrative: full  # default
archives: []  # default
# contact is not set: none
"""
NO_BASELINE = "# baseline: .citecheck-baseline.json, which is not there\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What the command prints, as a function of its arguments."""

    def printed(
        path: str | None = None, config: str | None = None, isolated: bool = False, form: str = "text"
    ) -> str:
        status = run_config(Namespace(path=path, config=config, isolated=isolated, format=form))
        assert status == 0
        return capsys.readouterr().out

    return printed


def put(path: str, text: str = "") -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def said(config: Config) -> dict[str, Any]:
    """The fields of the keys, wherever they come from."""
    return {key: getattr(config, key.replace("-", "_")) for key in KEYS}


def test_without_a_file_all_is_default(printed: Callable[..., str]) -> None:
    assert printed() == f"# .: no configuration applies\n# {ON} of {ALL} rules run\n{NO_BASELINE}{DEFAULTS}"


def test_all_of_it(printed: Callable[..., str]) -> None:
    put("news/a.txt")
    put("known.json")
    put("ours/outlets.yaml", "- {id: marsh-courier, name: Marsh Valley Courier}")
    put(
        "citecheck.yaml",
        "ignore: CC1, CC205\n"
        "severity:\n  CC501: info\n  spacing: warning\n"
        "exclude: drafts/\n"
        "published: 2020-09-11\n"
        "jobs: 4\n"
        "fail-on: warning\n"
        "outlets: ours/outlets.yaml\n"
        "own: {names: [marsh-courier, EDM], articles: ours}\n"
        "prefer: {APA: apa-azerbaijan}\n"
        "spelling: {ria-novosti: RIA Novosti}\n"
        "suppress:\n- {code: CC107, path: archive/}\n- {code: ALL, text: '(Dawn, May 3)', reason: as printed}\n"
        "baseline: known.json\n"
        "reach: sentence\nlanguage: ru\ncoverage: always\nnarrative: never\n"
        "archives: [{base: webarchive.example, connections: 2}]\ncontact: desk@harbour.example\n",
    )
    running = sum(
        one.default and not one.code.startswith("CC1") and one.code != "CC205" for one in builtin_rules()
    )

    assert printed("news") == (
        "# news: citecheck.yaml applies\n"
        f"# {running} of {ALL} rules run\n"
        "# baseline: known.json\n"
        "select: []  # default\n"
        "extend-select: []  # default\n"
        "ignore: [CC1, CC205]  # citecheck.yaml:1:1\n"
        "severity: {CC501: info, spacing: warning}  # citecheck.yaml:2:1\n"
        "exclude: [drafts/]  # citecheck.yaml:5:1\n"
        "published: 2020-09-11  # citecheck.yaml:6:1\n"
        "jobs: 4  # citecheck.yaml:7:1\n"
        "fail-on: warning  # citecheck.yaml:8:1\n"
        "outlets: [ours/outlets.yaml]  # citecheck.yaml:9:1\n"
        "own:  # citecheck.yaml:10:1\n"
        "  names: [marsh-courier, EDM]\n"
        "  articles: ours\n"
        "prefer: {APA: apa-azerbaijan}  # citecheck.yaml:11:1\n"
        "spelling: {ria-novosti: RIA Novosti}  # citecheck.yaml:12:1\n"
        "suppress:  # citecheck.yaml:13:1\n"
        "- {code: CC107, path: archive/}\n"
        "- {code: ALL, text: '(Dawn, May 3)', reason: as printed}\n"
        "baseline: known.json  # citecheck.yaml:16:1\n"
        "reach: sentence  # citecheck.yaml:17:1\n"
        "language: ru  # citecheck.yaml:18:1\n"
        "coverage: always  # citecheck.yaml:19:1\n"
        "narrative: never  # citecheck.yaml:20:1\n"
        "archives:  # citecheck.yaml:21:1\n"
        "- {base: 'https://webarchive.example', connections: 2}\n"
        "contact: desk@harbour.example  # citecheck.yaml:22:1\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("\n".join(key.example for key in KEYS.values()), id="every-key"),
        pytest.param("exclude: ['!a', '*.txt', 'a: b', 'no', '2020', '~', 'é', 'a #b', '[', \"it's\"]", id="odd-patterns"),
        pytest.param('exclude: ["a\\nb", "c\\u2028d", "tab\\t"]', id="line-breaks"),
        pytest.param("prefer: {'2020-09-11': apa-austria, 'no': kyiv-post, 'x: y': apa-austria, '🙂': kyiv-post}", id="odd-names"),
        pytest.param(f"prefer: {{'{'long ' * 60}': apa-austria}}", id="long-name"),
        pytest.param('suppress: [{code: CC1, text: "a\\n\\nb # c: d"}]', id="text-over-lines"),
        pytest.param("outlets: our-outlets.yaml\nspelling: {marsh-courier: Marsh Valley Courier}", id="own-outlets"),
        pytest.param("own: {articles: .}", id="own-articles"),
        pytest.param("own: {names: []}", id="no-names-of-its-own"),
        pytest.param("baseline: '0'", id="number-as-a-text"),
        pytest.param("baseline: 'null'", id="null-as-a-text"),
    ],
)  # fmt: skip
def test_what_is_printed_can_be_pasted_back(printed: Callable[..., str], text: str) -> None:
    put("our-outlets.yaml", "- {id: marsh-courier, name: Marsh Valley Courier}")
    put("citecheck.yaml", text)
    before = load()

    put("citecheck.yaml", printed())

    assert said(load()) == said(before)


def test_place_in_toml_is_the_key(printed: Callable[..., str]) -> None:
    put("pyproject.toml", "[tool.citecheck]\njobs = 3\n")

    assert "jobs: 3  # pyproject.toml: tool.citecheck.jobs\n" in printed()


def test_file_above_is_named_from_here(printed: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    put("citecheck.yaml", "jobs: 3")
    put("in/a.txt")
    monkeypatch.chdir("in")

    lines = printed().splitlines()

    assert lines[0] == "# .: ../citecheck.yaml applies"
    assert lines[2] == "# baseline: ../.citecheck-baseline.json, which is not there"
    assert "jobs: 3  # ../citecheck.yaml:1:1" in lines


@pytest.mark.parametrize(
    ("exclude", "path", "excluded"),
    [
        pytest.param("drafts/", "drafts", True, id="folder"),
        pytest.param("drafts/", "drafts/a.txt", True, id="file-in-the-folder"),
        pytest.param("drafts/", "drafts/in/a.txt", True, id="file-far-in-the-folder"),
        pytest.param("drafts/", "a.txt", False, id="other-file"),
        pytest.param("drafts/", ".", False, id="this-folder"),
        pytest.param("'*'", ".", False, id="the-folder-itself-is-never-meant"),
        pytest.param("'*.txt'", "a.txt", True, id="pattern"),
        pytest.param("/a.txt", "a.txt", True, id="anchored"),
        pytest.param("/a.txt", "drafts/a.txt", False, id="anchored-elsewhere"),
        pytest.param("['*.txt', '!a.txt']", "a.txt", False, id="taken-back"),
    ],
)
def test_says_whether_the_path_is_left_out(
    printed: Callable[..., str], exclude: str, path: str, excluded: bool
) -> None:
    for name in ("a.txt", "drafts/a.txt", "drafts/in/a.txt"):
        put(name)
    put("citecheck.yaml", f"exclude: {exclude}")

    assert (f"# {path} is left out by 'exclude'\n" in printed(path)) == excluded
    assert json.loads(printed(path, form="json"))["excluded"] == excluded


def test_patterns_start_from_the_folder_of_the_file(
    printed: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("news/drafts/a.txt")
    put("citecheck.yaml", "exclude: news/drafts/")
    monkeypatch.chdir("news")

    assert "# drafts is left out by 'exclude'\n" in printed("drafts")


@pytest.mark.parametrize("name", ["citecheck.yml", ".citecheck.yml", "citecheck.toml", "citecheck.json"])
def test_file_with_nearly_our_name_is_spoken_of(printed: Callable[..., str], name: str) -> None:
    put(name, "jobs: 3")

    assert f"# {name} is not looked for; call it citecheck.yaml or give it with --config\n" in printed()


def test_named_file(printed: Callable[..., str]) -> None:
    put("ci/strict.yml", "fail-on: info")

    shown = printed(config="ci/strict.yml")

    assert shown.startswith("# .: ci/strict.yml applies\n")
    assert "fail-on: info  # ci/strict.yml:1:1\n" in shown


def test_isolated(printed: Callable[..., str]) -> None:
    put("citecheck.yaml", "jobs: 3")

    assert printed(isolated=True).endswith(DEFAULTS)


@pytest.mark.parametrize(
    ("text", "running"),
    [
        pytest.param("select: CC101", 1, id="one"),
        pytest.param("select: CC101\nextend-select: [spacing]", 2, id="one-more"),
        pytest.param("ignore: ALL", 0, id="none"),
    ],
)
def test_counts_the_rules_that_run(printed: Callable[..., str], text: str, running: int) -> None:
    put("citecheck.yaml", text)

    assert f"# {running} of {ALL} rules run\n" in printed()
    assert json.loads(printed(form="json"))["rules"] == running


def test_baseline_beside_the_file_is_named(
    printed: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("citecheck.yaml")
    put(".citecheck-baseline.json")
    put("in/a.txt")
    monkeypatch.chdir("in")

    assert "# baseline: ../.citecheck-baseline.json\n" in printed()
    assert json.loads(printed(form="json"))["baseline"] == "../.citecheck-baseline.json"


def test_json(printed: Callable[..., str]) -> None:
    put("citecheck.yaml", "published: 2020-09-11\nsuppress: [{code: CC1, text: é}]\nseverity: {CC1: info}")

    report = json.loads(printed(form="json"))

    assert {key: report[key] for key in report if key != "keys"} == {
        "version": 1,
        "path": ".",
        "file": "citecheck.yaml",
        "excluded": False,
        "rules": ON,
        "baseline": None,
    }
    assert report["keys"] == {
        "select": {"value": [], "from": "default"},
        "extend-select": {"value": [], "from": "default"},
        "ignore": {"value": [], "from": "default"},
        "severity": {"value": {"CC1": "info"}, "from": "citecheck.yaml:3:1"},
        "exclude": {"value": [], "from": "default"},
        "published": {"value": "2020-09-11", "from": "citecheck.yaml:1:1"},
        "jobs": {"value": None, "from": "default"},
        "fail-on": {"value": "error", "from": "default"},
        "outlets": {"value": [], "from": "default"},
        "own": {"value": None, "from": "default"},
        "prefer": {"value": {}, "from": "default"},
        "spelling": {"value": {}, "from": "default"},
        "suppress": {"value": [{"code": "CC1", "text": "é"}], "from": "citecheck.yaml:2:1"},
        "baseline": {"value": None, "from": "default"},
        "reach": {"value": "passage", "from": "default"},
        "language": {"value": None, "from": "default"},
        "coverage": {"value": "auto", "from": "default"},
        "narrative": {"value": "full", "from": "default"},
        "archives": {"value": [], "from": "default"},
        "contact": {"value": None, "from": "default"},
    }


@pytest.mark.parametrize("form", ["text", "json"])
def test_path_that_is_not_there(form: str) -> None:
    with pytest.raises(UsageError, match=r"^gone: no such file or folder"):
        run_config(Namespace(path="gone", config=None, isolated=False, format=form))


def test_faulty_file_is_refused() -> None:
    put("citecheck.yaml", "jobs: 0")

    with pytest.raises(DataFileError, match=r"^citecheck\.yaml:1:7: 'jobs' must be"):
        run_config(Namespace(path=None, config=None, isolated=False, format="text"))
