"""`citecheck verify` asks real archives and says what they hold."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest
from conftest import PACKAGE, ROOT, Result, environment, run
from looking import BOLTS, MUDFLOW, OFFSHORE, OUTLETS, verdicts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive.fixtures import Facade

PLAYED = ROOT / "tests" / "fixtures" / "archive"


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


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("check", "--budget", "200"), "--budget belongs to --verify"),
        (("check", "--allow-private-archive"), "--allow-private-archive belongs to --verify"),
        (("baseline", "--archive", "https://x.example"), "--archive belongs to --verify"),
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
