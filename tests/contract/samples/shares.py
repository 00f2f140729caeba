# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

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
}
