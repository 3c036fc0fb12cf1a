"""Work shared among processes: results in order, and of a worker that dies only its document is lost."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from conftest import document, pipeline

from citecheck.model.document import Document, Unreadable
from citecheck.workers import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.pipeline import Pipeline

LONG = "It is shut (Dawn, May 3, 2015). " * 9000
"""So long that each document is a batch of its own."""


def counted(line: Pipeline, one: Document) -> int:
    """How many citations a document has."""
    return line.check(one).counts.citations


def deadly(line: Pipeline, one: Document) -> str:
    """Ends its process on one document."""
    if one.text.startswith("deadly"):
        os._exit(9)
    return one.text[:5]


def documents(*texts: str) -> Iterator[Document | Unreadable]:
    for at, text in enumerate(texts):
        one = document(text)
        yield Document(f"{at}.txt", one.text, one.blocks)


def test_results_come_in_order() -> None:
    texts = [f"It is {n}. " + "It is shut (Dawn, May 3, 2015). " * (1 + n % 5) for n in range(200)]

    found = list(run(documents(*texts), pipeline(), counted, 2))

    assert [one.path for one, _ in found] == [f"{n}.txt" for n in range(200)]
    assert [result for _, result in found] == [1 + n % 5 for n in range(200)]


def test_unreadable_keeps_its_place() -> None:
    broken = Unreadable("b.txt", "broken")
    given: list[Document | Unreadable] = [
        document("It is shut (Dawn, May 3, 2015)."),
        broken,
        document("It is hot."),
    ]

    found = list(run(given, pipeline(), counted, 2))

    assert [result for _, result in found] == [1, None, 0]
    assert found[1][0] == broken


@pytest.mark.parametrize("deaths", [("deadly",), ("deadly", "fine2", "deadly")], ids=["one", "two"])
def test_only_the_document_that_kills_its_worker_is_lost(deaths: tuple[str, ...]) -> None:
    texts = ["first", *deaths, "third", "fourth"]

    found = list(run(documents(*texts), pipeline(), deadly, 2))

    lost = [one.path for one, result in found if result is None]
    assert [result for _, result in found if result is not None] == [
        text[:5] for text in texts if text != "deadly"
    ]
    assert lost == [f"{at}.txt" for at, text in enumerate(texts) if text == "deadly"]
    assert all(isinstance(one, Unreadable) for one, result in found if result is None)


def test_death_in_one_of_many_batches_loses_one_document() -> None:
    texts = [LONG, "deadly" + LONG, LONG, LONG, LONG]

    found = list(run(documents(*texts), pipeline(), deadly, 2))

    assert [result for _, result in found] == ["It is", None, "It is", "It is", "It is"]


@pytest.mark.parametrize("jobs", [1, 2, None])
def test_nothing_to_do_gives_nothing(jobs: int | None) -> None:
    assert list(run(iter(()), pipeline(), counted, jobs)) == []
