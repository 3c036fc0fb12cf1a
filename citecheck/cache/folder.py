"""Where the cache lies."""

from __future__ import annotations

import os
import sys

APP = "citecheck-press"
NAME = "results-1.sqlite"
"""With the number of the table's form; a program that knows another form has a file of its own."""
PREFIX = "results-"
"""What the names of all the cache's files begin with."""


def folder_of(given: str | None) -> str:
    """The cache's folder: the one given, `CITECHECK_CACHE_DIR`, or the user's by the system's custom.

    Raises OSError where the user has no home.
    """
    if named := given or os.environ.get("CITECHECK_CACHE_DIR"):
        return os.path.abspath(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.environ.get("HOME", ""), ".cache")
    if sys.platform == "linux" and base.startswith("/"):
        return os.path.join(base, APP)  # platformdirs says the same, and takes as long as Python to start
    from platformdirs import user_cache_dir

    folder = user_cache_dir(APP, False)
    if not os.path.isabs(folder):
        raise OSError("there is no home folder; name a folder for the cache with --cache-dir")
    return folder


def files_in(folder: str) -> list[str]:
    """The paths of the cache's files; raises OSError where the folder can't be read."""
    from citecheck.sqlite import files_of

    return files_of(folder, PREFIX)
