# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A run: look, plan, apply, and look again until nothing is left to do.

The second look is not for show: it finds the servers whose create call lost its answer, the
duplicates of a run that was killed or ran at the same time, and a place elsewhere for what failed.
"""
from __future__ import annotations

import time
import uuid
from datetime import UTC, datetime

from .._cloud import sentences
from .._cloud.errors import CloudError
from .._cloud.select import Selection, select
from .._cloud.target import Target
from .._resource.server.model import Server
from . import beside, capacity, guard, lock, report, review
from .apply import ingress
from .apply.context import RunContext
from .apply.journey import Journey
from .apply.loop import GRACE, Apply
from .apply.progress import Progress
from .comparison import Comparison
from .data_volumes import DataVolumes
from .holds import Holds
from .host_keys import HostKeys
from .ledger import Ledger
from .observe import servers, status
from .placing import Placing
from .plan import change, pool
from .plan.plan import Plan, Step
from .progress_file import announcer
from .room import TURN, Room, waiting
from .spec import fleet as fleet_spec
from .spec import mark, times, validate
from .spec.fleet import Fleet
from .sweep import sweep


def run(options: dict, check_mode: bool) -> dict:
    """Carries out the module's options; the result as the module returns it.

    Raises CloudError where nothing could be begun.
    """
    parent = guard.Parent()
    options, wrong = fleet_spec.readable(options)
    lasting = options["timeout"] + (times.seconds("wait_for_room", options, []) or 0)
    selection = select({**options, "timeout": lasting})
    present = options["state"] == "present"
    fleet = validate.checked(
        fleet_spec.of(options, selection.entries, datetime.now(UTC)) if present
        else fleet_spec.Fleet(options["name"], {}, plan_digest=options.get("plan_digest")),
        options["state"], wrong)
    if check_mode:
        return Work(options, selection, fleet, parent, check_mode).go()
    with (guard.locked(fleet.name, options["timeout"]),
          lock.locked(selection, fleet.name, options.get("lock_owner"), lasting, present
                      ) as unlocked):
        work = Work(options, selection, fleet, parent, check_mode)
        work.ledger.unseen.update(unlocked)
        return work.go()


class Work:
    """One run on one fleet."""

    def __init__(self, options: dict, selection: Selection, fleet: Fleet, parent: guard.Parent,
                 check_mode: bool) -> None:
        self.fleet, self.check_mode, self.state = fleet, check_mode, options["state"]
        self.selection, self.targets = selection, selection.targets
        self.connections = selection.connections
        self.keys = HostKeys(options.get("known_hosts"), fleet.name, options["port"])
        self.began = time.monotonic()
        self.context = RunContext(
            fleet=fleet, run=uuid.uuid4().hex[:12], connections=selection.connections,
            deadline=self.began + options["timeout"], timeout=options["timeout"],
            limits={name: options[f"{name}_timeout"] for name in ("create", "reachable", "delete")
                    if options.get(f"{name}_timeout") is not None},
            gone=parent.gone, wait=options["wait"], port=options["port"],
            wants_keys=bool(self.keys.path) and options["wait"] != "none",
            progress=Progress(fleet.name, self.began, announcer(), options["wait"],
                              options["port"]))
        unusable = {error.target: error for error in selection.failures if error.target}
        self.ledger = Ledger(self.targets, unusable, fleet.retries, self.context.run, fleet)
        self.disks = DataVolumes(fleet, selection, self.context, options.get("delete_kept_volumes"))
        self.comparison = Comparison(fleet, selection)
        self.room = Room(fleet.wait_for_room)
        self.holds = Holds(selection, self.ledger, options["timeout"])
        self.placing = Placing(selection, self.ledger, self.comparison, self.disks, self.room)
        self.seen: dict[Target, list[Server]] = {}

    def outlook(self) -> list[CloudError]:
        """What would go wrong, as far as the plan tells."""
        return self.ledger.failures(self._first())

    def _first(self) -> Plan:
        self._look()
        self.fleet = change.sparing(change.adopting(self.fleet, self.seen), self.seen)
        plan = self._plan()
        self.ledger.spare(self.fleet.spared, plan)
        return plan

    def go(self) -> dict:
        """All of it."""
        first = plan = self._first()
        self._begin(first)
        while not self._over(plan):
            if not (self._apply(capacity.wave(self.fleet, self.ledger, plan))
                    or self._wait_for_room(plan)):
                break
            self._look()
            plan = self._plan()
        if not (self.check_mode or self.ledger.stopped or self._late() or self.fleet.min_ready):
            self.comparison.mark_again(self.fleet, plan, self.context.deadline)
        if not self.ledger.stopped and (self.state == "absent" or not self.check_mode):
            self._clear(plan)
        self.seen.update(report.lost(self.fleet, self.ledger, self.seen))
        return self._result(first, plan)

    def _begin(self, plan: Plan) -> None:
        """What is said of the plan, and whether it may be carried out at all."""
        reviewed = self.state == "absent" and (self.check_mode or self.fleet.plan_digest)
        going = self.disks.going(self.seen if reviewed else ())
        deleted = beside.deleted(self.selection, self.fleet, plan, self.seen, self.ledger)
        self.told = review.told(self.fleet, plan, self.placing, self.ledger, self.disks.seen, going,
                                deleted)
        if self.check_mode:
            self.ledger.changed = bool(plan.writes) and not self.room.hopeless(
                self.ledger, plan, self.fleet)
            if self.context.wait == "reachable":
                self.ledger.errors.update(ingress.foreseen(
                    self.selection, self.fleet, plan, self.placing.offers, self.context.port))

    def _over(self, plan: Plan) -> bool:
        return (self.check_mode or self._late()
                or self.room.hopeless(self.ledger, plan, self.fleet)
                or review.beyond(self.told, self.fleet, plan, self.placing))

    def _wait_for_room(self, plan: Plan) -> bool:
        """Whether to look again, as there may be room by now for servers that have found none."""
        began, seats = time.monotonic(), self.room.seats(plan)
        pause = self.room.pause(len(seats), began) if seats else 0
        if not pause:
            return False
        self.context.progress.tell(None, waiting(plan, self.ledger, seats, pause), began)
        while time.monotonic() < began + pause and not self.context.gone():
            time.sleep(min(TURN, pause))
        self.context.deadline += time.monotonic() - began
        self.room.reopen(self.ledger)
        return True

    def _late(self) -> bool:
        return self.context.gone() or time.monotonic() > self.context.deadline

    # -- look and plan

    def _look(self) -> None:
        unseen = self.ledger.unseen
        found = self.selection.look(
            servers.servers, [target for target in self.targets if target not in unseen])
        found.update(servers.twins(found))
        unseen.update({t: rows for t, rows in found.items() if isinstance(rows, CloudError)})
        self.seen = {t: rows for t, rows in found.items() if not isinstance(rows, CloudError)}
        self.ledger.look(self.seen)
        self.ledger.closed.update(self.disks.look(list(self.seen)))
        self.keys.recall(self.seen, self.context.facts)

    def _plan(self) -> Plan:
        self.fleet = pool.apart(self.fleet, self.seen, {
            target: self.connections[target].now() for target in self.seen})
        self.ledger.given_up.update(self.fleet.apart.used)
        self.ledger.done.update(self.fleet.apart.claimed)
        if self.state == "present":
            self.ledger.closed.update(self.comparison.look(self.seen, self.disks.seen))
        plan = self.placing.plan(self.fleet, self.state, self.seen)
        self.ledger.refuse(plan)
        self.disks.begin_empty(plan, self.ledger.unseen)
        return plan

    # -- apply

    def _apply(self, steps: list[Step]) -> bool:
        """Carries out steps; whether to look at the fleet again."""
        floating_ips = beside.floating_ips(self.selection, self.fleet, steps, self.ledger)
        closed = beside.prepare(self.selection, self.fleet, self.placing, self.context, {
            step.target for step in steps if step.action in ("create", "replace")})
        self.ledger.refuse_unanswered(steps, self.placing.offers)
        todo = [step for step in steps if self.ledger.worth(step) and not (
            step.action in ("create", "replace") and step.target in closed)]
        again = self.ledger.learn(self._carried_out(todo, floating_ips)) or bool(closed)
        self.room.tried(self.ledger, self.placing.offers)
        return again

    def _carried_out(self, steps: list[Step], floating_ips: dict) -> list[Journey]:
        with self.holds.taken(self.fleet, steps) as ours:
            return Apply(self.context, ours, self.placing.offers, floating_ips).go()

    def _clear(self, plan: Plan) -> None:
        """Deletes what has failed for good, and what a fleet without servers has left."""
        if self.state == "absent":
            self._sweep()
        elif not self.context.gone():
            broken = [capacity.cleared(step) for step in plan.steps
                      if capacity.is_broken(step, self.ledger)]
            if broken and self.fleet.on_failure == "delete":
                self.context.deadline = max(self.context.deadline, time.monotonic() + GRACE)
                self.ledger.learn(self._carried_out(broken, beside.floating_ips(
                    self.selection, self.fleet, broken, self.ledger)))
                self._look()
            self.ledger.swept(self.disks.clear())

    def _sweep(self) -> None:
        left = set() if self.check_mode else {
            server.target for rows in self.seen.values() for server in rows
            if mark.fleet_of(server) == self.fleet.name and server.status not in status.GONE}
        self.ledger.swept(self.selection.ask(
            lambda connection: sweep(connection, self.fleet.name, self.check_mode)
            + self.disks.sweep(connection, self.check_mode),
            [target for target in self.seen if target not in left]))
        self.ledger.swept(self.disks.held)

    # -- report

    def _save_keys(self, rows: list[dict]) -> tuple[bool, list[CloudError]]:
        """Whether host keys were written; why some were not."""
        if self.check_mode or self.ledger.stopped:
            return False, []
        return self.keys.save(rows, self.context.facts, all_seen=not self.ledger.unseen)

    def _hints(self, first: Plan, last: Plan, rows: list[dict]) -> list[str]:
        tagless = {t for t in self.targets if self.connections[t].microversion == "2.1"}
        return [*self.told.hints, *report.elsewhere(first),
                *report.untagged(self.fleet, last, tagless),
                *report.unused(self.context.prepared, rows), *report.doubled(self.ledger, rows)]

    def _result(self, first: Plan, last: Plan) -> dict:
        ledger, rows = self.ledger, report.servers(self.fleet.name, self.seen, self.context.facts)
        keys_changed, clashes = self._save_keys(rows)
        failed = bool(clashes) or report.failed(self.fleet, self.state, ledger, last,
                                                self.check_mode)
        failures = [*clashes, *ledger.failures(last)] or [
            CloudError("timeout", "the run ended before everything was done")] * failed
        counts, stays = report.done(first, ledger, rows, self.check_mode), self.disks.stays()
        unknown = report.unknown(self.state, ledger, first, last, failures, stays)
        return {
            "changed": bool(ledger.changed or ledger.removed or keys_changed), "failed": failed,
            "msg": report.message(self.fleet, self.state, ledger, rows, counts,
                                  sentences.sentences(failures) if failed else [], self.check_mode,
                                  unknown),
            "warnings": [*report.warnings(self.fleet, last, failures, failed),
                         *self._hints(first, last, rows), *self.disks.warnings()],
            "run": self.context.run, "count": self.fleet.count, "complete": not failed,
            "servers": self.disks.add_to(rows), **stays,
            "removed": ledger.removed, **self.told.result,
            "failures": [error.report() for error in failures],
            "foreign": [server.report() for server in last.foreign],
            "targets": report.target_rows(
                first, ledger, counts, failures, self.began,
                {target: self.connections[target].requests for target in self.targets}),
        }
