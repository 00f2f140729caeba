# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options that a list of servers shows, and those that nobody shows: how a server differs.
Pure."""
from __future__ import annotations

from ..._portable.mark import EXPIRES
from ..._resource.server.model import digest
from ..spec import mark
from .case import Case, Difference, listed, unless


def key_name(case: Case) -> Difference | None:
    there, wished = case.server.key_name, case.wish.key_name
    return unless(not case.judged("key_name") or there == wished, there, wished)


def availability_zone(case: Case) -> Difference | None:
    """Where no zone is defined any more, every zone is right."""
    there, wished = case.server.availability_zone, case.wish.availability_zone
    same = not case.judged("availability_zone") or not wished or not there or (
        there == wished.partition(":")[0])      # an administrator may add a host
    return unless(same, there, wished)


def config_drive(case: Case) -> Difference | None:
    there, wished = case.server.config_drive, case.wish.config_drive
    return unless("config_drive" not in case.changed or there == wished, str(there).lower(),
                  str(wished).lower())


def anti_affinity(case: Case) -> Difference | None:
    """Nova never changes it, so that the digest is all of it."""
    if "anti_affinity" not in case.changed:
        return None
    made = mark.made_of(case.server).get("anti_affinity")
    before = next((kind for kind in ("soft", "hard") if digest(repr(kind)) == made), "none")
    return Difference(before, case.wish.anti_affinity or "none")


def userdata(case: Case) -> Difference | None:
    if "userdata" not in case.changed:
        return None
    made, wished = (found.get("userdata") for found in (mark.made_of(case.server),
                                                        case.wish.digests()))
    return Difference(*(f"digest {one}" if one else "none" for one in (made, wished)))


def metadata(case: Case) -> Difference | None:
    server, wish, purge = case.server, case.wish, case.fleet.purge
    gone = mark.metadata_to_remove(server, wish) if purge else []
    if not mark.metadata_to_set(server, wish) and not gone:
        return None
    after = {**{k: v for k, v in server.metadata.items() if k not in gone}, **dict(wish.metadata)}
    return Difference(_pairs(server.metadata), _pairs(after))


def tags(case: Case) -> Difference | None:
    there, wished = _own(case.server.tags), set(case.wish.tags)
    if not case.fleet.purge:
        wished |= there
    return unless(there == wished, listed(there), listed(wished))


def name(case: Case) -> Difference | None:
    there, wished = case.server.name, case.fleet.server_name(case.seat, case.server.target)
    return unless(there == wished, there, wished)


def expires(case: Case) -> Difference | None:
    marked, expires = case.server.metadata.get(EXPIRES), case.fleet.expires
    return unless(expires.fits(marked) if expires else marked is None, marked or "never",
                  str(expires or "never"))


def _own(tags):
    return {tag for tag in tags if not tag.startswith(mark.PREFIX)}


def _pairs(found):
    return listed(f"{key}={value}" for key, value in found.items()
                  if not key.startswith(mark.PREFIX))
