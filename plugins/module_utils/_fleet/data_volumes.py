# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The data and boot volumes of a fleet through a run: looked at with its servers, deleted after
them."""
from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection, Mapping

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._cloud.select import Selection
from .._cloud.sentences import some
from .._cloud.target import Target
from .._portable import volume as cinder
from .._resource.volume import Copy, Volume
from .apply.context import RunContext
from .observe import backups, servers, volumes
from .observe.offer import Offer
from .observe.volumes import Home
from .plan.plan import Plan
from .spec import mark
from .spec.fleet import Fleet, Seat
from .spec.limits import PREFIX

AGAIN = 1.0         # seconds between two lists
GRACE = 10.0        # seconds for what is being deleted when the run is over


class DataVolumes:
    """Data volumes and boot volumes.  seen: {Target: [Volume]} of the last look.  unseen: {Target:
    CloudError} where there was none, so that nothing is known of kept volumes there.  left:
    {Target: [Volume]}, those that are kept without a server.  empty: {Seat: targets}, of servers
    that are made while these cannot be queried for kept volumes of theirs.  delete_kept: a fleet
    that goes takes those with it.  Of a fleet that goes, copies: {Target: [Copy]}, its snapshots
    and backups, and held: {Target: CloudError}, where snapshots are in the way of volumes."""

    def __init__(self, fleet: Fleet, selection: Selection, context: RunContext,
                 delete_kept: bool | None = False) -> None:
        self.fleet, self.selection, self.context = fleet, selection, context
        self.delete_kept = delete_kept
        self.seen: dict[Target, list[Volume]] = {}
        self.unseen: dict[Target, CloudError] = {}
        self.left: dict[Target, list[Volume]] = {}
        self.empty: dict[Seat, list[Target]] = {}
        self.copies: dict[Target, list[Copy]] = {}
        self.held: dict[Target, CloudError] = {}

    def look(self, targets: list[Target]) -> dict[Target, CloudError]:
        """Lists them, if the fleet's servers have any; what went wrong."""
        if not volumes.any_defined(self.fleet):
            return {}
        found = self.selection.ask(
            lambda connection: servers.volumes(connection, self.fleet.name), targets)
        self.unseen = {t: rows for t, rows in found.items() if isinstance(rows, CloudError)}
        self.seen = {t: volumes.staying(rows) for t, rows in found.items()
                     if not isinstance(rows, CloudError)}
        self.left = {t: [v for v in rows if mark.kept(v) and not v.servers]
                     for t, rows in self.seen.items()}
        return self.unseen

    def homes(self) -> dict[Seat, Home]:
        """Where servers have to be, as their kept volumes are there."""
        return volumes.homes(self.fleet, self.seen, self.context.volumes)

    def begin_empty(self, plan: Plan, unseen: Collection[Target]) -> None:
        """Notes the servers of a plan that may have kept volumes where nobody can look."""
        hidden, homes = {*unseen, *self.unseen}, self.homes()
        for step in plan.steps:
            if (step.action in ("create", "replace") and step.seat not in homes
                    and (where := hidden & {step.server.target} if step.server else hidden)
                    and any(disk.keep for disk in
                            self.fleet.spec(step.seat, step.target).data_volumes)):
                self.empty[step.seat] = sorted(where)

    def credit(self, offers: Mapping[Target, Offer], missing: Collection[Seat],
               leaving: Collection[str]) -> None:
        """Takes what is there for missing servers off what they need, and what goes with others;
        offers: {Target: observe.offer.Offer}.  leaving: ids of servers."""
        for target, found in volumes.spare(self.fleet, self.seen, missing, leaving).items():
            left = offers[target].left if target in offers else {}
            left.update({name: left[name] + found[name.removeprefix(PREFIX)] for name in left
                         if name.removeprefix(PREFIX) in found})

    def clear(self) -> dict[Target, list | CloudError]:
        """Deletes what this run has made for servers that never were, and does not name it."""
        idle = {target: [v for v in rows if v.id in self.context.volumes and not v.servers
                         and v.status in ("available", "error")]
                for target, rows in self.seen.items()}
        asked = self.selection.ask(
            lambda connection: self._delete(connection, idle[connection.target]),
            [target for target, rows in idle.items() if rows])
        for target in asked:
            self.left[target] = [v for v in self.left[target] if v not in idle[target]]
        return asked

    def sweep(self, connection: Connection, check_mode: bool) -> list[str]:
        """Deletes the volumes of a fleet without servers on a target; what it was, in words."""
        target, (rows, copies) = connection.target, servers.storage(connection, None)
        found = volumes.own(rows, self.fleet.name)
        self.copies[target] = [c for c in copies if mark.fleet_of(c) == self.fleet.name]
        unneeded = self._unneeded(found)
        going = volumes.free(unneeded, copies)
        if held := [v for v in unneeded if v not in going]:
            self.held[target] = _held(target, held)
        self.left[target] = [v for v in found if v not in going]
        if going and not check_mode:
            self._delete(connection, going)
        # in check mode there are servers yet, with which theirs go
        return [f"volume {volume.name} on {target}" for volume in going
                if not volume.servers or mark.kept(volume)]

    def going(self, targets: Collection[Target]) -> dict[Target, list[Volume]]:
        """The volumes that go with a fleet, where that can be told."""
        def ask(connection: Connection) -> list[Volume]:
            rows, copies = servers.storage(connection, None)
            return volumes.free(self._unneeded(volumes.own(rows, self.fleet.name)), copies)
        return {target: found for target, found in self.selection.ask(ask, targets).items()
                if not isinstance(found, CloudError)}

    def _unneeded(self, found: list[Volume]) -> list[Volume]:
        return [v for v in found if self.delete_kept or not mark.kept(v)]

    def _delete(self, connection: Connection, going: list[Volume]) -> list[str]:
        """Deletes volumes, and waits until no list shows them."""
        for volume in going:
            cinder.delete(connection, volume.id)
        until = max(self.context.deadline, time.monotonic() + GRACE)
        while left := self._still(connection, going):
            if time.monotonic() > until or any(v.status.startswith("error") for v in left):
                names = ", ".join(f"{v.name} ({v.id}, {v.status})" for v in left)
                raise CloudError("timeout", f"volumes still exist: {names}",
                                 waited_for="deletion")
            time.sleep(AGAIN)
        return []

    def _still(self, connection: Connection, going: list[Volume]) -> list[Volume]:
        ids = {volume.id for volume in going}
        return [volume for volume in servers.volumes(connection, self.fleet.name)
                if volume.id in ids]

    def warnings(self) -> list[str]:
        """What may surprise whoever keeps data; servers that are alike are named together."""
        texts = defaultdict(list)
        for seat, where in self.empty.items():
            texts[f"kept volumes on {_listed(where)} cannot be queried; servers created elsewhere "
                  "get empty ones; to wait instead, set unseen: hold"].append(seat)
        for (seat, name), where in volumes.doubled(self.fleet, self.seen).items():
            texts[f"there are kept volumes {name} on {_listed(where)}: check which one has the "
                  "data, and delete the others"].append(seat)
        return [f"{some([self._called(seat) for seat in seats])}: {text}"
                for text, seats in texts.items()]

    def _called(self, seat: Seat) -> str:
        return self.fleet.server_name(seat, self.fleet.shares[0].target)

    def add_to(self, rows: list[dict]) -> list[dict]:
        """The rows of servers, with their data volumes alone."""
        found = volumes.of_servers(v for rows in self.seen.values() for v in rows
                                   if volumes.name_of(v) != volumes.BOOT)
        return [{**row, "volumes": found.get(row["id"], [])} for row in rows]

    def stays(self) -> dict:
        """What is kept without a server, and snapshots and backups of a fleet that goes, as results
        show it."""
        return {"kept_volumes": [row for target, rows in sorted(self.left.items())
                                 for row in volumes.placed(target, rows)],
                "backups": [row for target, rows in sorted(self.copies.items())
                            for row in backups.report(target, rows)]}


def _listed(targets: list[Target]) -> str:
    return " and ".join(map(str, targets))


def _held(target: Target, held: list[Volume]) -> CloudError:
    names = ", ".join(volume.name for volume in held)
    return CloudError("conflict", f"volumes with snapshots cannot be deleted: {names}. To delete "
                      "all snapshots and backups of the fleet first, run the playbook "
                      "multicloud.openstack.backup with -e backup_state=absent", target)
