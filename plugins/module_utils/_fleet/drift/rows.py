# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options that a list of servers shows, and those that nobody shows: how a server differs.
Pure."""
from __future__ import annotations

from ..._portable.mark import EXPIRES
from ..._resource.server.model import digest_of
from ..spec import mark
from .case import Case, Difference, listed, unless


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
    """Nova never changes it, so that the digest is all of it."""
    if "anti_affinity" not in case.changed:
        return None
    made = mark.made_of(case.server).get("anti_affinity")
    before = next((kind for kind in ("soft", "hard") if digest_of(kind) == made), "none")
    return Difference(before, case.spec.anti_affinity or "none")


def userdata(case: Case) -> Difference | None:
    if "userdata" not in case.changed:
        return None
    made, desired = (found.get("userdata") for found in (mark.made_of(case.server),
                                                         case.spec.digests()))
    return Difference(*(f"digest {one}" if one else "none" for one in (made, desired)))


def metadata(case: Case) -> Difference | None:
    server, spec, purge = case.server, case.spec, case.fleet.purge
    gone = mark.metadata_to_remove(server, spec) if purge else []
    if not mark.metadata_to_set(server, spec) and not gone:
        return None
    after = {**{k: v for k, v in server.metadata.items() if k not in gone}, **dict(spec.metadata)}
    return Difference(_pairs(server.metadata), _pairs(after))


def tags(case: Case) -> Difference | None:
    there, desired = _own(case.server.tags), set(case.spec.tags)
    if not case.fleet.purge:
        desired |= there
    return unless(there == desired, listed(there), listed(desired))


def name(case: Case) -> Difference | None:
    there, desired = case.server.name, case.fleet.server_name(case.seat, case.server.target)
    return unless(there == desired, there, desired)


def expires(case: Case) -> Difference | None:
    marked, expires = case.server.metadata.get(EXPIRES), case.fleet.expires
    return unless(expires.fits(marked) if expires else marked is None, marked or "never",
                  str(expires or "never"))


def _own(tags):
    return {tag for tag in tags if not tag.startswith(mark.PREFIX)}


def _pairs(found):
    return listed(f"{key}={value}" for key, value in found.items()
                  if not key.startswith(mark.PREFIX))
