# SPDX-License-Identifier: GPL-3.0-or-later
"""Many who claim servers of one pool at the same time, while runs of the pool rebuild what was
used: no server has two owners, and none is lost.

claims.py [PASS...] [SERVERS PROCESSES CLAIMS]
    PASS: calm, cut (alpha's Neutron does what it is asked, and does not answer) and killed
    (claimers are, at random moments), or some of these
"""
from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent
TARGETS = HERE.parents[1] / "integration/targets"
CLOUDS = HERE.parents[1] / "clouds/clouds"
sys.path[:0] = [str(TARGETS / "setup_clouds/files")]
import census  # noqa: E402

SERVERS, PROCESSES, CLAIMS = [int(word) for word in sys.argv[1:] if word.isdecimal()
                              ] or (60, 20, 200)
KILLS = CLAIMS // 10
NAME, PREFIX = "claims", "multicloud_"
PLACES = [{"cloud": "alpha"}, {"cloud": "gamma", "region_name": "RegionOne"},
          {"cloud": "gamma", "region_name": "RegionTwo"},
          {"cloud": "beta", "image": "Debian 12", "flavor": "s1-2", "network": "Ext-Net"}]
FLEET = {"name": NAME, "count": SERVERS, "min_ready": SERVERS, "image": "debian-12",
         "flavor": "m1.tiny", "network": "private", "auto_ip": False, "wait": "active",
         "reuse_policy": "rebuild", "timeout": 1800, "keep_session": True, "api_timeout": 120,
         "targets": PLACES}
CLAIM = {"name": NAME, "expires": "1h", "timeout": 600, "keep_session": True, "api_timeout": 120,
         "targets": [{key: place[key] for key in ("cloud", "region_name") if key in place}
                     for place in PLACES]}
CUT = ["cut=after", "method=PUT", "path=/ports/"]
HELD = timedelta(minutes=2)     # who was killed holds a server for no longer than that


def clouds(*words: str) -> None:
    subprocess.run([CLOUDS, *words], check=True, stdout=subprocess.DEVNULL)


def pool() -> str:
    """One run of it; why it has failed, if it has."""
    done = subprocess.run(
        ["ansible-playbook", "multicloud.openstack.pool", "-e", json.dumps({"fleet": FLEET})],
        capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


@contextmanager
def kept() -> Iterator[list[str]]:
    """The pool, by run after run; why some have failed."""
    over, failed = threading.Event(), []

    def keep() -> None:
        while not over.is_set():
            failed.extend(filter(None, [pool()]))
    keeper = threading.Thread(target=keep)
    keeper.start()
    try:
        yield failed
    finally:
        over.set()
        keeper.join()


class Claimer:
    """A process, and the owners that it still has to claim for."""

    def __init__(self, owners: list[str], file: str) -> None:
        self.owners, self.file = owners, file
        self.process = self._start()

    def _start(self) -> subprocess.Popen:
        return subprocess.Popen([sys.executable, str(HERE / "claimer.py"), json.dumps(CLAIM),
                                 self.file, *self.owners])

    def kill(self) -> None:
        """By force; another process goes on, for the same owner or for another one in its place."""
        self.process.kill()
        self.process.wait()
        events = read(self.file)
        ended = {one["owner"] for one in events if one["event"] == "released"}
        self.owners = [owner for owner in self.owners if owner not in ended]
        begun = {one["owner"] for one in events if one["event"] == "begins"}
        self.owners = [f"{owner}x" if owner in begun and random.random() < 0.5 else owner
                       for owner in self.owners]
        self.process = self._start()


def read(file: str | Path) -> list[dict]:
    """A killed process may have written half a line."""
    found = []
    for line in Path(file).read_text().splitlines() if Path(file).exists() else ():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


def claimed(name: str, kills: int) -> list[dict]:
    """What all claimers of a pass have said."""
    with tempfile.TemporaryDirectory() as folder:
        claimers = [Claimer([f"{name}-{number}-{again}" for again in range(CLAIMS // PROCESSES)],
                            f"{folder}/{number}") for number in range(PROCESSES)]
        while any(one.process.poll() is None for one in claimers):
            time.sleep(random.uniform(0, 2))
            running = [one for one in claimers if one.process.poll() is None]
            if kills and running:
                random.choice(running).kill()
                kills -= 1
        assert not any(one.process.returncode for one in claimers), "a claimer has failed"
        return [one for file in Path(folder).iterdir() for one in read(file)]


def seen() -> tuple[dict[str, dict[str, str]], list[str]]:
    """{id: metadata} of all servers, and the names of their ports."""
    regions = [census.Region(config) for config in census.openstack.config.OpenStackConfig(
        app_name="testclouds-internal").get_all()]
    found = [region.census() for region in regions]
    return ({row["id"]: row["metadata"] for one in found for row in one["servers"]},
            [row["name"] for one in found for row in one["ports"]])


def lost(events: list[dict]) -> list[str]:
    """What of the pool nobody can have, and nobody knows of."""
    servers, ports = seen()
    has = {(own_id, one["owner"]) for one in events if one["event"] == "has"
           for own_id in one["servers"]}
    begun = {one["owner"] for one in events if one["event"] == "begins"}
    found = []
    for own_id, metadata in servers.items():
        owner = metadata.get(f"{PREFIX}claim", "").partition(" ")[2].partition(" ")[2]
        if owner and (own_id, owner) not in has and owner not in begun:
            found.append(f"{own_id} of {owner}")
    latest = datetime.now(UTC) + HELD + timedelta(minutes=1)
    for name in ports:
        until = name.partition(f"{PREFIX}until=")[2]
        claims = [one for one in servers.values() if one.get(f"{PREFIX}claim", "").partition(" ")[
            0] == name.partition(f"{PREFIX}claim=")[2].partition(" ")[0]]
        if until and not claims and datetime.fromisoformat(until) > latest:
            found.append(name)
    return found


def twice(events: list[dict]) -> list[str]:
    """Servers that somebody has got before another one has begun to release them."""
    owners: dict[str, str] = {}
    found = []
    for one in sorted(events, key=lambda one: one["at"]):
        if one["event"] == "releases":
            owners = {own_id: owner for own_id, owner in owners.items() if owner != one["owner"]}
        for own_id in one.get("servers", ()):
            if owners.setdefault(own_id, one["owner"]) != one["owner"]:
                found.append(f"{own_id}: {owners[own_id]} and {one['owner']}")
    return found


def verdict(name: str, events: list[dict]) -> bool:
    """A line of the table, and whether all is well."""
    has = [one for one in events if one["event"] == "has"]
    failed = [one["msg"] for one in events if one.get("failed")]
    once = {one["owner"] for one in has if one["servers"]}
    seconds = sorted(one["seconds"] for one in has)
    doubled, gone = twice(events), lost(events)
    print(f"| {name} | {len(has)} | {len(doubled)} | {len(gone)} | {statistics.median(seconds):.1f}"
          f" | {seconds[int(len(seconds) * 0.99)]:.1f} | {seconds[-1]:.1f}"
          f" | {statistics.mean(one['requests'] for one in has):.0f} |", flush=True)
    for text in [*doubled, *gone, *failed, *{text for one in has for text in one["warnings"]}]:
        print(text, flush=True)
    return not doubled and not gone and not failed and len(once) >= CLAIMS


def one_pass(name: str) -> bool:
    sys.stderr.write(pool())
    clouds("fault", "alpha", "neutron", *(CUT if name == "cut" else ()))
    try:
        with kept() as failed:
            events = claimed(name, KILLS if name == "killed" else 0)
    finally:
        clouds("fault", "alpha", "neutron")
    sys.stderr.writelines(failed)
    return verdict(name, events) and not failed


def main(passes: list[str]) -> bool:
    print("| | claims | twice | lost | median s | p99 s | longest s | requests |", flush=True)
    results = [one_pass(name) for name in passes]
    return all(results)


if __name__ == "__main__":
    os.environ.setdefault("ANSIBLE_LOCALHOST_WARNING", "false")
    asked = [word for word in sys.argv[1:] if not word.isdecimal()]
    sys.exit(0 if main(asked or ["calm", "cut", "killed"]) else "It is not so.")
