# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI"
ONE = f"{KEY}OMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl one@example"
TWO = f"{KEY}DJ2cnF4RXjTwPUKF4Zg8pnZOhBkXoXgg9g1J4Oe1P3B two@example"

SAMPLES: dict[str, Sample] = {
    "keypair": Sample(
        create={"name": "contract-keypair", "public_key": ONE},
        update={},
        forbidden={"public_key": TWO}),
    "server_group": Sample(
        create={"name": "contract-server_group", "policy": "anti-affinity",
                "rules": {"max_server_per_host": 3}},
        update={},
        forbidden={"policy": "affinity"}),
    "compute_flavor": Sample(
        admin=True,
        create={"name": "contract-compute_flavor", "ram": 64, "vcpus": 1, "disk": 1, "swap": 0,
                "is_public": False, "description": "one",
                "extra_specs": {"testcloud:a": 1, "testcloud:b": False}},
        update={"description": "two", "extra_specs": {"testcloud:b": "x", "testcloud:c": "y"}},
        forbidden={"ram": 128}),
}
