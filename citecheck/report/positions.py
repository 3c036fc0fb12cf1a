"""Lines and columns of offsets: computed once, at the end."""

from __future__ import annotations

from bisect import bisect_right

from citecheck.model.span import NEWLINE


class Lines:
    """The lines of a text; they end at LF, CRLF or CR, and count from 1, as columns do."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in NEWLINE.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset`."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def around(self, offset: int, before: int, after: int) -> tuple[str, int]:
        """The line around the character at `offset`, so many characters each way, and its place there."""
        line = bisect_right(self.starts, offset)
        start = max(self.starts[line - 1], offset - before)
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        return self.text[start : min(end, offset + after)].rstrip("\r\n"), offset - start
