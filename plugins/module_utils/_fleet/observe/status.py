# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a server's state in Nova means to its fleet.  Pure."""
from __future__ import annotations

from ..._resource.server.model import FLOATING, Server

GONE = ("DELETED", "SOFT_DELETED")
BROKEN = ("ERROR", *GONE)
CHANGING = ("BUILD", "REBUILD", "REBOOT", "HARD_REBOOT", "RESIZE", "MIGRATING", "PASSWORD",
            "REVERT_RESIZE", "UNKNOWN")
STOPPED = ("SHUTOFF", "PAUSED", "SUSPENDED", "SHELVED", "SHELVED_OFFLOADED")    # and to be started
AT_WORK = ("ACTIVE", "VERIFY_RESIZE")       # the latter waits for whoever asked for the resize


def works(server: Server) -> bool:
    """Whether it is, or may become, a server to keep."""
    return server.status not in BROKEN and server.task != "deleting"


def wants_floating_ip(server: Server) -> bool:
    """It was made to have one, and has none."""
    return bool(server.metadata.get(FLOATING)) and not server.floating_ip
