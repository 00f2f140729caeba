# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Octavia's pools, their members and health monitors, and what all parts of a balancer share."""
from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..._portable.choose import UUID
from .. import wait
from ..api import Api
from ..compare import has_all
from ..spec import FORBID, Field, Info, Spec
from ..task import Task
from ..tree import PURGE, Branch, Rows, Tree, wire
from .network import STRINGS, plain

if TYPE_CHECKING:
    from openstack.resource import Resource

# what Octavia says while a balancer, or a part of it, is changed
BUSY = re.compile(rf"(load ?balancer|listener|pool|l7policy)(?: resource)? ({UUID.pattern})"
                  r"(?: is immutable|\.?$)", re.IGNORECASE)
NOUNS = {"loadbalancer": "load_balancer", "l7policy": "l7_policy"}


def calm(api: Api, error: CloudError, seconds: float) -> bool:
    """Waits until what is being changed is ready: as Spec.calm."""
    found = BUSY.search(error.message) if error.kind == "conflict" else None
    if not found:
        return False
    noun = found[1].lower().replace(" ", "")
    owner = api.task.api(api.task.specs[NOUNS.get(noun, noun)])
    there = owner.fetch(found[2])
    if there is not None:
        wait.until_ready(owner, there, seconds)
    return there is not None


LB: dict[str, Any] = {"service": "load-balancer", "status": "provisioning_status",
                      "ready": ("active",), "calm": calm, "role": "load-balancer_member"}
UP = Field("bool", "is_admin_state_up", option={"aliases": ["admin_state_up"]})
TAGS = Field("list", compare="set", option=STRINGS)


def first(part: str) -> Callable[[Any], Any]:
    """The id of what a resource is in, which answers have as a list."""
    return lambda there: next((one["id"] for one in getattr(there, part) or ()), None)


MEMBER = Spec(
    noun="member", sdk="load_balancer.v2.member.Member", scope=("pool",), **LB,
    fields={
        "address": Field(send=plain, **FORBID),
        "backup": Field("bool"),
        "is_admin_state_up": UP,
        "monitor_address": Field(send=plain),
        "monitor_port": Field("int"),
        "pool": Field(attr="pool_id", ref="pool", compare="never", option={"required": True}),
        "protocol_port": Field("int", **FORBID),
        "subnet_id": Field(ref="subnet", option={"aliases": ["subnet"]}, **FORBID),
        "tags": TAGS,
        "weight": Field("int"),
    },
    constraints={"required_if": [("state", "present", ("address", "protocol_port"))]},
)


def _monitor(task: Task, api: Api, given: dict) -> Resource | None:
    """A pool has one at most, whatever its name."""
    if "pool" not in given:
        return api.find(given["name"])
    pool = task.resolve("pool", given["pool"])
    return next((row for row in api.list(pool_id=pool) if first("pools")(row) in (None, pool)),
                None)


HEALTH_MONITOR = Spec(
    noun="health_monitor", sdk="load_balancer.v2.health_monitor.HealthMonitor", lookup=_monitor,
    scope=("pool",), **LB,
    fields={
        "delay": Field("int"),
        "expected_codes": Field(),
        "health_monitor_timeout": Field("int", "timeout", option={"aliases": ["resp_timeout"]}),
        "http_method": Field(),
        "is_admin_state_up": UP,
        "max_retries": Field("int"),
        "max_retries_down": Field("int"),
        "pool": Field(attr="pool_id", ref="pool", seen=first("pools"), **FORBID),
        "tags": TAGS,
        "type": Field(initial="HTTP", **FORBID),
        "url_path": Field(),
    },
    needs=(("delay",), ("health_monitor_timeout",), ("max_retries",)),
    constraints={"required_if": [("state", "present", ("pool",))]},
)


def put_members(api: Api, pool: Resource, rows: Rows, additive: bool) -> None:
    """All members in one request."""
    body = {"members": [wire(api, row) for row in rows]}
    query = "?additive_only=true" if additive else ""
    api.write("changing", lambda _adapter: api.connection.put(
        "load-balancer", f"/lbaas/pools/{pool.id}/members{query}", body, "changing members"))


POOL = Spec(
    noun="pool", sdk="load_balancer.v2.pool.Pool", scope=("loadbalancer",), **LB,
    fields={
        "description": Field(),
        "is_admin_state_up": UP,
        "lb_algorithm": Field(initial="ROUND_ROBIN"),
        "listener": Field(attr="listener_id", ref="listener", seen=first("listeners"), **FORBID),
        "loadbalancer": Field(attr="loadbalancer_id", ref="load_balancer",
                              seen=first("loadbalancers"), **FORBID),
        "protocol": Field(initial="HTTP", **FORBID),
        "session_persistence": Field("dict", compare=has_all, option={"options": {
            "cookie_name": {"no_log": False}, "persistence_granularity": {},
            "persistence_timeout": {"type": "int"}, "type": {"required": True}}}),
        "tags": TAGS,
        "tls_enabled": Field("bool"),
    },
    aspects=(Tree(
        members=Branch(MEMBER, "pool", key=("address", "protocol_port"), replace=put_members),
        health_monitor=Branch(HEALTH_MONITOR, "pool", key=(), wire="healthmonitor")),),
    only_prepare=PURGE,
    constraints={"mutually_exclusive": [("listener", "loadbalancer")],
                 "required_if": [("state", "present", ("listener", "loadbalancer"), True)]},
)

MEMBERS = Info(MEMBER, "members", filters={
    "pool": Field(attr="pool_id", ref="pool", option={"required": True})})
HEALTH_MONITORS = Info(HEALTH_MONITOR, "health_monitors", filters={
    "pool": Field(attr="pool_id", ref="pool")})
POOLS = Info(POOL, "pools", filters={
    "loadbalancer": Field(attr="loadbalancer_id", ref="load_balancer"),
    "protocol": Field()})

SPECS = (POOL, MEMBER, HEALTH_MONITOR)
