# SPDX-License-Identifier: GPL-3.0-or-later
"""Inventories: `multicloud.openstack.servers` side by side with `openstack.cloud.openstack`.

    python inventory.py [SERVERS [SERVERS OF THE STAND-IN [ROUNDS]]]

SERVERS are on the test clouds; 0 leaves these out.  Ends with 1 where an aim is missed.
"""
from __future__ import annotations

import contextlib
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from compare import TARGETS, clouds
from listed import HEAD, HERE, NOTHING, OURS, THEIRS, Asked, Place, Side, run, side, sides
from load import standin
from tables import markdown
from usage import measured, must

TIMEOUT = 5         # seconds: our api_timeout, where a cloud hangs
LEAST = 0.01        # seconds: what is faster counts as this


@dataclass(frozen=True)
class Aim:
    """What is desired of a case, and what came of it."""

    case: str
    desired: str
    found: str
    met: bool

    def cells(self) -> list[str]:
        """Of the table."""
        return [self.case, self.desired, self.found, "yes" if self.met else "**no**"]


AIMS = ["", "aim", "result", "met"]


class Tables:
    """Both tables, as they grow, case by case."""

    def __init__(self, rounds: int):
        self.rounds = rounds
        self.rows: list[list[str]] = []
        self.aims: list[Aim] = []

    @property
    def met(self) -> bool:
        """Whether all aims are."""
        return all(aim.met for aim in self.aims)

    def text(self) -> str:
        """Markdown."""
        return "\n\n".join((markdown(HEAD, self.rows),
                            markdown(AIMS, [aim.cells() for aim in self.aims])))

    def aim(self, case: str, desired: str, found: str, met: bool) -> None:
        """One more."""
        self.aims.append(Aim(case, desired, found, met))

    def compare(self, case: str, faster: float, place: Place, folder: Path, **options
                ) -> tuple[Side, Side]:
        """(ours, theirs); faster: how many times ours is to be that."""
        say(case)
        found = sides(place, folder, self.rounds, **options)
        if not self.rows:
            self.rows.append(found[NOTHING].cells("", NOTHING))
        ours, theirs = found[OURS], found[THEIRS]
        self.rows += [ours.cells(case, OURS), theirs.cells(case, THEIRS)]
        ratio = theirs.wall / max(ours.wall, LEAST)
        self.aim(case, f"{faster:g} times as fast", f"{ratio:.1f} times", ratio >= faster)
        return ours, theirs

    def cached(self, case: str, place: Place, folder: Path) -> None:
        """From a cache, which the round that does not count has filled."""
        ours, _theirs = self.compare(case, 5, place, folder, cache=True, cache_plugin="jsonfile",
                                     cache_connection=str(folder / "cache"))
        requests, imported = ours.last.asked.requests, ours.last.imported
        self.aim(case, "no request", str(requests), requests == 0)
        self.aim(case, "no import of the SDK", imported or "none", imported == "")

    def hanging(self, case: str, place: Place, folder: Path, hosts: int) -> None:
        """A cloud is silent.  hosts: how many the others have."""
        say(case)
        silent = {"OS_CLIENT_CONFIG_FILE": str(impatient(folder))}
        nothing = [run(NOTHING, place, folder) for _round in range(self.rounds)]
        ours = side([run(OURS, place, folder, api_timeout=TIMEOUT)
                     for _round in range(self.rounds)], nothing)
        self.rows.append(ours.cells(case, OURS))
        for more, where in (("", place), (" and `api_timeout` in clouds.yaml",
                                          Place(place.asked, {**place.environment, **silent}))):
            theirs = side([run(THEIRS, where, folder)], nothing)
            self.rows.append(theirs.cells(case, THEIRS + more))
        self.aim(case, f"the others' {hosts} hosts", ours.last.ended, ours.last.hosts == hosts)
        self.aim(case, f"{TIMEOUT + 1} s at most", f"{ours.wall:.2f} s", ours.wall <= TIMEOUT + 1)


def say(case: str) -> None:
    """What is measured next."""
    print(f"inventory: {case} ...", file=sys.stderr, flush=True)


# -- the clouds


def counted() -> Asked:
    """By the test clouds, since the last time."""
    found: dict[str, list[dict]] = {}
    for where, services in json.loads(clouds("requests", "--json", "--reset")).items():
        found.setdefault(where.partition("/")[0], []).append(
            {key: sum(one[key] for one in services.values()) for key in ("requests", "logins")})
    every = [region for regions in found.values() for region in regions]
    return Asked(sum(one["requests"] for one in every), sum(one["logins"] for one in every),
                 max(statistics.mean(one["requests"] for one in regions)
                     for regions in found.values()))


@contextlib.contextmanager
def fault(names: Iterable[str], *words: str) -> Iterator[None]:
    """All services of some test clouds are not well."""
    try:
        for name in names:
            clouds("fault", name, "all", *words)
        yield
    finally:
        for name in names:
            clouds("fault", name, "all")


@contextlib.contextmanager
def fleet(folder: Path, servers: int) -> Iterator[None]:
    """Servers on all targets of the test clouds."""
    given = folder / "given.json"

    def make(count):
        given.write_text(json.dumps({"targets": TARGETS, "count": count}))
        must(measured(["ansible-playbook", "-i", "localhost,", "-e", f"@{given}",
                       str(HERE / "servers.yml")]), f"a fleet of {count} servers")
    try:
        make(servers)
        yield
    finally:
        make(0)


def impatient(folder: Path) -> Path:
    """The clouds.yaml of the test clouds, with an api_timeout for each."""
    with open(os.environ["OS_CLIENT_CONFIG_FILE"], encoding="utf-8") as stream:
        found = yaml.safe_load(stream)
    for entry in found["clouds"].values():
        entry["api_timeout"] = TIMEOUT
    path = folder / "clouds.yaml"
    path.write_text(json.dumps(found))
    return path


def on_test_clouds(tables: Tables, servers: int) -> None:
    """The cases that need them."""
    place, names = Place(counted), {target["cloud"] for target in TARGETS}
    each = f"{len(TARGETS)} targets, {servers // len(TARGETS)} servers each"
    with tempfile.TemporaryDirectory() as name, fleet(folder := Path(name), servers):
        ours, _theirs = tables.compare(each, 1.8, place, folder)
        most = ours.last.asked.most
        tables.aim(each, "3 requests a target at most", f"{most:g}", most <= 3)
        tables.compare(f"{each}, `keep_session`", 3, place, folder, own={"keep_session": True})
        tables.cached(f"{each}, from the cache", place, folder)
        with fault(names, "delay=0.5"):
            tables.compare(f"{each}, 0.5 s a request", 3, place, folder)
        others = ours.last.hosts - len(ours.last.groups["cloud_beta"])
        with fault(["beta"], "hang=60"):
            tables.hanging(f"beta hangs, `api_timeout: {TIMEOUT}`", place, folder, others)


def on_standin(tables: Tables, servers: int) -> None:
    """Those with many servers."""
    case = f"{servers:,} servers on the stand-in"
    with standin(servers) as clouds_, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "secure.yaml").write_text("{}")

        def asked():
            found = clouds_.counts()
            return Asked(found["requests"], found["logins"], found["requests"] / 4)
        place = Place(asked, {"OS_CLIENT_CONFIG_FILE": str(clouds_.folder / "clouds.yaml"),
                              "OS_CLIENT_SECURE_FILE": str(folder / "secure.yaml")})
        ours, theirs = tables.compare(case, 3, place, folder)
        tables.aim(case, "less memory", f"{ours.memory:.0f} of {theirs.memory:.0f} MiB",
                   ours.memory < theirs.memory)
        tables.cached(f"{case}, from the cache", place, folder)


def measure(servers: int, many: int, rounds: int = 5) -> Tables:
    """All cases; servers: on the test clouds, many: on the stand-in."""
    tables = Tables(rounds)
    if servers:
        on_test_clouds(tables, servers)
    if many:
        on_standin(tables, many)
    return tables


if __name__ == "__main__":
    FOUND = measure(*map(int, sys.argv[1:])) if sys.argv[1:] else measure(100, 5000)
    print(FOUND.text())
    sys.exit(not FOUND.met)
