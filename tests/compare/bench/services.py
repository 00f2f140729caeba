# SPDX-License-Identifier: GPL-3.0-or-later
"""A load balancer with all that is in it, side by side with openstack.cloud; and a folder in Swift.

    python services.py [OBJECTS]

Starts the services Octavia and Swift of the test clouds.
"""
from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import openstack
from compare import clouds
from relay import Relay, relayed
from single import HEAD, OURS, THEIRS, Row, play
from tables import markdown

STEPS = {"created": "present", "unchanged": "present", "deleted": "absent"}
WAYS = {f"`{OURS}.loadbalancer`": ("balancer", OURS), f"13 tasks of `{OURS}`":
        ("balancer_tasks", OURS), f"13 tasks of `{THEIRS}`": ("balancer_tasks", THEIRS)}
SIZE = 100 * 1024
OBJECTS_HEAD = ["", "requests", "logins", "wall s", "CPU s", "MiB sent", "MiB received"]


def balancers(folder: Path) -> list[Row]:
    """Two listeners, two pools, six members, two monitors: made, made again, and deleted."""
    rows = [play(folder, name, collection, step,
                 way if state == "present" else way.replace("13 tasks", "one task"), state=state)
            for way, (name, collection) in WAYS.items() for step, state in STEPS.items()]
    return sorted(rows, key=lambda row: list(STEPS).index(row.what))


def objects(folder: Path, number: int) -> list[list[str]]:
    """Cells: so many files, all of them new, none, and one."""
    files = folder / "files"
    files.mkdir()
    for each in range(number):
        (files / f"{each:05}").write_bytes(os.urandom(SIZE))
    cloud = openstack.connect(cloud="alpha")
    play(folder, "container", OURS, "the container", state="present")
    with relayed(urlsplit(cloud.object_store.get_endpoint()).port) as relay:
        path = _through(relay, cloud, folder / "clouds.yaml")
        rows = [_synced(folder, relay, step, clouds_yaml=path, path=files)
                for step in (f"{number:,} objects, all new", "unchanged")]
        (files / "00000").write_bytes(os.urandom(SIZE))
        rows.append(_synced(folder, relay, "one changed", clouds_yaml=path, path=files))
    play(folder, "container", OURS, "the container", state="absent")
    return rows


def _synced(folder: Path, relay: Relay, step: str, **given) -> list[str]:
    relay.count()
    cells = play(folder, "objects", OURS, step, **given).cells()
    return [step, *cells[2:], *(f"{size / 2**20:.2f}" for size in relay.count().values())]


def _through(relay: Relay, cloud: openstack.connection.Connection, path: Path) -> Path:
    """A clouds.yaml that leads to Swift through a relay."""
    here = cloud.object_store.get_endpoint().replace(
        str(relay.port), str(relay.server_address[1]), 1)
    entry = {"auth": cloud.config.config["auth"], "region_name": cloud.config.region_name,
             "object_store_endpoint_override": here}
    path.write_text(json.dumps({"clouds": {"alpha": entry}}))
    return path


def tables(number: int) -> list[str]:
    """Of the balancer, and of the objects."""
    clouds("up", "--with", "alpha=octavia,swift")
    with tempfile.TemporaryDirectory() as name:
        return [markdown(HEAD, [row.cells() for row in balancers(Path(name))]),
                markdown(OBJECTS_HEAD, objects(Path(name), number))]


if __name__ == "__main__":
    os.environ.setdefault("ANSIBLE_FORCE_COLOR", "0")
    print("\n\n".join(tables(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)))
