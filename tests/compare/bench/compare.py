# SPDX-License-Identifier: GPL-3.0-or-later
"""Side by side: the same servers on the test clouds, made in four ways.

    python compare.py SERVERS [SERVERS OF THE LOOP]

Servers and floating IPs are the same each time, all is deleted after each run, and requests are
counted by the clouds.
"""
from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from usage import measured, must

HERE = Path(__file__).parent
CLOUDS = HERE.parents[1] / "clouds" / "clouds"
FLOATING = {"image": "debian-12", "flavor": "m1.small", "network": "private", "auto_ip": True}
PROVIDER = {"image": "Debian 12", "flavor": "s1-2", "network": "Ext-Net", "auto_ip": False}
TARGETS = [{"cloud": "alpha", "region_name": "RegionOne", **FLOATING},
           {"cloud": "beta", "region_name": "RegionOne", **PROVIDER},
           {"cloud": "gamma", "region_name": "RegionOne", **FLOATING},
           {"cloud": "gamma", "region_name": "RegionTwo", **FLOATING}]
WAYS = {"fleet": "`multicloud.openstack.fleet`", "barest": "bare concurrent client",
        "async": "`openstack.cloud.server`, async", "loop": "`openstack.cloud.server`, loop"}
SLOWEST = 1.15      # times the barest client's wall time


@dataclass(frozen=True)
class Run:
    """One way, once.  wall: seconds of the whole command; task: without Ansible's own start."""

    way: str
    servers: int
    wall: float
    task: float
    cpu: float
    requests: int
    logins: int
    reached: str        # '' if the end state is what was desired


def run(way: str, servers: int) -> Run:
    """Creates, counts, looks, and deletes again."""
    with tempfile.TemporaryDirectory() as folder:
        specs, seconds = Path(folder, "servers.json"), Path(folder, "seconds")
        specs.write_text(json.dumps({"servers": _specs(servers), "targets": TARGETS}))
        command = _playbook(way, specs, seconds) if way != "barest" else _barest("create", specs)
        clouds("requests", "--json", "--reset")
        used = measured(command, ANSIBLE_PYTHON_INTERPRETER=sys.executable)
        counts = asked()
        reached = _state(specs, servers) or (f"exit code {used.status}" if used.status else "")
        must(measured(_barest("delete", specs)), "deleting the servers")
        if not seconds.exists() and way != "barest":
            sys.exit(f"{way} failed:\n{used.output}")
        task = used.wall if way == "barest" else float(seconds.read_text())
        return Run(way, servers, used.wall, task, used.cpu, counts["requests"], counts["logins"],
                   reached)


def _specs(servers):
    return [{"name": f"bench-{number + 1}", **TARGETS[number % len(TARGETS)]}
            for number in range(servers)]


def _playbook(way, specs, seconds):
    return ["ansible-playbook", "-i", "localhost,", "-e", f"@{specs}", "-e", f"way={way}",
            "-e", f"seconds={seconds}", str(HERE / "create.yml")]


def _barest(action, specs):
    return [sys.executable, str(HERE / "barest.py"), action, str(specs)]


def clouds(*arguments: str) -> str:
    """What the command of the test clouds prints."""
    return subprocess.run([CLOUDS, *arguments], check=True, capture_output=True, text=True).stdout


def asked() -> dict[str, int]:
    """{requests, logins} since the last reset, of all clouds."""
    services = [one for region in json.loads(clouds("requests", "--json")).values()
                for one in region.values()]
    return {key: sum(one[key] for one in services) for key in ("requests", "logins")}


def _state(specs, servers):
    """What is not up to date, in words."""
    there = json.loads(must(measured(_barest("state", specs)), "looking").output)
    floating = sum(spec["auto_ip"] for spec in _specs(servers))
    desired = {"servers": servers, "active": servers, "floating": floating}
    return "" if there == desired else ", ".join(f"{there[key]} of {desired[key]} {key}"
                                                 for key in desired if there[key] != desired[key])


def _each(runs: list[Run], way: str, used: str) -> float:
    """Seconds a server, on average."""
    found = [getattr(one, used) / one.servers for one in runs if one.way == way]
    return sum(found) / len(found)


def missed(runs: list[Run]) -> list[str]:
    """Which aims are missed, in words."""
    ratio = _each(runs, "fleet", "task") / _each(runs, "barest", "task")
    slow = [f"a fleet takes {ratio:.2f} times as long as the barest client"]
    return slow * (ratio >= SLOWEST) + [f"{one.way}: {one.reached}" for one in runs if one.reached]


def table(runs: list[Run]) -> tuple[list[str], list[list[str]]]:
    """Heads and cells; ratios are to the mean of the barest client's runs, server by server."""
    wall, cpu = (_each(runs, "barest", used) for used in ("task", "cpu"))
    head = ["", "servers", "wall s", "without Ansible's start", "ratio", "CPU s", "ratio",
            "requests", "each", "logins", "end state"]
    return head, [[
        WAYS[one.way], str(one.servers), f"{one.wall:.1f}", f"{one.task:.1f}",
        f"{one.task / one.servers / wall:.2f}", f"{one.cpu:.1f}",
        f"{one.cpu / one.servers / cpu:.1f}", str(one.requests),
        f"{one.requests / one.servers:.1f}", str(one.logins), one.reached or "complete"]
        for one in runs]


def compare(servers: int, loop: int) -> list[Run]:
    """Ours and the barest by turns, as times on one machine drift; then the peers.  A run before
    all that does not count: services that were just started are slow."""
    run("barest", servers)
    order = [("fleet", servers), ("barest", servers), ("barest", servers), ("fleet", servers),
             ("async", servers), ("loop", loop)]
    runs = []
    for way, count in order:
        print(f"{way}, {count} servers ...", file=sys.stderr, flush=True)
        runs.append(run(way, count))
        print(f"    {runs[-1]}", file=sys.stderr, flush=True)
    return runs


if __name__ == "__main__":
    os.environ.setdefault("ANSIBLE_FORCE_COLOR", "0")
    COUNTS = [int(word) for word in sys.argv[1:]]
    for line in table(compare(COUNTS[0], COUNTS[-1]))[1]:
        print(*line, sep="  ")
