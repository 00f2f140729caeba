# SPDX-License-Identifier: GPL-3.0-or-later
"""Sample values for the life cycle of each kind of resource, by the file that has its Spec."""
from __future__ import annotations

from . import (
    addresses,
    attachments,
    compute,
    identity,
    image,
    network,
    router,
    secret,
    security,
    server,
    storage,
)

PARTS = (addresses, attachments, compute, identity, image, network, router, secret, security,
         server, storage)
SAMPLES = {noun: sample for part in PARTS for noun, sample in part.SAMPLES.items()}
