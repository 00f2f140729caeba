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
}
