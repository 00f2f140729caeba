# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Asking a target for what its list of servers does not show, where servers seem to differ."""
from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..._cloud.connection import Connection
from ..._cloud.errors import CloudError
from ..._portable import floating, keypair, nic, nics, trunk
from ..._portable import volume as cinder
from ..._portable.catalog import Catalog
from ..._portable.choose import name_of
from ..._portable.nic import ResolvedNic
from ..._portable.resolved import Resolved
from ..._resource.server.model import ServerSpec
from ..._resource.volume import Volume
from ..observe import offer
from ..observe.known_hosts import fingerprint
from ..spec import mark
from ..spec.fleet import Fleet, Share
from .case import Known, Question
from .rows import OPTIONS

RESOLVED = ("image", "flavor", "network", "nics")       # parts of the definition
# of a group or a spec, and a part
Resolutions = Mapping["tuple[str | ServerSpec, str]",
                      "Resolved | tuple[ResolvedNic, ...] | CloudError"]


def resolve(connection: Connection, catalog: Catalog, fleet: Fleet,
            questions: list[Question]) -> Known:
    """No more than is asked.  Raises CloudError where the target does not tell."""
    share = fleet.share(connection.target)
    asked = {(one.seat.group, part) for one in questions for option in one.options
             if (part := OPTIONS[option].asks) in RESOLVED}
    resolutions: dict[tuple[str | ServerSpec, str], Any] = {
        (key, part): _resolved(catalog, spec, part, fleet, share) for group, part in sorted(asked)
        for key, spec in _keyed(share, group)}
    groups, wrong = _groups(catalog, fleet, questions)
    networks, secured = _ports(connection, [
        one.server.id for one in questions
        if _may_lack_groups(one) or any(_may_be_elsewhere(one, catalog, resolutions.get(
            (key, "network"))) for key, _spec in _keyed(share, one.seat.group))])
    told = dict(resolutions)
    told.update({(group, "public_key"): _keys(connection, share.spec(group)) for group in {
        one.seat.group for one in questions if "public_key" in one.options}})
    told.update(wrong)
    return Known(told, networks, _of_nics(connection, questions), secured, {
        **_names(catalog, asked), **_images(connection, questions, resolutions), **groups},
        _volumes(connection, questions))


def _of_nics(connection: Connection, questions: list[Question]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {
        one.server.id: [] for one in questions if "nics" in one.options}
    for port in trunk.with_subports(connection, floating.ports_on(connection, [*found], nic.SHOWN),
                                    nic.SHOWN):
        found[port["device_id"]].append(port)
    return found


def _keyed(share: Share, group: str) -> list[tuple[str | ServerSpec, ServerSpec]]:
    """The choices of a group, each with what it has in Known.resolutions."""
    if share.others.get(group):
        return [(spec, spec) for spec in share.choices(group)]
    return [(group, share.spec(group))]


def _resolved(catalog: Catalog, spec: ServerSpec, part: str, fleet: Fleet, share: Share
              ) -> Resolved | tuple[ResolvedNic, ...] | CloudError:
    """What the definition means, as far as one option goes."""
    try:
        if (part == "flavor" and not isinstance(spec.flavor, str)
                and offer.by_price(fleet, share)):
            spec = _cheapest(catalog, spec, share)
        if part == "network":
            return catalog.resolve(network=spec.facing[0], ip_version=spec.ip_version,
                                   auto_ip=spec.auto_ip)
        if part == "nics":
            return nics.resolve(catalog, spec.nics, spec.security_groups, spec.ip_version)
        # the smallest flavor that will do depends on the image
        image = spec.image if part == "image" or not isinstance(spec.flavor, str) else None
        return catalog.resolve(image=image, flavor=spec.flavor if part == "flavor" else None,
                               boot_from_volume=spec.boot_from_volume, placed=True)
    except CloudError as error:
        return error


def _cheapest(catalog: Catalog, spec: ServerSpec, share: Share) -> ServerSpec:
    """With the flavor that a new server gets, as offers have it."""
    def cost(way: ServerSpec) -> float:
        found = offer.price(share, way, catalog.resolve(
            image=way.image, flavor=way.flavor, boot_from_volume=way.boot_from_volume, placed=True))
        return math.inf if found is None else found
    return min((replace(spec, flavor=flavor) for flavor in catalog.fitting(
        image=spec.image, flavor=spec.flavor, boot_from_volume=spec.boot_from_volume)), key=cost)


def _keys(connection: Connection, spec: ServerSpec) -> tuple[str, ...]:
    """The public keys of the keypair and of the definition, for people; () if they are the same, or
    there is no keypair: each user has others."""
    there = keypair.public_key_of(connection, spec.key_name or "")
    desired = keypair.material(spec.public_key or "")
    return () if there in (None, desired) else (fingerprint(there), fingerprint(desired))


def _may_lack_groups(one: Question) -> bool:
    """Ports without port security have none."""
    return "security_groups" in one.options and not one.server.security_groups


def _may_be_elsewhere(one: Question, catalog: Catalog, resolved: Resolved | CloudError | None
                      ) -> bool:
    """Nova shows the names of networks, which may be those of several, or not theirs any more."""
    asks = not one.options.isdisjoint(("network", "ip_version"))
    if not asks or resolved is None or isinstance(resolved, CloudError):
        return False
    named = [row for row in catalog.networks() if row.get("name") == resolved.network_name]
    return len(named) > 1 or resolved.network_name not in {
        row["network"] for row in one.server.addresses}


def _ports(connection: Connection, ids: list[str]) -> tuple[dict[str, set[str]], set[str]]:
    networks, secured = defaultdict(set), set()
    for port in floating.ports_on(connection, ids, ["network_id", "port_security_enabled"]):
        networks[port["device_id"]].add(port["network_id"])
        if port.get("port_security_enabled", True):
            secured.add(port["device_id"])
    return dict(networks), secured


def _names(catalog: Catalog, asked: set[tuple[str, str]]) -> dict[str, str]:
    parts = {part for _group, part in asked}
    rows = catalog.networks() if parts & {"network", "nics"} else []
    return {row["id"]: name_of(row) for row in (
        *rows, *(catalog.security_groups() if "nics" in parts else ()))}


def _images(connection: Connection, questions: list[Question],
            resolutions: Resolutions) -> dict[str, str]:
    """The names of images that servers have and should not."""
    desired = {getattr(found, "image", None) for (_key, part), found in resolutions.items()
               if part == "image"}
    ids = {actual for one in questions if "image" in one.options
           and (actual := mark.image_of(one.server)) and actual not in desired}
    if not ids:
        return {}
    rows = connection.pages("image", "/images", "images", "listing images",
                            id=f"in:{','.join(sorted(ids))}")
    return {row["id"]: row.get("name") or row["id"] for row in rows}


def _groups(catalog: Catalog, fleet: Fleet, questions: list[Question]
            ) -> tuple[dict[str, str], dict[tuple[str, str], CloudError]]:
    """The names, by id, of security groups that servers lack; {(group of the fleet, option): why
    one of them is not known}."""
    lacking = {(one.seat.group, name) for one in questions if "security_groups" in one.options
               for name in fleet.spec(one.seat, one.server.target).named_groups
               if name not in one.server.security_groups}
    names, wrong = {}, {}
    for group, name in sorted(lacking):
        try:
            row = catalog.security_group(name)
            names[row["id"]] = row["name"]
        except CloudError as error:
            if error.kind not in ("not_found", "ambiguous"):
                raise
            wrong[group, "security_groups"] = error
    return names, wrong


def _volumes(connection: Connection, questions: list[Question]) -> dict[str, list[Volume]]:
    ids = {one.server.id for one in questions if "volumes" in one.options}
    found: dict[str, list[Volume]] = {server: [] for server in ids}
    for volume in map(Volume.of, cinder.listed(connection, {}) if ids else ()):
        for server in ids.intersection(volume.servers):
            found[server].append(volume)
    return found
