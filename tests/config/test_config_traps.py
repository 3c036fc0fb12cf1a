"""What YAML and its users do to words, and files of any content: read as meant, or refused in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck.config import Config, load
from citecheck.config.keys import KEYS
from citecheck.errors import CitecheckError
from citecheck.rules.suppress import Suppression

if TYPE_CHECKING:
    from pathlib import Path

READ_AS_MEANT: dict[str, tuple[str, str, Any]] = {
    "no-as-a-text": ("baseline: no", "baseline", "no"),
    "off-as-a-text": ("baseline: off", "baseline", "off"),
    "day-as-a-text": ("baseline: 2020-09-11", "baseline", "2020-09-11"),
    "time-as-a-text": ("baseline: 12:30", "baseline", "12:30"),
    "octal-as-a-text": ("baseline: 0o17", "baseline", "0o17"),
    "underscores-as-a-text": ("baseline: 1_000", "baseline", "1_000"),
    "two-points-as-a-text": ("baseline: 1.2.3", "baseline", "1.2.3"),
    "number-in-quotation-marks": ('baseline: "7"', "baseline", "7"),
    "sharp-without-a-space": ("baseline: a#b", "baseline", "a#b"),
    "colon-without-a-space": ("baseline: a:b", "baseline", "a:b"),
    "spaces-around": ('baseline: "  a b  "', "baseline", "a b"),
    "words-as-patterns": ("exclude: [on, y, 2020-09-11]", "exclude", ("on", "y", "2020-09-11")),
    "null-in-quotation-marks": ("exclude: ['~', 'null']", "exclude", ("~", "null")),
    "trailing-comma": ("select: [CC1, CC2,]", "select", ("CC1", "CC2")),
    "list-over-lines": ("select:\n- CC1\n\n# and\n- CC2", "select", ("CC1", "CC2")),
    "brackets-over-lines": ("select: [CC1,\n  CC2\n  ]", "select", ("CC1", "CC2")),
    "code-twice": ("select: [CC1, CC1]", "select", ("CC1", "CC1")),
    "quoted-key": ('"jobs": 3', "jobs", 3),
    "plus": ("jobs: +3", "jobs", 3),
    "leading-zero-is-no-octal": ("jobs: 010", "jobs", 10),
    "comment-beside": ("jobs: 3 # on the laptop", "jobs", 3),
    "marks-of-a-document": ("--- # begin\njobs: 3\n...\n", "jobs", 3),
    "yaml-version": ("%YAML 1.2\n---\njobs: 3", "jobs", 3),
    "anchor-that-nobody-uses": ("jobs: &n 3", "jobs", 3),
    "json": ('{"jobs": 3, "select": ["CC1"]}', "jobs", 3),
    "names-that-are-words-of-yaml": (
        "prefer: {on: apa-austria, no: kyiv-post, 1.5: apa-austria, null: kyiv-post, 2020-09-11: apa-austria}",
        "prefer",
        (("on", "apa-austria"), ("no", "kyiv-post"), ("1.5", "apa-austria"), ("null", "kyiv-post"), ("2020-09-11", "apa-austria")),
    ),
    "name-beyond-ascii": ("prefer: {АПА: apa-azerbaijan}", "prefer", (("АПА", "apa-azerbaijan"),)),
    "folded-reason": (
        "suppress:\n- code: CC1\n  text: a\n  reason: >\n    one\n    two\n",
        "suppress",
        (Suppression("CC1", None, "a", "one two"),),
    ),
    "text-over-lines": (
        'suppress:\n- code: CC1\n  text: "(Dawn,\n    May 3)"\n',
        "suppress",
        (Suppression("CC1", None, "(Dawn, May 3)", None),),
    ),
    "no-break-space-in-a-text": (
        'suppress: [{code: CC1, text: "May\\_3"}]',
        "suppress",
        (Suppression("CC1", None, "May\u00a03", None),),
    ),
    "name-of-a-person": ("suppress: [{code: CC1, text: a, reason: yes}]", "suppress", (Suppression("CC1", None, "a", "yes"),)),
}  # fmt: skip


@pytest.mark.parametrize(("text", "field", "value"), READ_AS_MEANT.values(), ids=READ_AS_MEANT)
def test_yaml_is_read_as_meant(tmp_path: Path, text: str, field: str, value: Any) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(text, encoding="utf-8")

    assert getattr(load([], str(path)), field) == value


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("traps")


def outcome(path: Path, data: bytes) -> Config | CitecheckError:
    """The configuration of a file with this content, or what is said of it; nothing else may be raised."""
    path.write_bytes(data)
    try:
        return load([], str(path))
    except CitecheckError as error:
        return error


PIECE = st.sampled_from(
    [*KEYS, *":-[]{},#&*!|>'\"%@`?\n\t =.", ": ", "- ", "\n  ", "\r\n", "CC1", "error", "3", "2020-09-11", "apa-austria", "[tool.citecheck]\n", "é", "\x00", "\x85", "\u2028", "\ufeff", "\\x", '"""']
)  # fmt: skip
CONTENT = st.one_of(
    st.binary(max_size=60), st.lists(PIECE, max_size=25).map(lambda pieces: "".join(pieces).encode())
)


@pytest.mark.parametrize("name", ["c.yaml", "c.toml", "pyproject.toml"])
@given(data=CONTENT)
@settings(max_examples=300, deadline=None)
def test_any_content_is_read_or_refused_in_words_on_one_line(folder: Path, name: str, data: bytes) -> None:
    told = outcome(folder / name, data)

    assert isinstance(told, Config) or str(told).isprintable()


@given(pieces=st.lists(st.sampled_from([key.example for key in KEYS.values()]), unique=True))
@settings(max_examples=50, deadline=None)
def test_keys_stand_in_any_order(folder: Path, pieces: list[str]) -> None:
    (folder / "our-outlets.yaml").write_text("- {id: marsh-courier, name: Marsh Valley Courier}\n")
    read = outcome(folder / "c.yaml", "\n".join(pieces).encode())

    assert isinstance(read, Config)
    assert len(read.places) == len(pieces)
