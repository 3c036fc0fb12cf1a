"""Run a command and print what it took: seconds, seconds of processors, peak memory in bytes, status.

A process of its own, which imports next to nothing: on Linux a child's peak memory counts its parent's,
so the parent must be as small as an interpreter can be.
"""

import os
import sys
import time

command = sys.argv[1:]
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
start = time.perf_counter()
child = os.posix_spawnp(command[0], command, os.environ, file_actions=quiet)
_, status, used = os.wait4(child, 0)
seconds = time.perf_counter() - start
memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(seconds, used.ru_utime + used.ru_stime, memory, os.waitstatus_to_exitcode(status))
