# SPDX-License-Identifier: GPL-3.0-or-later
"""A night of a fleet and a pool under ansible-rulebook, on the test clouds: servers are deleted,
stopped and set to ERROR, a cloud goes away and comes back, a claim ends, a server expires.  What
was healed and when, and how many requests each target got.  Then a day: the report is written when
a server is lost, and a fleet follows a number.

events.py RULEBOOK      the program ansible-rulebook; prints tables, and fails if it is not so
"""
from __future__ import annotations

import functools
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from openstack.config import OpenStackConfig
from openstack.connection import Connection

CLOUDS = Path(__file__).parents[2] / "clouds/clouds"
NAME, POOL = "night", "runners"
ANY = {"image": {"os_distro": "debian", "newest": True}, "flavor": {"vcpus": 1, "ram": 512},
       "targets": [{"cloud": "alpha"}, {"cloud": "beta"}], "wait": "active"}
FLEET = {"name": NAME, "count": 12, **ANY}
RUNNERS = {"name": POOL, "count": 8, "min_ready": 4, **ANY}
SETTINGS = {"fleets": [FLEET, RUNNERS], "heal_max_replace": 3, "watch_interval": 15,
            "watch_settle": 30, "watch_remind": 600, "watch_drift": True}
LATEST = 900        # seconds for one thing to be healed
QUIET = 90          # seconds in which nothing may happen
MINUTE = 60
STARTED = re.compile(r"PLAY \[(.*?)\]")


def module(noun, **options):
    """The result of one of ours."""
    done = subprocess.run(
        ["ansible", "localhost", "-m", f"multicloud.openstack.{noun}", "-a", json.dumps(options)],
        capture_output=True, text=True, check=False)
    return json.loads(done.stdout.partition(" => ")[2])


def servers(name=NAME):
    """{number: server} of a fleet."""
    return {row["index"]: row for row in module("fleet_info", name=name)["servers"]}


def clouds(*words):
    subprocess.run([CLOUDS, *words], check=True, stdout=subprocess.DEVNULL)


def whole(before):
    """Whether all servers are there and work, and none of those that were lost before."""
    found = servers()
    return (len(found) == FLEET["count"] and {row["status"] for row in found.values()} == {"ACTIVE"}
            and before.isdisjoint(row["id"] for row in found.values()))


def full(before):
    """Whether the pool is: enough that nobody has claimed, and none of these."""
    found = servers(POOL).values()
    return (sum(row["status"] == "ACTIVE" and not row["claim"] for row in found)
            == RUNNERS["min_ready"] and before.isdisjoint(row["id"] for row in found))


@functools.cache
def log_of_requests():
    """The module of the test clouds that reads their logs."""
    sys.path.append(str(CLOUDS.parent))
    from testclouds import requestlog
    return requestlog


def minutes(target, since):
    """How many requests from outside each minute had, at all services of a target."""
    found = Counter()
    folder = Path(os.environ["TESTCLOUDS_STATE"], "clouds", target, "log")
    for file in folder.glob("*.requests"):
        for line in file.read_text().splitlines():
            moment, columns = log_of_requests().classify(line)
            if moment >= since and "requests" in columns:
                found[int((moment - since) // MINUTE)] += 1
    return [found[number] for number in range(int((time.time() - since) // MINUTE))]


class Rulebook:
    """One of ours that runs; path: of what it says."""

    def __init__(self, name, settings, folder):
        variables = folder / "vars.json"
        variables.write_text(json.dumps(settings))
        hosts = folder / "hosts"
        hosts.write_text("localhost ansible_connection=local\n")
        self.path = folder / f"{name}.log"
        self.log = self.path.open("w")
        self.process = subprocess.Popen(
            [sys.argv[1], "--rulebook", f"multicloud.openstack.{name}", "--inventory", hosts,
             "--vars", variables], stdout=self.log, stderr=subprocess.STDOUT)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_error):
        self.process.terminate()
        self.process.wait(60)
        print(self.path.read_text()[-2000:] if kind else "")

    @property
    def plays(self):
        """The headings of the plays that were run."""
        return STARTED.findall(self.path.read_text())

    def rest(self):
        """Waits until no play is under way, which might see what happens next."""
        while self.path.read_text().count("PLAY RECAP") < len(self.plays):
            time.sleep(1)

    def until(self, what, condition):
        """Waits for it; prints a row of the table."""
        began, plays = time.monotonic(), len(self.plays)
        while not condition():
            assert self.process.poll() is None, self.path.read_text()[-3000:]
            assert time.monotonic() < began + LATEST, (what, self.path.read_text()[-3000:])
            time.sleep(2)
        after = time.monotonic() - began
        self.rest()
        row = (what, f"{after:.0f} s", len(self.plays) - plays)
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


def stopped(night):
    """One that somebody stops: it has drifted."""
    row = servers()[4]
    module("server_action", cloud=row["cloud"], region_name=row["region_name"], name=row["id"],
           action="stop")
    night.until("a server stopped", lambda: whole(set()))


def away(night):
    """A cloud that goes away, and comes back: nothing is made twice."""
    before = {row["id"] for name in (NAME, POOL) for row in servers(name).values()}
    clouds("stop", "beta")
    plays = len(night.plays)
    time.sleep(QUIET)
    night.rest()
    # what was on its way then has changed nothing
    assert len(night.plays) <= plays + 1, "it healed while a cloud was away"
    assert {row["id"] for name in (NAME, POOL) for row in servers(name).values()} <= before
    clouds("start", "beta")
    night.until("a cloud away and back", lambda: len(night.plays) > plays)
    assert {row["id"] for name in (NAME, POOL) for row in servers(name).values()} == before


def claimed(night):
    """Two servers of the pool are claimed: it is filled up, and those are replaced at the end of
    their claim, which nobody releases."""
    taken = module("claim", name=POOL, owner="job", count=2, expires="5m",
                   targets=RUNNERS["targets"])["servers"]
    ids = {row["id"] for row in taken}
    night.until("two servers of the pool claimed", lambda: full(set()))
    assert ids <= {row["id"] for row in servers(POOL).values()}, "a claimed server was deleted"
    night.until("their claim has ended", lambda: full(ids))


def expired(night):
    """A server that has expired."""
    module("server", cloud="alpha", name=f"{NAME}-guest", image="debian-12", flavor="m1.tiny",
           network="private", auto_ip=False, expires="20s")
    night.until("an expired server", lambda: not module(
        "server_info", cloud="alpha", name=f"{NAME}-guest")["servers"])


def report(began):
    """The requests, and that there was no storm: looks take four in each interval, a play takes a
    list or two, and what it creates."""
    print("\n| target | requests per minute, median | most | in all |\n|-|-|-|-|")
    for target in ("alpha/RegionOne", "beta/RegionOne"):
        counts = sorted(minutes(target, began))
        print(f"| {target} | {counts[len(counts) // 2]} | {counts[-1]} | {sum(counts)} |")
        assert counts[-1] < 300, counts


def night(folder):
    """All that happens while nobody is there: it is healed, once."""
    began = time.time()
    print("| what happened | healed after | plays |\n|-|-|-|")
    with Rulebook("keep", SETTINGS, folder) as rulebook:
        for event in (lost, broken, stopped, away, claimed, expired):
            rulebook.rest()
            event(rulebook)
        settled = len(rulebook.plays)
        time.sleep(QUIET)
        assert len(rulebook.plays) <= settled + 1, rulebook.plays   # what was under way
        assert len(servers()) == FLEET["count"] and full(set())
        report(began)


def reported(folder):
    """A page is written when a server is lost."""
    page = folder / "clouds.html"
    with Rulebook("report", {**SETTINGS, "report_page": str(page)}, folder) as rulebook:
        row = servers()[FLEET["count"]]
        module("server", cloud=row["cloud"], region_name=row["region_name"], name=row["id"],
               state="absent")
        rulebook.until("a server lost: the report", page.exists)
        assert row["name"] not in page.read_text()


def scaled(folder):
    """A fleet follows the number in a file."""
    number = folder / "length"
    number.write_text("8")
    settings = {"fleet": FLEET, "scale_maximum": 12, "scale_step": 6, "scale_interval": 15,
                "scale_cooldown": "0s", "scale_per_server": 2, "scale_number":
                f"{{{{ lookup('ansible.builtin.file', '{number}') }}}}"}
    with Rulebook("scale", settings, folder) as rulebook:
        rulebook.until("8 jobs: 4 servers", lambda: sorted(servers()) == [1, 2, 3, 4])
        number.write_text("11")
        rulebook.until("11 jobs: 6 servers", lambda: sorted(servers()) == [1, 2, 3, 4, 5, 6])


def main():
    try:
        for one in SETTINGS["fleets"]:
            made = module("fleet", **one)
            assert made.get("complete"), made
        with tempfile.TemporaryDirectory() as folder:
            for part in (night, reported, scaled):
                part(Path(folder))
    finally:
        for one in SETTINGS["fleets"]:
            module("fleet", name=one["name"], state="absent", targets=one["targets"])


if __name__ == "__main__":
    main()
