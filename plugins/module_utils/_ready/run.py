# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Servers until they are ready: found on their targets, and each visited once it is ACTIVE."""
from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from time import monotonic as clock

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._cloud.pool import MOST, Pool
from .._cloud.select import select
from .._cloud.target import Target
from .._fleet.apply import calls
from .._fleet.apply.phase import Phase, phase
from .._fleet.observe import bastions, known_hosts, servers, status
from .._fleet.observe.known_hosts import KnownKeys
from .._fleet.spec import mark
from .._resource.server.model import Server, about
from . import outcome as ready_outcome
from .outcome import Outcome
from .ssh import Ssh
from .visit import Visit, VisitOptions

PAUSE = 2.0         # seconds between two lists of a target


def ready(options: dict, check_mode: bool) -> dict:
    """Waits until the servers of the module's options are ready; its result.

    check_mode: the file of host keys is not written.
    """
    return Ready(options).go(check_mode)


class Ready:
    """One run.  outcomes: {Target: {server id: Outcome}}.  listed: {Target: ids}, of the targets
    of which all servers are known.  doors: the bastions that nobody has asked for."""

    def __init__(self, options: dict) -> None:
        self.fleet, self.path = options["fleet"], options["known_hosts"]
        references = [ready_outcome.ServerReference.of(entry) for entry in options["servers"] or ()]
        self.references = ready_outcome.by_name(references)
        self.options = VisitOptions(
            Ssh.of(options),
            {name: options[f"{name}_timeout"] for name in ready_outcome.PHASES[1:]},
            options["login"], options["host_keys"], bastion_user=options.get("bastion_user"))
        if not (options["targets"] or options["cloud"] or self.fleet):
            options = {**options, "targets": ready_outcome.places(references)}
        self.selection = select(options)
        self.known = known_hosts.known(known_hosts.load(self.path)) if self.path else {}
        self.pool = Pool(MOST)
        self.outcomes: dict = {target: {} for target in self.selection.targets}
        self.listed: dict = {}
        self.doors: dict[tuple[Target, str], Outcome] = {}
        self.visits: dict[tuple[Target, str], Visit] = {}

    def go(self, check_mode: bool) -> dict:
        """All of it."""
        found = self.selection.ask(self._look)
        errors = {error.target: error for error in self.selection.failures if error.target}
        errors.update({target: error for target, error in found.items() if error})
        outcomes = sorted(self._ended(errors), key=lambda one: (one.server.name, one.server.id))
        good = self._believed([*outcomes, *self._entered()])
        failures = sorted([*errors.values(), *(one.error for one in outcomes if one.error),
                           *([] if errors else self._missing(outcomes))],
                          key=lambda error: error.kind != "host_key")     # which must be seen
        return {
            "failed": bool(failures), "msg": ready_outcome.message(outcomes, failures),
            "servers": [outcome.report() for outcome in outcomes],
            "targets": ready_outcome.target_rows(outcomes, errors),
            "failures": [error.report() for error in failures],
            "warnings": ready_outcome.warnings(outcomes), **self._save(good, check_mode)}

    def _ended(self, errors: Mapping[Target, CloudError]) -> Iterator[Outcome]:
        """All servers; those that were never ACTIVE have an error, at last."""
        for target, outcomes in self.outcomes.items():
            for outcome in outcomes.values():
                if outcome.visit:
                    outcome.visit.result()
                elif not outcome.error:
                    outcome.error = about(outcome.server, errors.get(target) or CloudError(
                        "not_ready", "has vanished: somebody has deleted it"))
                yield outcome

    # -- finding

    def _look(self, connection: Connection) -> None:
        """Visits the servers of a target, each as soon as it is ACTIVE."""
        began, outcomes = clock(), self.outcomes[connection.target]
        while True:
            building, rows = [], self._rows(connection)
            for server in self._asked_for(rows):
                outcome = outcomes.setdefault(server.id, ready_outcome.Outcome(server))
                if not (outcome.visit or outcome.error
                        or self._begun(connection, outcome, server, rows)):
                    building.append(outcome)
            if not building or clock() - began > self.options.limits["active"]:
                break
            time.sleep(PAUSE)
        for outcome in building:
            limit = f"{clock() - began:.0f} s (active_timeout)"
            late = CloudError("not_ready", f"still {outcome.server.status} after {limit}")
            if mark.through(outcome.server.metadata) and outcome.server.status in status.AT_WORK:
                bastion = bastions.find(outcome.server, rows)
                late = bastions.unable(outcome.server, bastion)
                late.message += f" after {limit}"
            outcome.error = about(outcome.server, late)

    def _rows(self, connection: Connection) -> list[Server]:
        """All servers of a target that may be asked for, or be bastions of these; bastions
        first."""
        rows = [server for server in servers.servers(connection, self.fleet)
                if server.status not in status.GONE]
        if not self.fleet:
            self.listed[connection.target] = {server.id for server in rows}
        return sorted(rows, key=lambda server: mark.through(server.metadata) is not None)

    def _asked_for(self, rows: list[Server]) -> list[Server]:
        if self.fleet:
            return [server for server in rows if mark.belongs(server, self.fleet)]
        return [server for server in rows if ready_outcome.find(self.references, server)]

    def _begun(self, connection: Connection, outcome: Outcome, server: Server,
               rows: list[Server]) -> bool:
        """Whether nothing more can be learnt of a server from lists."""
        outcome.server = server
        stage = phase(server, wait="active", needs_floating=status.wants_floating_ip(server),
                      settled=True, answered=False, needs_keys=False)
        if stage in (Phase.ERROR, Phase.STOPPED):
            outcome.error = about(server, calls.broken(server))
        elif stage == Phase.DONE and mark.through(server.metadata):
            return self._begun_behind(connection, outcome, rows)
        elif stage == Phase.DONE:
            self._visit(connection, outcome, self._options(server, rows))
        return stage in (Phase.ERROR, Phase.STOPPED, Phase.DONE)

    def _begun_behind(self, connection: Connection, outcome: Outcome, rows: list[Server]) -> bool:
        """The same of a server behind a bastion, which has to be there."""
        bastion = bastions.find(outcome.server, rows)
        if bastion is None or not (bastions.able(bastion) or bastions.coming(bastion)):
            outcome.error = about(outcome.server, bastions.unable(outcome.server, bastion))
            return True
        if not bastions.able(bastion):
            return False
        key = connection.target, bastion.id
        if key not in self.visits:
            door = self.doors.setdefault(key, ready_outcome.Outcome(bastion))
            self._visit(connection, door, replace(self._options(bastion, rows), boot=False))
        self._visit(connection, outcome, self.options, self.visits[key])
        return True

    def _options(self, server: Server, rows: list[Server]) -> VisitOptions:
        """How to log in to a server that is reached directly: bastions may have another user."""
        user = self.options.bastion_user
        place = mark.fleet_of(server), mark.seat_of(server).group
        if not user or all(place != (mark.fleet_of(one), mark.through(one.metadata))
                           for one in rows):
            return self.options
        return replace(self.options, ssh=replace(self.options.ssh, user=user))

    def _visit(self, connection: Connection, outcome: Outcome, options: VisitOptions,
               bastion: Visit | None = None) -> None:
        server = outcome.server
        named = ready_outcome.find(self.references, server)
        outcome.seconds.update(ready_outcome.built(server, named.times if named else {}))
        place = known_hosts.host(server.address, self.options.ssh.port,
                                 outcome.alias), ready_outcome.stamp(server)
        visit = Visit(options, connection, outcome, self.known.get(place), bastion)
        self.visits[connection.target, server.id] = visit
        outcome.visit = self.pool.submit(visit.go)

    def _missing(self, outcomes: list[Outcome]) -> list[CloudError]:
        """What was asked for and is nowhere."""
        if self.fleet and not outcomes:
            return [CloudError("not_found", f"there is no server of fleet {self.fleet}")]
        return [CloudError("not_found", f"there is no server {one.name}") for one in
                ready_outcome.missing(self.references, [outcome.server for outcome in outcomes])]

    # -- host keys

    def _entered(self) -> Iterator[Outcome]:
        """The bastions that nobody has asked for, when their visits have ended."""
        for door in self.doors.values():
            door.visit.result()
            yield door

    def _believed(self, outcomes: list[Outcome]) -> list[Outcome]:
        """Those whose keys may be written down.  Where several have one address, none may: all of
        them have failed."""
        if not self.path:
            return []
        good = [one for one in outcomes
                if one.keys and not (one.error and one.error.kind == "host_key")]
        clashes = known_hosts.clashes({**one.report(), "alias": one.alias} for one in good)
        for one in good:
            if error := clashes.get(one.alias or one.server.address or ""):
                one.error = about(one.server, error)
        return [one for one in good if (one.alias or one.server.address) not in clashes]

    def _save(self, good: list[Outcome], check_mode: bool) -> dict:
        """Writes the keys that are believed, and forgets those of servers that are gone."""
        if not self.path:
            return {"changed": False}
        lines = [line for one in good for line in known_hosts.lines(
            one.server.address or "", self.options.ssh.port, KnownKeys(one.keys, one.launched),
            ready_outcome.stamp(one.server), one.alias)]
        own = {one.server.id for one in good}
        there = {ready_outcome.word(target): ids for target, ids in self.listed.items()}

        def goes(marks: dict[str, str]) -> bool:
            server = marks.get("server")
            return server in own or server not in there.get(marks.get("target", ""), [server])

        def change(text: str) -> str:
            return known_hosts.merged(known_hosts.without(text, goes), "", lines, keep_own=True)
        before = known_hosts.load(self.path)
        after = change(before)
        if not check_mode:
            known_hosts.update(self.path, change)
        return {"changed": after != before, "diff": {
            "before": before, "after": after,
            "before_header": self.path, "after_header": self.path}}
