# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a server was made of, which Nova does not change: compared with what is desired."""
from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..._cloud.connection import Connection
from ..._cloud.errors import CloudError
from ..._portable import address, floating
from ..._portable import flavor as flavors
from ..._portable import image as images
from ..._portable.choose import ID
from ..api import Api
from ..spec import FORBID, Aspect, Field
from .digest import digest
from .model import USERDATA
from .options import requirements

if TYPE_CHECKING:
    from openstack.resource import Resource


class ServerFacts:
    """What has to be asked about a server that is there, each thing once, and only if it is needed.

    server: openstacksdk's.  warnings: where what cannot be told is said.
    """

    def __init__(self, connection: Connection, server: Resource, warnings: list[str]) -> None:
        self.connection, self.server, self.warnings = connection, server, warnings

    @property
    def image_id(self) -> str | None:
        """None for a server that boots from a volume."""
        return (self.server.image or {}).get("id")

    @cached_property
    def image(self) -> dict:
        """A row of Glance's; of a server on a volume, what the volume knows of it."""
        if self.image_id:
            found = self._read("image", f"/images/{self.image_id}", "reading an image")
            return found or {"id": self.image_id}       # it was deleted since
        of_volume = self.volume.get("volume_image_metadata") or {}
        return {**of_volume, "id": of_volume.get("image_id"), "name": of_volume.get("image_name")}

    @cached_property
    def volume(self) -> dict:
        """Cinder's row of the one that it boots from; {} if there is none."""
        for one in () if self.image_id else self.server.attached_volumes or ():
            found = self._read("block-storage", f"/volumes/{one.id}", "reading a volume")
            if found.get("volume", {}).get("bootable") == "true":
                return found["volume"]
        return {}

    @cached_property
    def flavor(self) -> dict:
        """As Nova's list of flavors has it."""
        row = self.server.flavor.to_dict(computed=False) if self.server.flavor else {}
        if not row.get("vcpus"):        # before 2.47
            row = self.flavor_of(row.get("id") or "")
        return {**row, "name": row.get("original_name") or row.get("name")}

    def flavor_of(self, flavor_id: str) -> dict:
        """The one of this id; {} if there is none."""
        found = self._read("compute", f"/flavors/{quote(flavor_id, safe='')}", "reading a flavor")
        return found.get("flavor", {})

    @cached_property
    def ports(self) -> list[dict]:
        """Neutron's rows."""
        return floating.ports_of(self.connection, self.server.id)

    @cached_property
    def addresses(self) -> list[dict]:
        """As portable.address has them."""
        return address.of_row({"addresses": self.server.addresses},
                              self.connection.target.loopback)

    @property
    def networks(self) -> list[str]:
        """The names of those that it has an address in."""
        return sorted({one["network"] for one in self.addresses})

    def is_on(self, nics: list[dict]) -> bool:
        """Whether it has a port for each of them; nic: as of options.nics(), or {network}.

        Nova's row is enough for names of networks alone.
        """
        named = [next(iter(nic.items())) for nic in nics]
        if all(nic.keys() <= {"net-name", "network"} for nic in nics):
            shown = Counter(network for network, _mac in {
                (network, one.get("OS-EXT-IPS-MAC:mac_addr"))
                for network, rows in (self.server.addresses or {}).items() for one in rows})
            if Counter(desired for _kind, desired in named) <= shown:
                return True
        return each_has_its_own([self._ports_of(nic) for nic in nics])

    def _ports_of(self, nic: dict) -> set[str]:
        """The ids of those ports that are what a nic names."""
        kind, desired = next(iter(nic.items()))
        if kind.startswith("port"):
            found = [port for port in self.ports if port[kind.removeprefix("port-")] == desired]
        else:
            found = [port for port in self.ports if port["network_id"] == desired]
            if not found and kind != "net-id":
                networks = self._networks_named(desired)
                found = [port for port in self.ports if port["network_id"] in networks]
        address = nic.get("fixed_ip")
        return {port["id"] for port in found
                if address in (None, *(one["ip_address"] for one in port.get("fixed_ips") or ()))}

    def _networks_named(self, name: str) -> set[str]:
        """The ids of the networks of this name, as far as it has an address there, or else all."""
        inside = {one["address"] for one in self.addresses if one["network"] == name}
        if found := {port["network_id"] for port in self.ports
                     for one in port.get("fixed_ips") or () if one["ip_address"] in inside}:
            return found
        rows = self.connection.pages("network", "/networks", "networks", "listing networks",
                                     name=name, fields=["id"])
        return {row["id"] for row in rows}

    def _read(self, service: str, path: str, action: str) -> dict:
        try:
            return self.connection.get(service, path, action)
        except CloudError as error:
            if error.kind not in ("not_found", "invalid"):
                raise
            return {}


def each_has_its_own(choices: list[set[str]]) -> bool:
    """Whether one can be taken of each, none of them twice; the choosy come first.  Pure."""
    taken: set[str] = set()
    for choice in sorted(choices, key=len):
        free = sorted(choice - taken)
        if not free:
            return False
        taken.add(free[0])
    return True


def _image(facts: ServerFacts, given: dict) -> object:
    spec = requirements(given)["image"]
    if spec == facts.image_id or images.fits(facts.image, spec):
        return given["image"]
    if facts.image.keys() == {"id"} and not ID.fullmatch(str(spec)):
        facts.warnings.append(
            f"the image of server {facts.server.name} ({facts.image_id}) has been deleted since: "
            f"cannot tell whether it was {spec}")
        return given["image"]
    return _named(facts.image) if facts.image.get("id") else None


def _flavor(facts: ServerFacts, given: dict) -> object:
    spec, there = requirements(given)["flavor"], facts.flavor
    if isinstance(spec, flavors.FlavorRequirement):
        same = flavors.fitting([there], spec, {})
    else:
        same = spec == there["name"] or facts.flavor_of(spec).get("name") == there["name"]
    return given["flavor"] if same else there["name"]


def _by_ram(facts: ServerFacts, given: dict) -> int | str:
    """Another option than flavor, and the same question."""
    same = flavors.fitting([facts.flavor], requirements(given)["flavor"], {})
    return given["flavor_ram"] if same else f"{facts.flavor['ram']} ({facts.flavor['name']})"


def _by_part(facts: ServerFacts, given: dict) -> str:
    return given["flavor_include"] if given["flavor_include"] in facts.flavor["name"] else (
        facts.flavor["name"])


def _network(facts: ServerFacts, given: dict) -> str:
    same = _is_built(facts) or facts.is_on([{"network": given["network"]}])
    return given["network"] if same else ", ".join(facts.networks)


def _nics(facts: ServerFacts, given: dict) -> list:
    return given["nics"] if _is_built(facts) or facts.is_on(given["nics"]) else facts.networks


def _is_built(facts: ServerFacts) -> bool:
    """Nobody waits for it, and it may have no address yet."""
    return facts.server.status == "BUILD"


def _userdata(facts: ServerFacts, given: dict) -> str:
    """Of those that nobody has marked it is not known."""
    mark = (facts.server.metadata or {}).get(USERDATA)
    return given["userdata"] if mark in (None, digest(given["userdata"])) else "another"


def _size(facts: ServerFacts, given: dict) -> int:
    return given["volume_size"] if facts.image_id else facts.volume.get("size", 0)


def _type(facts: ServerFacts, given: dict) -> str | None:
    return given["volume_type"] if facts.image_id else facts.volume.get("volume_type")


def _named(row: dict) -> str:
    return f"{row['name']} ({row['id']})" if row.get("name") else row["id"]


READ = {"image": _image, "flavor": _flavor, "flavor_ram": _by_ram, "flavor_include": _by_part,
        "network": _network, "nics": _nics, "userdata": _userdata,
        "boot_from_volume": lambda facts, _given: not facts.image_id,
        "volume_size": _size, "volume_type": _type}


class BuiltFrom(Aspect):
    """Each option as it is given, where that is what there is, else what there is instead."""

    at_creation = True
    fields = {
        "image": Field("raw", names=("image",), advice="rebuild it with "
                       "multicloud.openstack.server_action, or delete it first", **FORBID),
        "flavor": Field("raw", names=("compute_flavor",), advice="delete it first, or let "
                        "multicloud.openstack.fleet adopt and resize it", **FORBID),
        "flavor_ram": Field("int", **FORBID),
        "flavor_include": Field(**FORBID),
        "network": Field(names=("network",), **FORBID),
        "nics": Field("list", names=("network", "port"), option={"elements": "raw"},
                      advice="attach what is missing with multicloud.openstack.server_interface, "
                      "or delete it first", **FORBID),
        "userdata": Field(option={"no_log": True}, **FORBID),
        "boot_from_volume": Field("bool", **FORBID),
        "volume_size": Field("int", compare=lambda before, after: before >= after, advice="extend "
                             "its volume with multicloud.openstack.volume", **FORBID),
        "volume_type": Field(names=("volume_type",), **FORBID),
    }

    def read(self, api: Api, resource: Resource) -> dict:
        """Of those options that are given."""
        facts = ServerFacts(api.connection, resource, api.task.warnings)
        return {option: read(facts, api.given) for option, read in READ.items()
                if option in api.given}
