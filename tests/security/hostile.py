# SPDX-License-Identifier: GPL-3.0-or-later
"""A small fake OpenStack that answers as a test says, also as no OpenStack would.

    with Cloud() as cloud:
        cloud.things["compute/servers"].append(server("web-1"))
        cloud.answers["GET compute/servers/detail"] = {"servers": [{"id": 5}]}

Without an answer of the test's own, the rows of `things` are listed, shown, made and deleted by one
rule for all of them. `asked` has every request with its body.
"""
from __future__ import annotations

import itertools
import json
import threading
import time
import uuid
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

VERSIONS = {"identity": "v3", "compute": "v2.1", "network": "v2.0", "image": "v2",
            "block-storage": "v3"}
TYPES = {"block-storage": "volumev3"}
PROJECT, IMAGE, FLAVOR, NETWORK, SUBNET, GROUP = (
    str(uuid.uuid5(uuid.NAMESPACE_DNS, name))
    for name in ("project", "image", "flavor", "network", "subnet", "group"))
# services that write the name of one in another way than without its last letter
SINGULAR = {"os-keypairs": "keypair", "os-server-groups": "server_group"}
REGION = "RegionOne"
ENTIRE = -1         # of limits: none


@dataclass
class Asked:
    """One request.  what: "GET compute/servers/detail", without the version; body: JSON, or text"""

    what: str
    query: dict[str, list[str]]
    body: object = None


@dataclass
class Answer:
    """body: bytes, or an iterator of them, which is sent as it comes, each after a pause; where the
    status is 0, that is all that is sent."""

    status: int = 200
    body: bytes | Iterator[bytes] = b""
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0


def server(name: str, /, **more) -> dict:
    """A row of /servers/detail."""
    return {
        "id": str(uuid.uuid4()), "name": name, "status": "ACTIVE", "tenant_id": PROJECT,
        "metadata": {}, "tags": [], "image": {"id": IMAGE}, "key_name": None,
        "flavor": {"original_name": "small", "vcpus": 1, "ram": 512, "disk": 1, "extra_specs": {}},
        "addresses": {"net": [{"addr": "192.0.2.1", "version": 4, "OS-EXT-IPS:type": "fixed"}]},
        "created": "2026-01-01T00:00:00Z", "updated": "2026-01-01T00:00:00Z",
        "OS-EXT-AZ:availability_zone": "nova", "OS-EXT-STS:task_state": None,
        "OS-EXT-STS:vm_state": "active", "OS-EXT-STS:power_state": 1,
        "security_groups": [{"name": "default"}], "os-extended-volumes:volumes_attached": [],
        **more}


# -- answers that no OpenStack would give


def html(text: str) -> Answer:
    """A page, as an error."""
    return Answer(400, text.encode(), {"Content-Type": "text/html"})


def redirect(url: str, status: int = 302) -> Answer:
    """To somewhere else."""
    return Answer(status, headers={"Location": url})


def gzipped(size: int, key: str = "x", text: bytes = b"a") -> Answer:
    """So many bytes of JSON, a thousandth of that on the wire: this text again and again."""
    packer = zlib.compressobj(9, wbits=31)
    block = text * (1_000_000 // len(text))
    packed = [packer.compress(b'{"servers": [], "%s": "' % key.encode())]
    packed += [packer.compress(block) for _time in range(size // len(block))]
    packed += [packer.compress(b'"}'), packer.flush()]
    return Answer(200, b"".join(packed), {"Content-Encoding": "gzip"})


def long(size: int) -> Answer:
    """So many bytes of JSON, as they are."""
    def parts():
        yield b'{"servers": [], "x": "'
        for _time in range(size // 100_000):
            yield b"a" * 100_000
        yield b'"}'
    return Answer(200, parts())


def dripping(first: bytes, more: bytes) -> Answer:
    """An answer that begins so, and goes on like that for ever."""
    return Answer(0, itertools.chain([first], itertools.repeat(more)), pause=0.2)


def deep(depth: int) -> Answer:
    """JSON that is nested so often."""
    return Answer(200, b'{"servers": ' + b"[" * depth + b"]" * depth + b"}")


def endless(cloud: Cloud, what: str, key: str, make, limit: int = 10_000):
    """Pages of one row, each with a link to another one; make: the row of a number."""
    def page(asked):
        number = int(asked.query.get("marker", ["0"])[0])
        found = {key: [make(number)]}
        if number < limit:
            found[f"{key}_links"] = [{
                "rel": "next", "href": f"{cloud.url}/{what}?marker={number + 1}"}]
        return found
    return page


# -- the cloud


class Cloud:
    """On a free port of loopback, until it is closed.

    answers: {"VERB SERVICE/PATH": plain data, an Answer, or a function of Asked that gives one of
    them, or None for the usual answer}; "*" instead of the path is all that a service is asked.
    things: {"SERVICE/COLLECTION": rows}.  asked: [Asked], logins included.
    """

    def __init__(self):
        self.answers: dict = {}
        self.asked: list[Asked] = []
        self.console = ""
        self.things: dict[str, list[dict]] = defaultdict(list, {
            "compute/flavors": [{"id": FLAVOR, "name": "small", "vcpus": 1, "ram": 512, "disk": 1,
                                 "OS-FLV-EXT-DATA:ephemeral": 0, "extra_specs": {}}],
            "image/images": [{"id": IMAGE, "name": "debian", "status": "active",
                              "visibility": "public", "owner": PROJECT}],
            "network/networks": [{
                "id": NETWORK, "name": "net", "router:external": False, "status": "ACTIVE",
                "shared": False, "project_id": PROJECT, "tenant_id": PROJECT,
                "subnets": [SUBNET], "port_security_enabled": True}],
            "network/subnets": [{"id": SUBNET, "name": "sub", "network_id": NETWORK,
                                 "cidr": "192.0.2.0/24", "ip_version": 4, "project_id": PROJECT}],
            "network/security-groups": [{"id": GROUP, "name": "default", "project_id": PROJECT,
                                         "tenant_id": PROJECT, "security_group_rules": []}]})
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._http.daemon_threads = True
        self._http.cloud = self
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def __enter__(self) -> Cloud:
        return self

    def __exit__(self, *_error) -> None:
        self.close()

    def close(self) -> None:
        """Nobody listens there any more."""
        self._http.shutdown()
        self._http.server_close()

    @property
    def port(self) -> int:
        return self._http.server_address[1]

    @property
    def url(self) -> str:
        """Of all services, without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    def entry(self, **more) -> dict:
        """Of clouds.yaml, with a password."""
        return {"auth_type": "v3password", "region_name": REGION, "auth": {
            "auth_url": f"{self.url}/identity/v3", "username": "user", "password": "pa55-word",
            "project_name": "project", "user_domain_id": "default",
            "project_domain_id": "default"}, **more}

    def count(self, what: str) -> int:
        """How often something was asked, by the beginning of "VERB SERVICE/PATH"."""
        return sum(one.what.startswith(what) for one in self.asked)

    def login(self, **more) -> Answer:
        """The usual answer to a login, with this in each endpoint of its catalog."""
        return Answer(201, json.dumps(self._token(more)).encode(), {"X-Subject-Token": "token"})

    # -- how

    def answer(self, verb: str, url: str, body: bytes) -> Answer:
        """Of one request."""
        parts = urlsplit(url)
        service, version, path = (parts.path.strip("/").split("/", 2) + ["", ""])[:3]
        what = f"{service}/{path}" if version else service
        try:
            found = json.loads(body or b"null")
        except ValueError:
            found = body.decode(errors="replace")
        asked = Asked(f"{verb} {what}", parse_qs(parts.query), found)
        self.asked.append(asked)
        answer = self.answers.get(asked.what, self.answers.get(f"{verb} {service}/*"))
        answer = answer(asked) if callable(answer) else answer
        if answer is None:
            answer = self._usual(verb, service, path, asked)
        return answer if isinstance(answer, Answer) else Answer(200, json.dumps(answer).encode())

    def _usual(self, verb, service, path, asked):
        if what := self._special(verb, f"{service}/{path}", asked):
            return what
        if not path:
            return {"version": {"id": VERSIONS[service], "status": "CURRENT", "links": [
                {"rel": "self", "href": f"{self.url}/{service}/{VERSIONS[service]}/"}]}}
        collection, name, *more = [*path.split("/"), ""]
        one = SINGULAR.get(collection, collection.rstrip("s").replace("-", "_"))
        rows = self.things[f"{service}/{collection}"]
        if verb == "POST" and not name:
            return self._made(one, rows, asked.body[one])
        if name in ("", "detail"):
            return {f"{one}s": rows}
        row = next((row for row in rows if row.get("id", row.get("name")) == name), None)
        if row is None:
            return _refusal(404, f"there is no {one} {name}")
        if verb == "DELETE" and more == [""]:
            rows.remove(row)
            return Answer(204)
        return self._changed(row, one, more[0], asked) or (
            row if service == "image" else {one: row})

    def _changed(self, row, one, part, asked):
        verb = asked.what.partition(" ")[0]
        if part == "metadata" and verb in ("POST", "PUT"):
            row.setdefault("metadata", {}).update(asked.body["metadata"])
            return {"metadata": row["metadata"]}
        if part == "os-extra_specs":
            return {"extra_specs": {}}
        if verb == "PUT" and not part:
            row.update(asked.body[one])
        return None

    def _special(self, verb, what, asked):
        if what == "identity/auth/tokens":
            return self.login()
        if what.endswith("/limits"):
            return {"limits": {"rate": [], "absolute": dict.fromkeys(
                ("maxTotalInstances", "maxTotalCores", "maxTotalRAMSize"), ENTIRE)}}
        if what.startswith("network/quotas/"):
            return {"quota": {}}
        if what.endswith("/os-availability-zone"):
            return {"availabilityZoneInfo": [
                {"zoneName": "nova", "zoneState": {"available": True}}]}
        if verb == "POST" and what.endswith("/action"):
            return {"output": self.console} if "os-getConsoleOutput" in asked.body else Answer(202)
        return None

    def _made(self, one, rows, desired):
        row = {"id": str(uuid.uuid4()), "status": "available", "project_id": PROJECT, **desired}
        if one == "server":
            row = server(desired["name"], **{key: value for key, value in desired.items()
                                             if key in ("metadata", "tags", "key_name")})
            self.things["network/ports"].append({
                "id": str(uuid.uuid4()), "device_id": row["id"], "network_id": NETWORK,
                "fixed_ips": [{"ip_address": "192.0.2.1", "subnet_id": SUBNET}]})
        rows.append(row)
        return Answer(201, json.dumps({one: row}).encode())

    def _token(self, more):
        catalog = [{"type": TYPES.get(service, service), "name": service, "id": service,
                    "endpoints": [{"id": service, "interface": "public", "region": REGION,
                                   "region_id": REGION,
                                   "url": f"{self.url}/{service}/{version}", **more}]}
                   for service, version in VERSIONS.items()]
        where = {"id": "default", "name": "Default"}
        return {"token": {
            "methods": ["password"], "expires_at": "2099-01-01T00:00:00.000000Z",
            "issued_at": "2026-01-01T00:00:00.000000Z", "catalog": catalog, "roles": [],
            "user": {"id": PROJECT, "name": "user", "domain": where},
            "project": {"id": PROJECT, "name": "project", "domain": where}}}


def _refusal(status, message):
    return Answer(status, json.dumps({"error": {"code": status, "message": message}}).encode())


def _chunk(part):
    return b"%x\r\n%s\r\n" % (len(part), part)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1                       # head and body together
    disable_nagle_algorithm = True

    def _serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answer = self.server.cloud.answer(self.command, self.path, body)
        try:
            self._send(answer)
        except OSError:         # whoever asked has had enough
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _serve

    def _send(self, answer):
        if not answer.status:
            self._stream(answer, bytes)
            return
        streamed = not isinstance(answer.body, bytes)
        self.send_response(answer.status)
        for name, value in {"Content-Type": "application/json", **answer.headers}.items():
            self.send_header(name, value)
        chunked = streamed and "Content-Length" not in answer.headers
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif not streamed:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if not streamed:
            self.wfile.write(answer.body)
            return
        self._stream(answer, _chunk if chunked else bytes)
        self.wfile.write(b"0\r\n\r\n")

    def _stream(self, answer, form):
        for part in answer.body:
            self.wfile.write(form(part))
            self.wfile.flush()
            time.sleep(answer.pause)

    def log_message(self, *_arguments):
        """Nothing is printed."""
