# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs of fleets that are killed at random moments, on clouds whose Nova leaves ports and volumes
of deleted servers behind, then reap: nothing of ours is left, and what is foreign is as it was.

leaks.py [SEED]     prints a table, and fails if it is not so
"""
from __future__ import annotations

import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
TARGETS = HERE.parents[1] / "integration/targets"
CLOUDS = HERE.parents[1] / "clouds/clouds"
sys.path[:0] = [str(TARGETS / place) for place in (
    "fleet_crash", "role_reap/files", "setup_clouds/files")]
SEED, sys.argv[1:] = sys.argv[1:2] or [str(time.time_ns())], []
import crash  # noqa: E402
import leave  # noqa: E402
import tree  # noqa: E402

RUNS, FLEETS, FOREIGN = 20, 5, 30
LATEST = 15         # seconds after which a run is killed
ORPHANED = 120      # seconds that a module may go on whose Ansible had ended before it began
NAME = "leaks"
KINDS = [*leave.PATHS]
# half of what Nova deletes with a server it takes for gone, or cannot delete
FAULTS = {"neutron": ["status=404", "path=/ports/"], "cinder": ["status=500", "path=/volumes/"]}


def playbook(path, **variables):
    return ["ansible-playbook", path, "-e", json.dumps(variables)]


class Run(crash.Run):
    """Of our own playbook."""

    def __init__(self, **variables):
        self.process = subprocess.Popen(
            playbook(str(HERE / "fleet.yml"), **variables), start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_at_random(number, chance, key):
    """One run, ended by force at any moment; whether it was not over before."""
    end = chance.choice([Run.kill, Run.kill_tree, Run.interrupt])
    state = chance.choice(["present", "present", "present", "absent"])
    name = f"{NAME}-{chance.randint(1, FLEETS)}"
    count, moment = chance.randint(1, 5), chance.uniform(1, LATEST)
    run = Run(name=name, state=state, count=count, key=key)
    until, processes = time.monotonic() + moment, []
    while run.process.poll() is None and time.monotonic() < until:
        time.sleep(0.1)
        processes = tree.descendants(run.process)
    over = run.process.poll() is not None
    if not over:
        end(run)
        crash.gone(processes, ORPHANED)
    print(f"{number:2} {name} {state:7} {count}: {end.__name__} after {moment:4.1f} s"
          f"{' (it was over)' if over else ''}", flush=True)
    return not over


def seen():
    """{kind: {(target, id): row}}."""
    found = leave.everywhere("list")
    return {kind: {(where, own_id): row for where, kinds in found.items()
                   for own_id, row in kinds[kind].items()} for kind in KINDS}


def fault(on):
    for cloud in ("alpha", "beta", "gamma"):
        for service, words in FAULTS.items():
            more = [*words, "method=DELETE", "from=services", "rate=0.5"] if on else []
            subprocess.run([CLOUDS, "fault", cloud, service, *more], check=True,
                           stdout=subprocess.DEVNULL)


def reap():
    """Whether all that it found has gone."""
    return subprocess.run(playbook("multicloud.openstack.reap", reap_really=True,
                                   reap_options={"older_than": 0}), check=False).returncode == 0


def novas(found):
    """How many ports are there whose servers are gone, and volumes without a server."""
    servers = {own_id for _where, own_id in found["server"]}
    return (sum(row["device_owner"].startswith("compute:") and row["device_id"] not in servers
                for row in found["port"].values()),
            sum(row["bootable"] == "true" and not row["attachments"]
                for row in found["volume"].values()))


def main():
    chance = random.Random(SEED[0])
    print(f"seed {SEED[0]}")
    empty = seen()
    leave.everywhere("twins", NAME)
    foreign = seen()
    with tempfile.TemporaryDirectory() as folder:
        key = os.path.join(folder, "key")
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
        fault(on=True)
        killed, numbers = 0, itertools.count(1)
        while killed < RUNS:
            killed += kill_at_random(next(numbers), chance, f"{key}.pub")
    left = seen()
    time.sleep(5)       # until the last one has expired, and nothing is in the making any more
    reaped = [reap()]
    fault(on=False)     # what Nova has left of the servers that were reaped
    between = seen()
    reaped.append(reap())
    ports, volumes = (max(pair) for pair in zip(novas(left), novas(between), strict=True))
    print(f"left by Nova alone: {ports - novas(foreign)[0]} ports, {volumes} boot volumes")
    return (verdict(empty, foreign, left, seen()) and all(reaped)
            and ports > novas(foreign)[0] and volumes > 0)


def verdict(empty, foreign, left, now):
    """The table, and whether all is well."""
    lines = [(kind, len(left[kind]) - len(foreign[kind]), len(now[kind].keys() - foreign[kind]),
              len(foreign[kind]) - len(empty[kind]),
              sum(now[kind].get(key) != row for key, row in foreign[kind].items()))
             for kind in KINDS]
    lines.append(("all", *map(sum, list(zip(*lines, strict=True))[1:])))
    print(f"{'':16}{'left behind':>12}{'still there':>12}{'foreign':>9}{'touched':>9}")
    for kind, *numbers in lines:
        print("{:16}{:12}{:12}{:9}{:9}".format(kind, *numbers))
    _all, left_behind, still_there, others, touched = lines[-1]
    return left_behind > 0 and others >= FOREIGN and still_there == touched == 0


if __name__ == "__main__":
    well = False
    try:
        well = main()
    finally:
        fault(on=False)
        for _again in range(3):
            leave.everywhere("delete", NAME)
            time.sleep(2)
    sys.exit(0 if well else "Something is left, or something foreign was touched.")
