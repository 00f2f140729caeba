# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An SSH host key that a server is given with its user data: known before it has booted."""
from __future__ import annotations

import json
from email import message_from_string
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

HEAD = 4096         # characters in which cloud-init looks for what makes it a message


def pair() -> tuple[str, str]:
    """A new private key, and its public one, 'ssh-ed25519 AAAA...'."""
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.OpenSSH, form.NoEncryption())
    public = key.public_key().public_bytes(form.Encoding.OpenSSH, form.PublicFormat.OpenSSH)
    return private.decode(), public.decode()


def injected(userdata: str | None, private: str, public: str) -> str:
    """User data that gives a server this host key and no other, beside the user's own.

    cloud-init takes the parts of a message in turn; it finds out by itself what a plain one is.
    """
    # with the end of its line: cloud-init's file has no other, and so its console
    keys = {"ssh_keys": {"ed25519_private": private, "ed25519_public": f"{public}\n"}}
    config = f"#cloud-config\n{json.dumps(keys)}\n"
    if not userdata:
        return config
    message = MIMEMultipart()
    message.attach(MIMEText(config, "cloud-config"))
    message.attach(message_from_string(userdata) if "mime-version:" in userdata[:HEAD].lower()
                   else MIMEText(userdata, "plain", "utf-8"))
    return message.as_string()
