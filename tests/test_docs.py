"""What is generated is not stale."""

from __future__ import annotations

import runpy

from conftest import ROOT


def test_messages_page_is_not_stale() -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "make_messages.py"))["page"]()

    assert (ROOT / "docs" / "messages.md").read_text(encoding="utf-8") == made, "run scripts/make_messages.py"
