# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a server is: the spec for one, and the row of Nova's list.  Pure."""
from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, Any

from ..._cloud.answer import number, text
from ..._cloud.errors import CloudError
from ..._cloud.target import Target
from ..._portable import address
from ..._portable.mark import PREFIX
from ..._portable.nic import Nic
from .digest import digest_of, set_fields
from .user_data import UserData, Variables, of_server, read, read_variables

if TYPE_CHECKING:       # an inventory needs none of these
    from ..._portable import flavor as flavors
    from ..._portable import image as images
    from ..volume import DataVolume

LONGEST = 65535 // 4 * 3        # bytes of user data: Nova counts them in base64
# it becomes part of texts, commands, paths and names
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
# keys of its metadata
IP_VERSION = PREFIX + "ip_version"      # by which kind of address it is reached
FLOATING = PREFIX + "floating"          # the network that its floating IP comes from
HOST_KEY = PREFIX + "host_key"          # the public one, where it was injected
ACCESS = PREFIX + "access"              # of one with ports of its own: the addresses of the first
USERDATA = PREFIX + "userdata"          # a digest of its user data, which Nova shows nobody

# of fields of a ServerSpec
BESIDE = {"built_from": False}      # made known to the cloud beside the server, or in place
HOSTS = {"digest": "anti_affinity"}
VOLUMES = {"digest": "volumes"}     # one for all, as a mark with them has at most 255 characters


@dataclass(frozen=True)
class ServerSpec:
    """What the user asks of a server, in his words; openstack.cloud.server's option names.

    A server's mark has a digest of each field, unless it is BESIDE.
    """

    image: str | images.ImageRequirement | None = None
    flavor: str | flavors.FlavorRequirement | None = None
    network: str | None = None
    nics: tuple[Nic, ...] = field(default=(), metadata={"digest": "network"})   # instead of it
    ip_version: str = "any"             # 4 | 6 | any
    key_name: str | None = None
    public_key: str | None = None
    security_groups: tuple[str, ...] = ()
    availability_zone: str | None = None
    availability_zones: tuple[str, ...] = field(default=(), metadata=BESIDE)
    anti_affinity: str | None = None    # soft | hard
    affinity: str | None = field(default=None, metadata=HOSTS)          # soft | hard
    server_group: str | None = field(default=None, metadata=HOSTS)      # one that is there
    scheduler_hints: str | None = field(default=None, metadata=HOSTS)   # as JSON
    userdata: UserData | None = None
    template_vars: Variables = field(default=(), metadata=BESIDE)   # a part of it, in digests
    config_drive: bool = False
    auto_ip: bool = True
    boot_from_volume: bool = field(default=False, metadata=VOLUMES)
    # the id of one that is there
    boot_volume: str | None = field(default=None, metadata=VOLUMES)
    volume_size: int | None = field(default=None, metadata=VOLUMES)     # of the boot volume, in GiB
    volume_type: str | None = field(default=None, metadata=VOLUMES)
    terminate_volume: bool = field(default=True, metadata=VOLUMES)
    data_volumes: tuple[DataVolume, ...] = field(default=(), metadata=VOLUMES)
    metadata: tuple[tuple[str, str], ...] = field(default=(), metadata=BESIDE)
    tags: tuple[str, ...] = field(default=(), metadata=BESIDE)
    through: str | None = field(default=None, metadata=BESIDE)      # the group of its bastions

    @classmethod
    def of(cls, options: dict[str, Any]) -> ServerSpec:
        """From options; None, empty and missing ones keep their defaults.

        Raises CloudError (invalid), one sentence that names the option.
        """
        from ..._portable.requirement import parsed
        from ..volume import DataVolume
        values: dict[str, Any] = {
            f.name: tuple(value) if isinstance(value, list) else value for f in fields(cls)
            if (value := options.get(f.name)) not in (None, "")}
        values.update(parsed(options))
        values["data_volumes"] = tuple(map(DataVolume.of, values.get("data_volumes", ())))
        if "scheduler_hints" in values:
            values["scheduler_hints"] = json.dumps(values["scheduler_hints"], sort_keys=True)
        values["userdata"] = read(options.get("userdata"))
        values["template_vars"] = read_variables(options.get("template_vars"))
        values["nics"] = tuple(map(Nic.of, values.get("nics", ())))
        values["metadata"] = tuple(sorted((str(k), str(v)) for k, v in
                                          dict(values.get("metadata", ())).items()))
        return cls(**values)

    @property
    def zones(self) -> tuple[str, ...]:
        """The availability zones that it may be in, if it says any."""
        return (self.availability_zone,) if self.availability_zone else self.availability_zones

    @property
    def policy(self) -> str | None:
        """That of the server group which is made for such servers, in Nova's words."""
        kind = self.affinity or self.anti_affinity
        if kind is None:
            return None
        return ("soft-" if kind == "soft" else "") + ("affinity" if self.affinity
                                                      else "anti-affinity")

    @property
    def named_groups(self) -> list[str]:
        """The security groups that somebody has to have made: every project has a default."""
        of_nics = (name for nic in self.nics for name in nic.security_groups)
        return sorted({*self.security_groups, *of_nics} - {"default"})

    @property
    def facing(self) -> tuple[str | None, tuple[str, ...]]:
        """The network by which it is reached, and its security groups there, as they are named."""
        if not self.nics:
            return self.network, self.security_groups
        return self.nics[0].network, self.nics[0].security_groups or self.security_groups

    def userdata_of(self, index: int) -> UserData | None:
        """That of the server with this number, with its variables."""
        return of_server(self.userdata, self.template_vars, index)

    def digests(self, index: int = 0) -> dict[str, str]:
        """A short digest of every field that the server with this number is built from, for telling
        which differ, by their names of DIGESTS.  0: of one without variables of its own."""
        own = {"userdata": digest_of(self.userdata_of(index))} if self.template_vars else {}
        return {**self._digests, **(own if self.userdata else {})}

    @cached_property
    def _digests(self) -> dict[str, str]:
        found, parts = set_fields(self), dict[str, dict[str, Any]]()
        for f in fields(self):
            if f.name in found:
                parts.setdefault(f.metadata.get("digest", f.name), {})[f.name] = found[f.name]
        return {name: digest_of(part[name] if [*part] == [name] else part)
                for name, part in parts.items()}


DIGESTS = frozenset(f.metadata.get("digest", f.name) for f in fields(ServerSpec)
                    if f.metadata.get("built_from", True))


@dataclass(frozen=True, slots=True)
class Server:
    """A row of Nova's list, as results, inventory and plans see it."""

    id: str
    name: str
    target: Target
    status: str
    task: str | None
    created: str
    image: str | None
    flavor: str | None                      # its name; None before 2.47
    key_name: str | None
    availability_zone: str | None
    addresses: tuple[dict[str, Any], ...]
    metadata: dict[str, str]
    tags: tuple[str, ...]
    security_groups: tuple[str, ...]
    fault: str | None
    launched: str | None = None             # when Nova had built it
    config_drive: bool = False
    # (volume id, whether it is deleted with the server); the latter is None before 2.3, and all of
    # it where the cloud does not show volumes
    attached: tuple[tuple[str, bool | None], ...] | None = None
    size: tuple[int, int] = (0, 0)          # vcpus and RAM of its flavor; not told before 2.47

    @classmethod
    def of(cls, row: dict[str, Any], target: Target) -> Server:
        """row: of /servers/detail, any microversion.  Raises TypeError and the like where it is not
        of that form: nobody who has a Server is to meet with that."""
        if not ID.fullmatch(row["id"]):
            raise ValueError("the id of a server is invalid")
        flavor = row.get("flavor") or {}
        return cls(
            id=row["id"], name=intern(row["name"]), target=target, status=intern(row["status"]),
            task=text(row.get("OS-EXT-STS:task_state")), created=intern(row.get("created") or ""),
            # Nova says "" for a server that boots from a volume
            image=text((row.get("image") or {}).get("id")),
            flavor=text(flavor.get("original_name")), key_name=text(row.get("key_name")),
            availability_zone=text(row.get("OS-EXT-AZ:availability_zone")),
            addresses=tuple(_facing_first(address.of_row(row, target.loopback),
                                          row.get("metadata") or {})),
            metadata=_shared(row.get("metadata") or {}),
            tags=tuple(map(intern, row.get("tags") or ())),
            security_groups=tuple(dict.fromkeys(        # Nova names them once for each port
                intern(g["name"]) for g in row.get("security_groups") or ())),
            fault=text((row.get("fault") or {}).get("message")),
            launched=text(row.get("OS-SRV-USG:launched_at")),
            config_drive=str(row.get("config_drive")).lower() == "true",
            attached=None if (disks := row.get("os-extended-volumes:volumes_attached")) is None
            else tuple((intern(disk["id"]), disk.get("delete_on_termination")) for disk in disks),
            size=(number(flavor.get("vcpus") or 0), number(flavor.get("ram") or 0)))

    @property
    def address(self) -> str | None:
        """Where it is reached."""
        return address.reach(list(self.addresses), self.metadata.get(IP_VERSION, "any"))

    @property
    def floating_ip(self) -> str | None:
        """Its floating IP, if the list shows one."""
        return address.floating(list(self.addresses))

    @property
    def has_ports(self) -> bool:
        """Whether its ports are its own, and not Nova's."""
        return ACCESS in self.metadata

    def report(self) -> dict[str, Any]:
        """As results show it; `address` is the one to connect to."""
        return {"id": self.id, "name": self.name, **self.target.report(), "status": self.status,
                "address": self.address, "addresses": list(self.addresses),
                "image_id": self.image, "flavor": self.flavor, "key_name": self.key_name,
                "availability_zone": self.availability_zone, "created": self.created,
                "security_groups": list(self.security_groups), "metadata": dict(self.metadata),
                "tags": list(self.tags), "fault": self.fault}


def _shared(metadata: Mapping[str, str]) -> dict[str, str]:
    """Of thousands of servers, most have the same."""
    return {intern(key): intern(value) for key, value in metadata.items()}


def _facing_first(addresses: list[dict[str, Any]], metadata: Mapping[str, str]
                  ) -> list[dict[str, Any]]:
    """Those of its first port before all others, if it has ports of its own."""
    first = metadata.get(ACCESS, "").split()
    return sorted(addresses, key=lambda a: a["address"] not in first) if first else addresses


def shown(row: dict[str, Any], target: Target) -> dict[str, Any]:
    """openstacksdk's dict of a server, with where it is reached, and without what is secret.

    address: the one to connect to; what shade called it, and its kinds, are beside it.  As with
    openstacksdk, access_ipv4 and access_ipv6 are the public ones where nobody has set them.
    """
    metadata = row.get("metadata") or {}
    addresses = _facing_first(address.of_row(row, target.loopback), metadata)
    kind = metadata.get(IP_VERSION, "any")
    reached = address.reach(addresses, kind)
    kinds = address.kinds(addresses)
    access = {name: address.checked(row.get(name), target.loopback) or kinds[f"public_v{name[-1]}"]
              for name in ("access_ipv4", "access_ipv6")}
    return {**row, "admin_password": None, "user_data": None, "address": reached,
            "interface_ip": reached or "", **kinds, **access}


def about(server: Server, error: CloudError, **more: Any) -> CloudError:
    """The same error, of this server."""
    return CloudError(error.kind, error.message, server.target, f"server {server.name}",
                      **{**error.more, **more, "server_id": server.id, "server_name": server.name})
