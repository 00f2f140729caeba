# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

SAMPLES: dict[str, Sample] = {
    "secret": Sample(
        create={"name": "contract-secret", "payload": "one", "algorithm": "aes", "bit_length": 256,
                "mode": "cbc", "secret_type": "symmetric",
                "expires_at": "2099-12-31T23:59:59+01:00"},
        update={"payload": "two", "mode": "ctr"},
        diff={"mode": "ctr"}),
}
