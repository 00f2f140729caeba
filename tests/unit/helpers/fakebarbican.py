# SPDX-License-Identifier: GPL-3.0-or-later
"""As much of Barbican as is asked, over HTTP; there is no login."""

from __future__ import annotations

import contextlib
import http.server
import json
import threading
import uuid
from urllib.parse import parse_qs, urlsplit

EVERYBODY = {"read": {"project-access": True}}


class Barbican(http.server.ThreadingHTTPServer):
    """secrets, containers, orders: {id: what is said of it}; payloads, acl, metadata and consumers:
    {id: what it has}.  failing: what is said of a new order, as in failures.

    asked: a line for each request.  refusing: {line without ids: status}, and whether such requests
    are carried out all the same.
    """

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.secrets, self.containers, self.orders, self.failing = {}, {}, {}, {}
        self.payloads, self.acl, self.metadata, self.consumers = {}, {}, {}, {}
        self.asked, self.refusing, self.lost = [], {}, False

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"

    def writes(self):
        return [line for line in self.asked if not line.startswith("GET")]

    def add(self, name, payload=None, kind="text/plain", **more):
        """The id of one that is there."""
        key = str(uuid.uuid4())
        self.secrets[key] = {"name": name, "status": "ACTIVE", "secret_type": "opaque", **more}
        if payload is not None:
            self.payloads[key] = (kind, payload)
        return key

    def shown(self, kind, key):
        found = {**getattr(self, kind)[key], f"{kind[:-1]}_ref": f"{self.url}/{kind}/{key}"}
        if key in self.payloads:
            found["content_types"] = {"default": self.payloads[key][0]}
        return found

    def said(self, method, path, query, body, content_type):
        """(status, content) of an answer."""
        _v1, kind, *rest = path.strip("/").split("/")
        if kind == "users":     # keystone's
            return 403, {"error": {"message": "no"}}
        rows = getattr(self, kind)
        if not rest:
            return self.create(kind, json.loads(body)) if method == "POST" else (200, {
                kind: [self.shown(kind, key) for key, one in rows.items()
                       if one.get("name") in query.get("name", [one.get("name")])]})
        key, part = rest[0], rest[1] if len(rest) > 1 else ""
        if key not in rows:
            return 404, {"code": 404, "title": "Not Found", "description": "Secret not found."}
        if part in ("acl", "metadata"):
            return self.part(method, getattr(self, part), key, body,
                             EVERYBODY if part == "acl" else {"metadata": {}})
        if part:
            return self.listed(method, part, key, body)
        if method == "PUT":
            return self.stored(key, content_type, body)
        if method == "DELETE":
            del rows[key]
            return 204, None
        return 200, self.shown(kind, key)

    def stored(self, key, *payload):
        if key in self.payloads:
            return 409, {"code": 409, "description": "Secret already has data"}
        self.payloads[key] = payload
        return 204, None

    def listed(self, method, part, key, body):
        """The payload, or a list that requests add to and remove from."""
        if part == "payload":
            return 200, self.payloads[key][1]
        rows = (self.containers[key]["secret_refs"] if part == "secrets"
                else self.consumers.setdefault(key, []))
        if method == "POST":
            rows.append(json.loads(body))
        elif method == "DELETE":
            rows.remove(json.loads(body))
        return 200, {part: rows}

    def create(self, kind, given):
        if kind == "secrets":
            key = self.add(**{"secret_type": "opaque", **given})
        else:
            key = str(uuid.uuid4())
            made = {"secret_ref": f"{self.url}/secrets/{self.add(given['meta']['name'], b'1')}"} \
                if kind == "orders" and not self.failing else {}
            getattr(self, kind)[key] = {"status": "ACTIVE", **given, **made, **self.failing}
        return 201, {f"{kind[:-1]}_ref": f"{self.url}/{kind}/{key}"}

    def part(self, method, kept, key, body, usual):
        if method == "PUT":
            kept[key] = json.loads(body)
        return 200, kept.get(key, usual)


class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self):
        found, server = urlsplit(self.path), self.server
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        line = " ".join([self.command, *(part for part in found.path.split("/")[2:]
                                         if "-" not in part)])
        server.asked.append(line)
        status, content = server.refusing.get(line), {"description": "no"}
        if status is None or server.lost:
            done = server.said(self.command, found.path, parse_qs(found.query), body,
                               self.headers.get("Content-Type"))
            status, content = done if status is None else (status, content)
        raw = b"" if content is None else content if isinstance(content, bytes) else \
            json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    do_GET = do_POST = do_PUT = do_DELETE = answer      # noqa: N815

    def log_message(self, *_args):
        pass


@contextlib.contextmanager
def barbican(folder):
    """(the server, the path of the clouds.yaml that it is `vault` in)"""
    with Barbican() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        (folder / "clouds.yaml").write_text(json.dumps({"clouds": {"vault": {
            "auth_type": "none", "auth": {"endpoint": server.url},
            "key_manager_endpoint_override": server.url}}}))
        try:
            yield server, str(folder / "clouds.yaml")
        finally:
            server.shutdown()
