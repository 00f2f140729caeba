# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An SSH host key that a server is given with its user data: known before it has booted."""
from __future__ import annotations

import json

from .user_data import UserData, message, parts


def pair() -> tuple[str, str]:
    """A new private key, and its public one, 'ssh-ed25519 AAAA...'."""
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.OpenSSH, form.NoEncryption())
    public = key.public_key().public_bytes(form.Encoding.OpenSSH, form.PublicFormat.OpenSSH)
    return private.decode(), public.decode()


def injected(userdata: UserData | None, private: str, public: str) -> str:
    """User data that gives a server this host key and no other, beside the user's own."""
    # with the end of its line: cloud-init's file has no other, and so its console
    keys = {"ssh_keys": {"ed25519_private": private, "ed25519_public": f"{public}\n"}}
    return message((f"#cloud-config\n{json.dumps(keys)}\n", *parts(userdata)))
