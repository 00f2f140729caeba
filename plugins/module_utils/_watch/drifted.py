# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which servers have drifted, as far as a list of them shows that.  Pure."""
from __future__ import annotations

from collections.abc import Iterable, Mapping

from .._fleet.drift.rows import OPTIONS
from .._fleet.observe import status
from .._fleet.plan.change import decide
from .._fleet.spec import claim, mark
from .._fleet.spec.fleet import Fleet
from .._resource.server.model import Server

# A target is asked only to confirm that image and flavor differ from the marks; of the others with
# `asks`, nobody knows before it has answered.  Each run renews `expires`.
SHOWN = frozenset(name for name, option in OPTIONS.items()
                  if option.asks in (None, "image", "flavor")) - {"expires"}


def drifted(fleets: Iterable[Fleet], servers: Iterable[Server]) -> Mapping[str, tuple[str, ...]]:
    """{id: the options in which it differs}.  fleets: of the target that the servers are on."""
    defined = {fleet.name: fleet for fleet in fleets}
    return {server.id: options for server in servers
            if (fleet := defined.get(mark.fleet_of(server) or ""))
            and (options := _options(fleet, server))}


def _options(fleet: Fleet, server: Server) -> tuple[str, ...]:
    """What is done to a server that is on its way, or that somebody has claimed, is no drift."""
    seat = fleet.seat_of(server, server.target)
    if (not mark.belongs(server, fleet.name) or not fleet.has(seat) or claim.of(server)
            or server.task or not status.works(server) or server.status in status.CHANGING):
        return ()
    found = decide(fleet, seat, server)
    return tuple(sorted(SHOWN.intersection(found.changes + found.held)))
