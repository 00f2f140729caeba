# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What of ours nobody needs, and why.  Pure.

A server goes when it is past its mark.  What is for a server, or on it, goes with that server; what
is for a whole fleet goes when nothing of the fleet is left on any target.
"""
from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from .._cloud.errors import CloudError
from .._cloud.target import Target
from .._fleet.kinds.owned import SERVER, Key, Owned
from .._fleet.spec import mark
from .._portable.expiry import span, stamp
from .._resource.volume import Copy


@dataclass(frozen=True)
class Look:
    """What was seen of a target: what is ours, the ids of all servers, whosever they are, and
    snapshots and backups of volumes."""

    owned: list[Owned] = field(default_factory=list)
    servers: frozenset[str] = frozenset()
    copies: list[Copy] = field(default_factory=list)


@dataclass(frozen=True)
class LeakFilter:
    """Which leaks.  older_than: what is younger may be in the making; an expired server, and what
    goes with it, is not asked for its age."""

    fleet: str | None = None
    run: str | None = None
    older_than: timedelta = timedelta()
    kept_volumes: bool = False

    @classmethod
    def of(cls, options: dict[str, Any]) -> LeakFilter:
        """From the module's options.  Raises CloudError (invalid)."""
        age = span(options["older_than"])
        if age is None:
            raise CloudError("invalid", f"older_than: {options['older_than']!r} is not a span such "
                                        "as 2h, 1d12h or 3600 (seconds)")
        return cls(options.get("fleet"), options.get("run"), age,
                   bool(options.get("kept_volumes")))


@dataclass(frozen=True)
class Leak:
    """reason: why nobody needs it, or why it is left all the same."""

    owned: Owned
    reason: str

    @property
    def key(self) -> Key:
        """Of what it is about."""
        return self.owned.key

    def line(self) -> str:
        """For people."""
        return f"{self.owned.words} on {self.key.target}: {self.reason}"

    def report(self) -> dict[str, Any]:
        """For results."""
        one = self.owned
        return {"kind": one.key.kind, "id": one.key.id, "name": one.name,
                **one.key.target.report(), "fleet": one.fleet, "run": one.run,
                "servers": list(one.servers), "created": _text(one.created),
                "expires": _text(one.expires), "size": one.size, "reason": self.reason}


@dataclass(frozen=True)
class Leaks:
    """leaks: what may be deleted.  held: what may be needed where nobody could look.  kept:
    volumes that are leaks only where kept ones are asked for.  copies: snapshots and backups of
    fleets without servers.  younger: how many more would be leaks at any age."""

    leaks: list[Leak] = field(default_factory=list)
    held: list[Leak] = field(default_factory=list)
    kept: list[Leak] = field(default_factory=list)
    copies: dict[Target, list[Copy]] = field(default_factory=dict)
    younger: int = 0

    def again(self, later: Leaks) -> Leaks:
        """What is so in this look and in a later one."""
        keys = {leak.key for leak in self.leaks}
        return replace(later, leaks=[leak for leak in later.leaks if leak.key in keys])


def judge(looks: dict[Target, Look], unseen: Collection[Target], leak_filter: LeakFilter,
          now: datetime) -> Leaks:
    """looks: of the targets that answered.  unseen: those that did not."""
    verdict = _judge(looks, unseen, leak_filter, now)
    of_any_age = _judge(looks, unseen, replace(leak_filter, older_than=timedelta()), now)
    return replace(verdict, younger=len(of_any_age.leaks) - len(verdict.leaks))


def _judge(looks: dict[Target, Look], unseen: Collection[Target], leak_filter: LeakFilter,
           now: datetime) -> Leaks:
    judge = Judge(looks, leak_filter, now)
    verdict = Leaks(copies={target: judge.idle(look.copies) for target, look in looks.items()})
    where = ", ".join(map(str, sorted(unseen)))
    found = [(one, reason) for one in judge.everything if (reason := judge.reason(one))]
    for one, reason in found:
        if one.kept and not leak_filter.kept_volumes:
            verdict.kept.append(Leak(one, reason))
        elif unseen and one.shared:
            verdict.held.append(Leak(one, f"fleet {one.fleet} may have servers on {where}, "
                                          "which could not be queried"))
        else:
            verdict.leaks.append(Leak(one, reason))
    return verdict


class Judge:
    """One look at all targets."""

    def __init__(self, looks: dict[Target, Look], leak_filter: LeakFilter, now: datetime) -> None:
        self.leak_filter, self.now = leak_filter, now
        self.everything = [one for look in looks.values() for one in look.owned]
        self.going = {one.key for one in self.everything
                      if one.is_server and self._is_over(one)}
        self.staying = {Key(target, SERVER, server) for target, look in looks.items()
                        for server in look.servers} - self.going
        self.ending = self._fleets(self.going) - self._fleets(self.staying)
        self.alive = {one.fleet for one in self.everything if self._keeps_its_fleet(one)}

    def reason(self, one: Owned) -> str | None:
        """Why nobody needs it; None if somebody does, or if it is not asked for."""
        if one.is_server:
            return f"expired at {_text(one.expires)}" if one.key in self.going else None
        if one.busy or not self._is_asked_for(one) or not self.staying.isdisjoint(one.users):
            return None
        if one.shared:
            return None if one.fleet in self.alive else f"fleet {one.fleet} has no servers left"
        if not self.going.isdisjoint(one.users):
            return "its server is deleted as well"
        return "its server no longer exists" if one.servers else "no server uses it"

    def idle(self, copies: list[Copy]) -> list[Copy]:
        """Those of fleets that have no server, or of the one that is asked for."""
        return [copy for copy in copies if (fleet := mark.fleet_of(copy))
                and fleet not in self.alive and self.leak_filter.fleet in (None, fleet)]

    def _fleets(self, servers: Collection[Key]) -> set[str | None]:
        return {one.fleet for one in self.everything if one.key in servers}

    def _is_over(self, server: Owned) -> bool:
        leak_filter = self.leak_filter
        return (server.expires is not None and server.expires <= self.now
                and leak_filter.fleet in (None, server.fleet)
                and leak_filter.run in (None, server.run))

    def _is_asked_for(self, one: Owned) -> bool:
        leak_filter, goes = self.leak_filter, self._goes(one)
        return (leak_filter.fleet in (None, one.fleet) and (leak_filter.run is None or goes)
                and (goes or not self._is_young(one)))

    def _is_young(self, one: Owned) -> bool:
        return one.created is not None and self.now - one.created < self.leak_filter.older_than

    def _keeps_its_fleet(self, one: Owned) -> bool:
        """A server of it, or what may have just been made for one."""
        if one.is_server:
            return one.key in self.staying
        return self._is_young(one) and not self._goes(one)

    def _goes(self, one: Owned) -> bool:
        """With servers that have expired."""
        return not self.going.isdisjoint(one.users) or one.shared and one.fleet in self.ending


def _text(moment: datetime | None) -> str | None:
    return stamp(moment) if moment else None
