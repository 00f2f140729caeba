# SPDX-License-Identifier: GPL-3.0-or-later
"""The load run: many servers on a stand-in that answers at once, so that all time and memory is
the client's own.

The module is run as Ansible would run it, in a process of its own, without Ansible around it.
"""
from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from usage import measured

HERE = Path(__file__).parent
MODULE = "ansible_collections.multicloud.openstack.plugins.modules.fleet"
LARGEST = 300       # MiB that a run may take


@dataclass(frozen=True)
class Row:
    """One line of the table: what one or several runs of the module have used."""

    what: str
    servers: int
    wall: float
    cpu: float
    memory: float       # MiB
    requests: int
    logins: int
    fleet: int = 0      # servers of the whole fleet, where it has more

    def cells(self, base: float = 0) -> list[str]:
        """As the table shows it.  base: the MiB that are not its servers'."""
        wall, cpu, requests = (f"{whole / self.servers:.2f}" for whole in
                               (1000 * self.wall, 1000 * self.cpu, self.requests))
        memory = f"{1024 * (self.memory - base) / (self.fleet or self.servers):.1f}"
        return [self.what, f"{self.servers:,}", f"{self.wall:.1f}", wall, f"{self.cpu:.1f}", cpu,
                f"{self.memory:.0f}", memory, f"{self.requests:,}", requests, f"{self.logins}"]


HEAD = ["run", "servers", "wall s", "ms each", "CPU s", "ms each", "peak MiB", "KiB each",
        "requests", "each", "logins"]


class Standin:
    """The stand-in, and the fleet module at work on it."""

    def __init__(self, port: int, folder: str):
        self.url, self.folder = f"http://127.0.0.1:{port}", Path(folder)
        cloud = {"auth_type": "v3password", "regions": [f"Region{n}" for n in range(1, 5)],
                 "auth": {"auth_url": f"{self.url}/v3", "username": "load", "password": "load",
                          "project_name": "load", "user_domain_name": "Default",
                          "project_domain_name": "Default"}}
        (self.folder / "clouds.yaml").write_text(json.dumps({"clouds": {"load": cloud}}))

    def counts(self) -> dict:
        """What was asked since the last time, and what is there."""
        with urllib.request.urlopen(f"{self.url}/counts") as answer:
            return json.load(answer)

    def run(self, what: str, servers: int, **options) -> Row:
        """One run of the module; ends here unless all clouds are as they should be then."""
        arguments = self.folder / "arguments.json"
        arguments.write_text(json.dumps({"ANSIBLE_MODULE_ARGS": {
            "name": "load", "image": "debian", "flavor": "small", "network": "net",
            "timeout": 7200, "clouds_yaml": str(self.folder / "clouds.yaml"), **options}}))
        self.counts()
        used = measured([sys.executable, "-m", MODULE, str(arguments)])
        if used.status:
            sys.exit(f"{what} failed: {used.output[-3000:]}")
        there = self.counts()
        count = options.get("count", 0)
        if (there["servers"], there["active"], there["lacking"]) != (count, count, 0) or (
                not count and there["floating_ips"]):
            sys.exit(f"{what}: there should be {count} servers now: {there}")
        return Row(what, servers, used.wall, used.cpu, used.memory, there["requests"],
                   there["logins"])


@contextlib.contextmanager
def standin(servers: int = 0) -> Iterator[Standin]:
    """A fresh one, on a free port.  servers: how many are there already."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, str(HERE / "standin.py"), str(port), str(servers)]
    with (tempfile.TemporaryDirectory() as folder,
          subprocess.Popen(command, stdout=subprocess.PIPE) as server):
        server.stdout.readline()
        try:
            yield Standin(port, folder)
        finally:
            server.kill()


def at_once(servers: int) -> Iterator[Row]:
    """Created by one run, found by another, deleted by a third."""
    with standin() as clouds:
        yield clouds.run("create", servers, count=servers)
        yield clouds.run("find unchanged", servers, count=servers)
        yield clouds.run("delete", servers, state="absent")


def in_batches(servers: int, size: int) -> Iterator[Row]:
    """The count raised by `size` from run to run; all deleted by one."""
    with standin() as clouds:
        steps = []
        for count in range(size, servers + 1, size):
            row = clouds.run(f"raise the count to {count:,}", size, count=count)
            steps.append(replace(row, fleet=count))
            if count in (size, servers):
                yield steps[-1]
        yield Row(f"create, {len(steps)} batches", servers, sum(row.wall for row in steps),
                  sum(row.cpu for row in steps), max(row.memory for row in steps),
                  sum(row.requests for row in steps), sum(row.logins for row in steps))
        yield clouds.run("delete", servers, state="absent")


def missed(rows: Iterable[Row]) -> list[str]:
    """Which runs took too much memory, in words."""
    return [f"{row.what}, {row.servers} servers: {row.memory:.0f} MiB" for row in rows
            if row.memory >= LARGEST]


def main() -> None:
    """python load.py SERVERS [BATCH]"""
    servers, batch = int(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else None
    for row in in_batches(servers, batch) if batch else at_once(servers):
        print(*row.cells(), sep="  ", flush=True)


if __name__ == "__main__":
    main()
