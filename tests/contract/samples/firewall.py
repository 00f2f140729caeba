# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from unittest.mock import ANY

from .sample import Sample

RULES = tuple(("firewall_rule", {"name": f"contract-{name}"}) for name in ("one", "two"))
POLICIES = tuple(("firewall_policy", {"name": f"contract-{name}"}) for name in ("in", "out"))
SAMPLES: dict[str, Sample] = {
    "firewall_rule": Sample(
        create={"name": "contract-firewall-rule", "action": "allow", "protocol": "TCP",
                "destination_port": "80:90", "source_ip_address": "10.0.0.7/8",
                "description": "one"},
        update={"action": "reject", "protocol": "udp", "destination_port": "", "source_port": "53",
                "source_ip_address": "10.0.0.1", "is_enabled": False, "description": "two"},
        diff={"action": "reject", "protocol": "udp", "source_port": "53",
              "source_ip_address": "10.0.0.1", "is_enabled": False, "description": "two"}),
    "firewall_policy": Sample(
        needs=RULES,
        create={"name": "contract-firewall-policy", "firewall_rules": [
            "contract-one", "contract-two"], "audited": True, "description": "one"},
        update={"firewall_rules": ["contract-two", "contract-one"], "description": "two"},
        diff={"firewall_rules": [ANY, ANY], "description": "two"}),
    "firewall_group": Sample(
        needs=(*RULES, *POLICIES,
               ("network", {"name": "contract-firewall"}),
               ("subnet", {"name": "contract-firewall", "network": "contract-firewall",
                           "cidr": "10.98.0.0/24"}),
               ("router", {"name": "contract-firewall"}),
               ("port", {"name": "contract-firewall", "network": "contract-firewall",
                         "device_owner": "network:router_interface"})),
        create={"name": "contract-firewall-group", "ingress_firewall_policy": "contract-in",
                "ports": ["contract-firewall"], "description": "one"},
        update={"ingress_firewall_policy": "", "egress_firewall_policy": "contract-out",
                "is_admin_state_up": False, "description": "two"},
        diff={"egress_firewall_policy": ANY,
              "is_admin_state_up": False, "description": "two"}),
}
