"""Time grows with the length of a text and not with its square, whatever stands in it.

Measured figures are the business of benchmarks/; these bounds are loose enough for a busy machine.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from conftest import run

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 100_000
"""Characters; at the design's pace some 0.2 seconds."""
LONGEST = 2.5
"""Seconds."""
SHAPES = {
    "opening": "(",
    "closing": ")",
    "pairs": "()",
    "nested": "(" * 50 + ")" * 50,
    "brackets": "[(",
    "never-closed-citations": "(Dawn, May 3 ",
    "never-opened-citations": "Dawn, May 3) ",
    "citations": "(Dawn, May 3; Yle, May 4; X, May 5) ",
    "citation-without-end": "Dawn, May 3; ",
    "dates": "(3 May 4 May ",
    "quotation-marks": "“a ",
    "straight-quotation-marks": '"a ',
    "quotations-in-parentheses": "(“",
    "guillemets-in-parentheses": "(«a",
    "single-marks-in-parentheses": "(‘a",
    "commas": "a,",
    "digits": "1",
    "letters": "a",
    "combining": "e\u0301",
    "spaces": " ",
    "blank-lines": "\n\n",
    "months": "May ",
    "slashes": "a/b/",
    "hosts": "a.b.",
    "addresses": "https://a.b/c?d ",
    "dashes": "-–",
    "sentences": "It is shut. ",
    "abbreviations": "Mr. ",
    "ideographs": "製材所は。",
    "see-and-via": "(see via ",
    "claims": "Its owner said so (Dawn, May 3). Prices rose by 4 percent on May 2. ",
    "quotations-and-citations": "“We left (Dawn, May 3) ",
    "single-quotations-and-citations": "‘We left (Dawn, May 3) aides’ ",
    "introductions": "He said (Dawn, May 3):\n\n",
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_long_text_of_one_shape_is_checked_in_time(tmp_path: Path, shape: str) -> None:
    (tmp_path / "a.txt").write_text(shape * (SIZE // len(shape)), encoding="utf-8")

    try:
        done = run("check", "-q", "a.txt", cwd=tmp_path, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        pytest.fail(f"{SIZE:,} characters took more than {LONGEST} seconds")

    assert done.status in (0, 1)
    assert done.err == ""


def test_many_paragraphs_cost_no_more_than_their_sum(tmp_path: Path) -> None:
    text = (
        "The mill is shut (Dawn, May 3, 2015; Yle, May 4, 2015), and its owner is silent (Reuters, May 5, 2015).\n\n"
        * 10_000
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")

    assert run("check", "-q", "a.txt", cwd=tmp_path, timeout=10).status == 0
