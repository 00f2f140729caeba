# SPDX-License-Identifier: GPL-3.0-or-later
"""`ansible-inventory --list`, measured: ours, openstack.cloud's, and of an empty inventory."""
from __future__ import annotations

import json
import os
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from usage import Usage, measured, must

HERE = Path(__file__).parent / "listings"
NOTHING = "Ansible itself, an empty inventory"
OURS, THEIRS = "`multicloud.openstack.servers`", "`openstack.cloud.openstack`"
LIMIT = 90                  # seconds: nobody gets more
STOPPED = 124               # the exit code of `timeout`
GROUPS = {"cloud": "cloud.name", "region": "cloud.region", "status": "status"}
OPTIONS = {
    NOTHING: ("nothing.yml", {"all": {}}),
    OURS: ("servers.yml", {"plugin": "multicloud.openstack.servers", "group_by": list(GROUPS)}),
    THEIRS: ("openstack.yml", {
        "plugin": "openstack.cloud.openstack", "legacy_groups": False,
        "keyed_groups": [{"prefix": prefix, "key": f"openstack.{key}"}
                         for prefix, key in GROUPS.items()]})}


@dataclass(frozen=True)
class Asked:
    """What clouds were asked.  most: requests for each target of the cloud with the most."""

    requests: int
    logins: int
    most: float


@dataclass(frozen=True)
class Place:
    """Clouds.  asked(): since it was last called."""

    asked: Callable[[], Asked]
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """One `ansible-inventory --list`.  groups: {name: names of its hosts}.
    imported: what of the SDK, or None if the run did not get that far."""

    used: Usage
    asked: Asked
    groups: dict[str, list[str]]
    imported: str | None

    @property
    def hosts(self) -> int:
        """How many; all are in a group of a region."""
        return sum(len(names) for group, names in self.groups.items()
                   if group.startswith("region_"))

    @property
    def ended(self) -> str:
        """The hosts, or why there are none."""
        if self.used.status == STOPPED:
            return f"none after {LIMIT} s"
        return f"none, exit code {self.used.status}" if self.used.status else f"{self.hosts:,}"


@dataclass(frozen=True)
class Side:
    """One way in one case: medians; of plugins, wall and cpu are above those of Ansible itself."""

    wall: float
    cpu: float
    memory: float
    last: Run

    def cells(self, case: str, way: str) -> list[str]:
        """Of the table."""
        asked, imported = self.last.asked, self.last.imported
        return [case, way, self.last.ended, f"{self.wall:.2f}", f"{self.cpu:.2f}",
                f"{self.memory:.0f}", str(asked.requests), str(asked.logins),
                "?" if imported is None else "yes" if imported else "no"]


HEAD = ["", "by", "hosts", "wall s", "CPU s", "peak MiB", "requests", "logins", "SDK imported"]


def run(way: str, place: Place, folder: Path, **options) -> Run:
    """Once; options: those of the plugin beside what all cases have."""
    name, usual = OPTIONS[way]
    path, output, imported = folder / name, folder / "list.json", folder / "imported"
    path.write_text(json.dumps(usual if way == NOTHING else {**usual, **options}))
    for old in (output, imported):
        old.unlink(missing_ok=True)
    place.asked()
    used = measured(
        ["timeout", str(LIMIT), "ansible-inventory", "-i", str(path), "--list", "--output",
         str(output)], **{**place.environment, "BENCH_IMPORTED": str(imported), "PYTHONPATH":
                          f"{HERE}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
                          "XDG_RUNTIME_DIR": str(folder)})
    return Run(used, place.asked(), _groups(output),
               imported.read_text().strip() if imported.exists() else None)


def _groups(path):
    """Those that both sides make."""
    listed = json.loads(path.read_text()) if path.exists() else {}
    return {name: sorted(group["hosts"]) for name, group in listed.items()
            if name.partition("_")[0] in GROUPS and group.get("hosts")}


def sides(place: Place, folder: Path, rounds: int, own: dict | None = None, **options
          ) -> dict[str, Side]:
    """Ours and theirs by turns, as times on one machine drift, and Ansible itself between them.
    The first round does not count: it fills the caches, those of the clouds as well.
    own: options that only ours has."""
    runs: dict[str, list[Run]] = {way: [] for way in OPTIONS}
    for number in range(rounds + 1):
        for way in list(runs)[::-1 if number % 2 else 1]:
            more = own or {} if way == OURS else {}
            runs[way].append(run(way, place, folder, **options, **more))
            must(runs[way][-1].used, way)
    ours, theirs = runs[OURS][-1], runs[THEIRS][-1]
    if not ours.hosts or ours.groups != theirs.groups:
        sys.exit("the two have not made the same groups of the same hosts:\n"
                 f"{ours.used.output}\n{theirs.used.output}")
    nothing = runs[NOTHING][1:]
    return {way: side(found[1:], [] if way == NOTHING else nothing) for way, found in runs.items()}


def side(runs: list[Run], nothing: list[Run]) -> Side:
    """Medians of the runs, above the means of Ansible's own."""
    def median(name):
        own = statistics.mean(getattr(one.used, name) for one in nothing) if nothing else 0
        return statistics.median(getattr(one.used, name) for one in runs) - own
    memory = statistics.median(one.used.memory for one in runs)
    return Side(median("wall"), median("cpu"), memory, runs[-1])
