# SPDX-License-Identifier: GPL-3.0-or-later
"""What flows through load balancers: connections to an enabled TCP, HTTP or HTTPS listener's port,
on the VIP and on floating IPs of it, go round robin to the members that are up.  No L7 policies, no
TLS termination, no UDP; of weights, 0 counts.
"""
from __future__ import annotations

import contextlib
import itertools
import os
import socket
import threading
import time
from typing import Any

from octavia.common import constants as c

from testclouds.guests import records

MUCH = 65536            # bytes at once
PERIOD = 0.5            # seconds, in which a floating IP is noticed
Place = tuple[str, int]
_lock = threading.Lock()
_wanted: dict[str, tuple[str, str, dict[int, list[Place]]]] = {}    # {load balancer: (VIP's
#                                       address, its port in neutron, {listener's port: members})}
_fronts: dict[Place, Front] = {}


class Front:
    """Listens at one place, and passes on what comes."""

    def __init__(self, place: Place) -> None:
        self.members: list[Place] = []
        self.turn = itertools.count()
        self.socket = socket.create_server(place, backlog=128)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        with contextlib.suppress(OSError):          # closed
            while True:
                connection, _peer = self.socket.accept()
                threading.Thread(target=self.carry, args=(connection,), daemon=True).start()

    def carry(self, connection: socket.socket) -> None:
        members, turn = self.members, next(self.turn)
        with connection:
            for n in range(len(members)):
                try:
                    onward = socket.create_connection(members[(turn + n) % len(members)], 2)
                except OSError:
                    continue
                with onward:
                    onward.settimeout(None)
                    back = threading.Thread(target=copy, args=(onward, connection), daemon=True)
                    back.start()
                    copy(connection, onward)
                    back.join()
                return

    def close(self) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)      # closing alone would leave accept() waiting
        self.socket.close()


def copy(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(MUCH):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def look_at(balancer_id: str, balancer: Any) -> None:
    """The row, as reported; None if it is gone."""
    if balancer is None or balancer.provisioning_status == c.DELETED:
        _wanted.pop(balancer_id, None)
    else:
        _wanted[balancer_id] = (balancer.vip.ip_address, balancer.vip.port_id, {
            listener.protocol_port: up(listener.default_pool)
            for listener in (balancer.listeners if balancer.enabled else ())
            if listener.enabled and listener.protocol in ('TCP', 'HTTP', 'HTTPS')})
    settle()


def up(pool: Any) -> list[Place]:
    return [(m.ip_address, m.protocol_port) for m in (pool.members if pool else ())
            if m.enabled and m.weight and m.operating_status in (c.ONLINE, c.NO_MONITOR)]


def settle() -> None:
    """Opens and closes what differs from what is wanted."""
    with _lock:
        floating = floating_ips()
        places = {(address, number): members for vip, port, listeners in list(_wanted.values())
                  for address in (vip, *floating.get(port, ()))
                  for number, members in listeners.items()}
        for place in _fronts.keys() - places.keys():
            _fronts.pop(place).close()
        for place, members in places.items():
            try:
                front = _fronts.get(place) or _fronts.setdefault(place, Front(place))
                front.members = members
            except OSError as e:            # a port below 1024, or outside 127.0.0.0/8
                print(f'{place}: {e}', flush=True)


def floating_ips() -> dict[str, list[str]]:
    """{port: addresses}"""
    result: dict[str, list[str]] = {}
    for name in os.listdir(f'{records.ROOT}/floating'):
        entry = name.endswith('.json') and records.read(f'{records.ROOT}/floating/{name}')
        if entry:
            result.setdefault(entry['port'], []).append(name.removesuffix('.json'))
    return result


def watch_floating() -> None:
    seen = None
    while True:
        stamp = os.stat(f'{records.ROOT}/floating').st_mtime_ns
        if stamp != seen:
            seen = stamp
            settle()
        time.sleep(PERIOD)
