# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

SAMPLES: dict[str, Sample] = {
    "volume": Sample(
        create={"name": "contract-volume", "size": 1, "description": "one",
                "metadata": {"kept": "1", "number": 2, "gone": "3"}},
        update={"size": 2, "description": "two", "is_bootable": True,
                "metadata": {"number": 3, "gone": None, "new": "4"}},
        diff={"size": 2, "description": "two", "is_bootable": True,
              "metadata": {"kept": "1", "number": "3", "new": "4"}},
        forbidden={"size": 1}),
    "volume_backup": Sample(
        needs=(("volume", {"name": "contract-backup-volume", "size": 1}),),
        create={"name": "contract-backup", "volume": "contract-backup-volume",
                "description": "one", "metadata": {"kept": "1", "gone": "2"}},
        update={"description": "two", "metadata": {"gone": None, "new": "3"}},
        diff={"description": "two", "metadata": {"kept": "1", "new": "3"}},
        forbidden={"is_incremental": True}),
    "volume_snapshot": Sample(
        needs=(("volume", {"name": "contract-snapshot-volume", "size": 1}),),
        create={"name": "contract-snapshot", "volume": "contract-snapshot-volume",
                "description": "one", "metadata": {"kept": "1", "gone": "2"}},
        update={"description": "two", "metadata": {"gone": None, "new": "3"}},
        diff={"description": "two", "metadata": {"kept": "1", "new": "3"}}),
    "volume_type": Sample(
        admin=True,
        create={"name": "contract-volume-type", "description": "one", "is_public": False,
                "extra_specs": {"kept": 1, "gone": "2"}},
        update={"description": "two", "extra_specs": {"gone": None, "new": "<is> True"}},
        diff={"description": "two", "extra_specs": {"kept": "1", "new": "<is> True"}},
        forbidden={"is_public": True}),
}
