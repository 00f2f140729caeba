# SPDX-License-Identifier: GPL-3.0-or-later
"""All measurements, as tables: printed, and written to docs/performance.md.

    python bench.py [SERVERS [SERVERS OF THE LOOP [SERVERS OF THE LOAD RUN [SERVERS THAT ARE LISTED
        [AND SUCH ON THE STAND-IN]]]]]

or make bench SIZES="8 4 800 40 500", say. Ends with 1 where an aim is missed.
"""
from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import compare
import load
import one_task
import services
import single
from tables import markdown

import inventory

OBJECTS = 1000
ROOT = Path(__file__).resolve().parents[3]
PEERS = ROOT / ".build" / "peers" / "ansible_collections" / "openstack" / "cloud"
TEXT = """\
# Performance

Written by `make bench`, on {date}. Times depend on the machine: compare the ratios. All
data is from the test clouds and a stand-in, not from public clouds.

| | |
| --- | --- |
{facts}

## Comparison of fleets

The same {servers} servers on the four targets of the test clouds, {each} on each, created in four
ways and deleted after each: every server ACTIVE, and with a floating IP on three of the targets. A
first run to warm up does not count.
The test clouds are real OpenStack services on the same machine. Most of the time is their own
work, and a bare concurrent client shows the limit. This client has one session for each target,
resolves the ids, sends all creations at once, and lists once a second until all servers are
complete. It sets no metadata and checks nothing else. The clouds count requests and logins. All
times include logins. The second one excludes the start of Ansible. Its ratio is to the mean of
the bare client, and must stay below {slowest} for the fleet.{loop}

{compared}

## One resource, and a landing zone

Single tasks by both collections, each by `ansible-playbook` with its start included; and six kinds
of resources (keypair, network, subnet, security group with three rules, volume, server group) on
the four targets, by one task and by 24. With `keep_session`, a login is kept from task to task.
Unchanged, 24 tasks of this collection must take half of the other's time at most; their seconds are
medians of {rounds} runs.

{single}

Modules about one resource run within Ansible's worker if they can, which ships and imports nothing.
One unchanged security group, without the start of Ansible and what is imported once:

{one_task}

## Inventory

`ansible-inventory --list` with the inventory plugins of both collections in turn, for the same
clouds, hosts and groups. Groups by cloud, region and status are `group_by`
of this collection, and `keyed_groups` of the other, with its `legacy_groups` off. The cache is
Ansible's own plugin `jsonfile`. Seconds are medians, minus the mean time of Ansible with an empty
inventory. Memory is that of the whole process. The stand-in answers at once.
If beta hangs, it does not respond for 60 s, and each plugin may take {limit} s. `api_timeout` is an
option of this collection; the other plugin reads it from clouds.yaml.

{inventory}

## A load balancer, and a folder of objects

A load balancer with two listeners, two pools, six members and two health monitors on alpha: as one
document of this collection, by 13 tasks, and by 13 tasks of the other collection. All three are
deleted by one task.

{balancer}

{objects} files of 100 KiB and one container: one task of `object_sync`, which sends what is new or
differs. Bytes are those of all connections with Swift, with headers.

{synced}

## Load

The `fleet` module with `wait: active` on a stand-in of the OpenStack APIs that answers at once: the
time is that of the module and of the stand-in on the same machine. Two of the four targets need
floating IPs. A server takes a second to become ACTIVE. Memory is the peak of the module's process,
which must stay below {largest} MiB. The memory of each server is what exceeds the {base:.0f} MiB of
a run with {least} servers. The columns "each" show what grows faster than the number of servers.

{loaded}

Scale out in batches: each run raises the `count` of one fleet. It lists the whole fleet, so the
last run takes longer than the first:

{batched}
"""


def facts() -> dict[str, str]:
    """The machine and the versions."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal: *(\d+)", Path("/proc/meminfo").read_text())
    peer = json.loads((PEERS / "MANIFEST.json").read_text())["collection_info"]["version"]
    versions = {name: importlib.metadata.version(name)
                for name in ("ansible-core", "openstacksdk", "keystoneauth1")}
    return {"CPU": f"{model[1] if model else platform.machine()}, {os.cpu_count()} cores",
            "Memory": f"{int(memory[1]) / 2**20:.0f} GiB", "Python": platform.python_version(),
            **versions, "openstack.cloud": peer}


def growth(sizes: list[int]) -> tuple[list[load.Row], load.Row]:
    """At once, for every size; and a run that is too small for its servers to count."""
    base, *_others = load.at_once(40)
    rows = []
    for size in sizes:
        print(f"load, {size} servers ...", file=sys.stderr, flush=True)
        rows += load.at_once(size)
    return sorted(rows, key=lambda row: row.what), base


def text(servers: int, loop: int, most: int, *listed: int) -> tuple[str, list[str]]:
    """Everything, measured now, and which aims are missed."""
    compared = compare.compare(servers, loop)
    rows, base = growth([most // 8, most // 4, most // 2, most])
    batched = list(load.in_batches(most, most // 20))
    note = (f" The loop made {loop} servers only, {loop // 4} on each target; its ratios are those "
            "of one server's share.") if loop != servers else ""
    hosts, ones = inventory.measure(*listed), single.run(100)
    balancer, synced = services.tables(OBJECTS)
    missed = (compare.missed(compared) + single.missed(ones) + load.missed([*rows, *batched])
              + ["the inventory misses an aim"] * (not hosts.met))
    return TEXT.format(
        date=datetime.now(UTC).strftime("%d %B %Y"), servers=servers, each=servers // 4, loop=note,
        slowest=compare.SLOWEST, largest=load.LARGEST,
        facts="\n".join(f"| {key} | {value} |" for key, value in facts().items()),
        compared=markdown(*compare.table(compared)), base=base.memory, least=base.servers,
        rounds=single.ROUNDS, balancer=balancer, synced=synced, objects=f"{OBJECTS:,}",
        one_task=one_task.table(),
        single=markdown(single.HEAD, [row.cells() for row in ones]),
        loaded=markdown(load.HEAD, [row.cells(base.memory) for row in rows]),
        limit=inventory.LIMIT, inventory=hosts.text(),
        batched=markdown(load.HEAD, [row.cells(base.memory) for row in batched])), missed


def main() -> None:
    """Prints it and writes it down."""
    given = [int(word) for word in sys.argv[1:]]
    found, missed = text(*given, *[60, 12, 20000, 100, 5000][len(given):])
    print(found)
    (ROOT / "docs").mkdir(exist_ok=True)
    (ROOT / "docs" / "performance.md").write_text(found)
    sys.exit("; ".join(missed) or 0)


if __name__ == "__main__":
    main()
