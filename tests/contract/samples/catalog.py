# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

SAMPLES: dict[str, Sample] = {
    "service": Sample(
        admin=True,
        create={"name": "contract-service", "type": "contract", "description": "one"},
        update={"description": "two", "is_enabled": False}),
    "endpoint": Sample(
        admin=True,
        needs=(("service", {"name": "contract-endpoint", "type": "contract"}),),
        create={"service": "contract-endpoint", "endpoint_interface": "public",
                "region": "RegionOne", "url": "http://192.0.2.1:1/%(tenant_id)s"},
        update={"url": "http://192.0.2.1:2", "is_enabled": False}),
}
