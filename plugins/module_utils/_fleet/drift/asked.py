# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of which a target has to be asked more than its list of servers: how a server
differs.  Pure.

As long as the target was not asked, each is a difference where one seems to be.
"""
from __future__ import annotations

from collections.abc import Collection

from ..._cloud.errors import CloudError
from ..._portable import address
from ..._portable.resolved import Resolved
from ..._resource.server.model import FLOATING, IP_VERSION
from ..spec import mark
from .case import Case, Difference, Known, listed, unless
from .volumes import differences, lost, unable


def flavor(case: Case) -> Difference | None:
    actual = mark.flavor_of(case.server)
    if not _may_differ(case, "flavor", actual):
        return None
    there = actual or "unknown"
    unconfirmed = case.server.status == "VERIFY_RESIZE"     # of a run that was killed
    return case.against("flavor", f"{there}, not confirmed" if unconfirmed else there,
                        lambda a: a.flavor_name == actual and not unconfirmed,
                        lambda a: a.flavor_name)


def image(case: Case) -> Difference | None:
    actual = mark.image_of(case.server)
    if not _may_differ(case, "image", actual):
        return None
    return case.against("image", _names(case, actual or "unknown"), lambda a: a.image == actual,
                        lambda a: a.image_name)


def _may_differ(case: Case, option: str, actual: str | None) -> bool:
    """By its marks; a run leaves none out, so that somebody else has taken away what is not
    there."""
    marked = case.server.metadata.get(mark.PREFIX + option)
    return option in case.changed or (marked != actual if marked else case.judged(option))


def network(case: Case) -> Difference | None:
    there = {row["network"] for row in case.server.addresses}
    if case.spec.nics or case.server.has_ports or not case.judged("network") or (
            "network" not in case.changed and case.spec.network in there):
        return None         # ports that are its own are compared one by one
    return case.against("network", _names(case, *_networks(case)), lambda a: _is_on(case, a),
                        lambda a: a.network_name)


def _networks(case: Case) -> Collection[str]:
    """Ids; names, as Nova has them, of ports that Neutron does not show."""
    return (case.known and case.known.networks.get(case.server.id)) or {
        row["network"] for row in case.server.addresses}


def _is_on(case: Case, resolved: Resolved) -> bool:
    return not {resolved.network, resolved.network_name}.isdisjoint(_networks(case))


def ip_version(case: Case) -> Difference | None:
    if "ip_version" not in case.changed:
        return None
    marked, desired = case.server.metadata.get(IP_VERSION, "any"), case.spec.ip_version
    reached = address.reach(list(case.server.addresses), desired)
    return case.against("network", marked, lambda a: _is_on(case, a) and reached is not None
                        and reached == case.server.address, lambda a: desired, desired)


def auto_ip(case: Case) -> Difference | None:
    if "auto_ip" not in case.changed:
        return None
    there = bool(case.server.floating_ip or case.server.metadata.get(FLOATING))
    before = f"floating IP {case.server.floating_ip or ''}".rstrip() if there else "no floating IP"
    if not case.spec.auto_ip:
        return Difference(before, "no floating IP") if there else None
    return case.against("network", before, lambda a: bool(a.floating) == there,
                        lambda a: f"floating IP from {a.floating_from}" if a.floating
                        else "no floating IP", "floating IP")


def security_groups(case: Case) -> Difference | None:
    if case.spec.nics or not case.judged("security_groups"):
        return None
    known, actual = case.known or Known(), set(case.server.security_groups)
    names = known.names
    desired = {names.get(group, group) for group in case.spec.security_groups or ("default",)}
    if not actual and case.known and case.server.id not in case.known.secured:
        return None         # its ports can have none
    if not case.takes_groups_away:
        desired |= actual
    error = known.error or known.resolutions.get((case.seat.group, "security_groups"))
    if error and desired != actual:
        return Difference(listed(actual), f"{listed(desired)} ({error.message})", error)
    return unless(desired == actual, listed(actual), listed(desired))


def public_key(case: Case) -> Difference | None:
    """Of its keypair, as no cloud shows the one that a server was made with."""
    if ("public_key" not in case.changed or not case.spec.public_key
            or case.server.key_name != case.spec.key_name):
        return None
    known = case.known or Known()
    if known.error:
        return _unknown(known.error)
    found = known.resolutions.get((case.seat.group, "public_key"))
    if found is None:
        return Difference("unknown", "another")
    return _another_key(case, *found) if found else None


def _another_key(case: Case, there: str, desired: str) -> Difference:
    """No run changes a keypair, so that a new server would not have the key either."""
    do = "choose another key_name"
    return Difference(there, f"{desired} ({do})", CloudError(
        "conflict", f"the keypair {case.spec.key_name!r} here has another public key ({there}, not "
        f"{desired}): {do}", case.server.target))


def _unknown(error: CloudError) -> Difference:
    return Difference("unknown", f"unknown ({error.message})", error)


def volumes(case: Case) -> Difference | None:
    known, there = case.known or Known(), lost(case)
    if "volumes" not in case.changed:
        gone = [disk for disk, volume in there if volume is None]
        return unless(not gone, listed(f"no data volume {disk.name}" for disk in gone),
                      listed(f"data volume {disk.name} of {disk.size} GiB" for disk in gone))
    if known.error:
        return _unknown(known.error)
    before, after = differences(case.spec, case.server, known.volumes.get(case.server.id, []) + [
        volume for _disk, volume in there if volume])
    return unless(before == after, listed(before), listed(after))


def attachments(case: Case) -> Difference | None:
    """Of its data volumes that are there."""
    detached = {disk.name: volume for disk, volume in lost(case) if volume}
    if not detached:
        return None
    errors = [error for volume in detached.values()
              if (error := unable(volume, case.server.target))]
    return Difference(listed(f"data volume {name} detached" for name in detached),
                      listed(f"data volume {name} attached" for name in detached),
                      errors[0] if errors else None)


def _names(case: Case, *ids: str) -> str:
    names = case.known.names if case.known else {}
    return listed(names.get(one, one) for one in ids)
