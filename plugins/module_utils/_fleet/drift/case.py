# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One server, held against what the definition resolves to where it is.  Pure."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from ..._cloud.errors import CloudError
from ..._portable.mark import PREFIX
from ..._resource.server.model import Server, ServerSpec
from ..._resource.volume import Volume
from ..spec import mark
from ..spec.fleet import Fleet, Seat

Wish = tuple[str, ServerSpec]       # a server, by its id, and one of its choices


class Difference(NamedTuple):
    """What is there and what it should be, for people.  error: why the latter is not known."""

    before: str
    after: str
    error: CloudError | None = None

    def __str__(self) -> str:
        return f"{self.before} -> {self.after}"


@dataclass(frozen=True)
class Known:
    """What a target has told beside its list of servers.

    resolutions: {(group, option): _portable.resolved.Resolved, or why there is none}, of image,
    flavor, network and nics, with the spec instead of the group where there are several choices; of
    security_groups only why there are not all; of public_key both, where they differ.  networks:
    {server id: ids of those that it has ports on}.  ports: {server id: rows}, of servers with nics.
    secured: ids of servers with port security, of
    those that show no security group.  names: of images, networks and security groups, by id.
    volumes: {server id: those that it has}.  own: the fleet's volumes, by their places; None where
    nobody has seen them.  error: why it has told nothing.  denied: choices that are not to be had
    for servers that have a later one, and why.
    """

    resolutions: dict[tuple[str | ServerSpec, str], Any] = field(default_factory=dict)
    networks: dict[str, set[str]] = field(default_factory=dict)
    ports: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    secured: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    volumes: dict[str, list[Volume]] = field(default_factory=dict)
    own: Mapping[Seat, list[Volume]] | None = None
    error: CloudError | None = None
    denied: Mapping[Wish, str] = field(default_factory=dict)


class Question(NamedTuple):
    """A server that seems to differ in options of which only its target can tell."""

    seat: Seat
    server: Server
    options: frozenset[str]


@dataclass(frozen=True)
class Case:
    """A server in its place; known: None as long as the target was not asked.  chosen: which of
    several choices it is held against."""

    fleet: Fleet
    seat: Seat
    server: Server
    known: Known | None = None
    chosen: ServerSpec | None = None

    @cached_property
    def spec(self) -> ServerSpec:
        """The definition, as it is for this server."""
        return self.chosen or self.fleet.spec(self.seat, self.server.target)

    @property
    def name(self) -> str:
        """What the server is to be called."""
        return self.fleet.server_name(self.seat, self.server.target)

    @cached_property
    def changed(self) -> set[str]:
        """The options in which the definition is another than that which it was made of."""
        return mark.changed(self.server, self.spec)

    def judged(self, option: str) -> bool:
        """Whether an option that a list of servers shows counts: it is defined, or was.  Servers
        that were adopted are taken as they are."""
        return option in self.changed or bool(
            getattr(self.spec, option)) and not self.adopted

    @property
    def adopted(self) -> bool:
        """Whether somebody else has made it."""
        return f"{PREFIX}adopted" in self.server.metadata

    @property
    def takes_all(self) -> bool:
        """Whether its ports become all that they are defined, without what others have added."""
        return self.takes_groups_away or "network" in self.changed

    @property
    def takes_groups_away(self) -> bool:
        """Whether security groups that the definition does not have are removed from the server:
        others may have added them."""
        return self.fleet.purge or "security_groups" in self.changed

    def against(self, part: str, before: str, same: Callable[[Any], object],
                after: Callable[[Any], str | None], desired: object = None) -> Difference | None:
        """The difference from what a part of the definition means on the target, if there is one.

        same, after: of the answer.  desired: the definition in words, if not those of the part.
        """
        known, text = self.known or Known(), desired or getattr(self.spec, part) or "the default"
        resolved = known.error or known.resolutions.get((self.chosen or self.seat.group, part))
        if isinstance(resolved, CloudError):
            return Difference(before, f"{text} ({resolved.message})", resolved)
        if resolved is None:
            return Difference(before, str(text))
        return None if same(resolved) else Difference(before, str(after(resolved)))


def unless(same: object, before: str | None, after: str | None) -> Difference | None:
    """The difference, if there is one."""
    return None if same else Difference(before or "none", after or "none")


def listed(words: Iterable[str]) -> str:
    """For people."""
    return ", ".join(sorted(words)) or "none"
