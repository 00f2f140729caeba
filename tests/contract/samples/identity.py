# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

SAMPLES: dict[str, Sample] = {
    "project": Sample(
        admin=True,
        create={"name": "contract-project", "domain": "Default", "description": "one",
                "extra_specs": {"cost_centre": "12", "owner": "a"}},
        update={"description": "two", "is_enabled": False, "extra_specs": {"owner": "b"}},
        diff={"description": "two", "is_enabled": False,
              "extra_specs": {"cost_centre": "12", "owner": "b"}},
        forbidden={}),
}
