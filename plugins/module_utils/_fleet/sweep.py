# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a fleet has on a target beside its servers and their volumes, once these are gone."""
from __future__ import annotations

from .._cloud.connection import Connection
from .kinds.registry import KINDS

SWEPT = [kind for kind in KINDS if kind.swept]


def sweep(connection: Connection, fleet: str, check_mode: bool) -> list[str]:
    """Deletes what a fleet without servers has left on a target; what it was, in words."""
    rows = {kind.name: kind.rows(connection) for kind in SWEPT}
    left = [(kind, one) for kind in SWEPT for one in kind.left(connection.target, rows)
            if one.fleet == fleet]
    if not check_mode:
        for kind, one in left:
            kind.delete(connection, one)
    return [f"{one.words} on {connection.target}" for _kind, one in left]
