"""What each key of a configuration gives, in both forms of the file, and what holds where it is silent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from citecheck.config import DEFAULTS, Config, OutletFile, Own, load
from citecheck.config.keys import KEYS
from citecheck.cover.options import Narrative, Reach
from citecheck.model.archive import Archive, Dialect
from citecheck.model.diagnostic import Severity
from citecheck.rules.suppress import Suppression

if TYPE_CHECKING:
    from pathlib import Path

ERROR, WARNING, INFO = Severity
OURS = (OutletFile("our-outlets.yaml", ('{"id": "marsh-courier", "name": "Marsh Valley Courier"}',)),)

VALUES: dict[str, tuple[str, str, str, Any]] = {
    "select": ("select: [CC1, missing-date, ALL]", 'select = ["CC1", "missing-date", "ALL"]', "select", ("CC1", "missing-date", "ALL")),
    "select-as-text": ("select: CC1, CC2 missing-date", 'select = "CC1, CC2 missing-date"', "select", ("CC1", "CC2", "missing-date")),
    "select-in-small-letters": ("select: [cc101]", 'select = ["cc101"]', "select", ("cc101",)),
    "select-empty": ("select: []", "select = []", "select", ()),
    "extend-select": ("extend-select: [CC205]", 'extend-select = ["CC205"]', "extend_select", ("CC205",)),
    "ignore": ("ignore:\n- CC205\n- spacing", 'ignore = ["CC205", "spacing"]', "ignore", ("CC205", "spacing")),
    "ignore-as-text": ("ignore: CC205", 'ignore = "CC205"', "ignore", ("CC205",)),
    "severity": (
        "severity: {CC107: error, CC1: info, spacing: warning, ALL: info}",
        'severity = {CC107 = "error", CC1 = "info", spacing = "warning", ALL = "info"}',
        "severity",
        (("CC107", ERROR), ("CC1", INFO), ("spacing", WARNING), ("ALL", INFO)),
    ),
    "severity-empty": ("severity: {}", "severity = {}", "severity", ()),
    "exclude": (
        "exclude: [drafts/, '*.jsonl', '!kept.jsonl']",
        'exclude = ["drafts/", "*.jsonl", "!kept.jsonl"]',
        "exclude",
        ("drafts/", "*.jsonl", "!kept.jsonl"),
    ),
    "exclude-as-text": ("exclude: old notes/", 'exclude = "old notes/"', "exclude", ("old notes/",)),
    "exclude-with-escapes": (r"exclude: ['\#1.txt', '\!a', 'a\ ']", r"exclude = ['\#1.txt', '\!a', 'a\ ']", "exclude", (r"\#1.txt", r"\!a", "a\\ ")),
    "published": ("published: 2020-09-11", "published = 2020-09-11", "published", date(2020, 9, 11)),
    "published-as-text": ('published: "2020-09-11"', 'published = "2020-09-11"', "published", date(2020, 9, 11)),
    "published-on-a-leap-day": ("published: 2024-02-29", "published = 2024-02-29", "published", date(2024, 2, 29)),
    "jobs": ("jobs: 4", "jobs = 4", "jobs", 4),
    "jobs-least": ("jobs: 1", "jobs = 1", "jobs", 1),
    "jobs-most": ("jobs: 256", "jobs = 256", "jobs", 256),
    "fail-on": ("fail-on: warning", 'fail-on = "warning"', "fail_on", WARNING),
    "outlets": ("outlets: [our-outlets.yaml]", 'outlets = ["our-outlets.yaml"]', "outlets", OURS),
    "outlets-as-text": ("outlets: our-outlets.yaml", 'outlets = "our-outlets.yaml"', "outlets", OURS),
    "outlets-empty": ("outlets: []", "outlets = []", "outlets", ()),
    "own": (
        "own: {names: [EDM, china-brief], articles: old}",
        'own = {names = ["EDM", "china-brief"], articles = "old"}',
        "own",
        Own(("EDM", "china-brief"), ("eurasia-daily-monitor", "china-brief"), "old"),
    ),
    "own-articles": ("own: {articles: index.jsonl}", 'own = {articles = "index.jsonl"}', "own", Own((), (), "index.jsonl")),
    "own-names": ("own: {names: [edm]}", 'own = {names = ["edm"]}', "own", Own(("edm",), ("eurasia-daily-monitor",), None)),
    "spelling": (
        "spelling: {ria-novosti: RIAN, kyiv-post: Kyiv Post}",
        'spelling = {ria-novosti = "RIAN", kyiv-post = "Kyiv Post"}',
        "spelling",
        (("ria-novosti", "RIAN"), ("kyiv-post", "Kyiv Post")),
    ),
    "prefer": (
        "prefer: {APA: apa-azerbaijan, Kyiv Post: kyiv-post}",
        'prefer = {APA = "apa-azerbaijan", "Kyiv Post" = "kyiv-post"}',
        "prefer",
        (("APA", "apa-azerbaijan"), ("Kyiv Post", "kyiv-post")),
    ),
    "suppress-by-path": (
        "suppress:\n  - {code: CC107, path: archive/, reason: as printed}",
        '[[suppress]]\ncode = "CC107"\npath = "archive/"\nreason = "as printed"',
        "suppress",
        (Suppression("CC107", "archive/", None, "as printed"),),
    ),
    "suppress-by-text": (
        "suppress:\n  - code: missing-date\n    text: (Dawn)",
        '[[suppress]]\ncode = "missing-date"\ntext = "(Dawn)"',
        "suppress",
        (Suppression("missing-date", None, "(Dawn)", None),),
    ),
    "suppress-by-both": (
        "suppress: [{code: CC1, path: a.txt, text: Yle}]",
        'suppress = [{code = "CC1", path = "a.txt", text = "Yle"}]',
        "suppress",
        (Suppression("CC1", "a.txt", "Yle", None),),
    ),
    "suppress-all": (
        "suppress: [{code: ALL, path: quoted/}, {code: all, text: Yle}]",
        'suppress = [{code = "ALL", path = "quoted/"}, {code = "all", text = "Yle"}]',
        "suppress",
        (Suppression("ALL", "quoted/", None, None), Suppression("all", None, "Yle", None)),
    ),
    "baseline": ("baseline: ci/known.json", 'baseline = "ci/known.json"', "baseline", "ci/known.json"),
    "reach": ("reach: sentence", 'reach = "sentence"', "reach", Reach.SENTENCE),
    "language": ("language: ru", 'language = "ru"', "language", "ru"),
    "coverage": ("coverage: always", 'coverage = "always"', "coverage", "always"),
    "narrative": ("narrative: outlet", 'narrative = "outlet"', "narrative", Narrative.OUTLET),
    "archives-by-address": (
        "archives: [{base: webarchive.example/news/}]",
        '[[archives]]\nbase = "webarchive.example/news/"',
        "archives",
        (Archive("https://webarchive.example/news"),),
    ),
    "archives-with-all": (
        "archives:\n  - {base: 'http://127.0.0.1:8080', dialect: pywb, index_per_minute: 30, playback_per_second: 0.5, connections: 2}",
        '[[archives]]\nbase = "http://127.0.0.1:8080"\ndialect = "pywb"\nindex_per_minute = 30\nplayback_per_second = 0.5\nconnections = 2',
        "archives",
        (Archive("http://127.0.0.1:8080", Dialect.PYWB, 30.0, 0.5, 2),),
    ),
    "contact": ("contact: desk@harbour.example", 'contact = "desk@harbour.example"', "contact", "desk@harbour.example"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> None:
    """What the values above name."""
    (tmp_path / "our-outlets.yaml").write_text("- {id: marsh-courier, name: Marsh Valley Courier}\n")
    (tmp_path / "old").mkdir()
    (tmp_path / "index.jsonl").touch()


def put(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(("yaml", "toml", "field", "value"), VALUES.values(), ids=VALUES)
def test_yaml_gives_the_value(tmp_path: Path, yaml: str, toml: str, field: str, value: Any) -> None:
    assert getattr(load([], put(tmp_path / "c.yaml", yaml)), field) == value


@pytest.mark.parametrize(("yaml", "toml", "field", "value"), VALUES.values(), ids=VALUES)
def test_toml_gives_the_value(tmp_path: Path, yaml: str, toml: str, field: str, value: Any) -> None:
    assert getattr(load([], put(tmp_path / "c.toml", toml)), field) == value


@pytest.mark.parametrize("yaml", [case[0] for case in VALUES.values()], ids=VALUES)
def test_other_keys_keep_their_defaults(tmp_path: Path, yaml: str) -> None:
    config = load([], put(tmp_path / "c.yaml", yaml))

    changed = [name for name in Config._fields if getattr(config, name) != getattr(DEFAULTS, name)]
    assert set(changed) <= {VALUES[key][2] for key in VALUES if VALUES[key][0] == yaml} | {
        "file",
        "folder",
        "places",
    }


def test_defaults() -> None:
    changed = ("fail-on", "reach", "coverage", "narrative")

    assert Config(fail_on=Severity.ERROR, reach=Reach.PASSAGE, narrative=Narrative.FULL) == DEFAULTS
    assert [getattr(DEFAULTS, key.replace("-", "_")) or None for key in KEYS if key not in changed] == [
        None
    ] * (len(KEYS) - len(changed))


def test_every_key_has_a_field() -> None:
    assert [key.replace("-", "_") for key in KEYS] == list(Config._fields[: len(KEYS)])


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_tried_here(key: str) -> None:
    assert any(yaml.startswith(f"{key}:") for yaml, *_ in VALUES.values())


@pytest.mark.parametrize("key", KEYS)
def test_example_of_a_key_loads(tmp_path: Path, key: str) -> None:
    config = load([], put(tmp_path / "c.yaml", KEYS[key].example))

    assert [name for name, _ in config.places] == [key]


def test_all_keys_in_one_file(tmp_path: Path) -> None:
    text = "\n".join(key.example for key in KEYS.values())

    config = load([], put(tmp_path / "c.yaml", text))

    assert [name for name, _ in config.places] == list(KEYS)


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "\n\n", "---\n", "{}", "null", "\ufeff", "--- \n...\n"]
)
def test_empty_yaml_is_the_defaults(tmp_path: Path, text: str) -> None:
    config = load([], put(tmp_path / "c.yaml", text))

    assert config._replace(file=None, folder=".") == DEFAULTS


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "[tool.citecheck]\n", "\ufeff", "[tool.citecheck.severity]\n"]
)
def test_empty_toml_says_nothing(tmp_path: Path, text: str) -> None:
    config = load([], put(tmp_path / "c.toml", text))

    assert config._replace(file=None, folder=".", places=()) == DEFAULTS


def test_places_of_yaml_are_lines_and_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "citecheck.yaml", "# mine\njobs: 2\n\nselect:\n  - CC1\n")

    assert load().places == (("jobs", "citecheck.yaml:2:1"), ("select", "citecheck.yaml:4:1"))


def test_places_of_toml_are_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "pyproject.toml", '[tool.citecheck]\njobs = 2\n[tool.citecheck.severity]\nCC1 = "info"\n')

    assert load().places == (
        ("jobs", "pyproject.toml: tool.citecheck.jobs"),
        ("severity", "pyproject.toml: tool.citecheck.severity"),
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize(
    ("name", "text"), [("c.yaml", "jobs: 2\npublished: 2020-09-11\n"), ("c.toml", "jobs = 2\npublished = 2020-09-11\n")], ids=["yaml", "toml"]
)  # fmt: skip
def test_line_ends_and_byte_order_mark_change_nothing(
    tmp_path: Path, name: str, text: str, mark: bytes, newline: str
) -> None:
    (tmp_path / name).write_bytes(mark + text.replace("\n", newline).encode())

    config = load([], str(tmp_path / name))

    assert (config.jobs, config.published) == (2, date(2020, 9, 11))


def test_byte_order_mark_does_not_shift_the_first_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "citecheck.yaml").write_bytes(b"\xef\xbb\xbfjobs: 2\n")

    assert load().places == (("jobs", "citecheck.yaml:1:1"),)


def test_path_is_seen_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    put(tmp_path / "citecheck.yaml", "baseline: ci/known.json")
    monkeypatch.chdir(tmp_path / "in")

    config = load()

    assert config.path(config.baseline or "") == "../ci/known.json"


def test_a_configuration_can_be_hashed(tmp_path: Path) -> None:
    text = "\n".join(key.example for key in KEYS.values())

    assert hash(load([], put(tmp_path / "c.yaml", text))) == hash(load([], str(tmp_path / "c.yaml")))
