# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A pool: what is claimed is set apart, and the rest is a fleet of its own.  Pure."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from ..._cloud.target import Target
from ..._portable.expiry import moment, stamp
from ..._resource.server.model import Server
from ..observe import status
from ..spec import claim, mark
from ..spec.fleet import Apart, Fleet, Seat


def apart(fleet: Fleet, seen: Mapping[Target, list[Server]], now: Mapping[Target, datetime]
          ) -> Fleet:
    """The fleet without what is claimed.  now: by the clock of each target."""
    own = [server for rows in seen.values() for server in rows
           if mark.belongs(server, fleet.name) and server.status not in status.GONE]
    claims = {server.id: (server, found) for server in own if (found := claim.of(server))}
    over = {server.id: found.owner for server, found in claims.values()
            if found.over(now[server.target])}
    reused = {own_id: owner for own_id, owner in over.items()
              if _is_reusable(fleet, claims[own_id][0])}
    used = {own_id: f"the claim of {owner} has ended" for own_id, owner in over.items()
            if own_id not in reused}
    claimed = {fleet.seat_of(server, server.target):
               f"claimed by {found.owner} until {stamp(found.expires)}"
               for server, found in claims.values() if server.id not in over}
    old = frozenset(server.id for server in own if server.id not in claims
                    and _is_old(fleet, server, now[server.target]))
    seats = _seats(fleet, own, claimed, over) if fleet.min_ready else None
    return replace(fleet, apart=Apart(seats, claimed, used, old, reused))


def _is_reusable(fleet: Fleet, server: Server) -> bool:
    """Whether a rebuild leaves nothing of what was done with it: volumes stay as they are."""
    return (fleet.reuse_policy == "rebuild" and bool(fleet.min_ready) and status.works(server)
            and server.image is not None and not server.attached)


def _is_old(fleet: Fleet, server: Server, now: datetime) -> bool:
    created = moment(server.created)
    return (fleet.max_ready_age is not None and created is not None
            and created + timedelta(seconds=fleet.max_ready_age) < now)


def _seats(fleet: Fleet, own: list[Server], claimed: Mapping[Seat, str], over: Mapping[str, str]
           ) -> dict[Seat, None]:
    """Servers that work stay where they are."""
    works = {fleet.seat_of(server, server.target): status.works(server) and server.id not in over
             for server in own}
    found: list[Seat] = []
    everywhere = replace(fleet, apart=Apart()).seats()
    for group, count in fleet.counts.items():
        places = [seat for seat in everywhere if seat.group == group]
        if group in fleet.min_ready:
            taken = sum(seat.group == group for seat in claimed)
            ready = max(0, min(fleet.min_ready[group], count - taken))
            free = sorted((seat for seat in places if seat not in claimed),
                          key=lambda seat: (not works.get(seat), seat not in works, seat))
            places = sorted(free[:ready])
        found += places
    return dict.fromkeys(found)
