# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Neutron's firewalls: groups of ports, with policies of ordered rules."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .. import wait
from ..api import Api
from ..spec import Aspect, Field, Info, Spec
from .network import PROJECT, STRINGS, plain

if TYPE_CHECKING:
    from openstack.resource import Resource

FIREWALL: dict[str, Any] = {"service": "network", "extension": "fwaas_v2", "scope": ("project",)}
SHARED = Field("bool", "shared", option={"aliases": ["shared"]})


def _optional(given: str, _resolve: object) -> str | None:
    """"" takes it away."""
    return plain(given) or None


def _protocol(given: str, _resolve: object) -> str | None:
    return None if given.lower() == "any" else given.lower()


FIREWALL_RULE = Spec(
    noun="firewall_rule", sdk="network.v2.firewall_rule.FirewallRule", **FIREWALL,
    fields={
        "action": Field(option={"choices": ["allow", "deny", "reject"]}),
        "description": Field(),
        "destination_ip_address": Field(send=_optional),
        "destination_port": Field(send=_optional),
        "ip_version": Field("int", option={"choices": [4, 6]}),
        "is_enabled": Field("bool", "enabled", option={"aliases": ["enabled"]}),
        "is_shared": SHARED,
        "project": PROJECT,
        "protocol": Field(send=_protocol),
        "source_ip_address": Field(send=_optional),
        "source_port": Field(send=_optional),
    },
)


def _audit(api: Api, policy: Resource, changed: bool) -> None:
    """Neutron takes the audit back with each change that does not speak of it."""
    if changed and api.given.get("audited") and not policy.audited:
        api.update(policy, {"audited": True})


FIREWALL_POLICY = Spec(
    noun="firewall_policy", sdk="network.v2.firewall_policy.FirewallPolicy", settle=_audit,
    **FIREWALL,
    fields={
        "audited": Field("bool"),
        "description": Field(),
        "firewall_rules": Field("list", ref="firewall_rule", option=STRINGS),
        "is_shared": SHARED,
        "project": PROJECT,
    },
)


def _policy(given: str, resolve: Callable[..., str]) -> str | None:
    return resolve("firewall_policy", given) if given else None


class Ports(Aspect):
    """Of a group, which Neutron does not delete while it has any."""

    at_creation = True
    fields = {"ports": Field("list", ref="port", compare="set", option=STRINGS)}

    def read(self, api: Api, resource: Resource) -> dict:
        """All of them."""
        return {"ports": resource.ports or []}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """All of them."""
        self._set(api, resource, changes["ports"][1])

    def release(self, api: Api, resource: Resource) -> None:
        """None is left."""
        if resource.ports:
            self._set(api, resource, [])

    @staticmethod
    def _set(api: Api, resource: Resource, ports: list[str]) -> None:
        """In one request; Neutron refuses others until its agents have heard of it."""
        api.update(resource, {"ports": ports})
        if api.timeout:
            wait.until_ready(api, resource, api.timeout)


FIREWALL_GROUP = Spec(
    noun="firewall_group", sdk="network.v2.firewall_group.FirewallGroup", **FIREWALL,
    ready=("active", "down", "inactive"),
    fields={
        "description": Field(),
        "egress_firewall_policy": Field(attr="egress_firewall_policy_id",
                                        names=("firewall_policy",), send=_policy),
        "ingress_firewall_policy": Field(attr="ingress_firewall_policy_id",
                                         names=("firewall_policy",), send=_policy),
        "is_admin_state_up": Field("bool", "admin_state_up",
                                   option={"aliases": ["admin_state_up"]}),
        "is_shared": SHARED,
        "project": PROJECT,
    },
    aspects=(Ports(),),
)

FIREWALL_RULES = Info(FIREWALL_RULE, "firewall_rules")
FIREWALL_POLICIES = Info(FIREWALL_POLICY, "firewall_policies")
FIREWALL_GROUPS = Info(FIREWALL_GROUP, "firewall_groups", filters={"status": Field(
    send=lambda given, _resolve: given.upper())})

SPECS = (FIREWALL_RULE, FIREWALL_POLICY, FIREWALL_GROUP)
