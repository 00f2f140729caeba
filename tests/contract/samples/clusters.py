# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

TEMPLATE = {"name": "contract-template-of", "coe": "kubernetes", "image_id": "debian-12",
            "flavor_id": "m1.small", "master_flavor_id": "m1.small",
            "external_network_id": "public"}
CLUSTER = {"name": "contract-cluster-of", "cluster_template_id": TEMPLATE["name"]}

SAMPLES: dict[str, Sample] = {
    "cluster_template": Sample(
        create={**TEMPLATE, "name": "contract-cluster-template", "dns_nameserver": "192.0.2.1",
                "labels": {"kept": 1, "gone": "2"}},
        update={"dns_nameserver": "192.0.2.2", "is_tls_disabled": True, "docker_volume_size": 5,
                "labels": {"gone": None, "new": "3"}},
        diff={"dns_nameserver": "192.0.2.2", "is_tls_disabled": True, "docker_volume_size": 5,
              "labels": {"kept": "1", "new": "3"}}),
    "cluster": Sample(
        needs=(("cluster_template", TEMPLATE),),
        create={**CLUSTER, "name": "contract-cluster", "labels": "one:1,two:2", "node_count": 1,
                "flavor_id": "m1.small"},
        update={"node_count": 2},
        forbidden={"master_count": 3}),
    "nodegroup": Sample(
        needs=(("cluster_template", TEMPLATE), ("cluster", CLUSTER)),
        create={"name": "contract-group", "cluster": CLUSTER["name"], "flavor": "m1.small",
                "node_count": 2, "role": "infra", "labels": {"one": 1}},
        update={"min_node_count": 3, "max_node_count": 5, "node_count": 4},
        forbidden={"role": "worker"}),
}
