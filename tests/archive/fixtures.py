"""The fixtures `archive` (pywb over the corpus) and `facade` (the same archive in Wayback's dialect, with faults)."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

NEEDED = ("pywb", "warcio", "httpx", "jinja2")
TESTS = Path(__file__).parent.parent
CONFIG = """\
collections:
  web: &corpus {index_paths: ./index.cdxj, archive_paths: ./}
  cdx: *corpus
cdx_api_endpoint: /search/cdx
framed_replay: false
redirect_to_exact: true
enable_memento: true
"""
"""One index under two names: so the paths are Wayback's own, /web/… and /cdx/search/cdx."""


class Facade(NamedTuple):
    """A running facade: the archive's base URL, and where it is told what to do."""

    base: str
    control: str

    def play(self, *faults: dict[str, Any]) -> None:
        """Takes these faults in place of those before; none ends all. An unknown kind is an HTTPError."""
        self.told("POST", "/_faults", json.dumps(faults).encode())

    def log(self) -> list[dict[str, Any]]:
        """The requests since the log was emptied: at, open (itself counted), method, target, status, fault, user_agent."""
        found: list[dict[str, Any]] = self.told("GET", "/_log")
        return found

    def reset(self) -> None:
        """No faults, an empty log."""
        self.play()
        self.told("DELETE", "/_log")

    def told(self, method: str, path: str, body: bytes | None = None) -> Any:
        """What the control port answers, read as JSON."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(urllib.request.Request(self.control + path, body, method=method)) as answer:
            return json.load(answer)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of a pywb on a loopback port that holds the corpus; stopped at the end."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        pytest.skip(f"the extra test-archive is not installed: no {', '.join(missing)}")
    place = tmp_path_factory.mktemp("archive")
    scripts = Path(sys.executable).parent
    for command in (
        [sys.executable, "-m", "archive.warcs", "corpus.warc.gz"],
        [scripts / "cdx-indexer", "-s", "-j", "-o", "index.cdxj", "corpus.warc.gz"],
    ):
        subprocess.run(command, cwd=place, env=environment(), check=True)
    (place / "config.yaml").write_text(CONFIG)
    port = free_port()
    command = [scripts / "wayback", "-b", "127.0.0.1", "-p", str(port), "-t", "8", "-d", str(place)]
    with running(command, place, port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def facade_servers(archive: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Facade]]:
    """The processes of the facades, one a dialect, for the whole session."""
    found = {}
    with ExitStack() as stack:
        for dialect in ("wayback", "pywb"):
            port, control = free_port(), free_port()
            command = [sys.executable, "-m", "archive.facade", "--pywb", archive, "--dialect", dialect]
            command += ["--port", str(port), "--control", str(control)]
            stack.enter_context(running(command, tmp_path_factory.mktemp("facade"), control))
            found[dialect] = Facade(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{control}")
        yield found


@pytest.fixture
def facade(facade_servers: dict[str, Facade]) -> Iterator[Facade]:
    """The archive in Wayback's dialect, without faults and with an empty log; left so."""
    facade_servers["wayback"].reset()
    yield facade_servers["wayback"]
    facade_servers["wayback"].reset()


@pytest.fixture
def pywb_facade(facade_servers: dict[str, Facade]) -> Iterator[Facade]:
    """The archive as pywb speaks, but with a log and faults, none of them on; left so."""
    facade_servers["pywb"].reset()
    yield facade_servers["pywb"]
    facade_servers["pywb"].reset()


@contextmanager
def running(command: list[Any], place: Path, port: int) -> Iterator[None]:
    """The process while it runs, from when it listens on; its output is shown if it never does.

    It ends with this one, however this one ends: `archive.tied` sees the pipe close.
    """
    log = place / "server.log"
    tied = [sys.executable, "-m", "archive.tied", *command]
    with log.open("wb") as output:
        process = subprocess.Popen(
            tied, cwd=place, env=environment(), stdin=subprocess.PIPE, stdout=output, stderr=output
        )
    assert process.stdin is not None
    try:
        until = time.monotonic() + 60
        while not listens(port):
            if process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"{command[0]} did not start:\n{log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.05)
        yield
    finally:
        process.stdin.close()
        process.wait(30)


def environment() -> dict[str, str]:
    """The environment of the servers: this package importable, and others' warnings their own affair."""
    return os.environ | {"PYTHONPATH": str(TESTS), "PYTHONWARNINGS": "ignore"}


def listens(port: int, address: str = "127.0.0.1") -> bool:
    """Whether somebody answers on this port of loopback."""
    with socket.socket() as knock:
        knock.settimeout(1)
        return knock.connect_ex((address, port)) == 0


def free_port() -> int:
    """A port of loopback that nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
