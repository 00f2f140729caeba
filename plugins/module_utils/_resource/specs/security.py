# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Security groups and their rules."""
from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..._portable.choose import ID
from ..api import Api
from ..compare import rows
from ..engine import guard
from ..spec import FORBID, Aspect, Field, Info, Spec
from ..task import Task
from .network import PROJECT, STRINGS

if TYPE_CHECKING:
    from openstack.resource import Resource

# the protocols that Neutron knows by name: IANA's number, Neutron's name, other names
NAMES = (
    ("1", "icmp"), ("2", "igmp"), ("4", "ipip"), ("6", "tcp"), ("8", "egp"), ("17", "udp"),
    ("33", "dccp"), ("41", "ipv6-encap"), ("43", "ipv6-route"), ("44", "ipv6-frag"), ("46", "rsvp"),
    ("47", "gre"), ("50", "esp"), ("51", "ah"), ("58", "ipv6-icmp", "icmpv6"), ("59", "ipv6-nonxt"),
    ("60", "ipv6-opts"), ("89", "ospf"), ("112", "vrrp"), ("113", "pgm"), ("132", "sctp"),
    ("136", "udplite"))
PROTOCOLS = {word: names[0] for number, *names in NAMES for word in (number, *names)}
EVERYBODY = {"IPv4": "0.0.0.0/0", "IPv6": "::/0"}
REMOTE = ("remote_group_id", "remote_address_group_id")
PORTS = ("port_range_min", "port_range_max")
EXCLUSIVE = [("remote_group", "remote_ip_prefix")]
RULE: dict[str, dict[str, Any]] = {
    "description": {},
    "direction": {"choices": ["egress", "ingress"], "default": "ingress"},
    "ether_type": {"choices": ["IPv4", "IPv6"], "default": "IPv4"},
    "port_range_max": {"type": "int"},
    "port_range_min": {"type": "int"},
    "protocol": {},
    "remote_group": {},
    "remote_ip_prefix": {},
}


def normal(rule: dict) -> dict:
    """What tells one rule from another, in the same form for all that mean the same to Neutron.

    rule: by the options' names, with ids, or as Neutron gives it.
    """
    family = rule.get("ether_type") or rule.get("ethertype") or "IPv4"
    remote = {name: rule.get(name) for name in REMOTE}
    ports = [None if rule.get(name) == -1 else rule.get(name) for name in PORTS]
    return {
        "direction": rule.get("direction") or "ingress",
        "ether_type": family,
        "protocol": _protocol(rule.get("protocol"), family),
        **dict(zip(PORTS, [None, None] if ports == [1, 65535] else ports, strict=True)),
        **remote,
        "remote_ip_prefix": None if any(remote.values()) else _network(
            rule.get("remote_ip_prefix") or EVERYBODY[family]),
    }


def _protocol(given: str | None, family: str) -> str | None:
    if given in (None, "", "any", "0"):
        return None
    name = PROTOCOLS.get(given.lower(), given.lower())
    return "ipv6-icmp" if (name, family) == ("icmp", "IPv6") else name


def _network(given: str) -> str:
    try:
        return str(ipaddress.ip_network(given, strict=False))
    except ValueError:
        return given        # Neutron says what is wrong with it


def _group(desired: str | None, resolve: Callable[..., str]) -> str | None:
    """An id is taken as it is: Neutron knows whether there is one."""
    known = desired is None or ID.fullmatch(desired)
    return desired if known else resolve("security_group", desired)


def _rules(given: list[dict], resolve: Callable[..., str]) -> list[dict]:
    """Each once; a description that is not given may be any."""
    found = []
    for rule in given:
        row = normal({**rule, "remote_group_id": _group(rule.get("remote_group"), resolve)})
        if rule.get("description") is not None:
            row["description"] = rule["description"]
        if row not in found:
            found.append(row)
    return found


def _there(rule: dict) -> dict:
    return {**normal(rule), "description": rule.get("description") or ""}


def _same(one: dict, other: dict) -> bool:
    """For Neutron, whatever their descriptions."""
    return {**one, "description": ""} == {**other, "description": ""}


class Rules(Aspect):
    """The rules of a group, all of them.  Neutron changes no rule: another one takes its place."""

    fields = {"security_group_rules": Field(
        "list", names=("security_group",), send=_rules, compare="rows", option={
            "elements": "dict", "options": RULE, "mutually_exclusive": EXCLUSIVE})}

    def read(self, api: Api, resource: Resource) -> dict:
        """The group has them in it."""
        return {"security_group_rules": [_there(rule) for rule
                                         in resource.security_group_rules or []]}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """All that are missing in one request, before those are deleted which nobody desired: if
        Neutron refuses one, nothing has changed.  But for those which differ in their description:
        it takes no rule twice."""
        desired = [{**row, "remote_group_id": resource.id}       # it was not there yet
                   if row["remote_group_id"] == resource.name else row
                   for row in changes["security_group_rules"][1]]
        there = {rule["id"]: _there(rule) for rule in resource.security_group_rules or []}
        kept = rows(list(there.values()), desired)
        missing = [row for row in kept if not any(row is one for one in there.values())]
        surplus = [key for key, one in there.items() if not any(row is one for row in kept)]
        in_the_way = [key for key in surplus if any(_same(there[key], row) for row in missing)]
        api = Api(api.connection, SECURITY_GROUP_RULE)
        self._delete(api, in_the_way)
        self._create(api, resource, missing)
        self._delete(api, [key for key in surplus if key not in in_the_way])

    @staticmethod
    def _delete(api: Api, keys: list[str]) -> None:
        for key in keys:
            api.delete(api.kind.new(id=key))

    @staticmethod
    def _create(api: Api, group: Resource, missing: list[dict]) -> None:
        owner = {"security_group_id": group.id, "project_id": group.project_id}
        desired = [{**owner, **{name: value for name, value in row.items() if value is not None}}
                   for row in missing]
        if desired:
            api.call("creating", lambda adapter: list(api.kind.bulk_create(adapter, desired)),
                     creates=True)


SECURITY_GROUP = Spec(
    noun="security_group", service="network", sdk="network.v2.security_group.SecurityGroup",
    scope=("project",),
    fields={"description": Field(), "project": PROJECT, "stateful": Field("bool")},
    aspects=(Rules(),),
)


def _rule(given: dict) -> dict:
    """As Neutron has it, but for the names of groups."""
    own = normal({**given, "remote_group_id": given.get("remote_group")})
    return {**{name: value for name, value in given.items() if name not in own},
            **{name: value for name, value in own.items()
               if value is not None and name not in REMOTE}}


def _find_rule(task: Task, api: Api, options: dict) -> Resource | None:
    """The rules come with their group."""
    project = options.get("project")
    within = {"project_id": task.resolve("project", project)} if project else {}
    group = task.row("security_group", options["security_group"], **within)
    if group is None:
        return None
    desired = normal({**options,
                     "remote_group_id": _group(options.get("remote_group"), task.resolve)})
    found = [rule for rule in group.security_group_rules if normal(rule) == desired]
    if bool(found) is (options.get("state") == "absent"):
        guard(task.api(SECURITY_GROUP), group, {"name": options["security_group"]})
    return api.kind.existing(**found[0]) if found else None


def _fixed(**more: Any) -> Field:
    """What a rule was found by has no need to be compared again."""
    return Field(compare="never", **more)


SECURITY_GROUP_RULE = Spec(
    noun="security_group_rule", service="network", key="security_group", find="id",
    sdk="network.v2.security_group_rule.SecurityGroupRule", returns=("rule",), lookup=_find_rule,
    fields={
        **{name: _fixed(option=option) for name, option in RULE.items()},
        "description": Field(**FORBID),
        "ether_type": _fixed(option={**RULE["ether_type"], "aliases": ["ethertype"]}),
        "project": _fixed(attr="project_id", ref="project"),
        "remote_group": _fixed(attr="remote_group_id", names=("security_group",), send=_group),
        "security_group": _fixed(attr="security_group_id", ref="security_group",
                                 option={"required": True}),
    },
    prepare=_rule,
    constraints={"mutually_exclusive": EXCLUSIVE},
)

TAGS = Field("list", send=lambda given, _resolve: ",".join(given), option=STRINGS)
SECURITY_GROUPS = Info(SECURITY_GROUP, "security_groups", filters={
    "any_tags": TAGS,
    "description": Field(),
    "not_any_tags": TAGS,
    "not_tags": TAGS,
    "project_id": Field(),
    "revision_number": Field("int"),
    "tags": TAGS,
})
SECURITY_GROUP_RULES = Info(SECURITY_GROUP_RULE, "security_group_rules", filters={
    "description": Field(),
    "direction": Field(option={"choices": ["egress", "ingress"]}),
    "ether_type": Field(option={"choices": ["IPv4", "IPv6"], "aliases": ["ethertype"]}),
    "id": Field(option={"aliases": ["rule"]}),
    "port_range_max": Field("int"),
    "port_range_min": Field("int"),
    "project": Field(attr="project_id", ref="project"),
    "protocol": Field(),
    "remote_group": Field(attr="remote_group_id", ref="security_group"),
    "remote_ip_prefix": Field(),
    "revision_number": Field("int"),
    "security_group": Field(attr="security_group_id", ref="security_group"),
})

SPECS = (SECURITY_GROUP, SECURITY_GROUP_RULE)
