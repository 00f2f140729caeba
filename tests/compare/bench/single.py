# SPDX-License-Identifier: GPL-3.0-or-later
"""One resource, and a landing zone: requests, logins, seconds and CPU seconds, side by side with
openstack.cloud.

    python single.py [SERVERS]

The playbooks in single/ are written for openstack.cloud; ours have another collection's name.
"""
from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from compare import asked, clouds
from usage import measured, must

HERE = Path(__file__).parent
OURS, THEIRS = "multicloud.openstack", "openstack.cloud"
ONE = {"server": "`server`, unchanged",
       "server_info": "`server_info`, one name among {servers} servers",
       "security_group": "`security_group` with 10 rules, unchanged"}
HEAD = ["", "by", "requests", "logins", "wall s", "CPU s"]


@dataclass(frozen=True)
class Row:
    """One playbook, once; wall and CPU seconds are those of the whole command."""

    what: str
    way: str
    requests: int
    logins: int
    wall: float
    cpu: float

    def cells(self) -> list[str]:
        """Of the table."""
        return [self.what, self.way, str(self.requests), str(self.logins), f"{self.wall:.1f}",
                f"{self.cpu:.1f}"]


def play(folder: Path, name: str, collection: str, what: str, way: str = "", **given) -> Row:
    """Runs one of the playbooks and counts what the clouds were asked."""
    path = folder / f"{name}.yml"
    text = (HERE / "single" / path.name).read_text()
    path.write_text(text.replace(f"{THEIRS}.", f"{collection}."))
    words = [word for key, value in given.items() for word in ("-e", f"{key}={value}")]
    clouds("requests", "--json", "--reset")
    used = must(measured(["ansible-playbook", "-i", "localhost,", *words, str(path)]), what)
    found = asked()
    return Row(what, way or f"`{collection}`", found["requests"], found["logins"], used.wall,
               used.cpu)


def ones(folder: Path, servers: int) -> list[Row]:
    """Tasks that change nothing, twice each: the first one may do."""
    rows = []
    for name, what in ONE.items():
        for collection in (THEIRS, OURS):
            play(folder, name, collection, what)
            rows.append(play(folder, name, collection, what.format(servers=servers)))
    return rows


def zones(folder: Path) -> list[Row]:
    """Six kinds of resources on four targets, made, made again, and deleted."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / "key"],
                   check=True)
    key, rows = folder / "key.pub", []
    steps = {"created": "present", "unchanged": "present", "deleted": "absent"}
    for step, state in steps.items():
        rows.append(play(folder, "zone", OURS, f"landing zone, {step}", f"`{OURS}.landing_zone`",
                         state=state, key=key))
    for collection in (OURS, THEIRS):
        for step, state in steps.items():
            rows.append(play(folder, f"tasks_{state}", collection, f"landing zone, {step}",
                             f"24 tasks of `{collection}`", key=key))
    return sorted(rows, key=lambda row: list(steps).index(row.what.partition(", ")[2]))


def run(servers: int) -> list[list[str]]:
    """The cells of all rows."""
    fleet = ["ansible-playbook", "-i", "localhost,", str(HERE / "single" / "many.yml"), "-e"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            must(measured([*fleet, f"count={servers - 1}"]), "creating servers")
            rows = ones(folder, servers)
        finally:
            must(measured([*fleet, "count=0"]), "deleting servers")
        rows += zones(folder)
    return [row.cells() for row in rows]


if __name__ == "__main__":
    os.environ.setdefault("ANSIBLE_FORCE_COLOR", "0")
    for line in run(int(sys.argv[1]) if len(sys.argv) > 1 else 100):
        print(*line, sep="  ")
