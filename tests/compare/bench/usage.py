# SPDX-License-Identifier: GPL-3.0-or-later
"""What a command uses: time, CPU and memory, of itself and of all that it starts."""
from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

ADOPT = 36      # PR_SET_CHILD_SUBREAPER: what a task leaves in the background becomes our child


@dataclass(frozen=True)
class Usage:
    """wall, cpu: seconds.  memory: MiB at the peak of the largest process."""

    wall: float
    cpu: float
    memory: float
    status: int
    output: str


def measured(command: list[str], **environment: str) -> Usage:
    """Runs a command to its end, and the end of all that it has left behind.

    In a process of its own: what that one has waited for is just this command.
    """
    reader, writer = os.pipe()
    with tempfile.TemporaryFile("w+") as output:
        pid = os.fork()
        if not pid:
            os._exit(_measure(command, {**os.environ, **environment}, output, writer))
        os.close(writer)
        with os.fdopen(reader) as pipe:
            wall, cpu, memory, status = map(float, pipe.read().split())
        os.waitpid(pid, 0)
        output.seek(0, os.SEEK_END)
        output.seek(max(0, output.tell() - 4000))
        return Usage(wall, cpu, memory / 1024, int(status), output.read())


def _measure(command, environment, output, writer):
    ctypes.CDLL(None).prctl(ADOPT, 1)
    began = time.monotonic()
    status = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=output,
                            stderr=subprocess.STDOUT, check=False).returncode
    wall = time.monotonic() - began
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    os.write(writer, f"{wall} {used.ru_utime + used.ru_stime} {used.ru_maxrss} {status}".encode())
    return 0


def must(usage: Usage, what: str) -> Usage:
    """Ends here if the command has failed."""
    if usage.status:
        sys.exit(f"{what} failed with exit code {usage.status}:\n{usage.output}")
    return usage
