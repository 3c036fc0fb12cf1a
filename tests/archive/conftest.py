"""The client that asks the archive in these tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """A client of httpx that follows no redirect."""
    httpx = pytest.importorskip("httpx", reason="the extra test-archive is not installed")
    with httpx.Client(trust_env=False, follow_redirects=False, timeout=20) as one:
        yield one
