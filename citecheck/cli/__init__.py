"""The command `citecheck`: a file a subcommand; this one catches what may end a run."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from citecheck.errors import CitecheckError

if TYPE_CHECKING:
    from collections.abc import Sequence

ENDED_BY_INTERRUPT = 130
ENDED_BY_PIPE = 141
FAILED = 2
STREAMS = {"stdin": "r", "stdout": "w", "stderr": "w"}


def _silence() -> None:
    """Lets nothing more be written to standard output, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_streams() -> None:
    """Has all three there, and what we write in UTF-8; one that was closed before we began leads nowhere."""
    for name, mode in STREAMS.items():
        stream = getattr(sys, name)
        if stream is None:
            # open to the end of the process, as streams are
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
        elif mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0 clean, 1 something was found, 2 the run failed."""
    gc.disable()  # until the modules are there; options.py enables it again
    from citecheck.cli.options import parser

    _open_streams()
    try:
        argv = sys.argv[1:] if argv is None else argv
        args = parser(argv).parse_args(argv)
        status: int = args.run(args)
        sys.stdout.flush()
    except CitecheckError as error:
        from citecheck.report.text import printable

        print(f"citecheck: {printable(str(error))}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("citecheck: stopped", file=sys.stderr)
        return ENDED_BY_INTERRUPT
    except BrokenPipeError:  # whoever read our output has seen enough
        _silence()
        return ENDED_BY_PIPE
    except OSError as error:
        what = error.filename or "the output can't be written"
        _silence()
        print(f"citecheck: {what}: {error.strerror or error}", file=sys.stderr)
        return FAILED
    except Exception:
        import traceback

        traceback.print_exc()
        print(
            "citecheck: this is a fault of citecheck; please report it with the lines above", file=sys.stderr
        )
        return FAILED
    return status
