# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in of Keystone, Glance, Nova and Neutron that answers at once.

For measuring clients alone: it forgets nothing that one could count on, and checks next to
nothing.  Four regions, below /RegionN/SERVICE/VERSION; in every second one a server needs a
floating IP.  A server is ACTIVE, and has its port, one second after it was asked for.

    python standin.py PORT [SERVERS]

SERVERS are there already, and ACTIVE, in all regions together.
GET /counts says what was asked since the last GET /counts, and what is there.
"""
from __future__ import annotations

import asyncio
import json
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterable
from itertools import count, dropwhile, islice
from urllib.parse import parse_qs, urlencode

REGIONS = ("Region1", "Region2", "Region3", "Region4")
PAGE = 1000         # Nova's default max_limit
BUILD = 1.0         # seconds
VERSIONS = {"compute": "v2.1", "network": "v2.0", "image": "v2", "identity": "v3"}
NEWEST = "2.52"     # of the compute API
ROLES = ("web", "db", "cache", "queue", "build")
PROJECT = uuid.uuid5(uuid.NAMESPACE_DNS, "project").hex
IMAGE, FLAVOR, INSIDE, OUTSIDE = (
    str(uuid.uuid5(uuid.NAMESPACE_DNS, name)) for name in ("image", "flavor", "inside", "outside"))


class Server:
    """A row of /servers/detail, as long as those of a real cloud (2.52), and its port."""

    def __init__(self, asked: dict, number: int):
        self.id, self.port = str(uuid.uuid4()), str(uuid.uuid4())
        self.asked, self.ready = asked, time.monotonic() + BUILD
        self.fixed = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        self.floating: str | None = None
        self._text = ""

    @property
    def active(self) -> bool:
        return time.monotonic() >= self.ready

    def changed(self) -> None:
        """The row has to be written anew."""
        self._text = ""

    def text(self) -> str:
        """JSON."""
        if not self.active:
            return json.dumps(self._row("BUILD", {}))
        if not self._text:
            pairs = [("fixed", self.fixed), ("floating", self.floating)]
            self._text = json.dumps(self._row("ACTIVE", {"net": [
                {"addr": address, "version": 4, "OS-EXT-IPS:type": kind,
                 "OS-EXT-IPS-MAC:mac_addr": "fa:16:3e:00:00:01"}
                for kind, address in pairs if address]}))
        return self._text

    def _row(self, status, addresses):
        link = f"http://127.0.0.1/compute/v2.1/servers/{self.id}"
        return {
            "id": self.id, "name": self.asked["name"], "status": status, "tenant_id": PROJECT,
            "user_id": PROJECT, "metadata": self.asked["metadata"], "tags": self.asked["tags"],
            "hostId": PROJECT * 2, "image": {"id": IMAGE, "links": [{"rel": "self", "href": link}]},
            "flavor": {"vcpus": 1, "ram": 2048, "disk": 20, "ephemeral": 0, "swap": 0,
                       "original_name": "small", "extra_specs": {"hw:mem_page_size": "large"}},
            "created": "2026-01-01T00:00:00Z", "updated": "2026-01-01T00:00:00Z",
            "addresses": addresses, "accessIPv4": "", "accessIPv6": "", "description": None,
            "links": [{"rel": "self", "href": link}, {"rel": "bookmark", "href": link}],
            "OS-DCF:diskConfig": "MANUAL", "progress": 0, "locked": False, "config_drive": "",
            "OS-EXT-AZ:availability_zone": "nova", "key_name": None,
            "OS-SRV-USG:launched_at": "2026-01-01T00:00:00.000000",
            "OS-SRV-USG:terminated_at": None, "security_groups": [{"name": "default"}],
            "OS-EXT-STS:task_state": "spawning" if status == "BUILD" else None,
            "OS-EXT-STS:vm_state": "active", "OS-EXT-STS:power_state": 1,
            "os-extended-volumes:volumes_attached": []}


class Region:
    """What one region has, and what it answers: a method for each verb and resource, which gets
    the rest of the path, the query and the body, and gives JSON, or None for an empty answer.
    LookupError is 404."""

    def __init__(self, url: str, floating: bool):
        self.url, self.floating = url, floating
        self.servers: dict[str, Server] = {}        # by id, the oldest first
        self.by_port: dict[str, Server] = {}
        self.addresses: dict[str, tuple[dict, Server]] = {}     # floating IPs, by id
        self._numbers = count(1)

    def fill(self, numbers: Iterable[int]) -> None:
        """Servers that are ACTIVE already, with the floating IPs that they need."""
        for number in numbers:
            role = ROLES[number % len(ROLES)]
            self.post_servers([], {}, {"server": {
                "name": f"{role}-{number:05}", "tags": [role, f"rack={number % 40}"],
                "metadata": {"role": role, "stage": "live" if number % 3 else "test",
                             "owner": f"team-{number % 7}", "number": str(number)}}})
        for server in self.servers.values():
            server.ready = time.monotonic()
            if self.floating:
                self.post_floatingips([], {}, {"floatingip": {"port_id": server.port}})

    def post_servers(self, _path, _query, body):
        server = Server(body["server"], next(self._numbers))
        self.servers[server.id] = self.by_port[server.port] = server
        return json.dumps({"server": {"id": server.id, "links": [], "adminPass": "secret",
                                      "OS-DCF:diskConfig": "MANUAL", "security_groups": []}})

    def get_servers(self, _path, query, _body):
        everyone = iter(self.servers.values())
        if "marker" in query:
            marker = query["marker"][0]
            everyone = islice(dropwhile(lambda server: server.id != marker, everyone), 1, None)
        rows = list(islice(everyone, PAGE))
        links = []
        if len(rows) == PAGE:
            again = urlencode({**query, "marker": rows[-1].id}, doseq=True)
            links = [{"rel": "next", "href": f"{self.url}/compute/v2.1/servers/detail?{again}"}]
        texts = ", ".join([server.text() for server in rows])
        return f'{{"servers": [{texts}], "servers_links": {json.dumps(links)}}}'

    def delete_servers(self, path, _query, _body):
        del self.by_port[self.servers.pop(path[0]).port]

    def get_flavors(self, _path, _query, _body):
        return json.dumps({"flavors": [{"id": FLAVOR, "name": "small", "vcpus": 1, "ram": 2048,
                                        "disk": 20}]})

    def get_limits(self, _path, _query, _body):
        names = ("maxTotalInstances", "maxTotalCores", "maxTotalRAMSize")
        return json.dumps({"limits": {"rate": [], "absolute": dict.fromkeys(names, -1)}})

    def get_images(self, _path, _query, _body):
        return json.dumps({"images": [{"id": IMAGE, "name": "debian", "status": "active"}]})

    def get_networks(self, _path, _query, _body):
        networks = [{"id": INSIDE, "name": "net", "router:external": not self.floating},
                    {"id": OUTSIDE, "name": "public", "router:external": True}]
        return json.dumps({"networks": networks})

    def get_ports(self, _path, query, _body):
        servers = (self.servers.get(server_id) for server_id in query["device_id"])
        return json.dumps({"ports": [{"id": server.port, "device_id": server.id}
                                     for server in servers if server and server.active]})

    def post_floatingips(self, _path, _query, body):
        server = self.by_port[body["floatingip"]["port_id"]]
        server.floating = server.fixed.replace("10.", "172.", 1)
        server.changed()
        row = {**body["floatingip"], "id": str(uuid.uuid4()), "status": "ACTIVE",
               "floating_ip_address": server.floating, "fixed_ip_address": server.fixed}
        self.addresses[row["id"]] = row, server
        return json.dumps({"floatingip": row})

    def get_floatingips(self, _path, _query, _body):
        return json.dumps({"floatingips": [row for row, _server in self.addresses.values()]})

    def delete_floatingips(self, path, _query, _body):
        _row, server = self.addresses.pop(path[0])
        server.floating = None
        server.changed()

    def get_os_keypairs(self, _path, _query, _body):
        return json.dumps({"keypairs": []})

    def get_os_server_groups(self, _path, _query, _body):
        return json.dumps({"server_groups": []})


class Clouds:
    """All regions behind one address, and what they were asked."""

    def __init__(self, port: int, servers: int = 0):
        self.url = f"http://127.0.0.1:{port}"
        self.regions = {name: Region(f"{self.url}/{name}", floating=number % 2 == 0)
                        for number, name in enumerate(REGIONS)}
        for number, region in enumerate(self.regions.values()):
            region.fill(range(number, servers, len(REGIONS)))
        self.asked: Counter = Counter()

    def answer(self, method: str, url: str, body: bytes) -> tuple[int, str]:
        """(status, JSON)"""
        path, _mark, query = url.partition("?")
        words = path.strip("/").split("/")
        if words == ["counts"]:
            return 200, self._counts()
        self.asked["requests"] += 1
        if words == ["v3", "auth", "tokens"]:
            self.asked["logins"] += 1
            return 201, self._token()
        if len(words) == 3:
            return 200, self._version(*words)
        try:
            verb = f"{method.lower()}_{words[3].replace('-', '_')}"
            handler = getattr(self.regions[words[0]], verb)
            text = handler(words[4:], parse_qs(query), json.loads(body or "null"))
        except (AttributeError, LookupError):
            return 404, json.dumps({"itemNotFound": {"code": 404, "message": f"no {path} here"}})
        return (200, text) if text is not None else (204, "")

    def _counts(self):
        asked, self.asked = self.asked, Counter()
        regions = self.regions.values()
        there = [server for region in regions for server in region.servers.values()]
        return json.dumps({
            "requests": asked["requests"], "logins": asked["logins"], "servers": len(there),
            "active": sum(server.active for server in there),
            "lacking": sum(server.floating is None for region in regions if region.floating
                           for server in region.servers.values()),
            "floating_ips": sum(len(region.addresses) for region in regions)})

    def _version(self, region, service, version):
        newest = {"version": NEWEST, "min_version": "2.1"} if service == "compute" else {}
        return json.dumps({"version": {
            "id": version, "status": "CURRENT", **newest,
            "links": [{"rel": "self", "href": f"{self.url}/{region}/{service}/{version}/"}]}})

    def _token(self):
        catalog = [{"type": kind, "name": kind, "id": kind, "endpoints": [
            {"id": f"{kind}{region}", "interface": "public", "region": region, "region_id": region,
             "url": f"{self.url}/{region}/{kind}/{version}"} for region in self.regions]}
            for kind, version in VERSIONS.items()]
        where = {"id": "default", "name": "Default"}
        return json.dumps({"token": {
            "methods": ["password"], "expires_at": "2099-01-01T00:00:00.000000Z",
            "issued_at": "2026-01-01T00:00:00.000000Z", "catalog": catalog, "roles": [],
            "user": {"id": PROJECT, "name": "load", "domain": where},
            "project": {"id": PROJECT, "name": "load", "domain": where}}})


class Http(asyncio.Protocol):
    """HTTP/1.1, as much of it as requests speaks."""

    def __init__(self, clouds: Clouds):
        self.clouds, self.buffer = clouds, b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, _end, rest = self.buffer.partition(b"\r\n\r\n")
            first, *lines = head.decode("latin-1").split("\r\n")
            headers = {key.lower(): value for key, value in
                       (line.split(": ", 1) for line in lines)}
            size = int(headers.get("content-length", 0))
            if len(rest) < size:
                return
            self.buffer = rest[size:]
            method, url, _version = first.split(" ")
            self._answer(*self.clouds.answer(method, url, rest[:size]))

    def _answer(self, status, text):
        body = text.encode()
        self.transport.write(
            f"HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nX-Subject-Token: token\r\n"
            # of Nova alone, but harmless elsewhere: without it, a microversion counts as ignored
            f"OpenStack-API-Version: compute {NEWEST}\r\n"
            f"X-OpenStack-Request-Id: req-{uuid.uuid4()}\r\n\r\n".encode() + body)


async def serve(port: int, servers: int = 0) -> None:
    """Until it is killed."""
    clouds = Clouds(port, servers)
    server = await asyncio.get_running_loop().create_server(
        lambda: Http(clouds), "127.0.0.1", port)
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(*map(int, sys.argv[1:])))
