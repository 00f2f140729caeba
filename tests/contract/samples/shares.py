# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from unittest.mock import ANY

from .network import NET, SUBNET
from .sample import Sample

SAMPLES: dict[str, Sample] = {
    "share_type": Sample(
        admin=True,
        create={"name": "contract-share-type", "description": "one",
                "extra_specs": {"snapshot_support": True, "kept": "1"}},
        update={"description": "two", "is_public": False,
                "extra_specs": {"snapshot_support": None, "new": 2}},
        diff={"description": "two", "is_public": False, "extra_specs": {"kept": "1", "new": "2"}}),
    "share": Sample(
        create={"name": "contract-share", "size": 1, "share_protocol": "nfs",
                "share_type": "default", "description": "one",
                "metadata": {"kept": 1, "gone": "2"}},
        update={"description": "two", "size": 2, "metadata": {"gone": None, "new": "3"}},
        diff={"description": "two", "size": 2, "metadata": {"kept": "1", "new": "3"}},
        forbidden={"share_protocol": "CIFS"}),
    "share_snapshot": Sample(
        needs=(("share", {"name": "contract-snapped", "size": 1, "share_protocol": "NFS",
                          "share_type": "default"}),),
        create={"name": "contract-share-snapshot", "share": "contract-snapped",
                "description": "one"},
        update={"description": "two"}),
    "share_access": Sample(
        needs=(("share", {"name": "contract-accessed", "size": 1, "share_protocol": "NFS",
                          "share_type": "default"}),),
        create={"share": "contract-accessed", "access_type": "ip", "access_to": "192.0.2.0/24",
                "access_level": "ro"},
        update={"access_level": "rw"}),
    "share_network": Sample(
        needs=(NET, SUBNET, ("network", {"name": "contract-more"}),
               ("subnet", {"name": "contract-more", "network": "contract-more",
                           "cidr": "10.99.0.0/24"})),
        create={"name": "contract-share-network", "network": NET[1]["name"],
                "subnet": SUBNET[1]["name"], "description": "one"},
        update={"network": "contract-more", "subnet": "contract-more", "description": "two"},
        diff={"network": ANY, "subnet": ANY, "description": "two"}),
}
