# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

SAMPLES: dict[str, Sample] = {
    "volume_type_encryption": Sample(
        admin=True,
        needs=(("volume_type", {"name": "contract-encrypted"}),),
        create={"volume_type": "contract-encrypted", "encryption_provider": "luks",
                "encryption_cipher": "aes-xts-plain64", "encryption_key_size": 256,
                "encryption_control_location": "front-end"},
        update={"encryption_key_size": 512, "encryption_control_location": "back-end"}),
}
