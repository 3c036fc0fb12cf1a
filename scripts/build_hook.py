"""Compiles rules, registry, words and cues into citecheck/compiled/ when a wheel is built."""

import sys
from compileall import compile_dir
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface[Any]):
    """Hatchling calls it before it collects the files of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(Path(self.root)))
        import citecheck.parsing.words  # noqa: F401 - compiles the tables
        from citecheck.cover.cuedata import NAMES
        from citecheck.cover.language import language
        from citecheck.outlets.registry import Registry
        from citecheck.rules.load import builtin_rules

        Registry()
        builtin_rules()
        for name in NAMES:
            language(name)
        compiled = Path(self.root) / "citecheck" / "compiled"
        if missing := {
            "registry.sqlite",
            "rules.json",
            "words.json",
            *(f"cues-{name}.json" for name in NAMES),
        } - {path.name for path in compiled.iterdir()}:
            raise RuntimeError(f"{compiled}: {', '.join(sorted(missing))} couldn't be written")
        if version == "editable":
            # an installer compiles the modules of a wheel; here they stay where they are
            compile_dir(Path(self.root) / "citecheck", quiet=2)
