"""Everything citecheck raises on purpose. Only the command line catches the base.

CitecheckError
├── UsageError        a bad option, or a path that isn't there: status 2
├── DataFileError     a file of configuration, rules or words that can't be used: status 2, with its place
└── UnreadableError   a file that can't be read: CC902, status 1, the rest is checked
"""


class CitecheckError(Exception):
    """Base of all the errors of this program; its text is a message for a person."""


class UsageError(CitecheckError):
    """What was asked for can't be done as asked."""


class DataFileError(CitecheckError):
    """A file with a fault: `where it is: what is wrong, what was expected`; `where` as for `place`."""

    def __init__(self, path: str, where: str, message: str) -> None:
        super().__init__(f"{place(path, where)}: {message}")
        self.where, self.message = where, message


class UnreadableError(CitecheckError):
    """A file that is there but can't be read; becomes a CC902 at `line` (counted from 1)."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def place(path: str, where: str) -> str:
    """A place in a file, as messages begin with it.

    `where` is line and column, `12:3`, or, in a file that is read without them, the path of a key, in which
    a colon stands only between quotation marks; '' means the file as a whole.
    """
    if not where:
        return path
    return f"{path}:{where}" if where.partition(":")[2].isdecimal() else f"{path}: {where}"
