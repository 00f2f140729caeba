# SPDX-License-Identifier: GPL-3.0-or-later
"""A port that leads to another one on this machine, and counts what goes through."""
from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Relay(socketserver.ThreadingTCPServer):
    """passed: the sizes of all pieces, of those that a client has sent and of the answers."""

    daemon_threads = True

    def __init__(self, port: int):
        super().__init__(("127.0.0.1", 0), Connection)
        self.port, self.passed = port, {"sent": [0], "received": [0]}

    def count(self) -> dict[str, int]:
        """{sent, received}: bytes, since the last time."""
        before, self.passed = self.passed, {"sent": [0], "received": [0]}
        return {way: sum(sizes) for way, sizes in before.items()}


class Connection(socketserver.BaseRequestHandler):
    """From one client, and on."""

    def handle(self) -> None:
        with socket.create_connection(("127.0.0.1", self.server.port)) as there:
            back = threading.Thread(target=self._pass, args=(there, self.request, "received"))
            back.start()
            self._pass(self.request, there, "sent")
            back.join()

    def _pass(self, source: socket.socket, sink: socket.socket, way: str) -> None:
        while data := source.recv(1 << 16):
            self.server.passed[way].append(len(data))
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)


@contextmanager
def relayed(port: int) -> Iterator[Relay]:
    """One that leads to this port; its own is `server_address[1]`."""
    with Relay(port) as relay:
        threading.Thread(target=relay.serve_forever, daemon=True).start()
        yield relay
        relay.shutdown()
