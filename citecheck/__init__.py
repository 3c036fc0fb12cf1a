"""citecheck, a linter for press citations: `(Kremlin.ru, August 12; Trend.az, September 2)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citecheck.api import check, fix, parse
    from citecheck.errors import CitecheckError
    from citecheck.model.article import Article
    from citecheck.model.diagnostic import Diagnostic, Severity
    from citecheck.outlets.registry import Registry

__version__ = "0.1.0"
__all__ = ["Article", "CitecheckError", "Diagnostic", "Registry", "Severity", "check", "fix", "parse"]

_HOMES = {
    "check": "citecheck.api",
    "fix": "citecheck.api",
    "parse": "citecheck.api",
    "CitecheckError": "citecheck.errors",
    "Article": "citecheck.model.article",
    "Diagnostic": "citecheck.model.diagnostic",
    "Severity": "citecheck.model.diagnostic",
    "Registry": "citecheck.outlets.registry",
}
"""Where each public name lives; it is imported when it is asked for, so that the command starts fast."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'citecheck' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
