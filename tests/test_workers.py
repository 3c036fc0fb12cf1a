"""Work shared among processes: results in order, and of a worker that dies only its document is lost."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from conftest import document, pipeline

from citecheck import workers
from citecheck.model.document import Document, Unreadable
from citecheck.workers import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.pipeline import Pipeline

LONG = "It is shut (Dawn, May 3, 2015). " * 9000
"""So long that each document is a batch of its own."""


@pytest.fixture(autouse=True)
def worth_a_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes any work worth a pool."""
    monkeypatch.setattr(workers, "WORTH_A_POOL", 1)


def counted(line: Pipeline, one: Document) -> int:
    """How many citations a document has."""
    return line.check(one).counts.citations


def deadly(line: Pipeline, one: Document) -> str:
    """Ends its process on one document."""
    if one.text.startswith("deadly"):
        os._exit(9)
    return one.text[:5]


def processes(line: Pipeline, one: Document) -> int:
    """The process that works."""
    return os.getpid()


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


@pytest.mark.parametrize(("jobs", "here"), [(1, True), (2, False), (None, os.cpu_count() == 1)])
def test_work_that_is_worth_it_is_shared(jobs: int | None, here: bool) -> None:
    ((_, process),) = run(documents("It is shut."), pipeline(), processes, jobs)

    assert (process == os.getpid()) == here


@pytest.mark.parametrize("jobs", [2, None])
def test_little_work_stays_in_this_process(monkeypatch: pytest.MonkeyPatch, jobs: int | None) -> None:
    monkeypatch.undo()

    found = list(run(documents(*["It is shut."] * 500), pipeline(), processes, jobs))

    assert {process for _, process in found} == {os.getpid()}


def test_what_is_no_document_stays_in_this_process() -> None:
    unable_to_travel = [lambda: None for _ in range(600)]
    texts = documents(*["It is shut."] * 300)
    given = [
        one for two in zip(texts, unable_to_travel[::2], unable_to_travel[1::2], strict=True) for one in two
    ]

    found = list(run(iter(given), pipeline(), counted, 2))

    assert [one for one, _ in found] == given
    assert {result for one, result in found if not isinstance(one, Document)} == {None}


def test_documents_behind_much_else_are_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MANY", 10)
    given = [Unreadable("a.txt", "broken")] * 95

    found = list(run(iter([*given, *documents("It is shut.")]), pipeline(), processes, 2))

    assert [one for one, _ in found[:95]] == given
    assert found[95][1] != os.getpid()
