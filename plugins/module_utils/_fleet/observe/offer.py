# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What creating on a target means: asked of the target before anything is made there."""
from __future__ import annotations

from dataclasses import dataclass, field

from ..._cloud.connection import Connection
from ..._cloud.errors import CloudError
from ..._cloud.target import Target
from ..._portable import keypair, server_group, volume
from ..._portable.catalog import Catalog
from ..._portable.resolved import Answer
from ..._resource.server.model import Wish
from ..spec import mark
from ..spec.fleet import Fleet, Share
from . import quota


@dataclass
class Terms:
    """answers: what the target has for the wish of each group; unfit: why it has nothing.

    left, needs: as place.Room has them.  keypairs: {name: public key} that have to be made.
    server_groups: {group: id} of the groups with anti_affinity, None where it has to be made.
    volume_zones: Cinder's, where servers with data volumes are put in a zone.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    unfit: dict[str, CloudError] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    needs: dict[str, dict[str, int]] = field(default_factory=dict)
    keypairs: dict[str, str] = field(default_factory=dict)
    server_groups: dict[str, str | None] = field(default_factory=dict)
    volume_zones: set[str] = field(default_factory=set)

    def guarded(self, share: Share) -> dict[str, Wish]:
        """The wishes whose servers will have security groups: not every network knows any."""
        return {group: share.wish(group) for group, found in self.answers.items()
                if found.port_security}

    def refuse(self, group: str, error: CloudError) -> None:
        """The target has nothing for a group."""
        self.answers.pop(group, None)
        self.unfit[group] = error


def ask(connection: Connection, catalog: Catalog, fleet: Fleet) -> Terms:
    """The terms of one target.  Raises CloudError if it can take no server at all."""
    terms, share = Terms(), fleet.share(connection.target)
    for group, wish in share.taken.items():
        try:
            terms.answers[group] = answer(catalog, wish)
            _keypair(connection, wish, terms)
        except CloudError as error:
            terms.refuse(group, error)
    volumes = _volumes(connection, share, terms)
    server_groups = _server_groups(connection, fleet, terms)
    if terms.unfit and not terms.answers:
        raise next(iter(terms.unfit.values()))
    compute = connection.get("compute", "/limits", "reading limits")["limits"]["absolute"]
    terms.left = quota.left(compute, _network_quota(connection), volumes)
    terms.needs = {group: quota.needs(found, share.wish(group))
                   for group, found in terms.answers.items()}
    for group, found in server_groups.items():
        for name, left in quota.members_left(compute, found).items():   # each has its own
            terms.left[f"{name} {group}".strip()] = left
            terms.needs[group][f"{name} {group}".strip()] = 1
    return terms


def answer(catalog: Catalog, wish: Wish) -> Answer:
    """What a target has for a wish."""
    return catalog.answer(image=wish.image, flavor=wish.flavor, network=wish.network,
                          ip_version=wish.ip_version, auto_ip=wish.auto_ip,
                          boot_from_volume=wish.boot_from_volume)


def _keypair(connection, wish, terms):
    name = wish.key_name
    if name and name not in terms.keypairs and keypair.missing(connection, name, wish.public_key):
        terms.keypairs[name] = wish.public_key


def _volumes(connection, share, terms):
    """Cinder's limits, where they matter; a cloud without volumes has no place for who needs
    some."""
    users = {group: wish for group, wish in share.wishes if group in terms.answers
             and (wish.boot_from_volume or wish.data_volumes)}
    try:
        if any(wish.data_volumes and wish.zones for wish in users.values()):
            terms.volume_zones = volume.zones(connection)
        return volume.limits(connection) if users else {}
    except CloudError as error:
        for group in users:
            terms.refuse(group, error)
        return {}


def _server_groups(connection, fleet, terms):
    """{group: its server group, None if it has to be made}, of the groups with anti_affinity."""
    kinds = {group: wish.anti_affinity for group, wish in
             fleet.share(connection.target).wishes if wish.anti_affinity and group in terms.answers}
    rows = server_group.listed(connection) if kinds else []
    found = {}
    for group, kind in kinds.items():
        try:
            found[group] = server_group.find(rows, mark.words(fleet.name, group), kind)
        except CloudError as error:
            terms.refuse(group, error)
    terms.server_groups = {group: row["id"] if row else None for group, row in found.items()}
    return found


def _network_quota(connection):
    """With usage; empty where the cloud does not tell."""
    try:
        return connection.get("network", f"/quotas/{connection.project_id()}/details.json",
                              "reading network quota")["quota"]
    except CloudError as error:
        if error.kind not in ("not_found", "forbidden"):
            raise
        return {}


def prepare(connection: Connection, fleet: Fleet, terms: Terms) -> list[str]:
    """Makes what servers need beside them; what it was, in words."""
    made = missing(fleet, terms)
    for name, public_key in terms.keypairs.items():
        keypair.create(connection, name, public_key, mark.tag(fleet.name))
    wishes = dict(fleet.share(connection.target).wishes)
    for group, known in terms.server_groups.items():
        if known is None:
            terms.server_groups[group] = server_group.create(
                connection, mark.words(fleet.name, group), wishes[group].anti_affinity)
    terms.keypairs = {}
    return made


def missing_on(targets: set[Target], fleet: Fleet, asked: dict) -> list[str]:
    """All that would be made on these targets, in words; asked: {Target: Terms}."""
    return [f"{what} on {target}" for target, found in asked.items() if target in targets
            for what in missing(fleet, found)]


def missing(fleet: Fleet, terms: Terms) -> list[str]:
    """What prepare() would make, in words."""
    return [*(f"keypair {name}" for name in terms.keypairs),
            *(f"server group {mark.words(fleet.name, group)}"
              for group, known in terms.server_groups.items() if known is None)]
