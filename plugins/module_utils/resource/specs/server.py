# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Servers."""
from __future__ import annotations

from ..spec import Field, Spec

# in these a server is, or may be left, as it is
READY = ("active", "shutoff", "paused", "suspended", "shelved", "shelved_offloaded", "rescue",
         "verify_resize")

SERVER = Spec(
    noun="server", service="compute", sdk="compute.v2.server.Server", find="pattern",
    query={"base_path": "/servers/detail"}, ready=READY,
    fields={"description": Field()},
)

SPECS = (SERVER,)
