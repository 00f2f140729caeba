# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

NEEDS = (
    ("network", {"name": "contract-router"}),
    ("subnet", {"name": "contract-router-a", "network": "contract-router", "cidr": "10.93.0.0/24"}),
    ("subnet", {"name": "contract-router-b", "network": "contract-router", "cidr": "10.94.0.0/24"}),
)
SAMPLES: dict[str, Sample] = {
    "router": Sample(
        create={"name": "contract-router", "network": "public", "tags": ["a", "b"],
                "interfaces": ["contract-router-a",
                               {"net": "contract-router", "subnet": "contract-router-b",
                                "portip": "10.94.0.9"}]},
        update={"is_admin_state_up": False, "tags": ["c"], "interfaces": [], "network": ""},
        diff={"is_admin_state_up": False, "tags": ["c"], "interfaces": [],
              "external_gateway_info": {}},
        needs=NEEDS),
}
