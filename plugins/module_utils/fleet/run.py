# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A run: look, plan, apply, and look again until nothing is left to do.

The second look is not for show: it finds the servers whose create call lost its answer, the
doubles of a run that was killed or ran at the same time, and a place elsewhere for what failed.
"""
from __future__ import annotations

import time
import uuid
from collections import Counter, defaultdict

from ..cloud.errors import CloudError
from ..cloud.pool import each
from ..cloud.select import Selection, select
from ..portable import floating, keypair
from . import guard, known_hosts, mark, observe, report
from .apply import Apply
from .orders import Orders
from .place import Placement, Room, place
from .plan import Plan, complete, survey
from .spec import Fleet, Refused, fleet as fleet_of, wrong_name

TRIES = 2               # of one index on one target, and of one deletion
CLOSING = ("quota", "no_host", "auth", "forbidden", "invalid", "not_found", "config")


def run(options: dict, check_mode: bool) -> dict:
    """Carries out the module's options; the result as the module returns it.

    Raises CloudError or spec.Refused where nothing could be begun.
    """
    selection = select(options)
    if options["state"] == "absent":
        sentences = wrong_name(options["name"])
        if sentences:
            raise Refused(sentences)
        fleet = Fleet(options["name"], 0, ())
    else:
        fleet = fleet_of(options, selection.entries)
    work = Work(options, selection, fleet, check_mode)
    if check_mode:
        return work.go()
    with guard.locked(fleet.name, options["timeout"]):
        return work.go()


class Work:
    """One run on one fleet."""

    def __init__(self, options, selection: Selection, fleet: Fleet, check_mode: bool):
        self.options, self.selection, self.fleet = options, selection, fleet
        self.check_mode, self.state = check_mode, options["state"]
        self.began = time.monotonic()
        self.orders = Orders(
            fleet=fleet, run=uuid.uuid4().hex[:12], connections=selection.connections,
            deadline=self.began + options["timeout"], timeout=options["timeout"],
            gone=guard.Parent().gone, wait=options["wait"], port=options["port"],
            wants_keys=bool(options.get("known_hosts")) and options["wait"] != "none")
        self.seen: dict = {}
        self.unseen: dict = {error.target: error for error in selection.failures}
        self.closed: dict = {}                      # {target: CloudError}, for creations
        self.errors: dict = {}                      # {index or server id: CloudError}
        self.done: set[int] = set()                 # indexes
        self.tries: Counter = Counter()
        self.tallies = defaultdict(Counter, {target: Counter() for target in selection.targets})
        self.seconds: dict = {}
        self.removed: list[str] = []                # beside servers

    def go(self) -> dict:
        """All of it."""
        first, plan = None, self._plan()
        while True:
            first = first or plan
            todo = [step for step in plan.steps if self._worth_doing(step)]
            if self.check_mode or self.orders.gone() or time.monotonic() > self.orders.deadline:
                break
            wrote = any(step.action != "keep" for step in todo)
            failed = self._apply(todo)
            if not wrote and not failed:
                break
            plan = self._plan()
        if self.state == "absent":
            self._sweep()
        return self._result(first, plan)

    # -- look and plan

    def _plan(self) -> Plan:
        targets = [t for t in self.selection.targets if t not in self.unseen]
        found = each(targets, lambda t: observe.servers(self.orders.connections[t]))
        self.seen = {t: rows for t, rows in found.items() if not isinstance(rows, CloudError)}
        self.unseen.update({t: error for t, error in found.items() if t not in self.seen})
        plan = survey(self.fleet, self.seen, set(self.unseen), self.state)
        return complete(self.fleet, plan, self._place(plan)) if plan.missing else plan

    def _place(self, plan: Plan) -> Placement:
        if self.unseen and self.fleet.unseen == "hold":
            return Placement({}, {index: f"{reason}; unseen is hold"
                                  for index, reason in plan.missing.items()})
        shares = [s for s in self.fleet.shares if s.target in self.seen]
        asked = each([s.target for s in shares if s.target not in self.closed], self._terms)
        self.closed.update({t: e for t, e in asked.items() if isinstance(e, CloudError)})
        self.terms = {t: terms for t, terms in asked.items() if t not in self.closed}
        rooms = [self._room(plan, share) for share in shares]
        avoid = defaultdict(set)
        for (index, target), count in self.tries.items():
            if count >= TRIES:
                avoid[index].add(target)
        return place(plan.missing, rooms, self.fleet.placement, avoid)

    def _terms(self, target):
        connection = self.orders.connections[target]
        return observe.terms(connection, self.fleet.share(target))

    def _room(self, plan, share):
        there = [step for step in plan.steps if step.server and step.target == share.target]
        leaving = sum(step.action in ("delete", "replace") for step in there)
        closed = self.closed.get(share.target)
        left = {} if closed else self.terms[share.target].left
        return Room(share.target, have=len(there) - leaving, min=share.min, max=share.max,
                    weight=share.weight, closed=closed and closed.message,
                    left={name: number + leaving for name, number in left.items()})

    # -- apply and learn

    def _worth_doing(self, step) -> bool:
        if step.action in ("delete", "replace") and self.tries[step.server.id] >= TRIES:
            return False
        # a broken server that found no replacement stays as it is, and is in the errors
        return step.action != "keep" or mark.works(step.server)

    def _apply(self, steps) -> bool:
        """Whether something failed that another plan may mend."""
        answers = {target: terms.answer for target, terms in self._creating(steps).items()}
        going = {step.server.target for step in steps if step.action in ("delete", "replace")
                 and (step.server.floating_ip or mark.wants_floating_ip(step.server))}
        rows = each(going, lambda t: observe.floating_ips(self.orders.connections[t],
                                                          self.fleet.name))
        usable = {t: found for t, found in rows.items() if not isinstance(found, CloudError)}
        # a server whose floating IPs are unknown stays until they can be deleted with it
        blocked = {t: error for t, error in rows.items() if t not in usable}
        todo = [s for s in steps if s.action not in ("delete", "replace")
                or s.server.target not in blocked]
        self.errors.update({s.server.id: blocked[s.server.target] for s in steps if s not in todo})
        slots = Apply(self.orders, todo, answers, usable).go()
        return any([self._learn(slot) for slot in slots])

    def _creating(self, steps):
        """The terms of the targets where something is created, with their keypairs made."""
        targets = {s.target for s in steps if s.action in ("create", "replace")}
        terms = {target: self.terms[target] for target in targets}
        new = [target for target in targets if terms[target].new_keypair]

        def make(target):
            wish = self.fleet.share(target).wish
            return keypair.ensure(self.orders.connections[target], wish.key_name,
                                  wish.public_key, mark.tag(self.fleet.name))
        # a failure shows itself when Nova refuses the servers
        each(new, make)
        return terms

    def _learn(self, slot) -> bool:
        step, tally = slot.step, self.tallies[slot.target]
        self.seconds[slot.target] = time.monotonic() - self.began
        key = step.server.id if step.action == "delete" else step.index
        if slot.failure is None:
            self.errors.pop(key, None)
            if step.action == "delete":
                self.tallies[step.server.target]["deleted"] += 1
            elif slot.done:
                self._did(step, tally)
            return slot.open
        self.errors[key] = slot.failure
        self.tries[step.server.id if slot.deleting else (step.index, slot.target)] += 1
        if not slot.deleting and step.action != "keep" and slot.failure.kind in CLOSING:
            self.closed[slot.target] = slot.failure
        return slot.failure.kind not in ("conflict", "timeout")

    def _did(self, step, tally):
        if step.index not in self.done:
            words = {"keep": "kept", "update": "updated"}
            tally[words.get(step.action, "created")] += 1
        self.done.add(step.index)

    # -- what is left beside servers

    def _sweep(self):
        """Floating IPs and keypairs of a fleet that has no server left on a target."""
        def sweep(target):
            connection = self.orders.connections[target]
            if any(mark.fleet_of(s) == self.fleet.name for s in self.seen[target]
                   if s.status not in mark.GONE) and not self.check_mode:
                return []
            left = observe.floating_ips(connection, self.fleet.name)
            tag = mark.tag(self.fleet.name)
            keys = keypair.owned(connection, tag)
            if not self.check_mode:
                for row in left:
                    floating.delete(connection, row["id"])
                keypair.remove(connection, keys)
            return ([f"floating IP {row['address']} on {target}" for row in left]
                    + [f"keypair {name} on {target}" for name in keys])
        for target, removed in each(self.seen, sweep).items():
            if isinstance(removed, CloudError):
                self.errors[str(target)] = removed
            else:
                self.removed += removed

    # -- report

    def _result(self, first: Plan, last: Plan) -> dict:
        for step in first.steps:
            if step.target:
                self.tallies[step.target]["planned"] += step.action != "delete"
        there = report.servers(self.fleet.name, self.seen, self.orders.facts)
        changed_hosts = self._known_hosts(there)
        failures = self._failures(last)
        for error in failures:
            if error.target:
                self.tallies[error.target]["failed"] += 1
        names = {step.name for step in first.writes}
        unhurt = {target: error for target, error in {**self.closed, **self.unseen}.items()}
        return {
            "changed": bool(names or self.removed or changed_hosts), "run": self.orders.run,
            "failed": self._failed(last), "servers": there,
            "plan": [step.report() for step in first.steps],
            "plan_lines": [step.line() for step in first.writes],
            "removed": self.removed, "failures": [error.report() for error in failures],
            "foreign": [server.report() for server in last.foreign],
            "targets": report.target_rows(
                self.tallies, {t: self.orders.connections[t].requests
                               for t in self.selection.targets}, self.seconds, unhurt),
            "diff": report.diff(self.fleet, first),
            "msg": report.sentence(self.fleet, self.tallies, self.state, len(there)),
        }

    def _failures(self, last: Plan) -> list[CloudError]:
        named = [self.errors[key] for key in sorted(self.errors, key=str)]
        targets = {**self.closed, **self.unseen}
        for index, reason in sorted(last.missing.items()):
            if index not in self.errors:
                named.append(CloudError("quota" if "quota" in reason else "not_found",
                                        f"{self.fleet.server_name(index)} could not be placed: "
                                        f"{reason}"))
        return list({str(error): error for error in [*targets.values(), *named]}.values())

    def _failed(self, last: Plan) -> bool:
        if self.state == "absent":
            left = any(self.errors) or (not self.check_mode and last.steps)
            return bool(left or self.unseen)
        if self.check_mode:
            return bool(last.missing)
        return len(self.done) < self.fleet.count

    def _known_hosts(self, there) -> bool:
        """Writes the fleet's host keys; whether that changed the file."""
        path = self.options.get("known_hosts")
        if not path or self.check_mode:
            return False
        before, wanted = known_hosts.load(path), []
        for row in there:
            stamp = f"{mark.tag(self.fleet.name)} {mark.PREFIX}server={row['id']}"
            keys = self.orders.facts[row["id"]].keys if row["id"] in self.orders.facts else []
            wanted += known_hosts.lines(row["address"], self.options["port"], keys, stamp)
        after = known_hosts.merged(before, mark.tag(self.fleet.name), wanted, bool(self.unseen))
        if after != before:
            known_hosts.save(path, after)
        return after != before
