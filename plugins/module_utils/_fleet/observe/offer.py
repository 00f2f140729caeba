# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What creating on a target means: asked of the target before anything is made there."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from ..._cloud.connection import Connection
from ..._cloud.errors import CloudError
from ..._cloud.target import Target
from ..._portable import keypair, nics, server_group, volume
from ..._portable.catalog import Catalog
from ..._portable.choose import by_name
from ..._portable.resolved import Resolved
from ..._resource.server.model import Server, ServerSpec
from ..._resource.volume import Volume
from ..spec import mark
from ..spec.fleet import Fleet, Share
from . import choice, quota
from .choice import Choice
from .status import GONE
from .volumes import disks, needed


@dataclass
class Offer:
    """choices: how the target can make a server of each group, the preferred way first; unfit: why
    it has none.

    quotas: as portable.limits has them.  left: as place.Capacity has it.  keypairs: {name: public
    key} that have to be made.  server_groups: {group: id} of the groups that have one, None
    where it has to be made.  volume_zones: Cinder's, where servers with volumes are put in a zone.
    security_groups: the project's, with their rules; None where nobody has asked for them.
    volumes: the project's, where limits of the target are about them.  misnamed: flavors in the
    table of prices that are not there.
    """

    choices: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    unfit: dict[str, CloudError] = field(default_factory=dict)
    quotas: dict[str, dict[str, Any]] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    keypairs: dict[str, str] = field(default_factory=dict)
    server_groups: dict[str, str | None] = field(default_factory=dict)
    volume_zones: set[str] = field(default_factory=set)
    security_groups: list[dict[str, Any]] | None = None
    volumes: list[Volume] = field(default_factory=list)
    misnamed: list[str] = field(default_factory=list)

    def guarded(self, share: Share) -> dict[str, ServerSpec]:
        """The specs whose servers will have security groups: not every network knows any."""
        return {group: share.spec(group) for group, found in self.choices.items()
                if all(choice.resolved.port_security for choice in found)}

    def choice(self, group: str, spec: ServerSpec | None) -> Choice | None:
        """How a server of a group is made that is to be so; None if there is no way."""
        found = self.choices.get(group)
        return choice.of(found, spec) if found else None

    def limit(self, share: Share, fleet: str, servers: Iterable[Server]) -> None:
        """Leaves no more than the limits of the target allow; servers: all that are there."""
        limits = share.limits
        if not limits.most:
            return
        self.left.update(limits.left(
            [one for one in servers if one.status not in GONE
             and limits.counts(fleet, mark.fleet_of(one))],
            [one for one in self.volumes if limits.counts(fleet, mark.fleet_of(one))]))
        for one in (one for found in self.choices.values() for one in found):
            one.needs.update(limits.needs(one.needs))

    def refuse(self, group: str, error: CloudError) -> None:
        """The target has nothing for a group."""
        self.choices.pop(group, None)
        self.unfit[group] = error


def ask(connection: Connection, catalog: Catalog, fleet: Fleet) -> Offer:
    """What one target offers.  Raises CloudError if it can take no server at all."""
    offer, share = Offer(), fleet.share(connection.target)
    for group, spec in share.taken.items():
        try:
            offer.choices[group] = _choices(catalog, fleet, share, group)
            _security_groups(catalog, spec, offer)
            _keypair(connection, spec, offer)
        except CloudError as error:
            offer.refuse(group, error)
    for group, why in choice.unreachable(share, offer.choices, offer.unfit).items():
        offer.refuse(group, why)
    volumes = _volumes(connection, share, offer)
    server_groups = _server_groups(connection, fleet, offer)
    if offer.unfit and not offer.choices:
        raise next(iter(offer.unfit.values()))
    compute = connection.get("compute", "/limits", "reading limits")["limits"]["absolute"]
    offer.quotas = quota.told(compute, _network_quota(connection), volumes)
    offer.left = quota.remaining(offer.quotas)
    _for_limits_and_prices(connection, catalog, share, offer)
    for group, found in server_groups.items():
        for name, left in quota.members_left(compute, found).items():   # each has its own
            offer.left[f"{name} {group}".strip()] = left
            for one in offer.choices[group]:
                one.needs[f"{name} {group}".strip()] = 1
    return offer


def _for_limits_and_prices(connection: Connection, catalog: Catalog, share: Share, offer: Offer
                           ) -> None:
    """What the target has to tell for its limits and prices, if it has any."""
    if share.prices:
        offer.misnamed = sorted(share.prices.flavors.keys() - catalog.flavor_names())
    if share.limits.of_volumes:
        offer.volumes = [*map(Volume.of, volume.listed(connection, {}))]


def _choices(catalog: Catalog, fleet: Fleet, share: Share, group: str) -> tuple[Choice, ...]:
    """Those of which the target has everything, in order of preference: where it is about prices,
    the cheapest first.  Raises CloudError where it has so of none."""
    found: list[Choice] = []
    missing = []
    priced = by_price(fleet, share)
    for spec in share.choices(group):
        try:
            found += [Choice(spec, one, quota.needs(one, spec), price(share, spec, one))
                      for one in (every if priced else only)(catalog, spec)
                      if not any(other.comes_to(one, spec) for other in found)]
        except CloudError as error:
            if error.kind != "not_found":
                raise
            missing.append(error)
    if not found:
        raise choice.none(missing)
    return tuple(sorted(found, key=choice.cost) if priced else found)


def by_price(fleet: Fleet, share: Share) -> bool:
    """Whether the cheapest choice comes first, by the user's table of prices."""
    return fleet.placement == "cheapest" and share.prices is not None


def price(share: Share, spec: ServerSpec, resolved: Resolved) -> float | None:
    """Per hour, with its volumes; of a target without a table, what it says itself."""
    if share.prices is None:
        return share.price
    server = share.prices.server(resolved.flavor_name, bool(resolved.floating))
    return None if server is None else server + share.prices.volumes(
        (disk.type, disk.size) for disk in disks(spec, resolved))


def only(catalog: Catalog, spec: ServerSpec) -> list[Resolved]:
    """What a target has for a spec."""
    return [resolve(catalog, spec)]


def every(catalog: Catalog, spec: ServerSpec) -> list[Resolved]:
    """The same, with each flavor that fits."""
    return [resolve(catalog, replace(spec, flavor=flavor)) for flavor in catalog.fitting(
        image=spec.image, flavor=spec.flavor, boot_from_volume=spec.boot_from_volume)]


def resolve(catalog: Catalog, spec: ServerSpec) -> Resolved:
    """What a target has for a spec."""
    found = catalog.resolve(image=spec.image, flavor=spec.flavor, network=spec.facing[0],
                            ip_version=spec.ip_version, auto_ip=spec.auto_ip,
                            boot_from_volume=spec.boot_from_volume)
    own = nics.resolve(catalog, spec.nics, spec.security_groups, spec.ip_version)
    return replace(found, nics=own, port_security=own[0].secured) if own else found


def _security_groups(catalog: Catalog, spec: ServerSpec, offer: Offer) -> None:
    """Those that are named have to be there, as far as that can be told: not everybody may list
    them."""
    try:
        if spec.named_groups:
            offer.security_groups = catalog.security_groups()
        for name in spec.named_groups:
            catalog.security_group(name)
    except CloudError as error:
        if error.kind != "forbidden":
            raise


def _keypair(connection: Connection, spec: ServerSpec, offer: Offer) -> None:
    name, key = spec.key_name, spec.public_key
    if name and name not in offer.keypairs and keypair.missing(connection, name, key) and key:
        offer.keypairs[name] = key


def _volumes(connection: Connection, share: Share, offer: Offer) -> dict:
    """Cinder's limits, where they matter; a cloud without volumes has no place for who needs
    some."""
    users = {group: spec for group, spec in share.specs
             if group in offer.choices and needed(spec)}
    try:
        if any(spec.zones for spec in users.values()):
            offer.volume_zones = volume.zones(connection)
        return volume.limits(connection) if users else {}
    except CloudError as error:
        for group in users:
            offer.refuse(group, error)
        return {}


def _server_groups(connection: Connection, fleet: Fleet, offer: Offer) -> dict[str, dict | None]:
    """{group: its server group, None if it has to be made}, of the groups that have one."""
    specs = {group: spec for group, spec in fleet.share(connection.target).specs
             if (spec.policy or spec.server_group) and group in offer.choices}
    rows = server_group.listed(connection) if specs else []
    found = {}
    for group, spec in specs.items():
        try:
            found[group] = (
                server_group.find(rows, mark.words(fleet.name, group), spec.policy) if spec.policy
                else by_name(rows, str(spec.server_group), "server group"))
        except CloudError as error:
            offer.refuse(group, error)
    offer.server_groups = {group: row["id"] if row else None for group, row in found.items()}
    return found


def _network_quota(connection: Connection) -> dict:
    """With usage; empty where the cloud does not tell."""
    try:
        return connection.get("network", f"/quotas/{connection.project_id()}/details.json",
                              "reading network quota")["quota"]
    except CloudError as error:
        if error.kind not in ("not_found", "forbidden"):
            raise
        return {}


def prepare(connection: Connection, fleet: Fleet, offer: Offer, made: list[str]) -> None:
    """Makes what servers need beside them, and adds it to `made`, in words: also where the rest
    fails."""
    for name, public_key in offer.keypairs.items():
        keypair.create(connection, name, public_key, mark.tag(fleet.name))
        made.append(_keypair_called(name))
    specs = dict(fleet.share(connection.target).specs)
    for group, known in offer.server_groups.items():
        policy = specs[group].policy
        if known is None and policy:
            offer.server_groups[group] = server_group.create(
                connection, mark.words(fleet.name, group), policy)
            made.append(_server_group_of(fleet, group))
    offer.keypairs = {}


def missing_on(targets: set[Target], fleet: Fleet, asked: dict) -> list[str]:
    """All that would be made on these targets, in words; asked: {Target: Offer}."""
    return [f"{what} on {target}" for target, found in asked.items() if target in targets
            for what in missing(fleet, found)]


def missing(fleet: Fleet, offer: Offer) -> list[str]:
    """What prepare() would make, in words."""
    return [*map(_keypair_called, offer.keypairs),
            *(_server_group_of(fleet, group)
              for group, known in offer.server_groups.items() if known is None)]


def _keypair_called(name: str) -> str:
    return f"keypair {name}"


def _server_group_of(fleet: Fleet, group: str) -> str:
    return f"server group {mark.words(fleet.name, group)}"
