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
    """secrets: {id: what is said of it}; payloads, acl and metadata: {id: what it has}.

    asked: a line for each request.  refusing: {line without ids: status}, and whether such requests
    are carried out all the same.
    """

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.secrets, self.payloads, self.acl, self.metadata = {}, {}, {}, {}
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

    def shown(self, key):
        found = {**self.secrets[key], "secret_ref": f"{self.url}/secrets/{key}"}
        if key in self.payloads:
            found["content_types"] = {"default": self.payloads[key][0]}
        return found

    def said(self, method, path, query, body, kind):
        """(status, content) of an answer."""
        _v1, _secrets, *rest = path.strip("/").split("/")
        if not rest:
            return self.create(json.loads(body)) if method == "POST" else (200, {
                "secrets": [self.shown(key) for key, one in self.secrets.items()
                            if one["name"] in query.get("name", [one["name"]])]})
        key, part = rest[0], rest[1] if len(rest) > 1 else ""
        if key not in self.secrets:
            return 404, {"code": 404, "title": "Not Found", "description": "Secret not found."}
        if part in ("acl", "metadata"):
            return self.part(method, getattr(self, part), key, body,
                             EVERYBODY if part == "acl" else {"metadata": {}})
        if part == "payload":
            return 200, self.payloads[key][1]
        if method == "PUT":
            if key in self.payloads:
                return 409, {"code": 409, "description": "Secret already has data"}
            self.payloads[key] = (kind, body)
            return 204, None
        if method == "DELETE":
            del self.secrets[key]
            return 204, None
        return 200, self.shown(key)

    def create(self, given):
        key = self.add(**{"secret_type": "opaque", **given})
        return 201, {"secret_ref": f"{self.url}/secrets/{key}"}

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
