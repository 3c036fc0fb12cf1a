"""A command that ends when its standard input does: with the process at the other end of it, even one that is killed.

python -m archive.tied COMMAND [ARGUMENT…]
"""

from __future__ import annotations

import os
import subprocess
import sys
from threading import Thread


def main() -> int:
    """The command's own status; that of a process told to end where it was cut loose."""
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)

    def watch() -> None:
        while os.read(0, 1024):
            pass
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()

    Thread(target=watch, daemon=True).start()
    return child.wait()


if __name__ == "__main__":
    sys.exit(main())
