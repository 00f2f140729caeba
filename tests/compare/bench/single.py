# SPDX-License-Identifier: GPL-3.0-or-later
"""One resource, and a landing zone: requests, logins, seconds and CPU seconds, side by side with
openstack.cloud.

    python single.py [SERVERS]

The playbooks in single/ are written for openstack.cloud; ours have another collection's name.
Without servers, the landing zone alone.  Ends with 1 where 24 unchanged tasks take too long.
"""
from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from compare import asked, clouds
from usage import measured, must

HERE = Path(__file__).parent
OURS, THEIRS = "multicloud.openstack", "openstack.cloud"
ONE = {"server": "`server`, unchanged",
       "server_info": "`server_info`, one name among {servers} servers",
       "security_group": "`security_group` with 10 rules, unchanged"}
TASKS = {f"24 tasks of `{OURS}`": (OURS, ""),
         f"24 tasks of `{OURS}`, `keep_session`": (OURS, "      keep_session: true\n"),
         f"24 tasks of `{THEIRS}`": (THEIRS, "")}
ROUNDS = 3          # of what changes nothing
MOST = 0.5          # of the other collection's seconds and CPU seconds, for 24 unchanged tasks
CLOUDS = 3          # logins that there are at most where they are kept
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


def play(folder: Path, name: str, collection: str, what: str, way: str = "", more: str = "",
         **given) -> Row:
    """Runs one of the playbooks and counts what the clouds were asked.

    more: a line beside the name in module_defaults.
    """
    path = folder / f"{name}.yml"
    text = (HERE / "single" / path.name).read_text()
    path.write_text(text.replace(f"{THEIRS}.", f"{collection}.").replace(
        "      name: bench-zone\n", f"      name: bench-zone\n{more}"))
    words = [word for key, value in given.items() for word in ("-e", f"{key}={value}")]
    clouds("requests", "--json", "--reset")
    used = must(measured(["ansible-playbook", "-i", "localhost,", *words, str(path)],
                         XDG_RUNTIME_DIR=str(folder)), what)
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
    for way, (collection, more) in TASKS.items():
        for step, state in steps.items():
            again = [play(folder, f"tasks_{state}", collection, f"landing zone, {step}", way, more,
                          key=key) for _round in range(ROUNDS if step == "unchanged" else 1)]
            rows.append(replace(again[0], **{
                used: statistics.median(getattr(row, used) for row in again)
                for used in ("wall", "cpu")}, logins=max(row.logins for row in again)))
    return sorted(rows, key=lambda row: list(steps).index(row.what.partition(", ")[2]))


def missed(rows: list[Row]) -> list[str]:
    """Which aims are missed, in words."""
    ours, kept, theirs = (next(row for row in rows if row.way == way and "unchanged" in row.what)
                          for way in TASKS)
    slow = [f"{row.way} take {share:.2f} of the other collection's {words}"
            for row in (ours, kept) for words, share in (
                ("seconds", row.wall / theirs.wall), ("CPU seconds", row.cpu / theirs.cpu))
            if share > MOST]
    return slow + [f"{kept.way} log in {kept.logins} times"] * (kept.logins > CLOUDS)


def run(servers: int) -> list[Row]:
    """All rows; without servers, those of the landing zone."""
    with tempfile.TemporaryDirectory() as name:
        return (_with(servers, Path(name)) if servers else []) + zones(Path(name))


def _with(servers: int, folder: Path) -> list[Row]:
    fleet = ["ansible-playbook", "-i", "localhost,", str(HERE / "single" / "many.yml"), "-e"]
    try:
        must(measured([*fleet, f"count={servers - 1}"]), "creating servers")
        return ones(folder, servers)
    finally:
        must(measured([*fleet, "count=0"]), "deleting servers")


if __name__ == "__main__":
    os.environ.setdefault("ANSIBLE_FORCE_COLOR", "0")
    FOUND = run(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
    for line in FOUND:
        print(*line.cells(), sep="  ")
    sys.exit("; ".join(missed(FOUND)) or 0)
