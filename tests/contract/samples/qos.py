# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

SAMPLES: dict[str, Sample] = {
    "qos_policy": Sample(
        admin=True,
        create={"name": "contract-qos", "description": "one", "tags": ["a"], "is_shared": False,
                "rules": [{"type": "bandwidth_limit", "max_kbps": 1000, "max_burst_kbps": 100},
                          {"type": "dscp_marking", "dscp_mark": 26}]},
        update={"description": "two", "is_shared": True, "tags": ["b"]}),
}
