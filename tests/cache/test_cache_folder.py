"""Where the cache lies when nobody says."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from platformdirs import user_cache_dir

from citecheck.cache.folder import folder_of


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment says nothing of where the cache is."""
    monkeypatch.delenv("CITECHECK_CACHE_DIR", raising=False)


@pytest.mark.parametrize(
    "said",
    [
        {"HOME": "/home/ada"},
        {"HOME": "/home/ada/"},
        {"HOME": "/home/ada", "XDG_CACHE_HOME": "/var/cache/ada"},
        {"HOME": "/home/ada", "XDG_CACHE_HOME": "/var/cache/ada/"},
        {"HOME": "/home/ada", "XDG_CACHE_HOME": ""},
        {"HOME": "/home/ada", "XDG_CACHE_HOME": "relative"},
        {"HOME": ""},
        {},
    ],
    ids=str,
)
def test_folder_is_the_one_of_platformdirs(monkeypatch: pytest.MonkeyPatch, said: dict[str, str]) -> None:
    if os.name == "nt":
        pytest.skip("Windows asks the registry")
    for name in ("XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)

    assert Path(folder_of(None)) == Path(user_cache_dir("citecheck-press", False))


def test_environment_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CITECHECK_CACHE_DIR", str(tmp_path))

    assert folder_of(None) == str(tmp_path)


def test_option_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CITECHECK_CACHE_DIR", str(tmp_path / "a"))

    assert folder_of(str(tmp_path / "b")) == str(tmp_path / "b")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system knows")
def test_user_without_a_home_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_: "~/.cache/citecheck-press")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("HOME", raising=False)

    with pytest.raises(OSError, match="name a folder for the cache with --cache-dir"):
        folder_of(None)
