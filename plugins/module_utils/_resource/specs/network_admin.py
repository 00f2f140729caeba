# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where Neutron's addresses come from, what networks are made of, and who may use them."""
from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..api import Api
from ..info import listing
from ..spec import FORBID, Field, Info, Spec
from ..task import Task
from .aspects import Extra, Tags, apart
from .network import PROJECT, STRINGS, plain

if TYPE_CHECKING:
    from openstack.resource import Resource

SHARED: dict[str, Any] = {"attr": "is_shared", "option": {"aliases": ["shared"]}}

ADDRESS_SCOPE = Spec(
    noun="address_scope", service="network", sdk="network.v2.address_scope.AddressScope",
    scope=("project",),
    fields={
        "ip_version": Field("int", initial=4, option={"choices": [4, 6]}, **FORBID),
        "is_shared": Field("bool", **SHARED),
        "project": PROJECT,
    },
    aspects=(Extra(),), prepare=apart,
)


def merged(given: list[str], _resolve: object = None) -> list[str]:
    """As Neutron keeps prefixes: those next to each other are one."""
    try:
        nets = [ipaddress.ip_network(prefix, strict=False) for prefix in given]
        return [str(net) for net in ipaddress.collapse_addresses(nets)]     # type: ignore[type-var]
    except (TypeError, ValueError):
        return plain(given)         # Neutron says what is wrong


SUBNET_POOL = Spec(
    noun="subnet_pool", service="network", sdk="network.v2.subnet_pool.SubnetPool",
    scope=("project",),
    fields={
        "address_scope": Field(attr="address_scope_id", ref="address_scope"),
        "default_prefix_length": Field("int"),
        "default_quota": Field("int"),
        "description": Field(),
        "is_default": Field("bool"),
        "is_shared": Field("bool", **SHARED, **FORBID),
        "maximum_prefix_length": Field("int"),
        "minimum_prefix_length": Field("int"),
        "prefixes": Field("list", compare="set", send=merged, option=STRINGS),
        "project": PROJECT,
    },
    aspects=(Extra(), Tags()), prepare=apart, needs=(("prefixes",),),
)

SEGMENT = Spec(
    noun="network_segment", service="network", role="admin",
    sdk="network.v2.segment.Segment", scope=("network",),
    fields={
        "description": Field(),
        "network": Field(attr="network_id", ref="network", **FORBID),
        "network_type": Field(**FORBID),
        "physical_network": Field(**FORBID),
        "segmentation_id": Field("int", **FORBID),
    },
    needs=(("network",), ("network_type",)),
)

EVERYBODY = "*"
# what may be shared, and as which kind it is looked for; others are named by their ids
OBJECTS = {"address_group": "", "address_scope": "address_scope", "network": "network",
           "qos_policy": "qos_policy", "security_group": "security_group",
           "subnetpool": "subnet_pool"}
ACTION = Field(option={"choices": ["access_as_external", "access_as_shared"]}, **FORBID)


def _target(given: str, resolve: Callable[..., str]) -> str:
    return given if given == EVERYBODY else resolve("project", given)


def _policy(given: dict) -> dict:
    given = dict(given)
    if given.pop("target_all_project", False):
        given["target_project_id"] = EVERYBODY
    missing = {"action", "object_id", "object_type", "target_project_id"} - given.keys()
    if missing and "id" not in given:
        raise CloudError("invalid", "a policy is named by its id, or by action, object_id, "
                         "object_type and target_project_id or target_all_project: "
                         f"{', '.join(sorted(missing))} is missing")
    return given


def _find_policy(task: Task, api: Api, given: dict) -> Resource | None:
    """By its id, or by what Neutron allows once."""
    noun = OBJECTS.get(given.get("object_type", ""))
    if noun and "object_id" in given:
        given["object_id"] = task.resolve(noun, given["object_id"])
    if "id" in given:
        return api.get(given["id"]) if given.get("state") != "absent" else api.fetch(given["id"])
    found = api.list(action=given["action"], object_id=given["object_id"],
                     target_project_id=_target(given["target_project_id"], task.resolve))
    return next(iter(found), None)


RBAC_POLICY = Spec(
    noun="rbac_policy", service="network", sdk="network.v2.rbac_policy.RBACPolicy", key="id",
    find="id", lookup=_find_policy, prepare=_policy, returns=("rbac_policy", "policy"),
    fields={
        "action": ACTION,
        "id": Field(compare="never", option={"aliases": ["policy_id"]}),
        "object_id": Field(names=tuple(filter(None, OBJECTS.values())), **FORBID),
        "object_type": Field(option={"choices": sorted(OBJECTS)}, **FORBID),
        "project": Field(attr="project_id", ref="project", option={"aliases": ["project_id"]},
                         **FORBID),
        "target_project_id": Field(names=("project",), send=_target,
                                   option={"aliases": ["target_project"]}),
    },
    only_prepare={"target_all_project": {"type": "bool", "default": False}},
)

ADDRESS_SCOPES = Info(ADDRESS_SCOPE, "address_scopes")
SUBNET_POOLS = Info(SUBNET_POOL, "subnet_pools")
SEGMENTS = Info(SEGMENT, "network_segments", filters={
    "network": Field(attr="network_id", ref="network")})
RBAC_POLICIES = Info(RBAC_POLICY, "rbac_policies", aliases=("policy_id",), filters={
    "action": ACTION,
    "object_id": Field(),
    "object_type": RBAC_POLICY.fields["object_type"],
    "project": RBAC_POLICY.fields["project"],
    "target_project_id": RBAC_POLICY.fields["target_project_id"],
})


def policies(task: Task, options: dict) -> dict:
    """As listing(), with the list under its old name as well."""
    result = listing(task, RBAC_POLICIES, options)
    return {**result, "policies": result["rbac_policies"]}


SPECS = (ADDRESS_SCOPE, SUBNET_POOL, SEGMENT, RBAC_POLICY)
