"""Where the compiled form of rules, registry and words lies: built with the package, never parsed at start.

A wheel holds `citecheck/compiled/` as it was built; installing gives its files times that say nothing. In
a checkout a file older than one of its sources is made anew in its place, so that an edited rule, outlet
or word shows at the next run; where the folder can't be written, the caller builds in memory.
"""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PACKAGE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(PACKAGE, "compiled")
WHEEL = os.path.isdir(os.path.join(PACKAGE, "builtin_rules"))


def compiled(name: str, sources: Iterable[str], build: Callable[[str], None]) -> str | None:
    """The path of the compiled file `name`, built where it is missing or stale.

    None where it would have to be built and can't be written.
    """
    target = os.path.join(FOLDER, name)
    try:
        made = os.stat(target).st_mtime_ns
    except OSError:
        made = 0
    if made and (WHEEL or not any(_changed(source, made) for source in sources)):
        return target
    beside = f"{target}.{os.getpid()}"
    try:
        os.makedirs(FOLDER, exist_ok=True)
        build(beside)
        os.replace(beside, target)
    except (OSError, sqlite3.Error):
        return None
    finally:
        if os.path.exists(beside):
            os.unlink(beside)
    return target


def _changed(source: str, since: int) -> bool:
    """Whether the file is newer; one that isn't there, as in a wheel, is not."""
    try:
        return os.stat(source).st_mtime_ns > since
    except OSError:
        return False
