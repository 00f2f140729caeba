# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

ONE, TWO = "1" * 32, "2" * 32       # other projects; Glance takes any id

SAMPLES: dict[str, Sample] = {
    "image": Sample(
        create={"name": "contract-image", "filename": __file__, "disk_format": "raw",
                "min_disk": 1, "tags": ["a", "b"],
                "properties": {"kept": "1", "gone": 2, "hw_boot_menu": "yes"}, "members": [ONE]},
        update={"min_disk": 2, "min_ram": 64, "tags": ["b", "c"], "members": [TWO],
                "properties": {"gone": None, "hw_boot_menu": "no", "new": "x/y"},
                "state": "inactive"},
        diff={"min_disk": 2, "min_ram": 64, "tags": ["b", "c"], "members": [TWO],
              "properties": {"kept": "1", "hw_boot_menu": "no", "new": "x/y"},
              "state": "inactive"},
        forbidden={"disk_format": "qcow2"}),
}
