# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Octavia's listeners, and the policies by which they treat requests."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..api import Api
from ..compare import seen_of
from ..spec import FORBID, Field, Info, Spec
from ..task import Task
from ..tree import PURGE, Branch, Tree
from .network import STRINGS
from .pool import LB, TAGS, UP, first

if TYPE_CHECKING:
    from openstack.resource import Resource

RULE = ("type", "compare_type", "rule_key", "value")    # what tells one from another
CERTIFICATE = ("secret", "secret_container")    # what may have a certificate with its key


def _find_rule(task: Task, api: Api, given: dict) -> Resource | None:
    """A rule has no name."""
    policy = task.resolve("l7_policy", given["l7policy"])
    return next((row for row in api.list(l7policy_id=policy) if all(
        seen_of(L7_RULE, name, row) == given.get(name) for name in RULE)), None)


def _placed(kind: Any) -> Any:
    """openstacksdk forgets which policy the rules of a list are of."""
    from openstack.resource import URI

    class Placed(kind):
        """Has it by the name that is in its address."""

        l7policy_id = URI("l7policy_id")
    return Placed


L7_RULE = Spec(
    noun="l7_rule", sdk="load_balancer.v2.l7_rule.L7Rule", kind=_placed, key="type",
    lookup=_find_rule, **LB,
    fields={
        "compare_type": Field(option={"required": True, "choices": [
            "CONTAINS", "ENDS_WITH", "EQUAL_TO", "REGEX", "STARTS_WITH"]}, **FORBID),
        "invert": Field("bool"),
        "is_admin_state_up": UP,
        "l7policy": Field(attr="l7policy_id", ref="l7_policy", compare="never",
                          option={"required": True}),
        "rule_key": Field(attr="key", option={"no_log": False}, **FORBID),
        "tags": TAGS,
        "type": Field(option={"required": True, "choices": [
            "COOKIE", "FILE_TYPE", "HEADER", "HOST_NAME", "PATH", "SSL_CONN_HAS_CERT",
            "SSL_DN_FIELD", "SSL_VERIFY_RESULT"]}, **FORBID),
        "value": Field(attr="rule_value", option={"required": True}, **FORBID),
    },
)

L7_POLICY = Spec(
    noun="l7_policy", sdk="load_balancer.v2.l7_policy.L7Policy", scope=("listener",), **LB,
    fields={
        "action": Field(option={"choices": ["REDIRECT_PREFIX", "REDIRECT_TO_POOL",
                                            "REDIRECT_TO_URL", "REJECT"]}),
        "description": Field(),
        "is_admin_state_up": UP,
        "listener": Field(attr="listener_id", ref="listener", option={"required": True}),
        "position": Field("int"),
        "redirect_pool": Field(attr="redirect_pool_id", ref="pool"),
        "redirect_prefix": Field(),
        "redirect_url": Field(),
        "tags": TAGS,
    },
    aspects=(Tree(rules=Branch(L7_RULE, "l7policy", key=RULE, optional=("rule_key",))),),
    needs=(("action",),), only_prepare=PURGE,
)


def _certificate(given: str, resolve: Callable[..., Any]) -> str:
    """The URL of what has it, by its name or id."""
    return given if "://" in given or not given else resolve(CERTIFICATE, given, attribute="url")


def _certificates(given: list[str], resolve: Callable[..., Any]) -> list[str]:
    return [_certificate(one, resolve) for one in given]


def _texts(given: dict, _resolve: object) -> dict:
    """As Octavia has them; None takes one away."""
    return {key: None if value is None else str(value).lower() if isinstance(value, bool)
            else str(value) for key, value in given.items()}


LISTENER = Spec(
    noun="listener", sdk="load_balancer.v2.listener.Listener", scope=("load_balancer",), **LB,
    fields={
        "allowed_cidrs": Field("list", compare="set", option=STRINGS),
        "connection_limit": Field("int"),
        "default_pool": Field(attr="default_pool_id", ref="pool",
                              within={"loadbalancer_id": "load_balancer"}),
        "default_tls_container_ref": Field(names=CERTIFICATE, send=_certificate,
                                           option={"aliases": ["default_tls_container"]}),
        "description": Field(),
        "insert_headers": Field("dict", compare="subset", send=_texts),
        "is_admin_state_up": UP,
        "load_balancer": Field(attr="load_balancer_id", ref="load_balancer",
                               seen=first("load_balancers"), option={"aliases": ["loadbalancer"]},
                               **FORBID),
        "protocol": Field(initial="HTTP", **FORBID),
        "protocol_port": Field("int", **FORBID),
        "sni_container_refs": Field("list", names=CERTIFICATE, compare="set", send=_certificates,
                                    option={"elements": "str", "aliases": ["sni_containers"]}),
        "tags": TAGS,
        "timeout_client_data": Field("int"),
        "timeout_member_connect": Field("int"),
        "timeout_member_data": Field("int"),
        "timeout_tcp_inspect": Field("int"),
        "tls_ciphers": Field(),
        "tls_versions": Field("list", compare="set", option=STRINGS),
    },
    aspects=(Tree(l7policies=Branch(L7_POLICY, "listener",
                                    inner={"redirect_pool": "redirect_pool"})),),
    needs=(("protocol_port",),), only_prepare=PURGE,
    constraints={"required_if": [("state", "present", ("load_balancer",))]},
)

LISTENERS = Info(LISTENER, "listeners", filters={
    "load_balancer": Field(attr="load_balancer_id", ref="load_balancer",
                           option={"aliases": ["loadbalancer"]}),
    "protocol": Field(),
    "protocol_port": Field("int")})
L7_POLICIES = Info(L7_POLICY, "l7_policies", filters={
    "listener": Field(attr="listener_id", ref="listener")})
L7_RULES = Info(L7_RULE, "l7_rules", named=False, filters={
    "l7policy": Field(attr="l7policy_id", ref="l7_policy", option={"required": True})})

SPECS = (LISTENER, L7_POLICY, L7_RULE)
