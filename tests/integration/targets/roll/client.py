# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks for a service every 50 ms, and counts how often it is not there.

client.py FRONT ASKED         until it is ended: through the load balancer, and at an address of its
                              name
client.py --unharmed ASKED    fails, and says how often that went wrong, if it did, or if nobody
                              has asked since
"""
from __future__ import annotations

import json
import os
import random
import socket
import struct
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import yaml

EVERY = 0.05            # seconds
PATIENCE = 10.0         # of a client, on a machine that is busy with much else
LONGEST = 60.0          # until the name server answers: a resolver asks again, and its clients wait
TTL = 1.0               # for which an answer is used, as vars.yml has it
NAME = "www.roll.example.org"
NAME_SERVER = 30        # its port, beyond that of the cloud's keystone


def answers(place: tuple[str, int]) -> None:
    """Raises OSError unless an SSH server introduces itself."""
    with socket.create_connection(place, PATIENCE) as found:
        if not found.recv(255).startswith(b"SSH-"):
            raise OSError("closed without an answer")


def addresses(server: tuple[str, int]) -> list[str]:
    """What a name server says of NAME, asked over UDP as a resolver would."""
    question = b"".join(bytes([len(part)]) + part.encode() for part in NAME.split(".")) + b"\0"
    query = struct.pack(">6H", random.randrange(65536), 0x100, 1, 0, 0, 0) + question
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as there:
        there.settimeout(PATIENCE)
        there.sendto(query + struct.pack(">2H", 1, 1), server)
        answer = there.recv(4096)
    place, found = len(query) + 4, []
    for _number in range(struct.unpack(">H", answer[6:8])[0]):
        place += 2 if answer[place] >= 192 else len(question)
        kind, size = struct.unpack(">H6xH", answer[place:place + 10])
        place += 10 + size
        if kind == 1:
            found.append(socket.inet_ntoa(answer[place - size:place]))
    return found


def name_server() -> tuple[str, int]:
    """Of alpha."""
    clouds = yaml.safe_load(Path("~/.config/openstack/clouds.yaml").expanduser().read_text())
    url = urlsplit(clouds["clouds"]["alpha"]["auth"]["auth_url"])
    return url.hostname, url.port + NAME_SERVER


class Resolver:
    """Asks all the time, and keeps an answer as long as it may."""

    def __init__(self, server: tuple[str, int]) -> None:
        self.server, self.asked, self.found = server, 0.0, []
        threading.Thread(target=self.refresh, daemon=True).start()

    def refresh(self) -> None:
        while True:
            asked = time.monotonic()
            try:
                self.found, self.asked = addresses(self.server), asked
            except TimeoutError:
                continue
            time.sleep(TTL / 4)

    def resolve(self) -> list[str]:
        """Raises OSError if nobody answers."""
        until = time.monotonic() + LONGEST
        while time.monotonic() - self.asked > TTL:
            if time.monotonic() > until:
                raise OSError("the name server does not answer")
            time.sleep(EVERY)
        return self.found


class Asking:
    """counts: of each way, how often it was asked, and what went wrong."""

    def __init__(self, front: dict) -> None:
        self.front, self.resolver = front, Resolver(name_server())
        self.counts = {"balancer": [0, []], "records": [0, []]}

    def balancer(self) -> None:
        answers((self.front["address"], self.front["port"]))

    def records(self) -> None:
        found = self.resolver.resolve()
        if not found:
            raise OSError("the name has no address")
        place = random.choice(found)
        try:
            answers((place, int(self.front["ssh_port"])))
        except OSError as error:
            raise OSError(f"{place}: {error}") from error

    def ask(self, way: str) -> None:
        try:
            getattr(self, way)()
        except OSError as error:
            self.counts[way][1].append(f"{time.time():.2f} {error}")
        self.counts[way][0] += 1

    def go(self, file: Path) -> None:
        """One after the other would wait for each other."""
        due = time.monotonic()
        for number in range(sys.maxsize):
            for way in self.counts:
                threading.Thread(target=self.ask, args=(way,), daemon=True).start()
            if number % 20 == 0:
                file.with_suffix(".new").write_text(json.dumps(self.counts))
                os.replace(file.with_suffix(".new"), file)
            due += EVERY
            time.sleep(max(0.0, due - time.monotonic()))


def unharmed(file: Path) -> None:
    counts = json.loads(file.read_text())
    file.unlink()               # which is written again every second, if somebody asks
    print(file.name, {way: (asked, len(wrong)) for way, (asked, wrong) in counts.items()})
    if any(wrong or not asked for asked, wrong in counts.values()):
        sys.exit(json.dumps(counts, indent=1))


if __name__ == "__main__":
    if sys.argv[1] == "--unharmed":
        unharmed(Path(sys.argv[2]))
    else:
        Asking(json.loads(Path(sys.argv[1]).read_text())).go(Path(sys.argv[2]))
