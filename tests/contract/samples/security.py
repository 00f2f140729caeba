# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

EGRESS = [{"direction": "egress", "ether_type": "IPv4"},
          {"direction": "egress", "ether_type": "IPv6", "remote_ip_prefix": "::/0"}]
SSH = {"protocol": "6", "port_range_min": 22, "port_range_max": 22, "remote_ip_prefix": "10.0.0.1"}
SAMPLES: dict[str, Sample] = {
    "security_group": Sample(
        create={"name": "contract-security-group", "description": "one", "security_group_rules": [
            *EGRESS, SSH, {**SSH, "remote_ip_prefix": "10.1.2.3/8", "description": "inside"},
            {"protocol": "icmp", "ether_type": "IPv6"},
            {"protocol": "udp", "port_range_min": 1, "port_range_max": 65535},
            {"protocol": "tcp", "remote_group": "contract-security-group"},
            {"protocol": "112"}, {"protocol": "any", "remote_group": "contract-other"}]},
        update={"description": "two", "stateful": False, "security_group_rules": []},
        needs=(("security_group", {"name": "contract-other"}),)),
    "security_group_rule": Sample(
        create={"security_group": "contract-rules", **SSH, "description": "one"},
        update={},
        forbidden={"description": "two"},
        needs=(("security_group", {"name": "contract-rules"}),)),
}
