# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lines for whoever waits for a module, in a file that its action plugin has made and follows.

The file is named by an environment variable, as ansible-core does it for async tasks: an option
would be one of the user's, in the documentation and in `invocation`.
"""
from __future__ import annotations

import contextlib
import os
from collections.abc import Callable

VARIABLE = "MULTICLOUD_OPENSTACK_PROGRESS"


def announcer() -> Callable[[str], None] | None:
    """Writes one line; None if nobody follows, or if become has made us somebody who may not
    write there."""
    try:
        file = os.open(os.environ[VARIABLE], os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
    except (KeyError, OSError):
        return None

    def say(line: str) -> None:
        with contextlib.suppress(OSError):      # a full disk must not cost the run
            os.write(file, f"{line}\n".encode())
    return say
