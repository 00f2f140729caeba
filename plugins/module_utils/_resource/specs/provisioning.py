# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is done to a node of Ironic that is there: deployment, power, maintenance, inspection."""
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from .. import wait
from ..api import Api
from ..spec import Aspect, Field
from ..task import Task
from .bare_metal import NODE, of_mac, provision, request

if TYPE_CHECKING:
    from openstack.resource import Resource

STATES = ("present", "absent", "maintenance", "on", "off")
ON, OFF = ("present", "on"), ("absent", "off")
# in these a node has no instance
FREE = ("available", "clean failed", "enroll", "inspect failed", "manageable")


def at_rest(status: str) -> bool:
    """Whether nothing is under way on a node."""
    return not status.endswith(("ing", " wait", "call-back"))


def desired(given: dict) -> dict:
    """The options, with what they mean for a node.  Raises CloudError."""
    state, power = given["state"], given["power"]
    if state == "maintenance" and given.get("maintenance") is False:
        raise CloudError("config", "maintenance: false contradicts state: maintenance")
    found = {**given, "state": "present"}       # it stays, whatever is done to it
    if "maintenance" in (state, power):
        found["maintenance"] = True
    if "maintenance_reason" in given and not found.get("maintenance"):
        raise CloudError("config", "maintenance_reason: only with maintenance: true")
    deploys = (state in ON and given["deploy"] and power not in OFF
               and not found.get("maintenance"))
    if deploys or state in OFF:
        found["provision_state"] = "active" if deploys else "available"
    if power in OFF:
        found["power_state"] = "power off"
    elif power == "on" or power == "present" and state in ON and not given["deploy"]:
        found["power_state"] = "power on"
    return found


class Maintenance(Aspect):
    """Ironic leaves a node alone then."""

    fields = {"maintenance": Field("bool", "is_maintenance"), "maintenance_reason": Field()}

    def read(self, api: Api, resource: Resource) -> dict:
        """As it is."""
        return {"maintenance": resource.is_maintenance,
                "maintenance_reason": resource.maintenance_reason}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """In one request."""
        if api.given["maintenance"]:
            api.write("maintenance of", resource.set_maintenance,
                      api.given.get("maintenance_reason"))
        else:
            api.write("end of maintenance of", resource.unset_maintenance)


def _is_so(before: str, after: str) -> bool:
    return before == after or after == "available" and before in FREE


class Deployment(Aspect):
    """Of an image, or its end."""

    fields = {
        "config_drive": Field("raw", compare="never"),
        "instance_info": Field("dict", compare="never"),
        "provision_state": Field(compare=_is_so, internal=True),
    }

    def read(self, api: Api, resource: Resource) -> dict:
        """Whether there is one."""
        return {"provision_state": resource.provision_state}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """What Ironic cannot do, it says before it begins."""
        ask = provision if api.task.wait else request
        if changes["provision_state"][1] == "available":
            ask(api, resource, "deleted")
            return
        if "instance_info" in api.given:
            api.update(resource, {"instance_info": api.given["instance_info"]})
        api.call("validating", resource.validate)
        ask(api, resource, "active", config_drive=api.given.get("config_drive"))


class Power(Aspect):
    """Of the machine."""

    fields = {"power_state": Field(internal=True)}

    def read(self, api: Api, resource: Resource) -> dict:
        """None where Ironic has not asked yet."""
        return {"power_state": resource.power_state}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """Ironic says what it tries to reach, and then nothing more."""
        after = changes["power_state"][1]
        api.write(f"{after} of", resource.set_power_state, after)
        if not api.task.wait:
            return
        api.call("reading", resource.fetch)
        wait.until_ready(api, resource, api.task.timeout, (resource.provision_state,), ("never",),
                         lambda node: node.target_power_state)
        if resource.power_state != after:
            raise CloudError("build_failed", f"node {resource.name} ({resource.id}) is in the "
                             f"state {resource.power_state}: {resource.last_error}",
                             api.connection.target)


def _find(task: Task, api: Api, given: dict) -> Resource | None:
    """When nothing is under way on it."""
    there = task.row("baremetal_node", given["name"])
    given.pop("name")
    if there is not None and task.wait and not task.check_mode:
        wait.until_ready(api, there, task.timeout)
    return there


# not one of SPECS: it is no kind of resource, and `absent` does not delete the node
NODE_ACTION = replace(
    NODE, fields={}, aspects=(Maintenance(), Deployment(), Power()), lookup=_find, prepare=desired,
    ready=at_rest, failed=("never",), needs=(), constraints={}, only_prepare={
        "deploy": {"type": "bool", "default": True},
        "name": {"required": True, "aliases": ["id", "uuid"]},
        "power": {"choices": [*STATES], "default": "present"},
        "state": {"choices": [*STATES], "default": "present"}})


def inspect(task: Task, options: dict) -> dict:
    """{changed, diff, id, node}: Ironic looks at what a node has."""
    api = task.api(NODE)
    node = _named(task, options)
    if node is None:
        return {"changed": True, "diff": {"before": {}, "after": {}}}
    before = {"properties": dict(node.properties or {})}
    if not task.check_mode:
        _inspected(task, api, node)
    return {"changed": True, "id": node.id, "node": api.shown(node), "diff": {
        "before": before, "after": {"properties": dict(node.properties or {})}}}


def _named(task: Task, options: dict) -> Resource | None:
    mac = options.get("mac")
    if not mac:
        return task.row("baremetal_node", options["name"])
    node = of_mac(task, mac)
    if node is None:
        raise CloudError("not_found", f"there is no baremetal node with the MAC address {mac!r} "
                         "here", task.connection.target)
    return node


def _inspected(task: Task, api: Api, node: Resource) -> None:
    """An available node is so again afterwards."""
    resting: Any = at_rest
    wait.until_ready(api, node, task.timeout, resting, ("never",))
    state = node.provision_state
    if state not in ("available", "manageable", "inspect failed") or (
            state == "available" and node.instance_id):
        raise CloudError("conflict", f"node {node.name} ({node.id}) is {state}"
                         f"{' and has an instance' if node.instance_id else ''}: Ironic inspects "
                         "nodes that are available or manageable", task.connection.target)
    if state == "available":
        provision(api, node, "manage")
    provision(api, node, "inspect")
    if state == "available":
        provision(api, node, "provide")
