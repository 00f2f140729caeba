# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

SAMPLES: dict[str, Sample] = {
    "network": Sample(
        create={"name": "contract-network", "mtu": 1400, "description": "one", "tags": ["a", "b"]},
        update={"mtu": 1450, "description": "two", "tags": ["b", "c"]},
        forbidden={"provider_network_type": "flat"}),
}
