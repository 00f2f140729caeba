# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a server answers on a port, and why not if it does not."""
from __future__ import annotations

import ipaddress
import socket

from ..cloud.connection import Connection

PATIENCE = 2.0      # seconds for one try


def answers(address: str, port: int) -> bool:
    """One try at a TCP connection."""
    try:
        with socket.create_connection((address, port), PATIENCE):
            return True
    except OSError:
        return False


def greets(address: str, port: int) -> bool:
    """One try, whether an SSH server introduces itself there."""
    try:
        with socket.create_connection((address, port), PATIENCE) as found:
            return found.recv(255).startswith(b"SSH-")
    except OSError:
        return False


def missing_rule(connection: Connection, server_id: str, address: str, port: int) -> str | None:
    """A sentence if no security group of the server lets the port through.  Two requests."""
    rows = connection.pages("network", "/ports", "ports", "listing ports", device_id=server_id)
    groups = sorted({group for row in rows for group in row.get("security_groups") or ()})
    if not groups:
        return None
    rules = connection.pages("network", "/security-group-rules", "security_group_rules",
                             "listing security group rules", security_group_id=groups,
                             direction="ingress")
    if any(allows(rule, address, port) for rule in rules):
        return None
    return f"no security group of it has a rule that lets TCP port {port} in"


def allows(rule: dict, address: str, port: int) -> bool:
    """Whether a rule of Neutron's lets the world reach a TCP port at this address.  Pure."""
    version = f"IPv{ipaddress.ip_address(address).version}"
    low, high = rule.get("port_range_min"), rule.get("port_range_max")
    return (rule.get("ethertype", "IPv4") == version
            and rule.get("protocol") in (None, "any", "tcp", "6", 6)
            and not rule.get("remote_group_id")
            and (low is None or low <= port) and (high is None or port <= high))
