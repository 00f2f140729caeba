# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""In what a server differs from what the definition resolves to where it is.  Pure.

What can be seen is compared with what is there, so that naming what is so already changes nothing.
The digests in a server's metadata tell of the rest whether the definition has changed, and of what
takes requests to see, whether to look at all.
"""
from __future__ import annotations

from ..._cloud.target import Target
from ..._portable import address
from ..._resource.server.model import FLOATING, IP_VERSION, Server
from ..observe import status
from ..spec import mark
from ..spec.fleet import Fleet, Seat
from . import rows
from .case import Case, Difference, Known, Question, listed, unless
from .disks import disks

LONGEST = 200       # characters of a value


def _flavor(case):
    marked, actual = case.server.metadata.get(mark.PREFIX + "flavor"), mark.flavor_of(case.server)
    if "flavor" not in case.changed and marked in (None, actual):
        return None
    there = actual or "unknown"
    unconfirmed = case.server.status == "VERIFY_RESIZE"     # of a run that was killed
    return case.against("flavor", f"{there}, not confirmed" if unconfirmed else there,
                        lambda a: a.flavor_name == actual and not unconfirmed,
                        lambda a: a.flavor_name)


def _image(case):
    marked, actual = case.server.metadata.get(mark.PREFIX + "image"), mark.image_of(case.server)
    if "image" not in case.changed and marked in (None, actual):
        return None
    return case.against("image", _names(case, actual or "unknown"), lambda a: a.image == actual,
                        lambda a: a.image_name)


def _network(case):
    there = {row["network"] for row in case.server.addresses}
    if not case.judged("network") or (
            "network" not in case.changed and case.spec.network in there):
        return None
    return case.against("network", _names(case, *_networks(case)), lambda a: _is_on(case, a),
                        lambda a: a.network_name)


def _networks(case):
    """Ids; names, as Nova has them, of ports that Neutron does not show."""
    return (case.known and case.known.networks.get(case.server.id)) or {
        row["network"] for row in case.server.addresses}


def _is_on(case, resolved):
    return not {resolved.network, resolved.network_name}.isdisjoint(_networks(case))


def _ip_version(case):
    if "ip_version" not in case.changed:
        return None
    marked, desired = case.server.metadata.get(IP_VERSION, "any"), case.spec.ip_version
    reached = address.reach(list(case.server.addresses), desired)
    return case.against("network", marked, lambda a: _is_on(case, a) and reached is not None
                        and reached == case.server.address, lambda a: desired, desired)


def _auto_ip(case):
    if "auto_ip" not in case.changed:
        return None
    there = bool(case.server.floating_ip or case.server.metadata.get(FLOATING))
    before = f"floating IP {case.server.floating_ip or ''}".rstrip() if there else "no floating IP"
    if not case.spec.auto_ip:
        return Difference(before, "no floating IP") if there else None
    return case.against("network", before, lambda a: bool(a.floating) == there,
                        lambda a: f"floating IP from {a.floating_from}" if a.floating
                        else "no floating IP", "floating IP")


def _security_groups(case):
    if not case.judged("security_groups"):
        return None
    names = case.known.names if case.known else {}
    actual = set(case.server.security_groups)
    desired = {names.get(group, group) for group in case.spec.security_groups or ("default",)}
    if not actual and case.known and case.server.id not in case.known.secured:
        return None         # its ports can have none
    if not takes_groups_away(case):
        desired |= actual
    return unless(desired == actual, listed(actual), listed(desired))


def takes_groups_away(case: Case) -> bool:
    """Whether security groups that the definition does not have are removed from a server: others
    may have added them."""
    return case.fleet.purge or "security_groups" in case.changed


def _volumes(case):
    if "volumes" not in case.changed:
        return None
    known = case.known or Known()
    if known.error:
        return Difference("unknown", f"unknown ({known.error.message})", known.error)
    before, after = disks(case.spec, case.server, known.volumes.get(case.server.id, []))
    return unless(before == after, listed(before), listed(after))


ASKED = {"auto_ip": _auto_ip, "flavor": _flavor, "image": _image, "ip_version": _ip_version,
         "network": _network, "security_groups": _security_groups, "volumes": _volumes}
COMPARED = {**ASKED, **{compare.__name__: compare for compare in (
    rows.anti_affinity, rows.availability_zone, rows.config_drive,
    rows.key_name, rows.metadata, rows.tags, rows.userdata, rows.name,
    rows.expires)}}


def differences(fleet: Fleet, seat: Seat, server: Server,
                known: Known | None = None) -> dict[str, Difference]:
    """By option; a boot volume with another image is a boot_volume."""
    case = Case(fleet, seat, server, known)
    found = {option: COMPARED[option](case) for option in sorted(COMPARED)}
    if server.image is None and found["image"]:
        found["boot_volume"] = found.pop("image")
    return {option: one._replace(before=_short(one.before), after=_short(one.after))
            for option, one in found.items() if one}


def questions(fleet: Fleet, seen: dict[Target, list[Server]]) -> dict[Target, list[Question]]:
    """What to ask of each target."""
    found: dict[Target, list[Question]] = {}
    for target, servers in seen.items():
        for server in servers:
            seat = mark.seat_of(server)
            if (mark.belongs(server, fleet.name) and fleet.has(seat) and status.works(server)
                    and server.status not in status.CHANGING):
                case = Case(fleet, seat, server)
                if options := frozenset(name for name, compare in ASKED.items() if compare(case)):
                    found.setdefault(target, []).append(Question(seat, server, options))
    return found


def _names(case, *ids):
    names = case.known.names if case.known else {}
    return listed(names.get(one, one) for one in ids)


def _short(text):
    return text if len(text) <= LONGEST else f"{text[:LONGEST - 3]}..."
