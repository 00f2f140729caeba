# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs a module as it is, and shows how far it has come."""
from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Iterator
from typing import IO

from ansible import constants as C
from ansible.plugins.action.normal import ActionModule as ModuleAction
from ansible.utils.display import Display

from ..module_utils._fleet.progress_file import VARIABLE

PAUSE = 0.5         # seconds between two looks into the file

display = Display()


class FollowedAction(ModuleAction):
    """What Ansible does with a module that has no action plugin, and a file that is followed."""

    def run(self, tmp: str | None = None, task_vars: dict | None = None) -> dict:
        # an async task has no worker that could follow; another machine cannot write our file
        if self._task.no_log or self._task.async_val or self._connection.transport != "local":
            return super().run(tmp, task_vars)
        with tempfile.NamedTemporaryFile("rb", dir=C.DEFAULT_LOCAL_TMP, prefix="progress-") as file:
            self._task.environment = [*(self._task.environment or ()), {VARIABLE: file.name}]
            try:
                with followed(file):
                    return super().run(tmp, task_vars)
            finally:
                self._task.environment = self._task.environment[:-1]


@contextlib.contextmanager
def followed(file: IO[bytes]) -> Iterator[None]:
    """Shows what is written to a file, line by line, and the last of it at the end."""
    ended = threading.Event()
    thread = threading.Thread(target=_follow, args=(file, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _follow(file: IO[bytes], ended: threading.Event) -> None:
    torn, over = b"", False
    while not over:
        over = ended.wait(PAUSE)        # what was written before is still read below
        *lines, torn = (torn + file.read()).split(b"\n")
        for line in lines:
            # Python writes every line of stderr at once, but keeps stdout back if it is no
            # terminal; and callbacks like json have stdout for themselves
            display.display(line.decode(errors="replace"), stderr=True)
