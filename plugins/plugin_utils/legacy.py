# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Groups and variables that inventories of others had, of rows of Nova's /servers/detail."""
from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from ..module_utils._cloud.redact import SECRET
from ..module_utils._cloud.sdk import IMPORTING
from ..module_utils._cloud.target import Target
from ..module_utils._portable import address
from .hosts import safe

if TYPE_CHECKING:
    from openstack.resource import Resource

KINDS = ("openstack.cloud", "shade")

# options of openstack.cloud.openstack that `servers` has not, and what to write
RENAMED = {
    "clouds_yaml_path": "clouds_yaml, with the path of one file",
    "expand_hostvars": "details: [volumes]",
    "inventory_hostname": "hostnames: [name, id], or hostnames: [id] in place of uuid",
    "only_ipv4": "addresses: [{type: floating}, {type: fixed, ip_version: 4}]",
    "private": "addresses: [{type: fixed}]",
    "show_all": "filters: [{exclude: not server.addresses}] in place of false, which was the "
                "default, and nothing in place of true",
    "use_names": "compose: {ansible_host: server.name, ansible_ssh_host: server.name}",
}

ZONE = "OS-EXT-AZ:availability_zone"
VOLUMES = "os-extended-volumes:volumes_attached"
# shade's names, and Nova's
SHADE = {
    "adminPass": "adminPass", "az": ZONE, "created_at": "created",
    "disk_config": "OS-DCF:diskConfig", "host_id": "hostId",
    "launched_at": "OS-SRV-USG:launched_at", "power_state": "OS-EXT-STS:power_state",
    "project_id": "tenant_id", "task_state": "OS-EXT-STS:task_state",
    "terminated_at": "OS-SRV-USG:terminated_at", "vm_state": "OS-EXT-STS:vm_state",
}
# and Cinder's
SHADE_VOLUME = {
    "display_description": "description", "display_name": "name",
    "host": "os-vol-host-attr:host", "migration_status": "migration_status",
    "source_volume_id": "source_volid",
}
SHADE_FLAGS = {"is_bootable": "bootable", "is_encrypted": "encrypted",
               "can_multiattach": "multiattach"}

# Text that openstacksdk takes for something of whatever type it wants, so that it shows.
PROBE = "7"


def groups(raw: dict, target: Target) -> list[str]:
    """openstack.cloud's that have a prefix, or a name of clouds.yaml, by names that are safe."""
    metadata, zone = raw.get("metadata") or {}, raw.get(ZONE)
    found = [*_paths(target), *(f"meta-{key}_{value}" for key, value in metadata.items()),
             f"instance-{raw['id']}"]
    if isinstance(raw.get("flavor"), dict):
        found.append(f"flavor-{raw['flavor'].get('name', raw['flavor'].get('original_name'))}")
    if isinstance(raw.get("image"), dict):      # Nova never says its name
        found.append(f"image-{raw['image'].get('name')}")
    if zone:
        found += [f"{path}_{zone}" for path in _paths(target)[1:]]
    return _safe(found)


def chosen(raw: dict) -> list[str]:
    """openstack.cloud's with any name that metadata or a cloud have chosen."""
    metadata = raw.get("metadata") or {}
    return _safe([metadata.get("group"), raw.get(ZONE),
                  *(name.strip() for name in metadata.get("groups", "").split(","))])


def _safe(names: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(safe, filter(None, names)))))


def variables(kind: str, raw: dict, target: Target, details: dict) -> dict:
    """Of a host, by one of KINDS: openstack, and where it has an address, ansible_host and
    ansible_ssh_host.

    details: {volumes: [row of Cinder's], image: its name or None, flavor: a row of Nova's or None},
    each only if asked for.  The parts of `openstack` are shared by servers that have the same.
    User data, which providers see, is left out.
    """
    raw = {key: value for key, value in raw.items() if not SECRET.search(key)}
    if kind == "shade":
        server = _shade(raw, target, details)
        reached = server["interface_ip"]
    else:
        server, reached = _sdk(raw, target, details), _first(raw, target)
    hosts = {"ansible_host": reached, "ansible_ssh_host": reached} if reached else {}
    return {"openstack": server, **hosts}


def _paths(target: Target) -> list[str]:
    """The cloud, and where it has regions, the region, alone and with the cloud."""
    region = target.region
    return [target.cloud, *((region, f"{target.cloud}_{region}") if region else ())]


def _first(raw: dict, target: Target) -> str | None:
    """The address that openstack.cloud connects to: in Nova's order, floating before fixed."""
    found = [entry for entries in (raw.get("addresses") or {}).values() for entry in entries
             if address.checked(entry["addr"], target.loopback)]
    floating = [entry for entry in found if entry.get("OS-EXT-IPS:type") == "floating"]
    return next((entry["addr"] for entry in floating or found), None)


# openstacksdk's Server.to_dict(computed=False), at a hundredth of its cost: of a server it makes
# one of an image as well, with all that images can have, and each of them three times.


def _sdk(raw: dict, target: Target, details: dict) -> dict:
    with IMPORTING:
        from openstack.block_storage.v3.volume import Volume
        from openstack.compute.v2.flavor import Flavor
        from openstack.compute.v2.server import Server
        from openstack.compute.v2.volume_attachment import VolumeAttachment
        from openstack.image.v2.image import Image
    parts = {
        "flavor": _part(Flavor, raw.get("flavor")), "image": _part(Image, raw.get("image")),
        "attached_volumes": [_row(VolumeAttachment, one, True) for one in raw.get(VOLUMES) or ()]}
    parts["volumes"] = parts["attached_volumes"]
    if "volumes" in details:
        parts["volumes"] = [Volume.existing(**row).to_dict(computed=False)
                            for row in details["volumes"]]
    region = {"region": target.region} if target.region else {}
    return {**_row(Server, raw, False), **parts, "cloud": {"name": target.cloud, **region}}


def _row(kind: type[Resource], raw: dict, computed: bool) -> dict:
    """As kind.existing(**raw).to_dict(computed=computed), but for types that are not JSON's."""
    found = dict(_empty(kind, computed))
    for key, value in raw.items():
        for name in _names(kind, key, computed):
            found[name] = value
    return found


@cache
def _empty(kind: type[Resource], computed: bool) -> dict:
    return kind.existing().to_dict(computed=computed)


@lru_cache(1024)
def _names(kind: type[Resource], key: str, computed: bool) -> tuple[str, ...]:
    """openstacksdk's names for what a service calls `key`; it is asked for them."""
    probe: dict[str, Any] = {key: PROBE}
    found, empty = kind.existing(**probe).to_dict(computed=computed), _empty(kind, computed)
    return tuple(name for name, value in found.items() if value != empty.get(name))


def _part(kind: type[Resource], raw: object) -> dict:
    """A flavor or an image inside of a row: few kinds of them, many servers.  Nova says "" where a
    server boots from a volume."""
    return _part_of(kind, json.dumps(raw)) if isinstance(raw, dict) else {}


@lru_cache(1024)
def _part_of(kind: type[Resource], text: str) -> dict:
    return kind.existing(**json.loads(text)).to_dict()


# what shade's get_hostvars_from_server gave, without the requests that it made for each server


def _shade(raw: dict, target: Target, details: dict) -> dict:
    addresses = address.of_row(raw, target.loopback)
    kinds = address.kinds(addresses)
    for version in (4, 6):
        kinds[f"public_v{version}"] = (
            address.checked(raw.get(f"accessIPv{version}"), target.loopback)
            or kinds[f"public_v{version}"])
    volumes = raw.get(VOLUMES, [])
    if "volumes" in details:
        volumes = [_shade_volume(row, raw, target) for row in details["volumes"]]
    return {
        **_renamed(raw, SHADE), **kinds, "accessIPv4": kinds["public_v4"],
        "accessIPv6": kinds["public_v6"], "cloud": target.cloud, "region": target.region,
        "interface_ip": kinds["public_v4"] or address.reach(addresses) or "",
        "has_config_drive": _flag(raw.get("config_drive")), "networks": {},
        "progress": raw.get("progress") or 0, "security_groups": raw.get("security_groups") or [],
        "flavor": _shade_flavor(raw.get("flavor") or {}, details.get("flavor") or {}),
        "image": _shade_image(raw.get("image") or {}, details.get("image")),
        "volumes": volumes, "location": _location(target, raw.get("tenant_id"), raw.get(ZONE))}


def _renamed(raw: dict, names: Mapping[str, str]) -> dict:
    return {**{key: value for key, value in raw.items() if key != "links"},
            **{name: raw.get(key) for name, key in names.items()}}


def _flag(value: object) -> bool:
    """They are booleans, or texts."""
    return str(value).lower() == "true"


def _shade_flavor(part: dict, row: dict) -> dict:
    """part: of the server's row, which has the name or the id."""
    known = {key: row[key] for key in ("id", "name") if key in row}
    name = {"name": part["original_name"]} if "original_name" in part else {}
    return {**_renamed(part, {}), **name, **known}


def _shade_image(part: dict, name: str | None) -> dict:
    return {"id": part.get("id", ""), **({"name": name} if name else {})}


def _shade_volume(row: dict, server: dict, target: Target) -> dict:
    flags = {name: _flag(row.get(key)) for name, key in SHADE_FLAGS.items()}
    project = row.get("os-vol-tenant-attr:tenant_id")
    device = next((one.get("device") for one in row.get("attachments") or ()
                   if one.get("server_id") == server["id"]), None)
    return {**_renamed(row, SHADE_VOLUME), **flags,
            **{key: flags[name] for name, key in SHADE_FLAGS.items()}, "device": device,
            "location": _location(target, project, row.get("availability_zone"))}


def _location(target: Target, project: str | None, zone: str | None) -> dict:
    """The project has no name here: nobody was asked for it."""
    return {"cloud": target.cloud, "region_name": target.region, "zone": zone,
            "project": {"id": project, "name": None, "domain_id": None, "domain_name": None}}
