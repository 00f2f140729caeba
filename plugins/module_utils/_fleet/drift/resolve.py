# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Asking a target for what its list of servers does not show, where servers seem to differ."""
from __future__ import annotations

from collections import defaultdict

from ..._cloud.connection import Connection
from ..._cloud.errors import CloudError
from ..._portable import floating
from ..._portable import volume as cinder
from ..._portable.catalog import Catalog
from ..._portable.resolved import Answer
from ..._resource.server.calls import named
from ..._resource.server.model import Wish
from ..._resource.volume import Volume
from ..spec import mark
from ..spec.fleet import Fleet
from .case import Known, Question

# what of the answer tells of an option
PARTS = {"image": "image", "flavor": "flavor",
         **dict.fromkeys(("network", "ip_version", "auto_ip"), "network")}


def resolve(connection: Connection, catalog: Catalog, fleet: Fleet,
            questions: list[Question]) -> Known:
    """No more than is asked.  Raises CloudError where the target does not tell."""
    share = fleet.share(connection.target)
    asked = {(one.seat.group, PARTS[option]) for one in questions for option in one.options
             if option in PARTS}
    answers = {(group, part): _answer(catalog, share.wish(group), part)
               for group, part in sorted(asked)}
    networks, secured = _ports(connection, [
        one.server.id for one in questions
        if _may_lack_groups(one) or _may_be_elsewhere(one, catalog, answers)])
    return Known(answers, networks, secured, {
        **_names(catalog, asked), **_images(connection, questions, answers),
        **named(connection, _groups(fleet, questions))}, _volumes(connection, questions))


def _answer(catalog, wish: Wish, part) -> Answer | CloudError:
    """What the definition means, as far as one option goes."""
    try:
        if part == "network":
            return catalog.answer(network=wish.network, ip_version=wish.ip_version,
                                  auto_ip=wish.auto_ip)
        # the smallest flavor that will do depends on the image
        image = wish.image if part == "image" or not isinstance(wish.flavor, str) else None
        return catalog.answer(image=image, flavor=wish.flavor if part == "flavor" else None,
                              boot_from_volume=wish.boot_from_volume, placed=True)
    except CloudError as error:
        return error


def _may_lack_groups(one):
    """Ports without port security have none."""
    return "security_groups" in one.options and not one.server.security_groups


def _may_be_elsewhere(one, catalog, answers):
    """Nova shows the names of networks, which may be those of several, or not theirs any more."""
    answer = answers.get((one.seat.group, "network"))
    asks = not one.options.isdisjoint(("network", "ip_version"))
    if not asks or answer is None or isinstance(answer, CloudError):
        return False
    named = [row for row in catalog.networks() if row.get("name") == answer.network_name]
    return len(named) > 1 or answer.network_name not in {
        row["network"] for row in one.server.addresses}


def _ports(connection, ids):
    networks, secured = defaultdict(set), set()
    for port in floating.ports_on(connection, ids, ["network_id", "port_security_enabled"]):
        networks[port["device_id"]].add(port["network_id"])
        if port.get("port_security_enabled", True):
            secured.add(port["device_id"])
    return dict(networks), secured


def _names(catalog, asked):
    if "network" not in {part for _group, part in asked}:
        return {}
    return {row["id"]: row.get("name") or row["id"] for row in catalog.networks()}


def _images(connection, questions, answers):
    """The names of images that servers have and should not."""
    ids = {actual for one in questions if "image" in one.options
           and (actual := mark.image_of(one.server))
           and getattr(answers[one.seat.group, "image"], "image", None) != actual}
    if not ids:
        return {}
    rows = connection.pages("image", "/images", "images", "listing images",
                            id=f"in:{','.join(sorted(ids))}")
    return {row["id"]: row.get("name") or row["id"] for row in rows}


def _groups(fleet, questions):
    """Security groups that may be given by their ids."""
    return {group for one in questions if "security_groups" in one.options
            for group in fleet.wish(one.seat, one.server.target).security_groups
            if group not in one.server.security_groups}


def _volumes(connection, questions):
    ids = {one.server.id for one in questions if "volumes" in one.options}
    found = {server: [] for server in ids}
    for volume in map(Volume.of, cinder.listed(connection, {}) if ids else ()):
        for server in ids.intersection(volume.servers):
            found[server].append(volume)
    return found
