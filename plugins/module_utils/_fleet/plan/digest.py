# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A digest of what a plan changes, by which another run tells whether it would do the same.  Pure.

It has two hashes for each change, of the server that it is about and of what is done to it: so
whoever has it can name what is another now.
"""
from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from ..._cloud.errors import CloudError
from ..._cloud.sentences import some
from ..._cloud.target import Target
from ..._portable.expiry import Expiry
from ..._portable.resolved import Resolved
from ..._resource.volume import Volume
from .plan import Plan, Step

VERSION, DIGITS = "1", 8        # of spec.validate.DIGEST
NONE = f"{VERSION}:none"
MOVING = frozenset(("expires",))       # options whose values change with the time of the run


class Change(NamedTuple):
    """subject: the server.  content: all that is done to it.  line: the same for people."""

    subject: str
    content: str
    line: str


def changes(plan: Plan, prepared: Iterable[str], resolved: Callable[[Step], Resolved | None],
            going: Mapping[Target, Iterable[Volume]], expires: Expiry | None) -> list[Change]:
    """prepared: what has to be made beside servers, in words.  resolved: what a new server is made
    of, or an old one changed to.  going: the volumes that go with a fleet."""
    return [*(Change(what, "", f"create {what}") for what in prepared),
            *(Change(row.id, "delete", f"delete volume {row.name} on {target}")
              for target, rows in going.items() for row in rows),
            *(Change(step.server.id if step.server else step.seat.told(step.name),
                     _content(step, resolved(step), expires), step.line())
              for step in plan.writes)]


def _content(step: Step, resolved: Resolved | None, expires: Expiry | None) -> str:
    values = {option: None if option in MOVING else step.values[option][:2]
              for option in step.changes if option in step.values}
    made_of = resolved and [resolved.image, resolved.flavor, resolved.network, resolved.floating,
                            *([one.network, one.subnet] for one in resolved.nics)]
    digests = step.spec.digests(step.seat.index) if step.spec else {}
    return json.dumps([step.action, step.name, str(step.target), step.zone, sorted(step.changes),
                       values, made_of, digests, _beside(step, expires)], sort_keys=True)


def _beside(step: Step, expires: Expiry | None) -> list[Any]:
    """What the digests of a new server's spec do not tell, and when it expires: a span counts from
    the run on."""
    new = step.action in ("create", "replace")
    span = expires and str(expires.at if expires.at == expires.least
                           else expires.at - expires.least)
    spec = step.spec if new else None
    disks = [[disk.name, disk.keep] for disk in spec.data_volumes] if spec else []
    return [span if new or not MOVING.isdisjoint(step.changes) else None, disks,
            spec and [spec.availability_zones, spec.metadata, spec.tags,
                      *([spec.through] if spec.through else [])]]


def of(found: Iterable[Change]) -> str:
    """The digest."""
    hashes = sorted(f"{_hash(one.subject)}{_hash(one.content)}" for one in found)
    return f"{VERSION}:{'.'.join(hashes)}" if hashes else NONE


def refuse(given: str, found: list[Change]) -> CloudError | None:
    """What is another than it was when the digest was made; None if it is all the same."""
    if given == of(found):
        return None
    before = _parsed(given)
    now = {_hash(one.subject): one for one in found}
    others = [one for key, one in now.items() if before.get(key) != _hash(one.content)]
    gone = len(before.keys() - now.keys())
    parts = [*[f"not planned then: {some([one.line for one in others])}"] * bool(others),
             *[f"{gone} planned change{'s are' if gone > 1 else ' is'} not needed any more"]
             * bool(gone)]
    return CloudError("conflict", "plan_digest: the plan is not the same any more, so nothing was "
                                  f"done ({'; '.join(parts)}): check it again")


def _parsed(given: str) -> Mapping[str, str]:
    pairs = [] if given == NONE else given.partition(":")[2].split(".")
    return {pair[:DIGITS]: pair[DIGITS:] for pair in pairs}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
