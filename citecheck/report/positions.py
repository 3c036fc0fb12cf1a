"""Lines and columns of offsets: computed once, at the end."""

from __future__ import annotations

import re
from bisect import bisect_right

NEWLINE = re.compile(r"\r\n?|\n")


class Lines:
    """The lines of a text; they end at LF, CRLF or CR, and count from 1, as columns do."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in NEWLINE.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset`."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, without its end."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
