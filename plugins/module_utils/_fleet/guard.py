# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One run per fleet and machine at a time, and none that works on when its parent is gone."""
from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator

from .._cloud.errors import CloudError
from .._cloud.own_folder import take

AGAIN = 0.05        # seconds


@contextlib.contextmanager
def locked(fleet: str, patience: float) -> Iterator[None]:
    """Holds the fleet's lock on this machine, waiting up to `patience` seconds for it.

    The kernel lets go of it when the process ends, however it ends.
    """
    with open(os.open(_path(fleet), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC,
                      0o600), "w") as lock:
        deadline = time.monotonic() + patience
        while not take(lock):
            if time.monotonic() > deadline:
                raise CloudError("conflict", f"another run on the fleet {fleet!r} is still in "
                                 f"progress on this machine after {patience:.0f} s: wait for it")
            time.sleep(0.2)
        yield


def _path(fleet: str) -> str:
    """In the folder for temporary files, where all runs of a user meet, also those of cron. If
    somebody else has our place there, in that of the login session."""
    folders = [os.path.join(place, f"multicloud-openstack-{os.getuid()}")
               for place in (tempfile.gettempdir(), *_session())]
    folder = next(filter(_ours, folders), None)
    if folder is None:
        raise CloudError("config", f"{folders[0]} belongs to another user: set TMPDIR")
    return os.path.join(folder, hashlib.sha256(fleet.encode()).hexdigest()[:16] + ".lock")


def _session() -> list[str]:
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return [folder] if os.path.isdir(folder) and os.stat(folder).st_uid == os.getuid() else []


def _ours(folder: str) -> bool:
    """Whether it is there, and belongs to us; it is made if need be."""
    with contextlib.suppress(FileExistsError):
        os.mkdir(folder, 0o700)
    return os.lstat(folder).st_uid == os.getuid()


class Parent:
    """The processes that this one works for.

    Killing ansible-playbook leaves its worker and the module running: the worker's parent is
    then another.  So every ancestor up to the topmost Ansible process is watched.
    """

    def __init__(self) -> None:
        chain = list(_ancestors())
        ansible = [position for position, pid in enumerate(chain) if _is_ansible(pid)]
        self._chain = chain[:(ansible[-1] if ansible else 0) + 1]
        self._gone, self._again = False, 0.0

    def gone(self) -> bool:
        """Whether one of them has ended, as seen AGAIN seconds ago at the most: every server asks
        before its calls, and the answer takes a file for each of them."""
        now = time.monotonic()
        if now >= self._again and not self._gone:
            self._again = now + AGAIN
            self._gone = list(_ancestors())[:len(self._chain)] != self._chain
        return self._gone


def _ancestors() -> Iterator[int]:
    pid = os.getppid()
    while pid > 1:
        yield pid
        try:
            with open(f"/proc/{pid}/stat", "rb") as stat:
                # the name, in brackets, may hold anything
                pid = int(stat.read().rpartition(b")")[2].split()[1])
        except OSError:         # it ended just now; or there is no /proc here
            return


def _is_ansible(pid: int) -> bool:
    """By its program, or by the script that its Python (python3 -s, say) runs."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as stream:
            words = [word for word in stream.read().split(b"\0") if word[:1] != b"-"]
    except OSError:
        return False
    return any(os.path.basename(word).startswith(b"ansible") for word in words[:2])
