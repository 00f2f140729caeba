# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches a fleet being created and deleted, slowly, and when its lines come.

progress.py OPTION...       options of ansible-playbook
"""
from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time

CENSUS = [sys.executable, "../setup_clouds/files/census.py"]
WAITING = re.compile(r"0/1 reachable, 1 waiting for TCP \d+ on 127[.\d]+")
LINE = re.compile(r"fleet progress, (\d+) s: (\S+): (.*)")


def play(*options):
    """Runs the playbook with no terminal; [(when, line)] of both outputs, as they come."""
    print(f"\n==== {' '.join(options)}", flush=True)
    process = subprocess.Popen(
        ["ansible-playbook", "fleet.yml", *sys.argv[1:], *options], text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    began, said = time.monotonic(), []
    for line in process.stdout:
        said.append((time.monotonic() - began, line.rstrip()))
        print(f"{said[-1][0]:5.1f}  {said[-1][1]}", flush=True)
    assert process.wait() == 0
    assert "open sesame" not in "".join(line for _when, line in said)
    return said


def progress(said):
    """[(when it came, when it was written, target, text)]"""
    found = [(when, LINE.fullmatch(line)) for when, line in said]
    return [(when, int(match[1]), *match.group(2, 3)) for when, match in found if match]


def check_times(said):
    """Lines come when they are written, and not more often than they may."""
    lines = progress(said)
    # the first number is rounded, and the run begins before anything is said
    lag = [when - second for when, second, *_rest in lines]
    assert max(lag) - min(lag) < 4, lag
    assert lines[0][1] >= 2
    for target in {line[2] for line in lines}:
        own = [second for _when, second, where, _text in lines if where == target]
        assert all(later - earlier >= 4 for earlier, later in zip(own, own[1:], strict=False)), own
    return lines


def main():
    lines = check_times(play("-e", "state=present"))
    texts = [(target, text) for _when, _second, target, text in lines]
    assert ("alpha/RegionOne", "0/2 reachable, 2 building") in texts, texts
    assert any(target == "beta/RegionOne" and WAITING.fullmatch(text)
               for target, text in texts), texts
    # it was said long before it was over
    assert lines[0][1] < 8 < max(second for _when, second, *_rest in lines), lines

    play("-e", "state=present", "--check")

    subprocess.run(["clouds", "fault", "alpha", "nova", "delay=4", "method=DELETE"], check=True)
    lines = check_times(play("-e", "state=absent"))
    assert ("alpha/RegionOne", "2 deleting") in [line[2:] for line in lines], lines
    subprocess.run(["clouds", "fault", "alpha", "nova"], check=True)

    # nobody is told, or nobody could
    for options in (["quiet=true"], ["seconds=60"]):
        assert not progress(play("-e", "state=present", "-e", "boot=4 ssh=1", "-e", *options))
        play("-e", "state=absent")
    subprocess.run([*CENSUS, "--empty"], check=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as jobs:
        os.environ.update(ANSIBLE_LOCAL_TEMP=folder, ANSIBLE_ASYNC_DIR=jobs)
        try:
            main()
            left = [name for _where, _folders, files in os.walk(folder) for name in files]
            assert not left, left
        finally:
            subprocess.run(["clouds", "fault", "alpha", "nova"], check=True)
            subprocess.run([*CENSUS, "--delete"], check=True)
