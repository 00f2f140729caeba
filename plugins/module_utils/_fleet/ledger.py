# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a run has learnt so far: what is done, what failed, and what is not worth another try.
Pure."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from .._cloud.errors import CloudError
from .._cloud.target import Target
from .._resource.server.model import Server
from .apply.journey import Journey
from .observe import status
from .plan.change import needs_target
from .plan.homeless import homeless
from .plan.plan import Plan, Step
from .spec import mark
from .spec.fleet import Fleet, Seat
from .spent import Spent

if TYPE_CHECKING:
    from .observe.offer import Offer

TRIES = 2               # of one seat on one target, and of one deletion
BREAK = 3               # failures of a target more than servers that it made: it is left alone
CLOSING = ("quota", "no_address", "no_host", "auth", "forbidden", "invalid", "not_found", "config")
ROOM = ("quota", "no_host", "no_address")       # what a target may have later
OVERTAKEN = "instance group policy was violated"    # by a server that Nova made at the same time
MANY = 10               # times that one is overtaken before that is a failure as others are
WORDS = {"keep": "kept", "delete": "deleted",
         **dict.fromkeys(("update", "start", "resize", "rebuild"), "updated")}


class Ledger:
    """The account of a run, over all its looks at the fleet.

    unseen: {Target: CloudError}, targets that could not be queried.  closed: {Target:
    CloudError}, targets where nothing more is created; spent: what of them is not tried again.
    errors: {Seat, or id of a server to delete: CloudError}.  given_up: {server id: why} of servers
    that this run has made in vain.  made: {server id: Server} of all, as they were listed last.
    tallies: {Target: Counter of created, kept, updated, deleted}.
    """

    def __init__(self, targets: list[Target], unseen: dict[Target, CloudError], retries: int = 3,
                 run: str = "", fleet: Fleet | None = None) -> None:
        self.unseen, self.retries, self.run = unseen, retries, run
        self.closed: dict[Target, CloudError] = {}
        self.spent = Spent(fleet)
        self.errors: dict[Seat | str, CloudError] = {}
        self.given_up: dict[str, str] = {}
        self.made: dict[str, Server] = {}
        self.mended: list[CloudError] = []          # errors of what was done later all the same
        self.spared: set[str] = set()   # ids of servers whose disks a failed resize has left
        self.changed = False
        self.stopped = False                        # nothing is begun at all
        self.done: set[Seat] = set()                # those that are up to date
        self.removed: list[str] = []                # beside servers, in words
        self.tallies: dict[Target, Counter[str]] = {target: Counter() for target in targets}
        self.ended: dict[Target, float] = {}        # time.monotonic() of the last event
        self._tries: Counter[str] = Counter()       # by server id
        self._tried: Counter[tuple[Seat, Target]] = Counter()   # by (Seat, Target)
        self._retried: Counter[Seat] = Counter()    # by Seat
        self._broken: dict[Target, dict[str, CloudError]] = defaultdict(dict)   # by server
        self._overtaken: Counter[Seat | str] = Counter()
        self._reached: set[Target] = set()          # where a server has answered in this run

    def learn(self, journeys: list[Journey]) -> bool:
        """Notes how journeys ended; whether to look at the fleet again: something was changed, or
        failed and may be mended, or is not finished."""
        self._reached.update(journey.step.target for journey in journeys if journey.facts.answered)
        self.made.update({journey.server.id: journey.server for journey in journeys
                          if journey.server and mark.run_of(journey.server) == self.run})
        self.spent.learn(journeys)
        again = sum([self._ended(journey) for journey in journeys]) > 0
        self._leave_alone()
        return again

    def _ended(self, journey: Journey) -> bool:
        step = journey.step
        self.changed |= journey.wrote
        key = step.server.id if step.server and step.action == "delete" else step.seat
        if journey.failure is not None:
            return self._failed(journey, journey.failure, key)
        if journey.done:
            if key in self.errors:
                self.mended.append(self.errors.pop(key))
            if step.action == "delete" or step.seat not in self.done:
                self._count(journey)
        # what was under way is only judged when it has arrived
        under_way = step.action == "keep" and step.held and (
            step.server and step.server.status in status.CHANGING)
        return journey.open or journey.wrote or bool(under_way)

    def _count(self, journey: Journey) -> None:
        """Once for each server: the next look finds those that were made as kept."""
        step = journey.step
        made = self._is_new(journey)
        self.tallies[step.target]["created" if made else WORDS.get(step.action, "created")] += 1
        if step.action == "delete" and step.server and mark.run_of(step.server) == self.run:
            self.tallies[step.target]["created"] += 1       # and never got ready
            self.made.pop(step.server.id, None)
        self.removed += [f"floating IP {address} on {step.server.target}"
                         for address in journey.removed if step.server]
        self.ended[step.target] = max(journey.ended, self.ended.get(step.target, 0.0))
        if step.action != "delete":
            self.done.add(step.seat)

    def _is_new(self, journey: Journey) -> bool:
        """Made by this run: maybe in a pass before this, or without an answer."""
        return journey.facts.began is not None or (
            journey.step.action == "keep" and journey.step.server is not None
            and mark.run_of(journey.step.server) == self.run)

    def _failed(self, journey: Journey, error: CloudError, key: Seat | str) -> bool:
        step = journey.step
        self.errors[key] = error
        self.done.discard(key)
        if OVERTAKEN in error.message and self._overtaken[key] < MANY:
            self._overtaken[key] += 1
            return True
        final = self._final(journey, error)
        many = TRIES if final else 1
        making = step.action in ("create", "replace") and not journey.deleting
        if step.server and not making:
            self._tries[step.server.id] += many
        elif final and journey.server:
            self._tries[journey.server.id] += many
        if step.action == "resize" and step.server:
            self.spared.add(step.server.id)
        made = making or step.action in ("keep", "update") and self._is_new(journey)
        if not (made and self._in_vain(journey, error, final)) and not journey.deleting:
            self._tried[step.seat, journey.target] += many
        # without an answer, a call may have been carried out
        self.changed |= step.action != "keep" and error.kind in ("unreachable", "timeout")
        return journey.wrote or error.kind != "conflict"

    def _final(self, journey: Journey, error: CloudError) -> bool:
        """Whether it will be the same however often it is tried: a conflict, a port that no rule
        lets in, or one that nothing answers on, as long as no server there does."""
        waited_for = error.more.get("waited_for")
        return (error.kind == "conflict" or waited_for == "rule"
                or waited_for == "port" and journey.target not in self._reached)

    def _in_vain(self, journey: Journey, error: CloudError, final: bool) -> bool:
        """A server that was to be made: what that says of it, and of where it was to be; whether
        the target may have another place for it."""
        step, target = journey.step, journey.target
        useless = journey.give_up or error.kind in ("quota", "no_address", "not_found")
        if journey.server and useless and not final:
            self.given_up[journey.server.id] = error.message
        if self.spent.note(journey, error):
            return True
        if error.kind in CLOSING:
            self.closed[target] = error
        else:
            self._retried[step.seat] += 1
            if not final:
                who = (journey.server.id if journey.server
                       else f"{step.seat} {self._retried[step.seat]}")
                self._broken[target][who] = error
        return False

    def _leave_alone(self) -> None:
        """The targets that keep failing."""
        for target, errors in self._broken.items():
            if len(errors) - self.tallies[target]["created"] >= BREAK:
                last = list(errors.values())[-1]
                self.closed.setdefault(target, CloudError(
                    last.kind, f"gets no more servers after {len(errors)} failures, the last one: "
                    f"{last.message}", target, waited_for=last.more.get("waited_for")))

    def look(self, seen: dict[Target, list[Server]]) -> None:
        """Takes back the errors of deletions after which the server is not there all the same."""
        there = {server.id for servers in seen.values() for server in servers}
        for key, error in list(self.errors.items()):
            if isinstance(key, str) and error.target in seen and key not in there:
                self.mended.append(self.errors.pop(key))
                self.tallies[error.target]["deleted"] += 1

    def swept(self, found: Mapping[Target, list[str] | CloudError]) -> None:
        """What was deleted beside servers, in words, or why it was not."""
        for target, what in found.items():
            if isinstance(what, CloudError):
                self.errors[str(target)] = what
            else:
                self.removed += what

    def spare(self, seats: frozenset[Seat], plan: Plan) -> None:
        """The servers in these places are done, whatever is wrong with them."""
        there = {step.seat: step.target for step in plan.steps if step.seat in seats}
        self.done.update(there)
        for target in there.values():
            self.tallies[target]["kept"] += 1

    def refuse(self, plan: Plan) -> None:
        """Nothing is tried on servers of which it is not known what they should be."""
        for step in plan.steps:
            if step.error:
                self.block(step, step.error)

    def refuse_unanswered(self, steps: list[Step], offers: Mapping[Target, Offer]) -> None:
        """Nor a change to what a target does not have; offers: {Target: observe.offer.Offer}."""
        for step in filter(needs_target, steps):
            found = offers.get(step.target)
            if found is None or step.seat.group in found.unfit:
                self.block(step, found.unfit[step.seat.group] if found
                           else self.closed[step.target])

    def block(self, step: Step, error: CloudError) -> None:
        """A step that must not be tried."""
        if step.server:
            self.errors[step.server.id] = error
            self._tries[step.server.id] += TRIES

    def worth(self, step: Step) -> bool:
        """Whether to try a step (again).

        A broken server that found no replacement stays as it is, and is in the errors.
        """
        if step.action == "keep" and step.server and (
                not status.works(step.server) or step.server.id in self.given_up):
            return False
        if step.action in ("create", "replace") and (self._retried[step.seat] > self.retries or (
                step.server and step.server.id in self.spared)):
            return False
        return step.server is None or self._tries[step.server.id] < TRIES

    def avoid(self) -> dict[Seat, set[Target]]:
        """{seat: targets that have failed it often enough}."""
        found = defaultdict(set)
        for (seat, target), count in self._tried.items():
            if count >= TRIES:
                found[seat].add(target)
        return found

    def failures(self, plan: Plan) -> list[CloudError]:
        """Everything that went wrong, each once: targets first, then servers, then seats that
        found no place."""
        named = [*self.unseen.values(), *self.closed.values(), *self.mended,
                 *(self.errors[key] for key in sorted(self.errors, key=str))]
        named += homeless(plan.missing, self.errors)
        return list({str(error): error for error in named}.values())

    def reopen(self) -> set[Target]:
        """Forgets where there was no room; the targets that were closed for it."""
        found = {target for target, error in self.closed.items() if error.kind in ROOM}
        for target in found:
            del self.closed[target]
        for key in [key for key in self._tried if key[1] in found]:
            del self._tried[key]
        self.spent.forget(ROOM)
        return found

    def hopeless(self, plan: Plan, fleet: Fleet, waiting: Collection[Seat] = ()) -> bool:
        """Whether bounds alone make success impossible; waiting: for which that is no matter."""
        beyond = len(plan.missing) - len(waiting) > fleet.count - fleet.needed()
        return self.stopped or beyond and not (self.unseen or self.closed or self.errors)

    def halt(self, option: str, error: CloudError) -> None:
        """Nothing is begun, because of an option."""
        self.stopped, self.errors[option] = True, error
