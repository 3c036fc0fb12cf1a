"""Each fault of the facade, as a client meets it."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

import pytest

from archive.asking import HOME, memento, query
from archive.faults import FAULTS

if TYPE_CHECKING:
    from archive.fixtures import Facade

httpx = pytest.importorskip("httpx", reason="the extra test-archive is not installed")


@pytest.fixture
def index(facade: Facade) -> str:
    return query(facade.base, url=HOME)


@pytest.fixture
def playback(facade: Facade) -> str:
    return memento(facade.base, "levant-wire/arsal-returns")


def test_every_fault_is_met_here() -> None:
    met = {
        name.removeprefix("test_").split("__")[0].replace("_", "-")
        for name in globals()
        if name.startswith("test_")
    }

    assert set(FAULTS) <= met


def test_rate_limited__without_retry_after(facade: Facade, client: Any, index: str) -> None:
    facade.play({"kind": "rate-limited"})
    answer = client.get(index)

    assert (answer.status_code, "retry-after" in answer.headers) == (429, False)
    assert "memento-datetime" not in answer.headers


def test_rate_limited__with_retry_after(facade: Facade, client: Any, index: str) -> None:
    facade.play({"kind": "rate-limited", "retry_after": 7})

    assert client.get(index).headers["retry-after"] == "7"


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_error__of_each_status(facade: Facade, client: Any, index: str, status: int) -> None:
    facade.play({"kind": "error", "status": status})

    assert client.get(index).status_code == status


def test_refused(facade: Facade, index: str) -> None:
    facade.play({"kind": "refused"})

    with pytest.raises(httpx.ConnectError):
        httpx.get(index, trust_env=False)

    facade.play()
    assert httpx.get(index, trust_env=False).status_code == 200


def test_reset(facade: Facade, client: Any, index: str) -> None:
    facade.play({"kind": "reset"})

    with pytest.raises(httpx.ReadError):
        client.get(index)


def test_slow(facade: Facade, client: Any, index: str) -> None:
    facade.play({"kind": "slow", "seconds": 3})

    with pytest.raises(httpx.ReadTimeout):
        client.get(index, timeout=0.2)


def test_cut_page(facade: Facade, client: Any, playback: str) -> None:
    facade.play({"kind": "cut-page"})

    with pytest.raises(httpx.RemoteProtocolError):
        client.get(playback)


def test_cut_json(facade: Facade, client: Any, index: str) -> None:
    facade.play({"kind": "cut-json"})
    answer = client.get(index)

    assert answer.status_code == 200
    with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
        answer.json()


def test_html(facade: Facade, client: Any, index: str) -> None:
    facade.play({"kind": "html"})
    answer = client.get(index)

    assert (answer.status_code, answer.text[:15]) == (200, "<!DOCTYPE html>")


def test_empty(facade: Facade, client: Any, index: str) -> None:
    facade.play({"kind": "empty"})
    answer = client.get(index)

    assert (answer.status_code, answer.content) == (200, b"")


def test_short(facade: Facade, client: Any) -> None:
    whole = query(facade.base, url="levantwire.example", matchType="domain", showResumeKey="true")
    everything = client.get(whole).json()
    facade.play({"kind": "short"})

    assert client.get(whole).json() == everything[:6]


def test_redirect_loop(facade: Facade, client: Any, playback: str) -> None:
    facade.play({"kind": "redirect-loop"})
    there = client.get(playback).headers["location"]

    assert client.get(there).headers["location"] == playback


def test_off_archive(facade: Facade, client: Any, playback: str) -> None:
    facade.play({"kind": "off-archive"})

    assert client.get(playback).headers["location"] == "http://live.example/now"


def test_bomb(facade: Facade, client: Any, playback: str) -> None:
    facade.play({"kind": "bomb"})
    with client.stream("GET", playback) as answer:
        body = b"".join(answer.iter_raw())

    assert len(body) < 1 << 20
    assert len(gzip.decompress(body)) == 60 << 20


def test_excluded(facade: Facade, client: Any, index: str) -> None:
    facade.play({"kind": "excluded"})
    answer = client.get(index)

    assert answer.status_code == 403
    assert "AdministrativeAccessControlException" in answer.headers["x-archive-wayback-runtime-error"]


def test_short__in_the_dialect_of_pywb(pywb_facade: Facade, client: Any) -> None:
    whole = query(pywb_facade.base, url="levantwire.example", matchType="domain")
    everything = client.get(whole).text.splitlines()
    pywb_facade.play({"kind": "short"})

    assert client.get(whole).text.splitlines() == everything[:5]


def test_fault_is_played_so_many_times_and_only_there(
    facade: Facade, client: Any, index: str, playback: str
) -> None:
    facade.play({"kind": "error", "where": "/cdx/", "times": 2})

    assert [client.get(url).status_code for url in (index, playback, index, index)] == [
        503,
        200,
        503,
        200,
    ]
    assert [one["fault"] for one in facade.log()] == ["error", None, "error", None]


def test_unknown_fault_is_an_error_of_the_test(facade: Facade) -> None:
    with pytest.raises(HTTPError, match="400"):
        facade.play({"kind": "earthquake"})
