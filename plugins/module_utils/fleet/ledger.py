# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a run has learnt so far: what is done, what failed, and what is not worth another try.
Pure."""
from __future__ import annotations

from collections import Counter, defaultdict

from ..cloud.errors import CloudError
from ..cloud.target import Target
from . import mark
from .plan import Plan, Step
from .slot import Slot

TRIES = 2               # of one index on one target, and of one deletion
CLOSING = ("quota", "no_host", "auth", "forbidden", "invalid", "not_found", "config")
WORDS = {"keep": "kept", "update": "updated", "delete": "deleted"}


class Ledger:
    """The account of a run, over all its looks at the fleet.

    unseen: {Target: CloudError}, targets that could not be looked at.  closed: {Target:
    CloudError}, targets where nothing more is created.  errors: {index, or id of a server to
    delete: CloudError}.  tallies: {Target: Counter of created, kept, updated, deleted}.
    """

    def __init__(self, targets: list[Target], unseen: dict[Target, CloudError]):
        self.unseen, self.closed = unseen, {}
        self.errors: dict[int | str, CloudError] = {}
        self.mended: list[CloudError] = []          # errors of what was done later all the same
        self.changed = False
        self.done: set[int] = set()                 # indexes that are as wished
        self.removed: list[str] = []                # beside servers, in words
        self.tallies: dict[Target, Counter] = {target: Counter() for target in targets}
        self.ended: dict[Target, float] = {}        # time.monotonic() of the last event
        self._tries: Counter = Counter()            # by server id, and by (index, Target)

    def learn(self, slots: list[Slot]) -> bool:
        """Notes how slots ended; whether to look at the fleet again: something was changed, or
        failed and may be mended, or is not finished."""
        return sum([self._ended(slot) for slot in slots]) > 0

    def _ended(self, slot):
        step = slot.step
        self.changed |= slot.wrote
        key = step.server.id if step.action == "delete" else step.index
        if slot.failure is not None:
            return self._failed(slot, key)
        if slot.done:
            if key in self.errors:
                self.mended.append(self.errors.pop(key))
            if step.action == "delete" or step.index not in self.done:
                self._count(slot)
        return slot.open or slot.wrote

    def _count(self, slot):
        """Once for each server: the next look finds those that were made as kept."""
        step = slot.step
        self.tallies[slot.target][WORDS.get(step.action, "created")] += 1
        self.removed += [f"floating IP {address} on {slot.target}" for address in slot.removed]
        self.ended[slot.target] = max(slot.ended, self.ended.get(slot.target, 0.0))
        if step.action != "delete":
            self.done.add(step.index)

    def _failed(self, slot, key):
        step, error = slot.step, slot.failure
        self.errors[key] = error
        self.done.discard(key)
        # a conflict stays one, however often it is tried
        many = TRIES if error.kind == "conflict" else 1
        if step.server:
            self._tries[step.server.id] += many
        if not slot.deleting:
            self._tries[step.index, slot.target] += many
            if step.action != "keep" and error.kind in CLOSING:
                self.closed[slot.target] = error
        # without an answer, a call may have been carried out
        self.changed |= step.action != "keep" and error.kind in ("unreachable", "timeout")
        return slot.wrote or error.kind != "conflict"

    def look(self, seen: dict[Target, list]) -> None:
        """Takes back the errors of deletions after which the server is not there all the same."""
        there = {server.id for servers in seen.values() for server in servers}
        for key, error in list(self.errors.items()):
            if isinstance(key, str) and error.target in seen and key not in there:
                self.mended.append(self.errors.pop(key))
                self.tallies[error.target]["deleted"] += 1

    def block(self, step: Step, error: CloudError) -> None:
        """A deletion that must not be tried."""
        self.errors[step.server.id] = error
        self._tries[step.server.id] += TRIES

    def worth(self, step: Step) -> bool:
        """Whether to try a step (again).

        A broken server that found no replacement stays as it is, and is in the errors.
        """
        if step.action == "keep" and not mark.works(step.server):
            return False
        return step.server is None or self._tries[step.server.id] < TRIES

    def avoid(self) -> dict[int, set[Target]]:
        """{index: targets that have failed it often enough}."""
        found = defaultdict(set)
        for key, count in self._tries.items():
            if isinstance(key, tuple) and count >= TRIES:
                found[key[0]].add(key[1])
        return found

    def failures(self, plan: Plan) -> list[CloudError]:
        """Everything that went wrong, each once: targets first, then servers, then indexes that
        found no place."""
        named = [*self.unseen.values(), *self.closed.values(), *self.mended,
                 *(self.errors[key] for key in sorted(self.errors, key=str))]
        homeless: dict[str, list[int]] = defaultdict(list)
        for index, reason in sorted(plan.missing.items()):
            if index not in self.errors and reason:
                homeless[reason].append(index)
        named += [_no_place(indexes, reason) for reason, indexes in homeless.items()]
        return list({str(error): error for error in named}.values())

    def hopeless(self, plan: Plan) -> bool:
        """Whether the bounds alone make the wish impossible, so that nothing should be begun."""
        return bool(plan.missing) and not (self.unseen or self.closed or self.errors)


def _no_place(indexes, reason):
    numbers = ", ".join(map(str, indexes[:5])) + (" ..." if len(indexes) > 5 else "")
    what = f"no place for {len(indexes)} of the servers (number {numbers}): {reason}"
    return CloudError("quota" if "quota" in reason else "not_found", what)
