# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

SAMPLES: dict[str, Sample] = {
    "host_aggregate": Sample(
        admin=True,
        create={"name": "contract-aggregate", "hosts": ["compute1"],
                "metadata": {"kept": 1, "gone": "2", "availability_zone": "ignored"}},
        update={"metadata": {"gone": None, "new": "3"}, "hosts": []},
        diff={"metadata": {"kept": "1", "new": "3"}, "hosts": []}),
    "trait": Sample(admin=True, create={"id": "CUSTOM_CONTRACT"}, update={}),
}
