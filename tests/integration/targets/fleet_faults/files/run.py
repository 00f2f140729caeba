# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a fleet while clouds fail: run.py SCENARIO.json PLAYBOOK [OPTION...]

SCENARIO.json has what the playbook wants to know, and may have `middle`: commands that are carried
out as soon as a target got so many requests that write.  The exit code is ansible-playbook's.
"""
from __future__ import annotations

import json
import shlex
import subprocess
import sys
import time
from collections import Counter


def writes(target):
    """How many requests that write it got since the counting began."""
    text = subprocess.run(["clouds", "requests", "--json"], check=True,
                          stdout=subprocess.PIPE).stdout
    return sum(map(Counter, json.loads(text)[target].values()), Counter())["writes"]


def strike(run, target, writes_before, commands):
    """Does what is to be done in the middle of a run."""
    while writes(target) < writes_before:
        if run.poll() is not None:
            sys.exit(f"the run was over before {target} got {writes_before} writes")
        time.sleep(0.1)
    for command in commands:
        subprocess.run(shlex.split(command), check=True, stdout=subprocess.DEVNULL)


def main(scenario, *arguments):
    run = subprocess.Popen(["ansible-playbook", *arguments, "-e", f"@{scenario}"])
    with open(scenario) as file:
        middle = json.load(file)["middle"]
    if middle:
        strike(run, middle["target"], middle["writes"], middle["commands"])
    sys.exit(run.wait())


if __name__ == "__main__":
    main(*sys.argv[1:])
