# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What one target has for a spec: its lists, each asked for once, and the answer out of them."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from .._cloud.answer import number
from .._cloud.connection import Connection, own_project
from .._cloud.errors import CloudError
from . import flavor as flavors
from . import floating
from . import image as images
from . import network as networks
from .choose import ID, by_name
from .flavor import FlavorRequirement
from .image import ImageRequirement
from .network import Hints
from .resolved import Resolved

R = TypeVar("R")

WITH_EXTRA_SPECS = "2.61"       # of Nova, where the list of flavors has them


class Catalog:
    """The images, flavors, networks and security groups of one target, for any number of specs."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._lists: dict[tuple, list[dict]] = {}

    def resolve(self, *, image: str | ImageRequirement | None = None,
                flavor: str | FlavorRequirement | None = None, network: str | None = None,
                ip_version: str = "any", auto_ip: bool = True, boot_from_volume: bool = False,
                placed: bool = False) -> Resolved:
        """The answer to a spec; image and flavor as their parse() gives them, or None.

        A flavor's disk is no matter where a server boots from a volume.  placed: its networks are
        known, and how it is reached there is no matter.
        Raises CloudError: not_found, ambiguous (action is the option), and what calls raise.
        """
        wrong: list[CloudError] = []
        chosen = _unless(wrong, lambda: self.image(image)) if image else {}
        needs = {**chosen, "min_disk": 0} if boot_from_volume else chosen
        size = _unless(wrong, lambda: self.flavor(flavor, needs)) if flavor else {}
        if wrong:
            raise _together(wrong)
        nowhere: tuple[dict, str, dict] = {"id": ""}, "none", {}
        where, address, source = nowhere if placed else self._named("network", lambda: self._way(
            network, ip_version, auto_ip))
        return Resolved(
            image=chosen.get("id"), image_name=chosen.get("name") or chosen.get("id"),
            flavor=size.get("id"), flavor_name=size.get("name") or size.get("id"),
            **{name: number(size[name]) if size else None for name in flavors.SIZES},
            network=where["id"], network_name=where.get("name") or "",
            address=address, floating=source.get("id"), floating_from=source.get("name"),
            image_disk=images.disk(chosen), image_reason=chosen.get("reason"),
            port_security=where.get("port_security_enabled") is not False, nics=())

    def image(self, desired: str | images.ImageRequirement) -> dict:
        """The row of an image, with the `reason` why it is this one."""
        rows = self._candidates(desired)
        viewer = images.Viewer(self.connection.project_id(), self.is_member)
        liked = self.connection.region.config.get("image_format")

        def choose() -> dict:
            found = images.choose(rows, desired, liked, viewer)
            return {**found, "reason": images.reason(rows, desired, viewer)}
        return self._named("image", choose)

    def _candidates(self, desired: str | images.ImageRequirement) -> list[dict]:
        """What Glance can leave out it does; an id is asked for by itself, as no list has those
        that are hidden, or not yet accepted; the whole list only for what comes close."""
        name = desired if isinstance(desired, str) else None
        if name and ID.fullmatch(name) and (row := self._image_of(name)):
            return [row]
        whole = self._known("/images", images.EVERY)
        if not whole and (found := self._images(images.query(desired))):
            return found
        whole = whole or self._images(images.EVERY)
        if name is None or any(name in (row["id"], row.get("name")) for row in whole):
            return whole
        return whole + self._images({**images.EVERY, **images.query(name), "os_hidden": "true"})

    def _image_of(self, image_id: str) -> dict:
        """{} if there is none."""
        return self._one("image", f"/images/{image_id}", "reading an image")

    def is_member(self, image_id: str) -> bool:
        """Whether somebody shares an image with the project, which has accepted that."""
        path = f"/images/{image_id}/members/{self.connection.project_id()}"
        return self._one("image", path, "reading who shares an image").get("status") == "accepted"

    def flavor(self, desired: str | flavors.FlavorRequirement, image: dict) -> dict:
        """Nova cannot filter flavors by name: the list it is.  image: what is to run on it."""
        if isinstance(desired, str) or not desired.extra_specs:
            found = self._flavors()
        else:
            found = self._with_extra_specs(desired, image)
        return self._named("flavor", lambda: flavors.choose(found, desired, image))

    def flavor_names(self) -> set[str]:
        """Of all that there are."""
        return {row["name"] for row in self._flavors()}

    def fitting(self, *, image: str | ImageRequirement | None, boot_from_volume: bool,
                flavor: str | FlavorRequirement | None) -> list[str]:
        """The ids of all flavors that are meant; no list has to be asked for a second time."""
        needs = self.image(image) if image else {}
        needs = {**needs, "min_disk": 0} if boot_from_volume else needs
        if flavor is None or isinstance(flavor, str):
            return [self.flavor(flavor, needs)["id"]] if flavor else []
        first = self.flavor(flavor, needs)
        rows = self._with_extra_specs(flavor, needs) if flavor.extra_specs else self._flavors()
        return [row["id"] for row in flavors.fitting(rows, flavor, needs)] or [first["id"]]

    def networks(self, *ids: str | None) -> list[dict]:
        """Those of the project and those that others share with it; and these."""
        rows = self.listed("network", "/networks", "networks", "listing networks")
        found = networks.usable(rows, self.connection.project_id())
        return found + [row for row in rows if row["id"] in ids and row not in found]

    def network(self, desired: str) -> dict:
        """The one of this name or id.  Raises CloudError: not_found, ambiguous."""
        return by_name(self.networks(desired), desired, "network", self.connection.project_id())

    def routed(self, *inside: str) -> set[str]:
        """The ids of the external networks that routers of these networks lead to."""
        return {outside for network, outside in self._routes if network in inside}

    @cached_property
    def _routes(self) -> list[tuple[str, str]]:
        return floating.routes(self.connection)

    def security_groups(self, **query: str) -> list[dict]:
        """The project's own, with their rules, unless something else is asked for."""
        return self.listed("network", "/security-groups", "security_groups",
                           "listing security groups",
                           **query or {"project_id": own_project(self.connection)})

    def security_group(self, desired: str) -> dict:
        """The one of this name or id.  Raises CloudError: not_found, ambiguous."""
        rows = self.security_groups()
        if not any(desired in (row["id"], row.get("name")) for row in rows):   # others share theirs
            rows = rows + self.security_groups(
                **{"id" if ID.fullmatch(desired) else "name": desired})
        return self._named("security_groups", lambda: by_name(
            rows, desired, "security group", self.connection.project_id()))

    def hints(self) -> Hints:
        """What clouds.yaml says.  Nova's own floating IPs ended with nova-network: where it says
        nova, they are Neutron's."""
        region = self.connection.region
        source = str(region.config.get("floating_ip_source", "neutron")).lower()
        return Hints(floating_ips=source != "none",
                     external=tuple(region.get_external_ipv4_networks()),
                     external_v6=tuple(region.get_external_ipv6_networks()),
                     nat_source=region.get_nat_source(),
                     nat_destination=region.get_nat_destination(),
                     default=region.get_default_network())

    def _way(self, desired: str | None, ip_version: str, auto_ip: bool) -> tuple[dict, str, dict]:
        """The network of a server, how its address is had, and the one of its floating IP or {}."""
        rows, hints = self.networks(desired), self.hints()
        project = self.connection.project_id()
        if ip_version == "6":
            able = networks.with_ipv6(rows, self._ipv6_subnets(), hints)
            return networks.choose(rows, desired, hints, able, project), "direct", {}
        where = networks.choose(rows, desired, hints, project=project)
        source = networks.floating_source(
            rows, where, hints, lambda: self.routed(where["id"])) if auto_ip else None
        if source:
            return where, "floating", next(row for row in rows if row["id"] == source)
        return where, "direct" if networks.is_external(where, hints) else "none", {}

    def _with_extra_specs(self, desired: flavors.FlavorRequirement, image: dict) -> list[dict]:
        """Flavors with theirs; of a Nova that does not list them, those of flavors that fit
        otherwise, the smallest first, until one fits altogether."""
        try:
            return self._flavors(microversion=WITH_EXTRA_SPECS)
        except CloudError as error:
            if error.more.get("status") != 406:
                raise
        fitting = flavors.fitting(self._flavors(), replace(desired, extra_specs=()), image)
        found = []
        for row in fitting:
            found.append({**row, "extra_specs": self._extra_specs(row)})
            if flavors.fitting(found[-1:], desired, image):
                break
        # without one it is the sizes that are wrong, and what the error is about
        return found or [{**row, "extra_specs": dict(desired.extra_specs)}
                         for row in self._flavors()]

    def _extra_specs(self, row: dict) -> dict:
        return self.connection.get("compute", f"/flavors/{row['id']}/os-extra_specs",
                                   "reading extra specs")["extra_specs"]

    # -- lists

    def _images(self, query: dict[str, str]) -> list[dict]:
        return self.listed("image", "/images", "images", "listing images", **query)

    def _flavors(self, **more: str) -> list[dict]:
        return self.listed("compute", "/flavors/detail", "flavors", "listing flavors", **more)

    def _ipv6_subnets(self) -> list[dict]:
        return self.listed("network", "/subnets", "subnets", "listing subnets", ip_version=6)

    def listed(self, service: str, path: str, key: str, action: str, **query: Any) -> list[dict]:
        """A list, which is asked for once."""
        found = self._known(path, query)
        if found is None:
            found = self.connection.pages(service, path, key, action, **query)
            self._lists[path, tuple(sorted(query.items()))] = found
        return found

    def _one(self, service: str, path: str, action: str) -> dict:
        known = self._known(path, {})
        if known is None:
            try:
                known = [dict(self.connection.get(service, path, action))]
            except CloudError as error:
                if error.kind != "not_found":
                    raise
                known = [{}]
            self._lists[path, ()] = known
        return known[0]

    def _known(self, path: str, query: dict[str, Any]) -> list[dict] | None:
        return self._lists.get((path, tuple(sorted(query.items()))))

    def _named(self, option: str, choose: Callable[[], R]) -> R:
        try:
            return choose()
        except CloudError as error:
            raise error.at(self.connection.target, option) from None


def _unless(wrong: list[CloudError], choose: Callable[[], dict]) -> dict:
    """What is chosen; {} where nothing can be, of which the error is noted."""
    try:
        return choose()
    except CloudError as error:
        if error.kind not in ("not_found", "ambiguous"):
            raise
        wrong.append(error)
        return {}


def _together(wrong: list[CloudError]) -> CloudError:
    """All in one."""
    first, *others = wrong
    texts = [first.message, *(f"{error.action}: {error.message}" for error in others)]
    return CloudError(first.kind, "; ".join(texts), first.target, first.action, **first.more)
