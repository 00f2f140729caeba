# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

NET = {"name": "contract-admin"}
SCOPE = {"name": "contract-pool-scope"}
SAMPLES: dict[str, Sample] = {
    "address_scope": Sample(
        admin=True,
        create={"name": "contract-address-scope", "ip_version": 6, "extra_specs": {}},
        update={"is_shared": True},
        forbidden={"ip_version": 4}),
    "subnet_pool": Sample(
        admin=True,
        needs=(("address_scope", SCOPE),),
        create={"name": "contract-subnet-pool", "prefixes": ["10.97.0.0/24", "10.97.1.0/24"],
                "default_prefix_length": 28, "minimum_prefix_length": 26, "default_quota": 64,
                "is_default": False, "description": "one", "tags": ["a"]},
        update={"prefixes": ["10.97.0.0/22"], "default_prefix_length": 27, "description": "two",
                "extra_specs": {"maximum_prefix_length": 30}, "tags": ["b"]},
        forbidden={"is_shared": True}),
    "network_segment": Sample(
        admin=True,
        needs=(("network", {**NET, "provider_network_type": "vlan",
                            "provider_physical_network": "public",
                            "provider_segmentation_id": 3001}),),
        create={"name": "contract-segment", "network": "contract-admin", "network_type": "vlan",
                "physical_network": "public", "segmentation_id": 3002, "description": "one"},
        update={"description": "two"},
        forbidden={"segmentation_id": 3003}),
    "rbac_policy": Sample(
        admin=True,
        needs=(("network", NET),),
        create={"action": "access_as_shared", "object_type": "network",
                "object_id": "contract-admin", "target_all_project": True},
        update={}),
}
