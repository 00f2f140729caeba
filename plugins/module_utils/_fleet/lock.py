# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The lock of a fleet, for runs on several machines: a security group on each target, whose name
says who holds it, and until when.

Names are not unique, so several runs may make a lock at the same time.  Whoever holds one therefore
looks once more: of two that see each other, none has got it.
"""
from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._cloud.select import Selection
from .._cloud.target import Target
from . import hold
from .hold import Hold, Item
from .kinds.kind import of_neutron
from .spec import claim, mark

PATH, KIND = "/security-groups", "security_group"
TRIES = 10          # of runs that are in each other's way
PAUSE = 1.0         # seconds between them, at most
MARGIN = timedelta(minutes=1)       # of a run that has begun something when its time is over


class Lock:
    """owner: who wants it.  seconds: that the run may take; soon after that it has ended, if the
    run was killed.  stays: whether there is a next run that needs it."""

    def __init__(self, selection: Selection, fleet: str, owner: str, seconds: float,
                 stays: bool) -> None:
        self.selection, self.fleet, self.owner, self.stays = selection, fleet, owner, stays
        self._lasting = timedelta(seconds=seconds) + MARGIN
        self._holds: dict[Target, Hold] = {}

    @contextmanager
    def held(self) -> Iterator[Mapping[Target, CloudError]]:
        """As long as this lasts, on all targets but these.  Raises CloudError (conflict) where
        somebody else has it.

        The first target that answers decides between runs that begin at the same time.
        """
        left, failed = sorted(self.selection.targets), dict[Target, CloudError]()
        try:
            while left and not self._holds:
                failed.update(self._take([left.pop(0)]))
            failed.update(self._take(left))
            yield failed
        finally:
            self.selection.ask(self._let_go, self._holds)

    def _take(self, targets: list[Target]) -> dict[Target, CloudError]:
        done = self.selection.ask(self._lock, targets)
        self._holds.update({target: one for target, one in done.items() if isinstance(one, Hold)})
        failed = {target: one for target, one in done.items() if isinstance(one, CloudError)}
        for error in failed.values():
            if error.kind == "conflict":
                raise error
        return failed

    def _let_go(self, connection: Connection) -> None:
        """Where that fails, it ends by itself."""
        found = self._holds[connection.target]
        if self.stays:
            hold.let_go(connection, found)
        else:
            connection.delete("network", found.item.path, "deleting the lock of the fleet")

    def _lock(self, connection: Connection) -> Hold:
        for _try in range(TRIES):
            there = self._there(connection) or self._made(connection)
            if taken := _held(connection, there):
                raise CloudError("conflict", f"the fleet {self.fleet!r} is locked by "
                                 f"{claim.holder(taken[0].name)}: wait until that run has ended",
                                 connection.target)
            found = hold.take(connection, there[0], connection.now() + self._lasting, self.owner)
            if found and self._is_ours(connection, found):
                return found
            time.sleep(random.uniform(0, PAUSE))
        raise CloudError("conflict", f"the fleet {self.fleet!r} is being locked by others: run it "
                         "again", connection.target)

    def _is_ours(self, connection: Connection, own: Hold) -> bool:
        """Whether nobody else holds another lock; else ours is not held any more."""
        others = None
        try:
            others = [one for one in _held(connection, self._there(connection))
                      if one.id != own.item.id]
        finally:
            if others != []:
                hold.let_go(connection, own)
        return not others

    def _there(self, connection: Connection) -> list[Item]:
        """Those that were made, in the order that all see."""
        return sorted(Item(row["id"], *claim.row(row), KIND)
                      for row in of_neutron(connection, PATH, "revision_number")
                      if row["description"] == mark.lock(self.fleet))

    def _made(self, connection: Connection) -> list[Item]:
        connection.post("network", PATH, {KIND: {
            "name": f"{self.fleet}-lock", "description": mark.lock(self.fleet)}},
            "making the lock of the fleet")
        return self._there(connection)


def _held(connection: Connection, locks: list[Item]) -> list[Item]:
    """Those of these that somebody holds now, by the clock of the cloud."""
    now = connection.now()
    return [one for one in locks if claim.is_held(one.name, now)]


@contextmanager
def locked(selection: Selection, fleet: str, owner: str | None, seconds: float,
           stays: bool) -> Iterator[Mapping[Target, CloudError]]:
    """Holds the lock for an owner, if there is one; the targets that could not be locked."""
    if owner is None:
        yield {}
        return
    if not claim.WORD.fullmatch(owner):
        raise CloudError("invalid", f"lock_owner: {owner[:40]!r} is not a valid owner: use 1 to 64 "
                         "letters, digits and .:@_-")
    with Lock(selection, fleet, owner, seconds, stays).held() as failed:
        yield failed
