# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a server answers on a port, and why not if it does not."""
from __future__ import annotations

import contextlib
import ipaddress
import socket

from .._cloud.connection import Connection

PATIENCE = 2.0      # seconds for one try
GREETING = 20.0     # more of them where it is open: each try costs a busy server a process
ANYWHERE = {"4": "0.0.0.0", "any": "0.0.0.0", "6": "::"}        # by a spec's ip_version


def answers(address: str | None, port: int) -> bool:
    """One try at a TCP connection; nobody answers without an address."""
    if not address:         # which the socket would take for this machine
        return False
    try:
        with socket.create_connection((address, port), PATIENCE):
            return True
    except OSError:
        return False


def greets(address: str, port: int, seconds: float = GREETING) -> bool:
    """One try, whether an SSH server introduces itself there; seconds: that are left for it."""
    try:
        with socket.create_connection((address, port), PATIENCE) as found:
            found.settimeout(min(GREETING, max(PATIENCE, seconds)))
            return found.recv(255).startswith(b"SSH-")
    except OSError:
        return False


def missing_rule(connection: Connection, server_id: str, address: str, port: int) -> str | None:
    """A sentence if no security group of the server lets us reach the port.  Two requests, and a
    third where only members of a group are let in: we may be one."""
    rows = connection.pages("network", "/ports", "ports", "listing ports", device_id=server_id)
    groups = sorted({group for row in rows for group in row.get("security_groups") or ()})
    if not groups:
        return None
    rules = connection.pages("network", "/security-group-rules", "security_group_rules",
                             "listing security group rules", security_group_id=groups,
                             direction="ingress")
    for_some = {rule["remote_group_id"] for rule in rules if rule.get("remote_group_id")
                and allows({**rule, "remote_group_id": None}, address, port)}
    if any(allows(rule, address, port) for rule in rules) or (
            for_some and for_some & _memberships(connection, address, port)):
        return None
    return f"none of its security groups has a rule that allows TCP port {port}"


def _memberships(connection: Connection, address: str, port: int) -> set[str]:
    """The security groups of this machine, if it is a server of the same cloud."""
    rows = []
    with contextlib.suppress(OSError):
        own = _own_address(address, port)
        rows = connection.pages("network", "/ports", "ports", "listing ports",
                                fixed_ips=f"ip_address={own}")
    return {group for row in rows for group in row.get("security_groups") or ()}


def _own_address(address: str, port: int) -> str:
    """What this machine's packets to an address come from; none is sent."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as there:
        there.connect((address, port))
        return there.getsockname()[0]


def shut(groups: list[dict], ip_version: str, port: int) -> str | None:
    """A sentence if no rule of these security groups, rows of Neutron's, lets the world reach a
    TCP port.  Pure."""
    rules = [rule for group in groups for rule in group.get("security_group_rules") or ()
             if rule["direction"] == "ingress"]
    if any(allows(rule, ANYWHERE[ip_version], port) for rule in rules):
        return None
    return f"no rule of {', '.join(group['name'] for group in groups)} allows TCP port {port}"


def allows(rule: dict, address: str, port: int) -> bool:
    """Whether a rule of Neutron's lets the world reach a TCP port at this address.  Pure."""
    version = f"IPv{ipaddress.ip_address(address).version}"
    low, high = rule.get("port_range_min"), rule.get("port_range_max")
    return (rule.get("ethertype", "IPv4") == version
            and rule.get("protocol") in (None, "any", "tcp", "6", 6)
            and not rule.get("remote_group_id")
            and (low is None or low <= port) and (high is None or port <= high))
