# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks in a log of HTTP for every secret that the run had; and for what must be there.

search.py LOG       with the user data in the variable USERDATA
"""
from __future__ import annotations

import base64
import json
import os
import stat
import sys
from urllib.parse import quote

import yaml

FOLDER = os.path.expanduser("~/.config/openstack")
WORDS = ("password", "secret")


def configured(content, secret=False):
    """The secrets of clouds.yaml, secure.yaml and those of the administrators."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield from configured(value, any(word in key for word in WORDS))
    elif secret:
        yield str(content)


def forms(secret):
    """How it might be written down."""
    plain = secret.encode()
    # wherever in a longer text it begins
    parts = [base64.b64encode(b"x" * shift + plain)[4:-4].decode() for shift in range(3)]
    return {secret, quote(secret), json.dumps(secret)[1:-1], *parts, plain.hex()}


def main():
    with open(sys.argv[1], encoding="utf-8") as stream:
        log = stream.read()
    secrets = {"wrong-open-sesame", "open sesame", os.environ["USERDATA"]}
    for name in ("clouds.yaml", "secure.yaml"):
        with open(os.path.join(FOLDER, name), encoding="utf-8") as stream:
            secrets.update(configured(yaml.safe_load(stream)["clouds"]))
    assert len(secrets) >= 6, "the clouds' own are missing"
    found = [secret for secret in secrets if any(form in log for form in forms(secret))]
    assert not found, f"in the log: {found}"
    # keystone's tokens all begin with it
    assert "gAAAA" not in log
    lines = log.splitlines()
    hidden = [line.rpartition(" ")[2] for line in lines
              if line.lower().startswith(("> x-auth-token:", "< x-subject-token:"))]
    assert len(hidden) > 50 and set(hidden) == {"***"}, set(hidden)
    assert stat.S_IMODE(os.stat(sys.argv[1]).st_mode) == 0o600

    # it was said all the same, but for them
    for region in ("alpha/RegionOne", "beta/RegionOne", "gamma/RegionOne", "gamma/RegionTwo"):
        assert f"openstack: {region} POST " in log, region
    bodies = [line for line in lines if line.startswith(("> {", "< {"))]
    for wanted, count in (('"user_data": "***"', 4), ('"adminPass": "***"', 4),
                          ('"output": "***"', 4), ('"name": "logged-1"', 2),
                          ('"public_key": "ssh-ed25519 ', 3), ('"secret": "***"', 1),
                          ('"password": "***"', 2), ('"catalog": [', 4)):
        assert sum(wanted in line for line in bodies) >= count, wanted


if __name__ == "__main__":
    main()
