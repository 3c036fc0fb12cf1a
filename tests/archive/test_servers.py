"""The archive itself: pywb and the facade answer as the dialects say."""

from __future__ import annotations

import gzip
import html
import json
import signal
import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from archive.asking import HOME, SITES, STORIES, memento, query
from archive.fixtures import environment, free_port, listens

if TYPE_CHECKING:
    from pathlib import Path

    from archive.fixtures import Facade

DAYS = SITES["levant-wire"].listed_days
KILLED = """
import os, signal, sys
from archive.fixtures import running
with running([sys.executable, "-m", "http.server", sys.argv[1], "--bind", "127.0.0.1"], Path(sys.argv[2]), int(sys.argv[1])):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_server_ends_with_a_run_that_is_killed(tmp_path: Path) -> None:
    port = free_port()
    code = f"from pathlib import Path{KILLED}"

    done = subprocess.run(
        [sys.executable, "-c", code, str(port), str(tmp_path)], env=environment(), check=False
    )

    assert done.returncode == -signal.SIGKILL
    until = time.monotonic() + 10
    while listens(port) and time.monotonic() < until:
        time.sleep(0.05)
    assert not listens(port)


class TestIndexOfPywb:
    def test_a_line_of_json_for_each_capture(self, archive: str, client: Any) -> None:
        answer = client.get(query(archive, url=HOME))
        found = [json.loads(line) for line in answer.text.splitlines()]

        assert answer.headers["content-type"] == "text/x-ndjson"
        assert [one["timestamp"][:8] for one in found] == [f"{day:%Y%m%d}" for day in DAYS]

    def test_unchanged_page_is_a_revisit_without_status(self, archive: str, client: Any) -> None:
        found = [json.loads(line) for line in client.get(query(archive, url=HOME)).text.splitlines()]
        revisits = [one for one in found if one["mime"] == "warc/revisit"]

        assert revisits
        assert all("status" not in one for one in revisits)

    def test_nothing_found_is_an_empty_answer(self, archive: str, client: Any) -> None:
        answer = client.get(query(archive, url="http://never.example/"))

        assert (answer.status_code, answer.content) == (200, b"")

    def test_unknown_parameters_change_nothing(self, archive: str, client: Any) -> None:
        plain = client.get(query(archive, url=HOME)).text

        assert client.get(query(archive, url=HOME, collapse="timestamp:4", page="3")).text == plain

    def test_facade_of_this_dialect_hands_on_the_same(
        self, archive: str, pywb_facade: Facade, client: Any
    ) -> None:
        there, here = (client.get(query(base, url=HOME)) for base in (archive, pywb_facade.base))

        assert here.content == there.content
        assert here.headers["content-type"] == there.headers["content-type"]


class TestIndexOfFacade:
    def test_header_row_and_a_row_for_each_capture(self, facade: Facade, client: Any) -> None:
        answer = client.get(query(facade.base, url=HOME))
        header, *found = answer.json()

        assert answer.headers["content-type"] == "application/json"
        assert header == ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
        assert [row[1][:8] for row in found] == [f"{day:%Y%m%d}" for day in DAYS]

    def test_revisit_has_a_dash_for_status(self, facade: Facade, client: Any) -> None:
        found = client.get(query(facade.base, url=HOME, fl="mimetype,statuscode")).json()

        assert ["warc/revisit", "-"] in found

    def test_nothing_found_is_an_empty_list(self, facade: Facade, client: Any) -> None:
        assert client.get(query(facade.base, url="http://never.example/")).json() == []

    def test_filter_matches_the_whole_field(self, facade: Facade, client: Any) -> None:
        part = client.get(query(facade.base, url=HOME, filter="statuscode:20")).json()
        whole = client.get(query(facade.base, url=HOME, filter="statuscode:20.", fl="statuscode")).json()
        contained = client.get(query(facade.base, url=HOME, filter="~statuscode:20", fl="statuscode")).json()

        assert part == []
        assert {row[0] for row in whole[1:]} == {"200"}
        assert contained == whole

    def test_filter_of_bad_status_keeps_revisits(self, facade: Facade, client: Any) -> None:
        found = client.get(query(facade.base, url=HOME, filter="!statuscode:[345]..")).json()

        assert len(found) == 1 + len(DAYS)

    def test_collapse_keeps_the_first_of_neighbours(self, facade: Facade, client: Any) -> None:
        found = client.get(query(facade.base, url=HOME, collapse="timestamp:6", fl="timestamp")).json()

        assert [row[0][:6] for row in found[1:]] == sorted({f"{day:%Y%m}" for day in DAYS})

    def test_limit_takes_the_first_or_the_last(self, facade: Facade, client: Any) -> None:
        first = client.get(query(facade.base, url=HOME, limit="1", fl="timestamp")).json()
        last = client.get(query(facade.base, url=HOME, limit="-1", fl="timestamp")).json()

        assert (first[1][0][:8], last[1][0][:8]) == (f"{DAYS[0]:%Y%m%d}", f"{DAYS[-1]:%Y%m%d}")

    def test_resume_keys_lead_through_all_rows(self, facade: Facade, client: Any) -> None:
        asked = {"url": "levantwire.example", "matchType": "domain", "fl": "urlkey,timestamp"}
        whole = client.get(query(facade.base, **asked)).json()[1:]
        found, key = [], None
        while True:
            params = asked | {"limit": "3", "showResumeKey": "true"} | ({"resumeKey": key} if key else {})
            rows = client.get(query(facade.base, **params)).json()
            if [] not in rows:
                found += rows[1:]
                break
            found += rows[1:-2]
            key = rows[-1][0]

        assert len(whole) > 9
        assert found == whole

    def test_range_of_days_is_kept(self, facade: Facade, client: Any) -> None:
        params = {"from": "20180613", "to": "20180613", "fl": "timestamp"}
        found = client.get(query(facade.base, url=HOME, **params)).json()

        assert [row[0][:8] for row in found[1:]] == ["20180613"]

    def test_prefix_finds_the_day_of_a_path(self, facade: Facade, client: Any) -> None:
        params = {"url": f"{HOME}20180613/", "matchType": "prefix", "collapse": "urlkey", "fl": "original"}
        found = [row[0] for row in client.get(query(facade.base, **params)).json()[1:]]

        assert found == sorted(
            one.url for one in SITES["levant-wire"].stories if one.published.date() == date(2018, 6, 13)
        )

    @pytest.mark.parametrize(
        "bad",
        [
            {"filter": "colour:red"},
            {"filter": "original:("},
            {"collapse": "colour"},
            {"collapse": "timestamp:x"},
            {"limit": "abc"},
            {"page": "abc"},
        ],
    )
    def test_bad_query_is_400_in_plain_text(self, facade: Facade, client: Any, bad: dict[str, str]) -> None:
        answer = client.get(query(facade.base, url=HOME, **bad))

        assert (answer.status_code, answer.headers["content-type"]) == (400, "text/plain")

    def test_query_without_url_is_400(self, facade: Facade, client: Any) -> None:
        assert client.get(query(facade.base)).status_code == 400

    def test_number_of_pages_is_a_number(self, facade: Facade, client: Any) -> None:
        params = {"url": "levantwire.example", "matchType": "domain", "showNumPages": "true"}

        assert client.get(query(facade.base, **params)).text == "1\n"


class TestPlayback:
    @pytest.mark.parametrize(
        "name", [name for name, one in STORIES.items() if any(s.kind == "page" for s in one.captures)]
    )
    def test_story_opens_with_its_words_in_its_charset(self, facade: Facade, client: Any, name: str) -> None:
        shots = [shot.kind for shot in sorted(STORIES[name].captures)]
        answer = client.get(memento(facade.base, name, shots.index("page")))
        text = html.unescape(answer.content.decode(SITES[STORIES[name].outlet].charset))

        assert answer.status_code == 200
        assert "memento-datetime" in answer.headers
        assert STORIES[name].paragraphs[-1].split(" ")[0].strip("«'\"„“") in text

    def test_inexact_time_is_302_with_its_reason_at_the_facade(self, facade: Facade, client: Any) -> None:
        answer = client.get(f"{facade.base}/web/20180613000000id_/{HOME}")

        assert answer.status_code == 302
        assert answer.headers["x-archive-redirect-reason"] == "found capture at 20180613150000"
        assert answer.headers["location"] == f"{facade.base}/web/20180613150000id_/{HOME}"

    def test_inexact_time_is_307_at_pywb(self, archive: str, client: Any) -> None:
        answer = client.get(f"{archive}/web/20180613000000id_/{HOME}")

        assert (answer.status_code, "memento-datetime" in answer.headers) == (307, False)

    def test_never_archived_is_404_without_a_day(self, facade: Facade, client: Any) -> None:
        answer = client.get(f"{facade.base}/web/20180613000000id_/http://never.example/")

        assert (answer.status_code, "memento-datetime" in answer.headers) == (404, False)

    @pytest.mark.parametrize(
        ("name", "shot", "status"),
        [
            ("harbor-ledger/kherson-barges", 1, 404),
            ("severnaya-gazeta/podlodka-reaktor", 1, 429),
            ("aral-info/kungrad-soda", 0, 403),
            ("gaceta-caribe/cerrejon-tren", 0, 503),
        ],
    )
    def test_archived_fault_has_its_day(
        self, facade: Facade, client: Any, name: str, shot: int, status: int
    ) -> None:
        answer = client.get(memento(facade.base, name, shot))

        assert (answer.status_code, "memento-datetime" in answer.headers) == (status, True)

    def test_archived_redirect_stays_in_the_archive_at_the_facade(self, facade: Facade, client: Any) -> None:
        answer = client.get(memento(facade.base, "sudohodny-nadzor/volga-yahty"))

        assert answer.status_code == 301
        assert answer.headers["location"].startswith(f"{facade.base}/web/")
        assert answer.headers["location"].endswith("id_/http://sudnadzor.example/")

    def test_archived_redirect_leads_to_the_live_site_at_pywb(self, archive: str, client: Any) -> None:
        answer = client.get(memento(archive, "sudohodny-nadzor/volga-yahty"))

        assert answer.headers["location"] == "http://sudnadzor.example/"

    def test_redirects_of_a_loop_lead_to_each_other(self, facade: Facade, client: Any) -> None:
        here, seen = memento(facade.base, "silk-rail-news/alat-ferry-wagons"), set()
        for _ in range(8):
            here = client.get(here).headers["location"]
            seen.add(here.partition("id_/")[2])

        address = STORIES["silk-rail-news/alat-ferry-wagons"].url
        assert seen == {address, f"{address}?again=1"}

    def test_gzip_body_comes_as_it_was_archived(self, facade: Facade, client: Any) -> None:
        with client.stream("GET", memento(facade.base, "caspian-monitor/umid-field")) as answer:
            body = b"".join(answer.iter_raw())

        assert answer.headers["content-encoding"] == "gzip"
        assert "Farid Aghazade" in gzip.decompress(body).decode()

    def test_header_that_lies_is_handed_on(self, facade: Facade, client: Any) -> None:
        answer = client.get(memento(facade.base, "uralskaya-nov/titan-vsmpo"))

        assert answer.headers["content-type"] == "text/html; charset=ISO-8859-1"

    def test_bomb_is_small_on_the_wire_and_large_unpacked(self, facade: Facade, client: Any) -> None:
        with client.stream("GET", memento(facade.base, "gulf-standard/pearl-ledgers")) as answer:
            body = b"".join(answer.iter_raw())

        assert len(body) < 1 << 20
        assert len(gzip.decompress(body)) == 60 << 20

    def test_document_is_a_pdf(self, facade: Facade, client: Any) -> None:
        answer = client.get(memento(facade.base, "danube-navigation-board/ice-report"))

        assert answer.headers["content-type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")

    def test_soft_404_is_one_digest_under_two_urls(self, facade: Facade, client: Any) -> None:
        params = {"url": "levantwire.example", "matchType": "domain", "fl": "digest,original"}
        rows = client.get(query(facade.base, **params)).json()[1:]
        pages = {name.rpartition("/")[2] for _, name in rows}
        digests = [{url for digest, url in rows if digest == one} for one, _ in rows]

        assert len(pages) > 4
        assert any(len(urls) == 2 for urls in digests)

    def test_bare_host_redirects_to_www(self, facade: Facade, client: Any) -> None:
        rows = client.get(
            query(facade.base, url="http://harborledger.example/", fl="original,statuscode")
        ).json()

        assert ["http://harborledger.example/", "301"] in rows

    def test_timemap_leads_to_the_facade(self, facade: Facade, client: Any) -> None:
        answer = client.get(f"{facade.base}/web/timemap/link/{HOME}")

        assert answer.headers["content-type"].startswith("application/link-format")
        assert f"<{facade.base}/web/20180613150000" in answer.text


def test_log_tells_when_and_what(facade: Facade, client: Any) -> None:
    before = time.monotonic()
    client.get(query(facade.base, url=HOME), headers={"user-agent": "citecheck/0"})
    (entry,) = facade.log()

    assert entry["at"] >= before
    assert (entry["status"], entry["user_agent"]) == (200, "citecheck/0")
    assert entry["target"].startswith("/cdx/search/cdx?")


def test_servers_listen_on_one_address_of_loopback_only(archive: str, facade: Facade) -> None:
    ports = [int(base.rpartition(":")[2]) for base in (archive, facade.base, facade.control)]

    assert [port for port in ports if listens(port, "127.0.0.2")] == []
