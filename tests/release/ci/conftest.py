# SPDX-License-Identifier: GPL-3.0-or-later
"""What jobs of all systems need: the test clouds, a pool, and whether something is left."""
from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(HERE), str(ROOT / "tests/integration/targets/setup_clouds/files")]
import census  # noqa: E402

PORT = os.environ.get("TESTCLOUDS_SSH_PORT", "22")
FLEET = {"image": "debian-12", "flavor": "m1.tiny", "network": "private", "port": int(PORT),
         "targets": [{"cloud": "alpha"}, {"cloud": "gamma", "region_name": "RegionTwo"}]}
POOL = "cipool"
LATEST = 300        # seconds


class Clouds:
    """What there is on them."""

    def __init__(self):
        self.regions = [census.Region(config) for config in
                        census.openstack.config.OpenStackConfig(
                            app_name="testclouds-internal").get_all()]

    def seen(self):
        """{(where, kind, id or name)}."""
        return {(region.name, kind, row.get("id") or row["name"]) for region in self.regions
                for kind, rows in region.census().items() for row in rows}

    def claims(self, owner):
        """When each claim of an owner ends, or has ended."""
        found = [row["metadata"].get("multicloud_claim", "").split(" ")
                 for region in self.regions for row in region.census()["servers"]]
        return [words[1] for words in found if words[-1] == owner]

    def used(self, owner):
        """Whether a claim of an owner goes on."""
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        return any(until > now for until in self.claims(owner))


@pytest.fixture(scope="session")
def clouds():
    return Clouds()


@pytest.fixture(scope="session")
def pool(tmp_path_factory):
    """Options that claim one of its servers; it is filled by a call."""
    folder = tmp_path_factory.mktemp("pool")
    key = folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    fleet = {**FLEET, "name": POOL, "count": 4, "min_ready": 2, "reuse_policy": "rebuild",
             "key_name": POOL, "public_key": Path(f"{key}.pub").read_text(),
             "known_hosts": f"{folder}/known_hosts"}

    def play(name):
        subprocess.run(["ansible-playbook", f"multicloud.openstack.{name}", "-e",
                        json.dumps({"fleet": fleet})], check=True)
    yield {"key": str(key), "fill": lambda: play("pool"),
           "claim": {"name": POOL, "targets": FLEET["targets"], "port": int(PORT)}}
    release()
    play("destroy")


def release():
    """What failed tests have claimed."""
    ids = [row["id"] for region in Clouds().regions for row in region.census()["servers"]]
    if ids:
        asked = {"name": POOL, "servers": ids, "state": "absent"}
        subprocess.run(["ansible", "localhost", "-m", "multicloud.openstack.claim", "-a",
                        json.dumps(asked)], check=True)


def wait_for(what):
    until = time.monotonic() + LATEST
    while not what():
        assert time.monotonic() < until
        time.sleep(0.1)


def end(process, how):
    """As a runner ends a stage: all of its group, or with KILL the first process alone, with what
    it has started left alone."""
    if how == "TERM":
        os.killpg(process.pid, signal.SIGTERM)
        time.sleep(1)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def running(folder):
    """What still runs for the job of a folder."""
    return [process for process in psutil.process_iter(["cmdline"]) if re.search(
        f"ansible-playbook .*{folder}", " ".join(process.info["cmdline"] or ()))]
