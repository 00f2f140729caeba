# SPDX-License-Identifier: GPL-3.0-or-later
"""A process with all that it has started, and their end by force."""
from __future__ import annotations

import os
import signal


def descendants(process):
    """Of all that are there now, itself first; process: subprocess.Popen."""
    parents = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as stat:
                parents[int(pid)] = int(stat.read().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = [process.pid]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def kill(process):
    """All of it at once."""
    process.send_signal(signal.SIGSTOP)
    for pid in descendants(process):
        os.kill(pid, signal.SIGKILL)
