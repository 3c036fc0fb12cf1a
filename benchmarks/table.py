"""The figures as lines for people and records for machines."""

from __future__ import annotations

import os
import platform
from typing import TYPE_CHECKING, Any

from measure import BARES

if TYPE_CHECKING:
    from ground import Sizes
    from rows import Figure, Row

FORM = "{:32} {:46} {:>8} {:12} {:>7} {:6} {:>5}  {}"
RESTLESS = 0.25
"""Where the middle half of the bare interpreters lies further apart, the machine was doing something else."""


def head() -> str:
    """The first line."""
    return FORM.format("row", "what", "measured", "", "target", "", "noise", "").rstrip()


def line(row: Row, figure: Figure, sizes: Sizes) -> str:
    """One row; `noise` is how far its runs lay apart."""
    value = (
        "-"
        if figure.value is None
        else f"{figure.value:.1f}"
        if figure.value < 100
        else f"{figure.value:.0f}"
    )
    noise = "" if figure.noise is None else f"{figure.noise:.0%}"
    return FORM.format(
        row.name, row.what, value, row.unit, target(row), verdict(row, figure, sizes), noise, figure.note
    ).rstrip()


def target(row: Row) -> str:
    """What the figure should be."""
    if row.least is not None:
        return f">= {row.least:g}"
    return "" if row.most is None else f"<= {row.most:g}"


def verdict(row: Row, figure: Figure, sizes: Sizes) -> str:
    """Whether the target was reached; nothing where there is none, or no figure."""
    if figure.value is None or not sizes.judged or not target(row):
        return ""
    missed = (row.most is not None and figure.value > row.most) or (
        row.least is not None and figure.value < row.least
    )
    return "missed" if missed or figure.broken else "held"


def record(row: Row, figure: Figure, sizes: Sizes) -> dict[str, Any]:
    """One row for `--json`."""
    return {
        "name": row.name,
        "what": row.what,
        "value": figure.value,
        "unit": row.unit,
        "target": target(row),
        "verdict": verdict(row, figure, sizes),
        "noise": figure.noise,
        "note": figure.note,
    }


def foot(sizes: Sizes) -> tuple[dict[str, float], str]:
    """How long a bare interpreter took, in seconds, and the words for it."""
    seconds = sorted(BARES)
    low, middle, high = (seconds[len(seconds) * part // 4] for part in (1, 2, 3))
    words = (
        f"bare interpreter: {middle * 1000:.1f} ms, half of {len(seconds)} between {low * 1000:.1f} and "
        f"{high * 1000:.1f}; {platform.python_implementation()} {platform.python_version()}, "
        f"{os.cpu_count()} cores"
    )
    if (high - low) / middle > RESTLESS:
        words += "\nThe machine was busy with other things: take the figures as rough."
    if not sizes.judged:
        words += "\nThe smallest run shows that the rows work; its figures say nothing of speed."
    return {"low": low, "median": middle, "high": high}, words
