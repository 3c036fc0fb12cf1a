"""Everything citecheck raises on purpose. Only the command line catches the base.

CitecheckError
├── UsageError        a bad option, or a path that isn't there: status 2
├── DataFileError     a file of rules or words that can't be used: status 2, with file, line and column
└── UnreadableError   a file that can't be read: CC902, status 1, the rest is checked
"""


class CitecheckError(Exception):
    """Base of all the errors of this program; its text is a message for a person."""


class UsageError(CitecheckError):
    """What was asked for can't be done as asked."""


class DataFileError(CitecheckError):
    """A file of rules or words with a fault; `path:line:column: what is wrong, what was expected`."""

    def __init__(self, path: str, line: int, column: int, message: str) -> None:
        super().__init__(f"{path}:{line}:{column}: {message}")


class UnreadableError(CitecheckError):
    """A file that is there but can't be read; becomes a CC902 at `line` (counted from 1)."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line
