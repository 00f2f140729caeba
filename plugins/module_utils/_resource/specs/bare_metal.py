# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ironic's nodes, with their ports, and templates for how to deploy them."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..._cloud.given import given_only
from .. import wait
from ..api import Api
from ..info import listing
from ..spec import Aspect, Field, Info, Spec
from ..task import Task
from .network import plain

if TYPE_CHECKING:
    from openstack.resource import Resource

INTERFACES = ("bios", "boot", "console", "deploy", "inspect", "management", "network", "power",
              "raid", "rescue", "storage", "vendor")
MASKED = "******"       # what Ironic shows of a password
LOCKED = "is locked by host"
# what a node is asked for, and where that leads to
ENDS = {"active": "active", "deleted": "available", "inspect": "manageable", "manage": "manageable",
        "provide": "available"}
FAILED = ("enroll", "error", *(f"{action} failed" for action in (
    "adopt", "clean", "deploy", "inspect", "rescue", "service", "unrescue")))
EXTRA = Field("dict", compare="subset")
ID = {"id": Field(compare="never", option={"aliases": ["uuid"]})}
ANONYMOUS: dict[str, Any] = {"only_prepare": {"name": {}},
                             "constraints": {"required_one_of": [("id", "name")]}}


def _calm(_api: Api, error: CloudError, _seconds: float) -> bool:
    """Ironic's conductor works on a node for seconds, and then it may be changed."""
    return LOCKED in error.message


def find(_task: Task, api: Api, given: dict) -> Resource | None:
    """By its id or its name, which Ironic takes alike."""
    there = api.fetch(given.get("id") or given["name"])
    if there is not None and there.id == given.get("name"):
        del given["name"]       # it keeps the one that it has
    return there


IRONIC: dict[str, Any] = {"service": "baremetal", "microversion": "1.82", "role": "admin",
                          "find": "id", "calm": _calm}


def provision(api: Api, node: Resource, target: str, **more: Any) -> None:
    """Asks for it, and waits until it is so.  Raises CloudError, with Ironic's last error."""
    request(api, node, target, **more)
    wait.until_ready(api, node, api.task.timeout, (ENDS[target],), FAILED)


def request(api: Api, node: Resource, target: str, **more: Any) -> None:
    """Asks for it."""
    api.write(f"{target} of", node.set_provision_state, target, **more)


class Nics(Aspect):
    """A port for each of its network cards."""

    fields = {"nics": Field("list", compare="subset", send=plain, option={
        "elements": "dict", "options": {"mac": {"required": True}}})}

    def read(self, api: Api, resource: Resource) -> dict:
        """Those that it has."""
        rows = api.task.api(PORT).list(node_id=resource.id)
        return {"nics": [{"mac": row.address} for row in rows]}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """One request for each that is missing."""
        before, after = changes["nics"]
        for row in after:
            if row not in (before or []):
                api.task.api(PORT).create({"node_id": resource.id, "address": row["mac"]})


class Registration(Aspect):
    """A node becomes available after Ironic has reached it, and cleaned it."""

    fields = {"provision_state": Field(internal=True)}

    def read(self, api: Api, resource: Resource) -> dict:
        """As it is."""
        return {"provision_state": resource.provision_state}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """Cleaning may take hours: the task need not wait for it."""
        provision(api, resource, "manage")
        if api.task.wait:
            provision(api, resource, "provide")
        else:
            request(api, resource, "provide")


def _find_node(task: Task, api: Api, given: dict) -> Resource | None:
    """With what is left of its registration put into options, and without passwords that nobody can
    compare."""
    there = find(task, api, given)
    if there is None or there.provision_state == "enroll":
        given["provision_state"] = "available"
    if there is not None and "driver_info" in given and (
            given.get("skip_update_of_masked_password") is not False):
        known = there.driver_info or {}
        given["driver_info"] = {key: value for key, value in given["driver_info"].items()
                                if known.get(key) != MASKED}
    return there


def words(given: dict | None, _resolve: object = None) -> dict:
    """Numbers as the words that Ironic may have for them; dicts are left as they are."""
    return {key: value if isinstance(value, dict) else str(value)
            for key, value in given_only(given or {}).items()}


NODE = Spec(
    noun="baremetal_node", sdk="baremetal.v1.node.Node", returns=("node",), lookup=_find_node,
    query={"base_path": "/nodes/detail"}, status="provision_state", patience=1800.0,
    **IRONIC,
    fields={
        **{f"{interface}_interface": Field() for interface in INTERFACES},
        "chassis_id": Field(option={"aliases": ["chassis_uuid"]}),
        "driver": Field(),
        "driver_info": EXTRA,
        **ID,
        "name": Field(),
        "properties": Field("dict", compare="subset", send=words,
                            seen=lambda node: words(node.properties), option={"options": {
                                "capabilities": {}, "cpu_arch": {}, "cpus": {},
                                "local_gb": {"aliases": ["disk_size"]},
                                "memory_mb": {"aliases": ["ram"]},
                                "root_device": {"type": "dict"}}}),
        "resource_class": Field(),
    },
    aspects=(Nics(), Registration()), needs=(("driver",),),
    only_prepare={"skip_update_of_masked_password": {"type": "bool"}},
    constraints=ANONYMOUS["constraints"],
)


def _find_port(_task: Task, api: Api, given: dict) -> Resource | None:
    """A port has an address, and most have no name."""
    if "id" in given:
        return api.fetch(given["id"])
    address = plain(given["address"])
    return api.only(address, api.list(address=address))


PORT = Spec(
    noun="baremetal_port", sdk="baremetal.v1.port.Port", returns=("port",), key="address",
    lookup=_find_port, query={"base_path": "/ports/detail"}, **IRONIC,
    fields={
        "address": Field(send=plain),
        "extra": EXTRA,
        **ID,
        "is_pxe_enabled": Field("bool", option={"aliases": ["pxe_enabled"]}),
        "local_link_connection": EXTRA,
        "node": Field(attr="node_id", ref="baremetal_node"),
        "physical_network": Field(),
        "port_group": Field(attr="port_group_id", ref="baremetal_port_group",
                            option={"aliases": ["portgroup"]}),
    },
    needs=(("address",), ("node",)), constraints={"required_one_of": [("id", "address")]},
)

SUPPORTED = "standalone_ports_supported"
PORT_GROUP = Spec(
    noun="baremetal_port_group", sdk="baremetal.v1.port_group.PortGroup", returns=("port_group",),
    lookup=find, query={"base_path": "/portgroups/detail"}, **IRONIC, **ANONYMOUS,
    show=lambda shown, _target: {**shown, SUPPORTED: shown[f"is_{SUPPORTED}"]},
    fields={
        "address": Field(send=plain),
        "extra": EXTRA,
        **ID,
        "mode": Field(),
        "name": Field(),
        "node": Field(attr="node_id", ref="baremetal_node"),
        "properties": EXTRA,
        SUPPORTED: Field("bool", f"is_{SUPPORTED}"),
    },
    needs=(("node",),),
)

DEPLOY_TEMPLATE = Spec(
    noun="baremetal_deploy_template", sdk="baremetal.v1.deploy_templates.DeployTemplate",
    returns=("template",), lookup=find, query={"detail": True}, **ANONYMOUS,
    **{**IRONIC, "role": "admin, in a login with system_scope: all,"},
    fields={
        "extra": EXTRA,
        **ID,
        "name": Field(),
        "steps": Field("list", compare="rows", option={"elements": "dict"}),
    },
    needs=(("name",), ("steps",)),
)

NODES = Info(NODE, "nodes", aliases=("node",))
PORTS = Info(PORT, "ports", aliases=("uuid",), filters={
    "address": Field(send=plain), "node": Field(attr="node_id", ref="baremetal_node")})
PORT_GROUPS = Info(PORT_GROUP, "port_groups", filters={
    "address": Field(send=plain), "node": Field(ref="baremetal_node")})
DEPLOY_TEMPLATES = Info(DEPLOY_TEMPLATE, "templates")


def of_mac(task: Task, mac: str) -> Resource | None:
    """The node that has a port of this address."""
    port = _find_port(task, task.api(PORT), {"address": mac})
    return task.api(NODE).fetch(port.node_id) if port is not None else None


def nodes(task: Task, options: dict) -> dict:
    """As listing(), also of the one that has a MAC address; by the name of older days as well."""
    if options.get("mac"):
        node = of_mac(task, options["mac"])
        found = [task.api(NODE).shown(node)] if node is not None else []
    else:
        found = listing(task, NODES, options)["nodes"]
    return {"changed": False, "nodes": found, "baremetal_nodes": found}


def ports(task: Task, options: dict) -> dict:
    """As listing(); by the name of older days as well."""
    result = listing(task, PORTS, options)
    return {**result, "baremetal_ports": result["ports"]}


SPECS = (NODE, PORT, PORT_GROUP, DEPLOY_TEMPLATE)
