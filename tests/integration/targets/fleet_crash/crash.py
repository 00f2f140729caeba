# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends runs of a fleet in their middle, by force, and starts them again; and runs two at once.

crash.py OPTION...      options of ansible-playbook
"""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time

sys.path.append("../setup_clouds/files")
import tree  # noqa: E402

CENSUS = "../setup_clouds/files/census.py"
ASKED = "../setup_clouds/files/asked.py"
OPTIONS = sys.argv[1:]


class Run:
    """ansible-playbook at work, with a terminal's habits."""

    def __init__(self, state, count=0, placement="spread", **environment):
        variables = json.dumps({"state": state, "count": count, "placement": placement})
        self.process = subprocess.Popen(
            ["ansible-playbook", "fleet.yml", *OPTIONS, "-e", variables], text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, **environment},
            start_new_session=True)

    def well(self):
        """What it says when it has ended as it should."""
        text, _stderr = self.process.communicate(timeout=600)
        assert self.process.returncode == 0, text
        print(*[line.strip() for line in text.splitlines() if "Fleet crash" in line])
        return text

    def interrupt(self):
        """As Ctrl-C does."""
        os.killpg(self.process.pid, signal.SIGINT)

    def kill(self):
        """ansible-playbook alone: its workers and the module live on."""
        self.process.kill()

    def kill_tree(self):
        """All of it at once."""
        tree.kill(self.process)


def python(*command):
    return subprocess.run([sys.executable, *command], check=True, stdout=subprocess.PIPE).stdout


def writes():
    """How many requests that write the clouds got since the counting began."""
    return json.loads(python(ASKED))["all"]["writes"]


def check_fleet(count):
    """The clouds have this many servers of the fleet, none twice, and nothing else."""
    found = json.loads(python(CENSUS))
    servers = [server for region in found.values() for server in region["servers"]]
    addressed = [server for where, region in found.items() for server in region["servers"]
                 if where != "beta/RegionOne"]
    floating = [row for region in found.values() for row in region["floating_ips"]]
    names = sorted(server["name"] for server in servers)
    assert names == sorted(f"crash-{number}" for number in range(1, count + 1)), names
    assert all(server["status"] == "ACTIVE" for server in servers), servers
    assert len(floating) == len(addressed) and all(row["port_id"] for row in floating), floating
    assert sum(len(region["ports"]) for region in found.values()) == count
    beta = found["beta/RegionOne"]
    booted = [volume for volume in beta["volumes"] if volume["attachments"]]
    assert len(booted) == len(beta["servers"]), beta["volumes"]
    print(f"{count} servers, none twice")


def in_the_middle(end, moment, *arguments):
    """Begins a run and ends it as soon as it has written `moment` times; its processes."""
    print(f"\n==== {' '.join(map(str, arguments))}: {end.__name__}", flush=True)
    subprocess.run(["clouds", "requests", "--reset"], check=True, stdout=subprocess.DEVNULL)
    run = Run(*arguments)
    while (done := writes()) < moment:
        assert run.process.poll() is None, f"over after {done} writes: {run.well()}"
        time.sleep(0.1)
    processes = tree.descendants(run.process)
    assert run.process.poll() is None, f"over after {done} writes: {run.well()}"
    end(run)
    print(f"after {done} requests that write", flush=True)
    return processes


def gone(processes, patience=10):
    """Nothing of an ended run goes on."""
    until = time.monotonic() + patience
    while any(os.path.exists(f"/proc/{pid}/exe") for pid in processes):
        assert time.monotonic() < until, f"still at work: {processes}"
        time.sleep(0.2)


def ended_by_force():
    # fill: twelve on one target, more than are asked for at once
    for end, moment, placement in ((Run.kill, 1, "fill"), (Run.kill_tree, 14, "spread")):
        left = in_the_middle(end, moment, "present", 12, placement)
        # what was still to be done was not done by the run that had ended
        assert "changed=1" in Run("present", 12, placement).well()
        check_fleet(12)
        gone(left)
        left = in_the_middle(end, 3, "absent")
        Run("absent").well()
        python(CENSUS, "--empty")
        gone(left)


def two_at_once():
    left = in_the_middle(Run.interrupt, 1, "present", 4)
    print("\n==== two runs at the same time on one machine", flush=True)
    both = [Run("present", 4), Run("present", 4)]
    changed = sorted("changed=1" in run.well() for run in both)
    assert changed == [False, True], changed
    check_fleet(4)
    gone(left)

    print("\n==== two runs at the same time on two machines", flush=True)
    with tempfile.TemporaryDirectory() as other:
        for run in [Run("present", 8), Run("present", 8, TMPDIR=other)]:
            run.well()
    check_fleet(8)


def main():
    ended_by_force()
    two_at_once()
    left = in_the_middle(Run.interrupt, 1, "absent")
    Run("absent").well()
    python(CENSUS, "--empty")
    gone(left)


if __name__ == "__main__":
    # who starts this in the background may have ignored it, for this and all below it
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        main()
    finally:
        python(CENSUS, "--delete")
