"""Compiles rules and registry into citecheck/compiled/ when the package is built or installed editable."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface[Any]):
    """Hatchling calls it before it collects the files of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(Path(self.root)))
        from citecheck.outlets.registry import Registry
        from citecheck.rules.load import builtin_rules

        Registry()
        builtin_rules()
