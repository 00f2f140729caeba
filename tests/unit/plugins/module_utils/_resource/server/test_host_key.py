# SPDX-License-Identifier: GPL-3.0-or-later
"""A host key in user data, as cloud-init takes it apart."""

from __future__ import annotations

import subprocess
from email import message_from_string

import pytest
import yaml

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server import host_key

KEYS = ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
        "ssh-ed25519 BBBB")
MESSAGE = """Content-Type: multipart/mixed; boundary="=="
MIME-Version: 1.0

--==
Content-Type: text/x-shellscript

#!/bin/sh
--==
Content-Type: text/cloud-config

#cloud-config
--==--
"""


def parts(text):
    """[(type, content)] of user data, as cloud-init's UserDataProcessor walks through it."""
    if "mime-version:" not in text[:4096].lower():
        return [("", text)]
    return [(part.get_content_type(), part.get_payload(decode=True).decode())
            for part in message_from_string(text).walk()
            if part.get_content_maintype() != "multipart"]


@pytest.mark.parametrize(("userdata", "others"), [
    (None, []), ("", []),
    ("#!/bin/sh\necho \u00e4\n", [("text/plain", "#!/bin/sh\necho \u00e4\n")]),
    ("#cloud-config\npackages: [vim]\n", [("text/plain", "#cloud-config\npackages: [vim]\n")]),
    (MESSAGE, [("text/x-shellscript", "#!/bin/sh"), ("text/cloud-config", "#cloud-config")]),
])
def test_injected(userdata, others):
    (_kind, config), *more = parts(host_key.injected(userdata, *KEYS))
    assert config.startswith("#cloud-config\n")
    assert yaml.safe_load(config) == {
        "ssh_keys": {"ed25519_private": KEYS[0], "ed25519_public": f"{KEYS[1]}\n"}}
    assert more == others


def test_pair(tmp_path):
    private, public = host_key.pair()
    path = tmp_path / "key"
    path.touch(0o600)
    path.write_text(private)
    shown = subprocess.run(["ssh-keygen", "-y", "-f", path], capture_output=True, text=True,
                           check=True)
    assert shown.stdout.split() == public.split()
    assert len(public) < 255        # of Nova's metadata
    assert host_key.pair() != (private, public)
