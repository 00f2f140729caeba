# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Neutron's quality of service: policies with their rules."""
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..api import Api
from ..compare import rows
from ..spec import Aspect, Field, Info, Spec
from .aspects import Tags
from .network import PROJECT

if TYPE_CHECKING:
    from openstack.resource import Resource

DIRECTIONS = {"choices": ["any", "egress", "ingress"]}
# what a rule has beside its type; Neutron takes one of each type and direction
RULE: Mapping[str, dict[str, Any]] = {
    "type": {"required": True, "choices": [
        "bandwidth_limit", "dscp_marking", "minimum_bandwidth", "minimum_packet_rate",
        "packet_rate_limit"]},
    "direction": DIRECTIONS,
    "dscp_mark": {"type": "int"},
    "max_burst_kbps": {"type": "int"},
    "max_burst_kpps": {"type": "int"},
    "max_kbps": {"type": "int"},
    "max_kpps": {"type": "int"},
    "min_kbps": {"type": "int"},
    "min_kpps": {"type": "int"},
}


def _directed(rules: list[dict], _resolve: object) -> list[dict]:
    """With a direction, as rules are told apart by it."""
    return [rule if rule["type"] == "dscp_marking" else {"direction": "egress", **rule}
            for rule in rules]


def steps(before: list[dict], after: list[dict]) -> list[tuple]:
    """(method, path, body if there is one) of the requests that lead from one list to the other:
    at first what goes, as Neutron takes one rule of each type and direction."""
    kept, there = rows(before, after), {_place(rule): rule["id"] for rule in before}
    places = [_place(rule) for rule in kept]
    found: list[tuple] = [("delete", f"{rule['type']}_rules/{rule['id']}") for rule in before
                          if _place(rule) not in places]
    for place, rule in zip(places, kept, strict=True):
        kind = f"{rule['type']}_rule"
        body = {kind: {name: value for name, value in rule.items() if name != "type"}}
        if place not in there:
            found.append(("post", f"{kind}s", body))
        elif rule not in before:
            found.append(("put", f"{kind}s/{there[place]}", body))
    return found


def _place(rule: dict) -> tuple[str, str | None]:
    return rule["type"], rule.get("direction")


class Rules(Aspect):
    """All rules of a policy, each with an address of its own."""

    early = True
    fields = {"rules": Field("list", send=_directed, compare="rows", option={
        "elements": "dict", "options": RULE})}

    def read(self, api: Api, resource: Resource) -> dict:
        """The policy has them in it."""
        return {"rules": resource.rules or []}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """A request for each that differs."""
        before, after = changes["rules"]
        for method, path, *body in steps(before or [], after):
            getattr(api.connection, method)("network", f"/qos/policies/{resource.id}/{path}", *body,
                                            "changing the rules of a QoS policy")


QOS_POLICY = Spec(
    noun="qos_policy", service="network", role="admin", scope=("project",),
    sdk="network.v2.qos_policy.QoSPolicy",
    fields={
        "description": Field(),
        "is_default": Field("bool"),
        "is_shared": Field("bool", option={"aliases": ["shared"]}),
        "project": PROJECT,
    },
    aspects=(Rules(), Tags()),
)

QOS_POLICIES = Info(QOS_POLICY, "qos_policies")

SPECS = (QOS_POLICY,)
