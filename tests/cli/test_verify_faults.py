"""No outage harms a run of `citecheck verify`, and what was stopped goes on where it was."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from typing import TYPE_CHECKING, Any

import pytest
from archive.faults import FAULTS as ALL_FAULTS
from conftest import Result, command, environment, run
from looking import BOLTS, MUDFLOW, OFFSHORE, OUTLETS, verdicts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive.fixtures import Facade

FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "rate-limited": ({"kind": "rate-limited"}, "rate-limited"),
    "rate-limited-for-long": ({"kind": "rate-limited", "retry_after": 600}, "rate-limited"),
    "error": ({"kind": "error"}, "unreachable"),
    "refused": ({"kind": "refused"}, "unreachable"),
    "reset": ({"kind": "reset"}, "unreachable"),
    "cut-page": ({"kind": "cut-page"}, "unreachable"),
    "html": ({"kind": "html"}, "unreachable"),
    "empty": ({"kind": "empty"}, "unreachable"),
    "redirect-loop": ({"kind": "redirect-loop"}, "capture-unusable"),
    "off-archive": ({"kind": "off-archive"}, "capture-unusable"),
    "bomb": ({"kind": "bomb"}, "too-large"),
    "excluded": ({"kind": "excluded"}, "excluded"),
}
"""Faults of the archive, and the reason in which each ends."""
PASSING = ("rate-limited", "unreachable")


@pytest.mark.parametrize(("fault", "reason"), FAULTS.values(), ids=FAULTS)
def test_fault_of_the_archive_is_inconclusive(
    verify: Callable[..., Result], facade: Facade, fault: dict[str, Any], reason: str
) -> None:
    facade.play(fault)

    done = verify(BOLTS, "--verify-required", base=facade.base)

    assert verdicts(done) == [f"inconclusive {reason}"]
    assert done.status == (2 if reason in PASSING else 0)


def test_outage_fails_no_commit(verify: Callable[..., Result], facade: Facade) -> None:
    facade.play({"kind": "error"})

    done = verify(BOLTS, base=facade.base)

    assert done.status == 0
    assert done.codes == ["CC704"]
    assert "503" in done.err


def test_budget_that_is_spent_is_inconclusive(verify: Callable[..., Result], facade: Facade) -> None:
    done = verify(BOLTS, "--budget", "2", "--verify-required", base=facade.base)

    assert verdicts(done) == ["inconclusive budget"]
    assert len(facade.log()) == 2
    assert done.status == 2
    assert "--verify-required: references could not be looked up (1 budget)" in done.err


def test_run_with_a_new_budget_goes_on(verify: Callable[..., Result], facade: Facade) -> None:
    verify(BOLTS, "--budget", "5", base=facade.base)

    done = verify(BOLTS, base=facade.base)

    targets = [one["target"] for one in facade.log()]
    assert verdicts(done) == ["verified"]
    assert len(targets) == len(set(targets))


def heeding_interrupts() -> None:
    """As in a terminal: a shell has what it starts in the background ignore them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_interrupt_reports_what_there_is(tmp_path: Path, facade: Facade) -> None:
    facade.play({"kind": "slow", "seconds": 30})
    (tmp_path / "a.txt").write_text(BOLTS)
    args = ("verify", "a.txt", "--format", "json", "--published", "2022-03-28", "--archive", facade.base)
    running = subprocess.Popen(
        command(*args, "--allow-private-archive"),
        cwd=tmp_path,
        env=environment(CITECHECK_CACHE_DIR=str(tmp_path / "cache")),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeding_interrupts,
    )
    until = time.monotonic() + 60
    while not facade.log() and time.monotonic() < until:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)

    assert running.returncode == 130
    assert verdicts(Result(130, out, err)) == ["inconclusive budget"]
    assert "Run again to go on" in err


def test_run_over_several_articles_that_was_interrupted_goes_on_where_it_was(
    tmp_path: Path, facade: Facade
) -> None:
    texts = {"a": OFFSHORE, "b": BOLTS.replace("March 24", "March 24, 2022")}
    records = [{"id": name, "text": text, "published": "2022-03-28"} for name, text in texts.items()]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in records))
    (tmp_path / "citecheck.yaml").write_text(f"outlets: {OUTLETS}\n")
    args = ("verify", "a.jsonl", "--format", "json", "--archive", facade.base, "--allow-private-archive")
    cache = environment(CITECHECK_CACHE_DIR=str(tmp_path / "cache"))
    facade.play({"kind": "slow", "seconds": 0.3})
    running = subprocess.Popen(
        command(*args),
        cwd=tmp_path,
        env=cache,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeding_interrupts,
    )
    until = time.monotonic() + 60
    while len(facade.log()) < 8 and time.monotonic() < until:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    stopped = Result(running.returncode, out, err)
    began = len(facade.log())
    facade.play()

    done = run(*args, cwd=tmp_path, env=cache)

    targets = [one["target"] for one in facade.log()]
    under_way = set(targets[:began]) & set(targets[began:])
    assert (stopped.status, done.status) == (130, 0)
    assert [one["article"] for one in stopped.report["verdicts"]] == ["a", "b"]
    assert not any(one.startswith("inconclusive") for one in verdicts(done))
    assert len(under_way) <= 5
    assert len(set(targets[began:])) == len(targets[began:])


INVENTED = "The airship Marigold sank off Tuvalu (Harbor Ledger, March 4, 2021)."
"""What an outlet didn't run on a day of which the archive has all."""


def test_what_faults_must_not_feign(verify: Callable[..., Result], facade: Facade) -> None:
    """Without a fault there is proof; so the tests below can fail."""
    assert verdicts(verify(INVENTED, base=facade.base)) == ["not-found"]


OF_PAGES = sorted(set(ALL_FAULTS) - {"refused", "slow", "short", "cut-json"})
"""Faults that a page can have; the others are of connections, or of the index."""


@pytest.mark.parametrize(
    ("kind", "where"),
    [(kind, "bosporus-pilots") for kind in OF_PAGES] + [(kind, "/cdx/") for kind in [*OF_PAGES, "cut-json"]],
    ids=[f"{kind}-of-a-story" for kind in OF_PAGES]
    + [f"{kind}-of-the-index" for kind in [*OF_PAGES, "cut-json"]],
)
def test_fault_proves_nothing(verify: Callable[..., Result], facade: Facade, kind: str, where: str) -> None:
    facade.play({"kind": kind, "where": where})

    [verdict] = verify(INVENTED, base=facade.base).report["verdicts"]

    assert any(one["fault"] == kind for one in facade.log())
    assert verdict["verdict"] in ("inconclusive", "plausible")


@pytest.mark.parametrize("lines", [1, 5])
@pytest.mark.parametrize("text", [BOLTS, MUDFLOW, OFFSHORE], ids=["listed", "in-another-script", "by-date"])
def test_answer_that_was_cut_unmarked_denies_no_story(
    verify: Callable[..., Result], facade: Facade, text: str, lines: int
) -> None:
    facade.play({"kind": "short", "lines": lines})

    assert not {"not-found", "wrong-day"} & set(verdicts(verify(text, base=facade.base)))


@pytest.mark.parametrize("kind", ["bomb", "cut-page", "empty", "error", "off-archive", "redirect-loop"])
def test_fault_with_one_outlet_leaves_the_others(
    verify: Callable[..., Result], facade: Facade, kind: str
) -> None:
    facade.play({"kind": kind, "where": "levantwire"})

    first, second = verdicts(verify(f"{OFFSHORE} {BOLTS}", base=facade.base))

    assert first.startswith("inconclusive ")
    assert second == "verified"


def test_archive_that_is_slow_ends_with_the_time_given(verify: Callable[..., Result], facade: Facade) -> None:
    facade.play({"kind": "slow", "seconds": 60})
    began = time.monotonic()

    done = verify(BOLTS, "--budget", "2s", base=facade.base)

    assert verdicts(done) == ["inconclusive budget"]
    assert time.monotonic() - began < 50


def test_429_that_ends_is_waited_for(verify: Callable[..., Result], facade: Facade) -> None:
    facade.play({"kind": "rate-limited", "retry_after": 1, "times": 1})

    done = verify(f"{BOLTS} {OFFSHORE}", base=facade.base)
    again = verify(f"{BOLTS} {OFFSHORE}", base=facade.base)

    assert "inconclusive rate-limited" in verdicts(done)
    assert "verified" in verdicts(again)


def test_nothing_of_the_article_is_sent(verify: Callable[..., Result], facade: Facade) -> None:
    """A word that stands nowhere else: pages' own addresses may hold words of the claim."""
    verify(BOLTS.replace("inspectors", "Zyzzyva inspectors"), base=facade.base)

    log = facade.log()
    assert log
    assert "zyzzyva" not in json.dumps(log).lower()
