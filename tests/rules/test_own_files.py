"""What a rule file may hold: words that YAML 1.1 would change, and what can't be opened at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import run

from citecheck.errors import DataFileError
from citecheck.rules.load import load_rules

if TYPE_CHECKING:
    from pathlib import Path

    from citecheck.rules.rule import Rule

RULE = """\
- code: ABC1
  name: {name}
  severity: error
  check: weekday
  message: {message}
  why: {why}
  default: {default}
  examples:
    - bad: {bad}
    - ok: {ok}
"""
WORDS = {
    "name": "no",
    "message": "the weekday is wrong",
    "why": "of two that disagree one is mistaken",
    "default": "on",
    "bad": "(Dawn, Monday, May 5, 2015)",
    "ok": "(Dawn, Tuesday, May 5, 2015)",
}


def loaded(tmp_path: Path, **words: str) -> Rule:
    """The one rule of a file with these words in it."""
    path = tmp_path / "own.yaml"
    path.write_text(RULE.format_map(WORDS | words), encoding="utf-8")
    (rule,) = load_rules([str(path)])
    return rule


def test_no_stays_a_word(tmp_path: Path) -> None:
    assert loaded(tmp_path, name="no").name == "no"


def test_on_is_the_word_on(tmp_path: Path) -> None:
    assert loaded(tmp_path, default="on").default is True


def test_off_is_the_word_off(tmp_path: Path) -> None:
    assert loaded(tmp_path, default="off").default is False


@pytest.mark.parametrize(
    "text", ["yes", "no", "on", "Off", "y", "2020-09-11", "2020-09-11 10:00:00", "12:30:45", "1_000"]
)
def test_what_yaml_1_1_would_change_stays_text(tmp_path: Path, text: str) -> None:
    assert loaded(tmp_path, ok=text).examples[-1].ok == text


@pytest.mark.parametrize("text", ["yes", "2020-09-11", "12:30"])
def test_message_may_look_like_something_else(tmp_path: Path, text: str) -> None:
    assert loaded(tmp_path, message=text).message == text


def test_doubled_braces_are_braces(tmp_path: Path) -> None:
    assert loaded(tmp_path, message='"a {{brace}}"').message == "a {{brace}}"


def test_folded_why_is_one_line(tmp_path: Path) -> None:
    assert loaded(tmp_path, why=">\n    one\n    two").why == "one two"


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    done = run("rules", "test", "none.yaml", cwd=tmp_path)

    assert done.status == 2
    assert "none.yaml" in done.err
    assert "Traceback" not in done.err


def test_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    done = run("rules", "test", ".", cwd=tmp_path)

    assert done.status == 2
    assert "Traceback" not in done.err


def test_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes("- code: É".encode("latin-1"))

    with pytest.raises(DataFileError, match="UTF-8"):
        load_rules([str(path)])


def test_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(RULE.format_map(WORDS), encoding="utf-8-sig")

    assert load_rules([str(path)])[0].code == "ABC1"


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("[" * 20_000, encoding="utf-8")

    with pytest.raises(DataFileError):
        load_rules([str(path)])


def test_rules_test_of_a_good_file_gives_0(tmp_path: Path) -> None:
    loaded(tmp_path)

    done = run("rules", "test", "own.yaml", cwd=tmp_path)

    assert (done.status, done.err) == (0, "")


def test_rules_test_names_a_silent_bad_example(tmp_path: Path) -> None:
    loaded(tmp_path, bad='"(Dawn, Tuesday, May 5, 2015)"')

    done = run("rules", "test", "own.yaml", cwd=tmp_path)

    assert done.status == 1
    assert "(Dawn, Tuesday, May 5, 2015)" in done.out


def test_rules_test_names_an_ok_example_that_fires(tmp_path: Path) -> None:
    loaded(tmp_path, ok='"(Dawn, Monday, May 5, 2015)"')

    done = run("rules", "test", "own.yaml", cwd=tmp_path)

    assert done.status == 1
    assert "(Dawn, Monday, May 5, 2015)" in done.out


def test_rules_test_without_a_file_says_what_to_give(tmp_path: Path) -> None:
    done = run("rules", "test", cwd=tmp_path)

    assert done.status == 2
    assert "FILE" in done.err
