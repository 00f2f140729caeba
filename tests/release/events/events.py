# SPDX-License-Identifier: GPL-3.0-or-later
"""A night of fleets under ansible-rulebook, on the test clouds: servers are deleted and set to
ERROR, a cloud goes away and comes back, a server expires.  What was healed, and how often.

events.py RULEBOOK      the program ansible-rulebook; prints a table, and fails if it is not so
"""
from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from openstack.config import OpenStackConfig
from openstack.connection import Connection

CLOUDS = Path(__file__).parents[2] / "clouds/clouds"
NAME = "night"
FLEET = {"name": NAME, "count": 6, "image": {"os_distro": "debian", "newest": True},
         "flavor": {"vcpus": 1, "ram": 512}, "targets": [{"cloud": "alpha"}, {"cloud": "beta"}],
         "wait": "active"}
SETTINGS = {"fleets": [FLEET], "heal_max_replace": 3, "watch_interval": 5, "watch_settle": 15,
            "watch_remind": 120}
LATEST = 600        # seconds for one thing to be healed
STARTED = re.compile(r"PLAY \[(.*?)\]")


def module(noun, **options):
    """The result of one of ours."""
    done = subprocess.run(
        ["ansible", "localhost", "-m", f"multicloud.openstack.{noun}", "-a", json.dumps(options)],
        capture_output=True, text=True, check=False)
    return json.loads(done.stdout.partition(" => ")[2])


def servers():
    """{number: server} of the fleet."""
    return {row["index"]: row for row in module("fleet_info", name=NAME)["servers"]}


def clouds(*words):
    subprocess.run([CLOUDS, *words], check=True, stdout=subprocess.DEVNULL)


def whole(before):
    """Whether all servers are there and work, and none of those that were lost before."""
    found = servers()
    return (len(found) == FLEET["count"] and {row["status"] for row in found.values()} == {"ACTIVE"}
            and before.isdisjoint(row["id"] for row in found.values()))


class Night:
    """A rulebook that runs; log: what it says."""

    def __init__(self, program, folder):
        variables = folder / "vars.json"
        variables.write_text(json.dumps(SETTINGS))
        hosts = folder / "hosts"
        hosts.write_text("localhost ansible_connection=local\n")
        self.path = folder / "log"
        self.log = self.path.open("w")
        self.process = subprocess.Popen(
            [program, "--rulebook", "multicloud.openstack.keep", "--inventory", hosts,
             "--vars", variables], stdout=self.log, stderr=subprocess.STDOUT)

    @property
    def plays(self):
        """The headings of the plays that were run."""
        return STARTED.findall(self.path.read_text())

    def rest(self):
        """Waits until no play is under way, which might see what happens next."""
        while self.path.read_text().count("PLAY RECAP") < len(self.plays):
            time.sleep(1)

    def until(self, what, condition):
        """Waits for it; a row of the table."""
        began, plays = time.monotonic(), len(self.plays)
        while not condition():
            assert self.process.poll() is None, self.path.read_text()[-3000:]
            assert time.monotonic() < began + LATEST, (what, self.path.read_text()[-3000:])
            time.sleep(2)
        row = (what, f"{time.monotonic() - began:.0f} s", len(self.plays) - plays)
        print("| " + " | ".join(map(str, row)) + " |", flush=True)


def lost(night):
    """Servers that somebody has deleted."""
    gone = [servers()[index] for index in (1, 2)]
    for row in gone:
        module("server", cloud=row["cloud"], region_name=row["region_name"], name=row["id"],
               state="absent")
    night.until("two servers deleted", lambda: whole({row["id"] for row in gone}))


def broken(night):
    """One that an administrator sets to ERROR."""
    row = servers()[3]
    provider = f"{os.environ['TESTCLOUDS_STATE']}/admin-clouds.yaml"
    entries = OpenStackConfig([provider], secure_files=[], load_envvars=False)
    with Connection(config=entries.get_one(f"{row['cloud']}-admin")) as connection:
        connection.compute.reset_server_state(row["id"], "error")
    night.until("a server in ERROR", lambda: whole({row["id"]}))


def away(night):
    """A cloud that goes away, and comes back: nothing is made twice."""
    before = {row["id"] for row in servers().values()}
    clouds("stop", "beta")
    plays = len(night.plays)
    time.sleep(60)
    assert len(night.plays) == plays, "it healed while a cloud was away"
    clouds("start", "beta")
    night.until("a cloud away and back", lambda: len(night.plays) > plays)
    assert {row["id"] for row in servers().values()} == before


def expired(night):
    """A server that has expired."""
    module("server", cloud="alpha", name=f"{NAME}-guest", image="debian-12", flavor="m1.tiny",
           network="private", auto_ip=False, expires="20s")
    night.until("an expired server", lambda: not module(
        "server_info", cloud="alpha", name=f"{NAME}-guest")["servers"])


def main():
    made = module("fleet", **FLEET)
    assert made.get("complete"), made
    print("| what happened | healed after | plays |\n|-|-|-|")
    with tempfile.TemporaryDirectory() as folder:
        night = Night(sys.argv[1], Path(folder))
        try:
            for event in (lost, broken, away, expired):
                night.rest()
                event(night)
            settled = len(night.plays)
            time.sleep(90)
            assert len(night.plays) <= settled + 1, night.plays     # what was under way
        finally:
            night.process.terminate()
            night.process.wait(60)
            module("fleet", name=NAME, state="absent", targets=FLEET["targets"])
            print(night.path.read_text()[-2000:] if sys.exc_info()[0] else "")


if __name__ == "__main__":
    main()
