# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

SAMPLES: dict[str, Sample] = {
    "trust": Sample(
        admin=True,
        needs=(("user", {"name": "contract-trust", "domain": "Default"}),),
        create={"trustee": "contract-trust", "roles": ["admin"], "is_impersonation": True,
                "expires_at": "2099-12-31T23:59:59", "remaining_uses": 3},
        update={},
        forbidden={"expires_at": "2098-12-31T23:59:59"}),
}
