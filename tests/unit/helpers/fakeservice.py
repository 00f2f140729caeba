# SPDX-License-Identifier: GPL-3.0-or-later
"""A service of a cloud, over HTTP on this machine, and how it is asked."""

from __future__ import annotations

import http.server
import json
import threading
import time
from collections import deque

DROP = "drop"           # the connection, without an answer
SERVERS = {"servers": [{"id": "1"}]}


class Service(http.server.ThreadingHTTPServer):
    """Answers with (status, body[, headers]) in turn, and remembers what it was asked.

    names: whether it knows microversions, and says so.
    """

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.answers, self.asked, self.names = deque(), [], True
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def handle_error(self, request, client_address):
        pass


class Handler(http.server.BaseHTTPRequestHandler):
    def _answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.command, self.path, dict(self.headers),
                                  json.loads(body) if body[:1] in (b"{", b"[") else None))
        answer = (self._login() if self.path.endswith("/auth/tokens")
                  else self.server.answers.popleft())
        if answer == DROP:
            self.close_connection = True
            return
        status, content, *headers = answer
        data = content.encode() if isinstance(content, str) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in {**self._version(), **(headers[0] if headers else {}),
                            "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_DELETE = _answer

    def _version(self):
        """The microversion that was asked for, as services name it."""
        name = "OpenStack-API-Version"
        return {name: self.headers[name]} if name in self.headers and self.server.names else {}

    def _login(self):
        time.sleep(0.05)
        endpoint = {"interface": "public", "region": "north", "region_id": "north",
                    "url": f"{self.server.url}/compute"}
        token = {"expires_at": "2099-01-01T00:00:00.000000Z", "project": {"id": "p-1"},
                 "catalog": [{"type": "compute", "name": "nova", "endpoints": [endpoint]}]}
        return 201, {"token": token}, {"X-Subject-Token": "t-1"}

    def log_message(self, *_arguments):
        pass


def login(service):
    """An entry that has to log in."""
    return {"auth_type": "v3password", "region_name": "north", "auth": {
        "auth_url": f"{service.url}/v3", "username": "me", "password": "x", "project_name": "p",
        "user_domain_id": "default", "project_domain_id": "default"}}


def servers(connection, **query):
    return connection.pages("compute", "/servers", "servers", "listing servers", **query)


def page(*ids, **links):
    return 200, {"servers": [{"id": name} for name in ids], **links}


def following(number):
    return {"servers_links": [{"rel": "next", "href": f"/servers?marker={number}"}]}
