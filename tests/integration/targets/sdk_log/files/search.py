# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks in a log of HTTP for what must be there: search.py LOG"""
from __future__ import annotations

import os
import stat
import sys


def main():
    with open(sys.argv[1], encoding="utf-8") as stream:
        log = stream.read()
    lines = log.splitlines()
    hidden = [line.rpartition(" ")[2] for line in lines
              if line.lower().startswith(("> x-auth-token:", "< x-subject-token:"))]
    assert len(hidden) > 50 and set(hidden) == {"***"}, set(hidden)
    assert stat.S_IMODE(os.stat(sys.argv[1]).st_mode) == 0o600

    # it was said all the same
    for region in ("alpha/RegionOne", "beta/RegionOne", "gamma/RegionOne", "gamma/RegionTwo"):
        assert f"openstack: {region} POST " in log, region
    bodies = [line for line in lines if line.startswith(("> {", "< {"))]
    for text, count in (('"user_data": "***"', 4), ('"adminPass": "***"', 4),
                        ('"output": "***"', 4), ('"name": "logged-1"', 2),
                        ('"public_key": "ssh-ed25519 ', 3), ('"secret": "***"', 1),
                        ('"password": "***"', 2), ('"catalog": [', 4)):
        assert sum(text in line for line in bodies) >= count, text


if __name__ == "__main__":
    main()
