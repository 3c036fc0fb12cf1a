"""The worst pages are read in bounded time and memory. The limits are of processor time, far above what is needed."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest
from conftest import environment

SIZE = 1_000_000
SECONDS = 60
MEMORY = 1_500_000_000
READ = """
import sys
from citecheck.verify.page import read
page = read(sys.stdin.buffer.read(), {"content-type": "text/html"}, "https://a.example/", ("en",), "UTC")
print(page.unusable)
"""
SHAPES = {
    "flat": "<p>word word word word word</p>",
    "nested links": "<a href=/x>",
    "nested items": "<li><a href=x>t",
    "nested boxes": "<div>",
    "marked sections": "<![",
    "declarations": "<!",
    "comments": "<!--",
    "loose marks": "<",
    "open tags": "<a ",
    "open values": '<a href="x>y" ',
    "entities": "&amp;",
    "open scripts": "<script>",
    "days": "<p>1 May 2020 ",
    "times": "<time datetime=2020-01-01>x</time>",
    "data": '<script type="application/ld+json">[{"a":[',
}


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_worst_shape(shape: str) -> None:
    data = f"<html><body>{shape * (SIZE // len(shape))}".encode()
    done = subprocess.run(
        [sys.executable, "-c", READ],
        input=data,
        env=environment(),
        capture_output=True,
        preexec_fn=limited,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
