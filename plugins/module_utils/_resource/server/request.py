# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a new server is made with: all names are looked up before anything is made."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..._portable import network
from ..._portable.resolved import Resolved
from ..api import Api
from ..task import Task
from . import calls
from .body import request
from .digest import digest
from .floating_ips import named, pools
from .model import FLOATING, USERDATA, ServerSpec
from .options import requirements

if TYPE_CHECKING:
    from openstack.resource import Resource

HINTS = "scheduler_hints"
LOST = ("unreachable", "timeout")       # of the answer, and perhaps not of the request


def attributes(task: Task, options: dict) -> dict:
    """Of POST /servers, and HINTS; options: as they are defined, volumes by their ids.

    In check mode, only what is known while a task before may make the rest.
    Raises CloudError: invalid, not_found, ambiguous, conflict.
    """
    spec = _spec(options)
    given = options.get("nics", ())
    if task.is_new("network", spec.network):
        given = [{"net-id": spec.network}]
    if task.is_new("image", options.get("image")) or (
            task.is_new("compute_flavor", options.get("flavor"))):
        return _so_far(options, spec)
    try:
        nics = [_nic(task, nic) for nic in given]
        sources = pools(task, options.get("floating_ip_pools"))
        named(task.connection, options.get("floating_ips", ()))
        resolved = _resolved(task, spec, nics)
        if task.check_mode:      # where Nova does not say it
            _look_up(task, spec.key_name, spec.security_groups)
    except CloudError as error:
        task.unseen("", error)
        return _so_far(options, spec)
    marks = {FLOATING: sources[0] if sources else resolved.floating,
             USERDATA: digest(text) if (text := options.get("userdata")) else None}
    body = request(options["name"], spec, resolved,
                   {key: value for key, value in marks.items() if value}, (),
                   {disk.name: disk.name for disk in spec.data_volumes}, nics)
    more = {name: options[name] for name in ("description", HINTS) if options.get(name)}
    return {**body["server"], **more}


def _so_far(options: dict, spec: ServerSpec) -> dict:
    return {"name": options["name"], "metadata": dict(spec.metadata), "tags": list(spec.tags)}


def _spec(options: dict) -> ServerSpec:
    desired = {**options, **requirements(options)}
    own = "floating_ips" in options or "floating_ip_pools" in options
    return ServerSpec.of({
        **desired, "nics": [], "auto_ip": options.get("auto_ip") is not False and not own,
        # the volume was somebody's before
        "terminate_volume": options.get("terminate_volume", "boot_volume" not in options),
        "data_volumes": [{"name": volume, "size": 0, "keep": True}
                         for volume in options.get("volumes", ())]})


def _nic(task: Task, nic: dict) -> dict[str, str]:
    """In Nova's words."""
    kind, desired = next(iter(nic.items()))
    noun, key = ("network", "uuid") if kind.startswith("net") else ("port", "port")
    more = {name: nic[name] for name in ("fixed_ip", "tag") if name in nic}
    return {key: desired if kind.endswith("id") else task.resolve(noun, desired), **more}


def _resolved(task: Task, spec: ServerSpec, nics: list[dict]) -> Resolved:
    """Of portable.catalog; networks that are given are only looked at if it matters how the server
    is reached there."""
    facing = spec.network
    if nics:
        facing = _facing(task, list(_networks(task, nics))) if spec.auto_ip else None
    return task.catalog.resolve(
        image=spec.image, flavor=spec.flavor, network=facing, auto_ip=spec.auto_ip,
        boot_from_volume=spec.boot_from_volume or bool(spec.boot_volume),
        placed=bool(nics) and facing is None)


def _networks(task: Task, nics: list[dict]) -> Iterator[str]:
    """The ids of the networks that they are on, of those that are there already."""
    for nic in nics:
        port = task.row("port", nic["port"]) if "port" in nic else None
        if "uuid" in nic:
            yield nic["uuid"]
        elif port is not None:
            yield port.network_id


def _facing(task: Task, ids: list[str]) -> str | None:
    """The one of these networks by which the server is reached: that which leads outside, else that
    which clouds.yaml says floating IPs lead to, else the first."""
    hints = task.catalog.hints()

    def rank(row: dict) -> tuple[bool, bool, int]:
        told = hints.nat_destination and hints.nat_destination in (row["id"], row.get("name"))
        return not network.is_external(row, hints), not told, ids.index(row["id"])
    rows = [row for row in task.catalog.networks(*ids) if row["id"] in ids]
    return min(rows, key=rank)["id"] if rows else None


def create(api: Api, new: dict) -> Resource:
    """openstacksdk's server, as far as it is known; new: attributes().

    A request whose answer is lost is not repeated, but looked for.
    """
    _guard_ports(api, new)
    server = {name: value for name, value in new.items() if name != HINTS}
    body = {"server": server, **({"os:scheduler_hints": new[HINTS]} if HINTS in new else {})}
    made: Mapping[str, Any] | None
    try:
        made = calls.create(api.connection, body)
    except CloudError as error:
        made = _found(api, new) if error.kind in LOST else None
        if made is None:
            raise _unknown(api.task, new, error) from None
    return api.kind.existing(id=made["id"], name=new["name"], status="BUILD",
                             metadata=new["metadata"])


def _unknown(task: Task, new: dict, error: CloudError) -> CloudError:
    """Nova does not say what it knows instead of a keypair or group, nor always which it lacks."""
    if error.kind == "invalid" and any(word in error.message
                                       for word in ("key_name", "security_group")):
        try:
            _look_up(task, new.get("key_name"), [group["name"] for group
                                                 in new.get("security_groups", ())])
        except CloudError as found:
            return found
    return error


def _look_up(task: Task, key_name: str | None, groups: Iterable[str]) -> None:
    """Raises CloudError (not_found) for what is not there."""
    for option, noun, names in (("key_name", "keypair", [key_name] if key_name else ()),
                                ("security_groups", "security_group", groups)):
        for name in names:
            try:
                task.resolve(noun, name)
            except CloudError as error:
                raise error.at(task.connection.target, option) from None


def _found(api: Api, new: dict) -> Resource | None:
    """The server that was made although nobody has said so."""
    try:
        there = api.find(new["name"])
    except CloudError:
        return None
    return there if there is not None and there.metadata == new["metadata"] else None


def _guard_ports(api: Api, new: dict) -> None:
    """Nova has its security groups for the ports that it makes; others have to have them before."""
    ports = [nic["port"] for nic in new.get("networks", ()) if "port" in nic]
    if not ports or not new.get("security_groups"):
        return
    project = api.connection.project_id()
    groups = [api.task.resolve("security_group", group["name"], project_id=project)
              for group in new["security_groups"]]
    for port in ports:
        api.connection.put("network", f"/ports/{port}", {"port": {"security_groups": groups}},
                           f"setting the security groups of port {port}")
