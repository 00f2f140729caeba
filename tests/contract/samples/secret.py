# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from unittest.mock import ANY

from .sample import Sample

SAMPLES: dict[str, Sample] = {
    "secret": Sample(
        create={"name": "contract-secret", "payload": "one", "algorithm": "aes", "bit_length": 256,
                "mode": "cbc", "secret_type": "symmetric",
                "expires_at": "2099-12-31T23:59:59+01:00", "project_access": False},
        update={"payload": "two", "mode": "ctr", "acl_users": ["0" * 32], "project_access": True},
        diff={"mode": "ctr", "acl_users": ["0" * 32], "project_access": True}),
    "secret_container": Sample(
        needs=tuple(("secret", {"name": f"contract-in-{word}", "payload": word})
                    for word in ("one", "two")),
        create={"name": "contract-container", "secrets": {"key": "contract-in-one"},
                "acl_users": ["0" * 32]},
        update={"secrets": {"key": "contract-in-two", "other": "contract-in-one"},
                "project_access": False},
        diff={"secrets": ANY, "project_access": False},
        forbidden={"type": "rsa"}),
    "secret_order": Sample(
        admin=True,             # until 2026.1, Barbican lets nobody else delete one
        create={"name": "contract-order", "algorithm": "aes", "bit_length": 256, "mode": "cbc",
                "expires_at": "2099-12-31T23:59:59+01:00"},
        update={},
        forbidden={"bit_length": 128},
        leaves=(("secret", {"name": "contract-order"}),)),
}
