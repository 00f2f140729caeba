# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of a fleet's server, a row for each: how it is compared, and what its change takes.
Pure.

How those that a list of servers shows are compared is here as well, and those that nobody shows.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from ..._portable.mark import EXPIRES
from ..._resource.server.digest import digest_of
from ..spec import mark
from . import asked, nics
from .case import Case, Difference, listed, unless


class Put(NamedTuple):
    """How PUT /servers/ID changes an option; doing: as in errors, 'renaming'."""

    doing: str
    body: Callable[[Case], dict[str, Any]]


class Option(NamedTuple):
    """What of a server may differ from the definition, or is changed without being compared.

    compare: what differs, if something does.  change: what it takes to change it: update | start |
    resize | rebuild | replace.  asks: what its target has to tell to compare it, where the list of
    servers is not enough: image | flavor | network | nics, as the definition resolves there, or its
    security_groups | volumes, or the public_key of its keypair.  resolved: whether the change needs
    what the definition resolves to.  list_again: whether the list has to show the server again
    after it.  put: for what Nova changes in that way; any other update is a function in
    apply/changes.py.
    """

    name: str
    change: str
    compare: Callable[[Case], Difference | None] | None = None
    asks: str | None = None
    resolved: bool = False
    list_again: bool = False
    put: Put | None = None


def key_name(case: Case) -> Difference | None:
    there, desired = case.server.key_name, case.spec.key_name
    return unless(not case.judged("key_name") or there == desired, there, desired)


def availability_zone(case: Case) -> Difference | None:
    """Where no zone is defined any more, every zone is right."""
    there, desired = case.server.availability_zone, case.spec.availability_zone
    same = not case.judged("availability_zone") or not desired or not there or (
        there == desired.partition(":")[0])      # an administrator may add a host
    return unless(same, there, desired)


def config_drive(case: Case) -> Difference | None:
    there, desired = case.server.config_drive, case.spec.config_drive
    return unless("config_drive" not in case.changed or there == desired, str(there).lower(),
                  str(desired).lower())


def anti_affinity(case: Case) -> Difference | None:
    """On which hosts it may be.  Nova never changes that, so that the digest is all of it."""
    if "anti_affinity" not in case.changed:
        return None
    made = mark.made_of(case.server).get("anti_affinity")
    before = next((kind for kind in ("soft", "hard") if digest_of(kind) == made),
                  f"digest {made}" if made else "none")
    spec = case.spec
    others = [f"{name} {value}" for name in ("affinity", "server_group", "scheduler_hints")
              if (value := getattr(spec, name))]
    return Difference(before, ", ".join(filter(None, (spec.anti_affinity, *others))) or "none")


def userdata(case: Case) -> Difference | None:
    if "userdata" not in case.changed:
        return None
    made, desired = (f"digest {found['userdata']}" if found.get("userdata") else "none"
                     for found in (mark.made_of(case.server), case.spec.digests(case.seat.index)))
    return Difference(made, desired)


def metadata(case: Case) -> Difference | None:
    server, spec, purge = case.server, case.spec, case.fleet.purge
    gone = mark.metadata_to_remove(server, spec) if purge else []
    if not mark.metadata_to_set(server, spec) and not gone:
        return None
    after = {**{k: v for k, v in server.metadata.items() if k not in gone}, **dict(spec.metadata)}
    return Difference(_pairs(server.metadata), _pairs(after))


def tags(case: Case) -> Difference | None:
    if case.server.flavor is None:      # told by a Nova that has no tags either
        return None
    there, desired = _own(case.server.tags), set(case.spec.tags)
    if not case.fleet.purge:
        desired |= there
    return unless(there == desired, listed(there), listed(desired))


def name(case: Case) -> Difference | None:
    return unless(case.server.name == case.name, case.server.name, case.name)


def expires(case: Case) -> Difference | None:
    marked, expires = case.server.metadata.get(EXPIRES), case.fleet.expires
    return unless(expires.fits(marked) if expires else marked is None, marked or "never",
                  str(expires or "never"))


def through(case: Case) -> Difference | None:
    there, desired = case.server.metadata.get(mark.THROUGH), case.spec.through
    return unless(there == desired, there, desired)


def _own(tags: Iterable[str]) -> set[str]:
    return {tag for tag in tags if not tag.startswith(mark.PREFIX)}


def _pairs(found: Mapping[str, str]) -> str:
    return listed(f"{key}={value}" for key, value in found.items()
                  if not key.startswith(mark.PREFIX))


# by name, as plans report them; without a way to compare it, a change that only a plan decides on
OPTIONS = {option.name: option for option in (
    Option("adopt", "update", resolved=True, list_again=True),
    Option("anti_affinity", "replace", anti_affinity),
    Option("attachments", "update", asked.attachments),
    Option("auto_ip", "update", asked.auto_ip, "network", resolved=True, list_again=True),
    Option("availability_zone", "replace", availability_zone),
    Option("boot_volume", "replace"),
    Option("config_drive", "replace", config_drive),
    Option("expires", "update", expires),
    Option("flavor", "resize", asked.flavor, "flavor", resolved=True),
    Option("floating_ip", "update"),
    Option("image", "rebuild", asked.image, "image", resolved=True),
    Option("ip_version", "replace", asked.ip_version, "network"),
    Option("key_name", "replace", key_name),
    Option("metadata", "update", metadata),
    Option("name", "update", name, put=Put("renaming", lambda case: {"name": case.name})),
    Option("network", "replace", asked.network, "network"),
    Option("nics", "replace", nics.nics, "nics"),
    Option("ports", "update", nics.ports, "nics", resolved=True),
    Option("public_key", "replace", asked.public_key, "public_key"),
    Option("security_groups", "update", asked.security_groups, "security_groups"),
    Option("status", "start"),
    Option("tags", "update", tags),
    Option("through", "update", through),
    Option("userdata", "replace", userdata),
    Option("volumes", "replace", asked.volumes, "volumes"),
)}
