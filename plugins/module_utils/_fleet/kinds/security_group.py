# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Security groups with our mark in their description."""
from __future__ import annotations

from ..._cloud.connection import Connection
from .kind import Kind, Stage, of_neutron


class SecurityGroupKind(Kind):
    """A fleet makes none, but what is marked as a fleet's goes after it."""

    what = "security group"
    service, path = "network", "/security-groups"
    stage = Stage.SHARED

    def rows(self, connection: Connection) -> list[dict]:
        return of_neutron(connection, self.path)
