# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

ADDRESS = "127.18.7.203"
ZONE = ("zone", {"name": "contract.example.org.", "email": "one@example.org"})
SAMPLES: dict[str, Sample] = {
    "zone": Sample(
        create={"name": "zone.example.org", "email": "one@example.org", "ttl": 3600,
                "description": "one", "type": "primary"},
        update={"email": "two@example.org", "ttl": 7200, "description": "two"},
        forbidden={"type": "secondary"}),
    "recordset": Sample(
        create={"zone": "contract.example.org", "name": "www.contract.example.org",
                "recordset_type": "aaaa", "records": ["2001:DB8::2", "2001:db8:0::1"],
                "description": "one"},
        update={"records": ["2001:db8::1", "2001:db8::3"], "ttl": 60, "description": "two"},
        needs=(ZONE,)),
    "zone_transfer": Sample(
        create={"zone": "contract.example.org"}, update={}, needs=(ZONE,)),
    "ptr": Sample(
        admin=True,
        create={"floating_ip": ADDRESS, "ptrdname": "one.example.org"},
        update={"ptrdname": "two.example.org.", "ttl": 600, "description": "two"},
        needs=(("floating_ip", {"floating_ip_address": ADDRESS, "network": "public"}),)),
}
