# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which servers are waited for until they are ready, and what came of each.  Pure."""
from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .._cloud import sentences
from .._cloud.errors import CloudError
from .._cloud.target import Target
from .._fleet.spec import mark
from .._portable.expiry import moment
from .._portable.mark import PREFIX, of_server
from .._resource.server.model import Server

PHASES = ("accepted", "active", "port", "host_keys", "login", "cloud_init")


@dataclass(frozen=True)
class ServerReference:
    """A server, by name or id; of one place only where that is given.

    times: of the fleet's run that has made it, see apply.journey.Facts.
    """

    name: str
    cloud: str | None = None
    region: str | None = None
    times: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @classmethod
    def of(cls, entry: object) -> ServerReference:
        """From an entry of the option `servers`.  Raises CloudError (invalid)."""
        if isinstance(entry, str) and entry:
            return cls(entry)
        given: Mapping[str, Any] = entry if isinstance(entry, Mapping) else {}
        name = given.get("id") or given.get("name")
        if not name:
            raise CloudError("invalid", f"servers: {entry!r} is neither a name or id, nor a "
                                        "dictionary that has one")
        return cls(str(name), given.get("cloud"), given.get("region_name") or None,
                   given.get("times") or {})

    def means(self, server: Server) -> bool:
        """Whether it is this one."""
        return (self.name in (server.id, server.name)
                and self.cloud in (None, server.target.cloud)
                and self.region in (None, server.target.region))


def by_name(references: list[ServerReference]) -> dict[str, list[ServerReference]]:
    """For find() and missing()."""
    found: dict[str, list[ServerReference]] = defaultdict(list)
    for one in references:
        found[one.name].append(one)
    return dict(found)


def find(references: dict[str, list[ServerReference]], server: Server) -> ServerReference | None:
    """The one that means this server, if any does."""
    return next((one for name in (server.id, server.name) for one in references.get(name, ())
                 if one.means(server)), None)


def missing(references: dict[str, list[ServerReference]],
            servers: list[Server]) -> list[ServerReference]:
    """Those that mean none of the servers."""
    there: dict[str, list[Server]] = defaultdict(list)
    for server in servers:
        there[server.id].append(server)
        there[server.name].append(server)
    return [one for name, ones in references.items() for one in ones
            if not any(map(one.means, there[name]))]


def places(references: list[ServerReference]) -> list[dict[str, Any]] | None:
    """The option `targets`, where each of these says where it is."""
    if not all(one.cloud for one in references):
        return None
    found = dict.fromkeys((one.cloud, one.region) for one in references)
    return [{"cloud": cloud, "region_name": region} for cloud, region in found]


@dataclass(eq=False)
class Outcome:
    """A server, and how far it has come.

    seconds: how long each of PHASES took, as far as it was watched.  keys: its host keys, as they
    are believed; launched: as observe.known_hosts.KnownKeys has it.  cloud_init: done | degraded |
    error | none.  visit: the Future of its way (visit.Visit), once it is ACTIVE.
    """

    server: Server
    seconds: dict[str, float] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    cloud_init: str | None = None
    error: CloudError | None = None
    visit: Any = None
    launched: str | None = None

    @property
    def alias(self) -> str | None:
        """What a file of host keys calls it, if not by its address."""
        return mark.alias(self.server.id, self.server.metadata)

    def report(self) -> dict[str, Any]:
        """A row of the result."""
        server = self.server
        return {"id": server.id, "name": server.name, **server.target.report(),
                "address": server.address, "ready": self.error is None,
                "cloud_init": self.cloud_init, "host_keys": self.keys,
                "seconds": {phase: self.seconds[phase] for phase in PHASES
                            if phase in self.seconds}}


def built(server: Server, times: Mapping[str, Any]) -> dict[str, float]:
    """The seconds that the first two phases took: as the run says that has made it, else as Nova
    does, which knows nothing of the first."""
    found = {"accepted": times["accepted"]} if "accepted" in times else {}
    if "active" in times:
        return {**found, "active": round(times["active"] - times.get("accepted", 0.0), 2)}
    made, launched = moment(server.created), moment(server.launched)
    if not (made and launched):
        return found
    return {**found, "active": round(max(0.0, (launched - made).total_seconds()), 2)}


def stamp(server: Server) -> str:
    """The mark of its lines in a file of host keys: of its fleet, else of where it is."""
    fleet = mark.fleet_of(server)
    whose = mark.tag(fleet) if fleet else f"{PREFIX}target={word(server.target)}"
    return f"{whose} {of_server(server.id)}"


def word(target: Target) -> str:
    """A target in such a mark."""
    return re.sub("[^!-~]", "_", str(target))


def target_rows(outcomes: list[Outcome],
                errors: Mapping[Target, CloudError]) -> list[dict[str, Any]]:
    """One row per target: how many servers are ready, and the median of each phase in seconds."""
    found: dict[Target, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        found[outcome.server.target].append(outcome)
    return [{**target.report(), "servers": len(found[target]),
             "ready": sum(outcome.error is None for outcome in found[target]),
             "seconds": medians([outcome.seconds for outcome in found[target]]),
             "error": str(errors[target]) if target in errors else None}
            for target in sorted({*found, *errors})]


def medians(seconds: list[dict[str, float]]) -> dict[str, float]:
    """Of each phase that any has."""
    return {phase: round(statistics.median(known), 2) for phase in PHASES
            if (known := [one[phase] for one in seconds if phase in one])}


def message(outcomes: list[Outcome], errors: list[CloudError]) -> str:
    """All of it in one line, and a line for every reason after that."""
    ready = sum(outcome.error is None for outcome in outcomes)
    return sentences.told(f"{ready} of {len(outcomes)} servers are ready",
                          sentences.sentences(errors))


def warnings(outcomes: list[Outcome]) -> list[str]:
    """What a user should know of servers that are ready all the same."""
    names = [outcome.server.name for outcome in outcomes if outcome.cloud_init == "degraded"]
    return [f"{sentences.some(names)}: cloud-init has finished with warnings; see "
            "`cloud-init status --long` there"] if names else []
