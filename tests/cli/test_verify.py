"""`citecheck verify` asks real archives, says what they hold, and is harmed by no outage."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import time
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PACKAGE, ROOT, Result, command, environment, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive.fixtures import Facade

PLAYED = ROOT / "tests" / "fixtures" / "archive"
OUTLETS = ROOT / "tests" / "archive" / "outlets.jsonl"
BOLTS = (
    "Lithuania restricted Kaliningrad transit trains to daylight hours when inspectors noticed that 212 bolts had "
    "vanished from a curve near Kybartai (Balticobserver.example, March 24)."
)
"""What an outlet of the corpus ran on that day of 2022."""
MUDFLOW = (
    "A mudflow of 40,000 cubic meters closed the road at Verkhny Lars, and 700 trucks spent the night in the Daryal "
    "Gorge (Novosti Kavkaza, June 12)."
)
"""What an outlet with a domain in Cyrillic ran on that day of 2019."""
OFFSHORE = "Lebanon will offer five offshore blocks, Samir Jaber said (Levant Wire, June 14, 2018)."
"""What an outlet ran whose addresses begin with the day."""
NO_SOCKETS = """
import os, sys
def refused(event, args):
    if event in {events}:
        print("a socket was used:", event, file=sys.stderr, flush=True)
        os._exit(99)
sys.addaudithook(refused)
from citecheck.cli import main
sys.exit(main(sys.argv[1:]))
"""
ANY = (
    "socket.__new__",
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
)
OUTWARD = ANY[1:]
"""What leads out of the process: asyncio talks to itself by a pair of sockets."""


@pytest.fixture
def verify(tmp_path: Path) -> Callable[..., Result]:
    """`citecheck verify` of a text in a folder of its own, with a cache of its own."""
    (tmp_path / "citecheck.yaml").write_text(f"outlets: {OUTLETS}\nselect: [CC7]\npublished: 2022-03-28\n")

    def verify(
        text: str, *args: str | Path, base: str | None = None, form: str = "json", env: Any = None
    ) -> Result:
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        asked = ["--archive", base, "--allow-private-archive"] if base else []
        cache = {"CITECHECK_CACHE_DIR": str(tmp_path / "cache")}
        return run(
            "verify",
            "a.txt",
            "--format",
            form,
            *asked,
            *args,
            cwd=tmp_path,
            env=environment(**cache, **(env or {})),
        )

    return verify


def verdicts(done: Result) -> list[str]:
    """Each verdict, with its reason if it has one."""
    found = done.report["verdicts"]
    return [f"{one['verdict']} {one['reason']}" if one["reason"] else one["verdict"] for one in found]


def played(name: str, archive: str, tmp_path: Path) -> Result:
    """What verify says of a file that plays a verdict."""
    return run(
        *("verify", "--format", "json", "--archive", archive, "--allow-private-archive", name),
        cwd=PLAYED,
        env=environment(CITECHECK_CACHE_DIR=str(tmp_path)),
    )


def test_story_of_that_day_is_verified(verify: Callable[..., Result], archive: str) -> None:
    done = verify(BOLTS, base=archive)

    [verdict] = done.report["verdicts"]
    best = verdict["evidence"][0]
    assert (verdict["verdict"], verdict["reason"], verdict["iso"]) == ("verified", None, "2022-03-24")
    assert best["url"].startswith(f"{archive}/web/2022")
    assert best["published"] == "2022-03-24"
    assert ("number", "212") in [(one["kind"], one["claim"]) for one in best["anchors"]]
    assert done.diagnostics == []


@pytest.mark.parametrize(
    ("name", "verdict", "code"),
    [("wrong-day", "wrong-day", "CC702"), ("plausible", "plausible", "CC703")],
)
def test_file_that_plays_a_verdict(tmp_path: Path, archive: str, name: str, verdict: str, code: str) -> None:
    done = played(f"{name}.txt", archive, tmp_path)

    assert verdicts(done) == [verdict]
    assert done.codes == [code]


def test_reasons_for_which_nothing_can_be_said(tmp_path: Path, archive: str) -> None:
    done = played("inconclusive.txt", archive, tmp_path)

    assert verdicts(done) == [
        "inconclusive no-domain",
        "inconclusive no-domain",
        "inconclusive no-date",
        "inconclusive no-anchors",
        "inconclusive no-capture",
    ]
    assert done.codes == ["CC704"] * 4


def test_evidence_is_a_page_that_the_archive_shows(verify: Callable[..., Result], archive: str) -> None:
    import urllib.request

    [verdict] = verify(BOLTS, base=archive).report["verdicts"]

    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
        verdict["evidence"][0]["url"]
    ) as page:
        assert "Kybartai" in page.read().decode()


def test_report_is_as_its_schema_says(verify: Callable[..., Result], archive: str) -> None:
    jsonschema_rs = pytest.importorskip("jsonschema_rs")
    schema = json.loads((PACKAGE / "schemas" / "check.schema.json").read_text("utf-8"))
    report = verify(f"{BOLTS} A ship sank (Yle, March).", base=archive).report

    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)

    assert [error.message for error in validator.iter_errors(report)] == []


def test_check_gives_no_verdicts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BOLTS)

    assert "verdicts" not in run("check", "a.txt", "--format", "json", cwd=tmp_path).report


def test_text_ends_with_the_number_of_each_verdict(verify: Callable[..., Result], archive: str) -> None:
    done = verify(f"{BOLTS} A ship with 9 men sank (Northgate Times, March).", base=archive, form="text")

    last = done.out.splitlines()[-1]
    assert last.startswith("Archives: 1 verified, 1 inconclusive (1 no-date); ")


def test_verbose_run_shows_the_page_of_what_is_verified(verify: Callable[..., Result], archive: str) -> None:
    done = verify(BOLTS, "--verbose", base=archive)

    [verdict] = done.report["verdicts"]
    url = verdict["evidence"][0]["url"]
    assert f"citecheck: a.txt: 'Balticobserver.example', 2022-03-24: verified; see {url}\n" in done.err


def test_both_dialects_give_the_same_verdict(
    verify: Callable[..., Result], facade: Facade, pywb_facade: Facade
) -> None:
    found = [
        verify(BOLTS, "--dialect", dialect, base=one.base).report["verdicts"][0]["verdict"]
        for dialect, one in (("wayback", facade), ("pywb", pywb_facade))
    ]

    assert found == ["verified", "verified"]


def test_wrong_dialect_is_named(verify: Callable[..., Result], archive: str) -> None:
    done = verify(OFFSHORE, "--dialect", "wayback", base=archive)

    assert done.status == 0
    assert "index: no list of captures in this dialect, but rows as pywb writes them" in done.err


@pytest.mark.parametrize("dialect", ["wayback", "pywb"])
def test_domain_in_another_script_is_looked_up(
    verify: Callable[..., Result], facade: Facade, pywb_facade: Facade, dialect: str
) -> None:
    base = (facade if dialect == "wayback" else pywb_facade).base

    [verdict] = verify(MUDFLOW, "--published", "2019-06-18", base=base).report["verdicts"]

    assert verdict["reason"] is None
    assert verdict["evidence"][0]["original"].startswith("http://xn--80aaafb5adqcylb3bo.test/")


def test_second_run_asks_nothing(verify: Callable[..., Result], facade: Facade) -> None:
    first = verify(BOLTS, base=facade.base)
    asked = len(facade.log())

    second = verify(BOLTS, base=facade.base)

    assert asked == first.report["verdicts"][0]["requests"] > 0
    assert len(facade.log()) == asked
    assert verdicts(second) == verdicts(first)
    assert second.report["verdicts"][0]["requests"] == 0


def test_short_articles_are_looked_up_side_by_side_and_told_in_order(tmp_path: Path, facade: Facade) -> None:
    """One reference each: one after the other, no two requests would ever be open together."""
    texts = [OFFSHORE, BOLTS, MUDFLOW, OFFSHORE]
    days = ["2018-06-18", "2022-03-28", "2019-06-18", "2018-06-18"]
    records = [
        {"id": f"a{number}", "text": text, "published": day}
        for number, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in records))
    (tmp_path / "citecheck.yaml").write_text(f"outlets: {OUTLETS}\n")
    facade.play({"kind": "slow", "seconds": 0.2})

    done = run(
        *("verify", "a.jsonl", "--format", "json", "--archive", facade.base, "--allow-private-archive"),
        cwd=tmp_path,
        env=environment(CITECHECK_CACHE_DIR=str(tmp_path / "cache")),
    )

    log = facade.log()
    targets = [one["target"] for one in log]
    assert [one["article"] for one in done.report["verdicts"]] == ["a0", "a1", "a2", "a3"]
    assert len(set(targets)) == len(targets)
    assert max(one["open"] for one in log) >= 3


def test_plan_asks_nobody(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{BOLTS} A ship sank (Yle, March).")

    done = without_sockets(tmp_path, "verify", "--plan", "--published", "2022-03-28", "a.txt")

    assert done.status == 0
    assert re.sub(r"(about|at most) [1-9]\d*", r"\1 …", done.out) == (
        "references: 2, 1 of them to look up\n"
        "not looked up: 1 no-date\n"
        "outlet-days: 1\n"
        "web.archive.org, index: at most 0 requests, 12 a minute\n"
        "web.archive.org, playback: about … requests, at most …, 2 a second\n"
        "web.archive.org: about … seconds, at most … seconds\n"
        "What is known from before costs nothing.\n"
    )


def without_sockets(place: Path, *args: str, events: tuple[str, ...] = ANY, **changes: str) -> Result:
    """The command in a process that fails where a socket is used."""
    import sys

    done = subprocess.run(
        [sys.executable, "-c", NO_SOCKETS.replace("{events}", repr(events)), *args],
        cwd=place,
        env=environment(CITECHECK_CACHE_DIR=str(place / "cache"), **changes),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    "args",
    [
        ("check", "a.txt"),
        ("check", "a.txt", "--select", "ALL", "--format", "json"),
        ("check", "--diff", "a.txt"),
        ("check", "--fix", "a.txt"),
        ("extract", "a.txt"),
        ("coverage", "a.txt"),
        ("baseline", "a.txt"),
        ("cache", "info"),
        ("config",),
        ("outlets", "find", "Yle"),
    ],
    ids=" ".join,
)
def test_nothing_but_verify_opens_a_socket(tmp_path: Path, args: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text(f"{BOLTS} A ship sank (Yle, March 3, 2022 Dawn, March 4, 2022).")
    (tmp_path / "citecheck.yaml").write_text("archives: [{base: 'https://webarchive.example/news'}]\n")

    done = without_sockets(tmp_path, *args)

    assert done.status in (0, 1), done.err


def test_socket_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BOLTS)
    args = ("verify", "a.txt", "--published", "2022-03-28", "--archive", "http://127.0.0.1:9")

    assert without_sockets(tmp_path, *args, events=OUTWARD).status == 99


@pytest.mark.parametrize(
    ("args", "changes"),
    [(("--offline",), {}), ((), {"CITECHECK_OFFLINE": "1"})],
    ids=["option", "environment"],
)
def test_offline_asks_nobody(tmp_path: Path, args: tuple[str, ...], changes: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_text(BOLTS)

    done = without_sockets(
        *(tmp_path, "verify", "a.txt", "--format", "json", "--published", "2022-03-28", *args),
        events=OUTWARD,
        **changes,
    )

    assert verdicts(done) == ["inconclusive offline"]
    assert done.status == 0


def test_offline_knows_what_was_asked_before(verify: Callable[..., Result], facade: Facade) -> None:
    verify(BOLTS, base=facade.base)
    facade.reset()

    done = verify(BOLTS, "--offline", base=facade.base)

    assert verdicts(done) == ["verified"]
    assert facade.log() == []


def test_facts_of_another_machine_serve(
    tmp_path: Path, verify: Callable[..., Result], facade: Facade
) -> None:
    verify(BOLTS, base=facade.base)
    exported = tmp_path / "facts.sqlite"
    wrote = run("cache", "export", exported, "--cache-dir", tmp_path / "cache")

    done = verify(
        BOLTS, "--offline", "--facts", exported, "--cache-dir", tmp_path / "elsewhere", base=facade.base
    )

    assert wrote.status == 0
    assert verdicts(done) == ["verified"]


def test_cache_tells_of_facts_and_forgets_them(
    tmp_path: Path, verify: Callable[..., Result], facade: Facade
) -> None:
    verify(BOLTS, base=facade.base)
    cache = ("--cache-dir", tmp_path / "cache")

    told = run("cache", "info", *cache).out
    run("cache", "clear", *cache)

    assert "facts about archives (" in told
    assert run("cache", "info", *cache).out == f"{tmp_path / 'cache'}: nothing is remembered\n"


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


def test_next_archive_is_asked_for_what_the_first_lacks(
    tmp_path: Path, verify: Callable[..., Result], archive: str
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"

        done = verify(BOLTS, "--archive", nobody, "--archive", archive, "--allow-private-archive")

    assert verdicts(done) == ["verified"]


def test_private_address_must_be_allowed(verify: Callable[..., Result], facade: Facade) -> None:
    done = verify(BOLTS, "--archive", facade.base)

    assert verdicts(done) == ["inconclusive unreachable"]
    assert facade.log() == []
    assert "'--allow-private-archive' allows it" in done.err


def test_configuration_names_the_archive_and_the_contact(
    tmp_path: Path, verify: Callable[..., Result], facade: Facade
) -> None:
    with (tmp_path / "citecheck.yaml").open("a") as file:
        file.write(
            f"archives: [{{base: '{facade.base}', dialect: wayback}}]\ncontact: desk@harbour.example\n"
        )

    done = verify(BOLTS, "--allow-private-archive")

    assert verdicts(done) == ["verified"]
    assert all("desk@harbour.example" in one["user_agent"] for one in facade.log())


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
        command(*args), cwd=tmp_path, env=cache, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
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


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("check", "--budget", "200"), "--budget belongs to --verify"),
        (("check", "--allow-private-archive"), "--allow-private-archive belongs to --verify"),
        (("verify", "--fix"), "archives mend nothing"),
        (
            ("verify", "--budget", "30x"),
            "'30x' is no budget; write requests as 200, or a time as 90s, 30m or 2h",
        ),
        (("verify", "--archive", "ftp://x.example"), "'ftp://x.example' is no address of an archive"),
        (("verify", "--facts", "none.sqlite"), "none.sqlite: no such file of facts"),
        (("cache", "export"), "name the file to write"),
        (("cache", "info", "x"), "info takes no file"),
    ],
    ids=lambda value: "-".join(value).replace("--", "") if isinstance(value, tuple) else "",
)
def test_options_that_cannot_be_are_refused(tmp_path: Path, args: tuple[str, ...], told: str) -> None:
    done = run(*args, cwd=tmp_path)

    assert (done.status, done.out) == (2, "")
    assert told in done.err
