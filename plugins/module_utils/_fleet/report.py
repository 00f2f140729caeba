# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a run says of itself: plain data and sentences.  Pure."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from .._cloud.errors import CloudError
from .._cloud.sentences import REASONS, sentences, some, told
from .._cloud.target import Target
from .._resource.server.model import Server
from .apply.journey import Facts
from .ledger import WORDS, Ledger
from .observe import status
from .plan import change
from .plan.plan import Plan
from .spec import claim, mark
from .spec.fleet import Fleet, Seat

VERBS = {"created": "create", "recreated": "recreate", "updated": "update", "kept": "keep",
         "deleted": "delete"}
PLANNED = {"create": "created", "replace": "recreated", **WORDS}    # by a step's action


def lost(fleet: Fleet, ledger: Ledger, seen: dict[Target, list[Server]]
         ) -> dict[Target, list[Server]]:
    """What a run has made on targets that do not respond any more, as they were listed last, and
    has not made elsewhere since."""
    there = {fleet.seat_of(server, target) for target, rows in seen.items() for server in rows
             if mark.belongs(server, fleet.name) and server.status not in status.GONE}
    return {target: [server for server in ledger.made.values()
                     if server.target == target and fleet.seat_of(server, target) not in there]
            for target in ledger.unseen}


def servers(fleet: str, seen: dict[Target, list[Server]],
            facts: Mapping[str, Facts]) -> list[dict[str, Any]]:
    """The fleet's servers, by index: Server.report(), with index, floating IP and times."""
    rows = []
    for server in (server for found in seen.values() for server in found):
        if not mark.belongs(server, fleet) or server.status in status.GONE:
            continue
        known = facts.get(server.id)
        made, found = known.floating_ip if known else None, claim.of(server)
        rows.append({**server.report(), **mark.seat_of(server).report(),
                     "address": made or server.address, "floating_ip": made or server.floating_ip,
                     "claim": found and found.report(),
                     "times": dict(known.times) if known else {}})
    return sorted(rows, key=lambda row: (row["group"], row["index"], row["created"], row["id"]))


def done(plan: Plan, ledger: Ledger, rows: list[dict[str, Any]],
         would: bool) -> dict[Target, Counter[str]]:
    """How many servers of each target were created, recreated, updated, kept and deleted; in check
    mode (would): what a run would begin with.

    plan: the first one.  rows: of servers() at the end.  What was created counts as soon as it is
    there, whether it has become ready or not.
    """
    if would:
        idle = plan.writes and not ledger.changed       # so much is impossible that none is begun
        steps = Counter((step.target, PLANNED[step.action]) for step in plan.steps if not idle)
        return {target: Counter({word: steps[target, word] for word in VERBS})
                for target in ledger.tallies}
    making = {step.seat: step.action for step in plan.steps
              if step.action in ("create", "replace")}
    made = Counter((row["cloud"], row["region_name"], making[seat]) for row in rows
                   if row["metadata"].get(mark.PREFIX + "run") == ledger.run
                   for seat in _seats(row) if seat in making)
    found = {}
    for target, tally in ledger.tallies.items():
        new, again = (made[(*target.report().values(), action)] for action in ("create", "replace"))
        found[target] = Counter({**tally, "created": max(tally["created"], new + again) - again,
                                 "recreated": again})
    return found


def target_rows(plan: Plan, ledger: Ledger, counts: dict[Target, Counter[str]],
                failures: list[CloudError], began: float, requests: dict[Target, int]
                ) -> list[dict[str, Any]]:
    """One row per target: what was planned and done there (counts: of done()), how long it took
    (seconds) and how many requests, and why it could not be used if so."""
    planned = Counter(step.target for step in plan.steps if step.action != "delete")
    failed = Counter(error.target for error in failures)
    wrong = {**ledger.closed, **ledger.unseen}
    return [{**target.report(), "planned": planned[target],
             **{word: counts.get(target, Counter())[word] for word in VERBS},
             "failed": failed[target], "requests": requests.get(target, 0),
             "seconds": round(max(0.0, ledger.ended.get(target, began) - began), 1),
             "error": str(wrong[target]) if target in wrong else None}
            for target in sorted({*ledger.tallies, *wrong})]


def failed(fleet: Fleet, state: str, ledger: Ledger, last: Plan, check_mode: bool) -> bool:
    """Whether the end is not what was desired.  In check mode: whether it could not be."""
    if state == "absent":
        return bool(ledger.unseen or ledger.errors or (last.steps and not check_mode))
    if check_mode:
        blocked = sum(step.error is not None for step in last.steps)
        return ledger.stopped or fleet.count - len(last.missing) - blocked < fleet.needed()
    return len(ledger.done.intersection(fleet.seats())) < fleet.needed()


def unknown(state: str, ledger: Ledger, first: Plan, last: Plan, failures: list[CloudError],
            stays: Mapping[str, list[Any]]) -> bool:
    """Whether a fleet that is to go has nothing anywhere.  stays: what it leaves beside servers."""
    return state == "absent" and not (first.steps or last.foreign or ledger.removed or failures
                                      or any(stays.values()))


def message(fleet: Fleet, state: str, ledger: Ledger, rows: list[dict[str, Any]],
            counts: dict[Target, Counter[str]], reasons: list[str], would: bool,
            unknown: bool = False) -> str:
    """The whole run in one line; if it failed, a line for each reason after that.

    rows: of servers().  counts: of done().  would: in check mode.  unknown: nothing of the fleet,
    which is to go, was found anywhere.
    """
    total = sum(counts.values(), Counter())
    did = [f"{total[word]} {word}" for word in VERBS if total[word]]
    would_do = [f"{verb} {total[word]}" for word, verb in VERBS.items() if total[word]]
    if unknown:
        number = len(ledger.tallies)
        line = (f"nothing with its ownership metadata was found on {number} "
                f"target{'s' * (number != 1)}")
    elif would:
        line = f"would {', '.join(would_do) or 'change no server'}"
    else:
        line = _there(fleet, state, ledger, rows, bool(reasons))
        line += f" ({', '.join(did)})" if did else ""
    return told(f"Fleet {fleet.name}: {line}", reasons)


def _there(fleet: Fleet, state: str, ledger: Ledger, rows: list[dict[str, Any]], bad: bool) -> str:
    if state == "absent":
        return f"{len(rows)} servers left"
    if not bad:
        claimed = sum(not fleet.apart.claimed.keys().isdisjoint(_seats(row)) for row in rows)
        more = f", {claimed} claimed" if claimed else ""
        return f"{len(rows) - claimed} of {fleet.count} servers{more}"
    ready = {seat for row in rows if row["status"] == "ACTIVE" for seat in _seats(row)}
    ready = ready.intersection(fleet.seats()) - ledger.errors.keys()
    return f"{len(ready)} of {fleet.count} servers are ready"


def _seats(row: Mapping[str, Any]) -> tuple[Seat, Seat]:
    """What the place of a row of servers() may be: a fleet has only one of them."""
    target = Target(row["cloud"], row["region_name"])
    return Seat(row["group"], row["index"]), Seat(row["group"], row["index"], target)


def elsewhere(first: Plan) -> list[str]:
    """The targets that get fewer servers than they would; where no other has room, the failure says
    so."""
    return [] if first.missing else [
        f"{target}: {reason}; other targets get servers of its share"
        for target, reason in sorted(first.passed.items())]


def unused(prepared: Mapping[Target, list[str]], rows: list[dict[str, Any]]) -> list[str]:
    """What this run has made beside servers, in words, where there is no server at the end."""
    there = {(row["cloud"], row["region_name"]) for row in rows}
    return [f"{target}: created {', '.join(what)}, but no server; the next run uses it, and "
            "state=absent deletes it" for target, what in sorted(prepared.items())
            if what and (*target.report().values(),) not in there]


def untagged(fleet: Fleet, last: Plan, tagless: Collection[Target]) -> list[str]:
    """The targets whose servers have no tags, although they should.  tagless: those whose Nova has
    none."""
    where = {step.target for step in last.steps if step.action != "delete"
             and step.target in tagless and fleet.has(step.seat) and step.desired(fleet).tags}
    return [f"{target}: tags: Nova is older than 2.26 here, and has none: its servers go without"
            for target in sorted(where)]


def doubled(ledger: Ledger, rows: list[dict[str, Any]]) -> list[str]:
    """What this run has made where nothing answers any more, and then elsewhere."""
    known: set[str] = {row["id"] for row in rows}
    found: dict[Target, list[str]] = defaultdict(list)
    for server in ledger.made.values():
        if server.target in ledger.unseen and server.id not in known:
            found[server.target].append(f"{server.name} ({server.id})")
    return [f"{target}: also created {', '.join(sorted(names))}, and again elsewhere; the next run "
            "that reaches it deletes the duplicates" for target, names in sorted(found.items())]


def warnings(fleet: Fleet, last: Plan, failures: list[CloudError], bad: bool) -> list[str]:
    """What a user should know of a run that ended well all the same."""
    texts = [] if bad else sentences(failures)
    texts += [f"{server.target}: the server {server.name} ({server.id}) has a name or metadata of "
              "this fleet, but not all of its ownership metadata: it was not touched"
              for server in last.foreign]
    texts += [f"{step.name} on {step.target}: {step.reason}" for step in last.needed]
    drifted = _drifted(fleet, last)
    more = [f"{len(drifted) - REASONS} more such warnings: see the result plan"]
    return texts + drifted[:REASONS] + (more if len(drifted) > REASONS else [])


def _drifted(fleet: Fleet, last: Plan) -> list[str]:
    """What servers that are alike have in common is said once."""
    held: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for step in last.steps:
        if (step.held and step.action != "replace" and step.seat not in fleet.spared
                and step.server and status.works(step.server)):
            known = tuple(option for option in step.held if not step.values[option].error)
            held[step.target, change.told(step.values, step.held), known].append(step.name)
    return [f"{some(names)} on {target} {'has' if len(names) == 1 else 'have'} drifted: "
            f"{told}{_cure(known)}" for (target, told, known), names in held.items()]


def _cure(options: tuple[str, ...]) -> str:
    return f"; update_policy {change.policy_for(options)} would change that" if options else ""
