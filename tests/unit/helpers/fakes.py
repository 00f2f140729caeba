# SPDX-License-Identifier: GPL-3.0-or-later
"""Connections that ask nobody: what cloud.connection.Connection promises, without a cloud."""

from __future__ import annotations

from dataclasses import replace

import fakechanges
from builders import NOW, A
from fakeports import FakePorts
from fakevolumes import FakeCinder

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError

SERVICES = {"servers": "compute", "flavors": "compute", "limits": "compute block-storage",
            "volumes": "block-storage", "snapshots": "block-storage", "backups": "block-storage",
            "os-availability-zone": "compute block-storage",
            "os-keypairs": "compute", "os-server-groups": "compute", "images": "image",
            "networks": "network", "routers": "network",
            "subnets": "network", "qos": "network", "ports": "network",
            "floatingips": "network", "quotas": "network", "trunks": "network",
            "security-groups": "network", "security-group-rules": "network"}


def check(service, path, action):
    """Whether a path belongs to the service that is asked, and the call can be named."""
    assert service in SERVICES[path.split("/")[1]].split(), path
    assert " " in action, action


def refusal(kind, message="refused"):
    """What a cloud says instead of an answer."""
    return CloudError(kind, message)


class Canned:
    """Answers with what it was given: {"GET /ports": body, CloudError, or function of the query}.

    calls: (method, path, query or body) of each.
    """

    microversion = "2.52"

    def __init__(self, answers, target=A):
        self.answers, self.target, self.calls = answers, target, []
        self.region, self.microversions = FakeRegion(), []      # of the writes

    @property
    def writes(self):
        return [call for call in self.calls if call[0] != "GET"]

    def _call(self, method, path, more):
        self.calls.append((method, path, more))
        found = self.answers[f"{method} {path}"]
        if isinstance(found, CloudError):
            raise found
        return found(more) if callable(found) else found

    def get(self, service, path, action, **query):
        check(service, path, action)
        return self._call("GET", path, query)

    def pages(self, service, path, key, action, *, make=dict, **query):
        check(service, path, action)
        return [make(row) for row in self._call("GET", path, query)[key]]

    def post(self, service, path, body, action, *, microversion=None):
        check(service, path, action)
        self.microversions.append(microversion)
        return self._call("POST", path, body)

    def put(self, service, path, body, action, *, microversion=None):
        check(service, path, action)
        self.microversions.append(microversion)
        return self._call("PUT", path, body)

    def project_id(self):
        return "project"

    def delete(self, service, path, action):
        check(service, path, action)
        try:
            self._call("DELETE", path, None)
        except CloudError as error:
            if error.kind != "not_found":
                raise
            return False
        return True


class FakeRegion:
    """What clouds.yaml says of a cloud that leaves everything as it is."""

    config = {"api_timeout": 30}

    def get_external_ipv4_networks(self):
        return []

    def get_external_ipv6_networks(self):
        return []

    def get_nat_source(self):
        return None

    def get_nat_destination(self):
        return None

    def get_default_network(self):
        return None


class FakeCloud:
    """A cloud in memory, behind the methods of a Connection.

    Servers become ACTIVE with the next list but one; one list shows them after their deletion.
    faults: {"POST /servers": [CloudError, ...]}, what is answered instead, in turn; the last one
    for ever.  lost: of those, how many are carried out all the same.
    """

    microversion = "2.52"

    def __init__(self, target, servers=(), *, quota=-1, floating=False, faults=None):
        # its servers are on this machine
        self.target = replace(target, loopback=True)
        self.region, self.requests = FakeRegion(), 0
        self.servers = {row["id"]: dict(row) for row in servers}
        self.deleted = []               # servers, as Nova shows them later
        self.addresses = []             # floating IPs
        self.keypairs = {}
        self.server_groups = {}
        self.own_ports = FakePorts(self)
        self.volumes = FakeCinder(self)
        self.console = ""
        self.rules = []                 # of every security group
        self.quota, self.floating = quota, floating
        self.limits = {}                # other absolute limits of Nova's
        self.faults = {key: list(found) for key, found in (faults or {}).items()}
        self.lost = 0
        self.builds = "ACTIVE"          # what a new server becomes
        self.slow = 0                   # lists until then
        self.log = []                   # (method, path)
        self.microversions = []         # of the POSTs
        self.lingers = 1                # lists that show a server that was deleted
        self.shows_floating_ips = True          # in the list of servers
        self.on_create = None           # called with the row of each new server

    # -- what a Connection has

    def now(self):
        return NOW

    def patience(self, _asked):
        return 30.0

    def project_id(self):
        return "project"

    def get(self, service, path, action, **_query):
        check(service, path, action)
        self._count("GET", path)
        if service == "block-storage":
            return self.volumes.get(path)
        if path == "/limits":
            return {"limits": {"absolute": {
                "maxTotalInstances": self.quota, "totalInstancesUsed": len(self.servers),
                **self.limits}}}
        if path.startswith("/quotas/"):
            return {"quota": {}}
        name = path.rpartition("/")[2]
        if name not in self.keypairs:
            raise CloudError("not_found", f"no keypair {name}")
        return {"keypair": self.keypairs[name]}

    def pages(self, service, path, _key, action, *, make=dict, **query):
        return [make(row) for row in self._pages(service, path, action, query)]

    def _pages(self, service, path, action, query):
        check(service, path, action)
        self._count("GET", path)
        if path == "/servers/detail":
            return [*self._list(), *(self.deleted if "changes-since" in query else ())]
        if path == "/volumes/detail":
            return self.volumes.listed(query["metadata"])
        if service == "block-storage":
            return self.volumes.copies[path.split("/")[1]]
        return [row for row in self._rows(path) if all(
            row.get(key) in (value if isinstance(value, list)
                             else value.removeprefix("in:").split(","))
            for key, value in query.items() if key not in ("fields", "tags", "limit"))]

    def post(self, service, path, body, action, microversion=None):
        self.microversions.append(microversion)
        return self._write("POST", service, path, action, lambda: self._post(path, body))

    def put(self, service, path, body, action):
        return self._write("PUT", service, path, action, lambda: self._change("PUT", path, body))

    def delete(self, service, path, action):
        return self._write("DELETE", service, path, action, lambda: self._delete(path))

    def _write(self, method, service, path, action, carry_out):
        check(service, path, action)
        refused = self._refusal(method, path)
        if refused and not self.lost:
            raise refused
        found = carry_out()
        if refused:
            self.lost -= 1
            raise refused
        return found

    def _change(self, method, path, body):
        _empty, kind, name, *words = path.split("/")
        if kind == "ports":
            return self.own_ports.changed(name, body["port"])
        return fakechanges.write(self.servers[name], method, words, body)

    def _delete(self, path):
        _empty, kind, name, *words = path.split("/")
        if kind == "servers" and words:
            return self._change("DELETE", path, None) == {}
        if kind == "servers" and name in self.servers:
            self.servers[name]["OS-EXT-STS:task_state"] = "deleting"
            return True
        if kind == "volumes":
            return self.volumes.delete(name)
        if kind == "ports":
            return self.own_ports.deleted(name)
        if kind == "trunks":
            return self.own_ports.untrunk(name)
        if kind == "os-keypairs":
            return self.keypairs.pop(name, None) is not None
        if kind == "os-server-groups":
            return self.server_groups.pop(name, None) is not None
        before = len(self.addresses)
        self.addresses = [row for row in self.addresses if row["id"] != name]
        return len(self.addresses) < before

    # -- what the tests ask

    @property
    def writes(self):
        """What was asked of it that changes something."""
        return [f"{method} {path}" for method, path in self.log if method != "GET"]

    @property
    def names(self):
        """The servers that are there."""
        return sorted(row["name"] for row in self.servers.values())

    # -- how

    def _count(self, method, path):
        error = self._refusal(method, path)
        if error:
            raise error

    def _refusal(self, method, path):
        self.requests += 1
        self.log.append((method, path))
        left = self.faults.get(f"{method} {path}")
        if not left:
            return None
        return (left.pop(0) if len(left) > 1 else left[0]).at(self.target)

    def _list(self):
        found = []
        for row in list(self.servers.values()):
            if row["OS-EXT-STS:task_state"] == "deleting":
                row["shown"] = row.get("shown", 0) + 1
                if row["shown"] >= self.lingers:
                    del self.servers[row["id"]]
                    self.deleted.append({**row, "status": "DELETED", "metadata": {}, "tags": []})
                    self.volumes.detach(row["id"])
                    self.own_ports.detached(row["id"])
            found.append(dict(row))
            if row["status"] == "BUILD":
                row["seen"] = row.get("seen", 0) + 1
                row["status"] = self.builds if row["seen"] > self.slow else "BUILD"
                others = [entry for entry in row["addresses"].get("private", ())
                          if entry["OS-EXT-IPS:type"] == "floating"]
                row["addresses"] = {"private": [{"addr": "127.0.0.1", "version": 4,
                                                 "OS-EXT-IPS:type": "fixed"}, *others]}
            else:
                fakechanges.listed(row)
        return found

    def _rows(self, path):
        return {
            "/images": [{"id": "image-1", "name": "debian-12", "status": "active",
                         "os_distro": "debian", "os_version": "12"},
                        {"id": "image-2", "name": "debian-13", "status": "active",
                         "os_distro": "debian", "os_version": "13"}],
            "/flavors/detail": [{"id": name, "name": called, "vcpus": 1, "ram": 512, "disk": 1}
                                for name, called in fakechanges.FLAVORS.items()],
            "/networks": [{"id": "net-1", "name": "private", "router:external": False}] + [
                {"id": "net-2", "name": "public", "router:external": True}] * self.floating,
            "/subnets": [],
            "/trunks": [],
            "/ports": self.own_ports.listed(),
            "/security-group-rules": self.rules,
            "/floatingips": self.addresses,
            "/os-keypairs": [{"keypair": found} for found in self.keypairs.values()],
            "/os-server-groups": list(self.server_groups.values()),
            "/security-groups": [{"id": f"id-{name}", "name": name, "project_id": "project",
                                  "security_group_rules": self.rules}
                                 for name in ("default", "web", "db")],
        }[path]

    def _post(self, path, body):
        if path == "/servers":
            made = self._create(body["server"])
            self._join(made["id"], body.get("os:scheduler_hints", {}).get("group"))
            return {"server": made}
        if path.startswith("/volumes"):
            return self.volumes.post(path.split("/")[2:], body)
        if path.endswith("/os-volume_attachments"):
            return self.volumes.join(path.split("/")[2], body["volumeAttachment"])
        if path in ("/floatingips", "/ports", "/trunks"):
            return self._post_network(path, body)
        if path == "/os-keypairs":
            self.keypairs[body["keypair"]["name"]] = body["keypair"]
            return body
        if path == "/os-server-groups":
            row = {"id": f"group-{len(self.log)}", "members": [], **body["server_group"]}
            self.server_groups[row["id"]] = row
            return {"server_group": row}
        if "os-getConsoleOutput" in body:
            return {"output": self.console}
        return self._change("POST", path, body)

    def _post_network(self, path, body):
        if path == "/floatingips":
            return {"floatingip": self._float(body["floatingip"])}
        return self.own_ports.post(path, body)

    def _float(self, desired):
        row = {"id": f"fip-{len(self.log)}", **desired, "project_id": self.project_id(),
               "floating_ip_address": f"192.0.2.{len(self.log)}"}
        self.addresses.append(row)
        if self.shows_floating_ips:
            there = self.servers[row["port_id"].removeprefix("port-")]
            there["addresses"].setdefault("private", []).append({
                "addr": row["floating_ip_address"], "version": 4, "OS-EXT-IPS:type": "floating"})
        return row

    def _join(self, name, group):
        if group:
            self.server_groups[group]["members"].append(name)

    def _create(self, desired):
        if 0 <= self.quota <= len(self.servers):
            raise CloudError("quota", "Quota exceeded for instances", status=403)
        name = f"{self.target.cloud}-{len(self.log)}"
        self.volumes.attach(name, desired.get("block_device_mapping_v2", []))
        self.own_ports.attached(name, desired["networks"])
        self.servers[name] = {
            "id": name, "name": desired["name"], "status": "BUILD",
            "created": f"{len(self.log):06}", "description": desired.get("description"),
            "OS-EXT-STS:task_state": None,
            "image": {"id": desired["imageRef"]} if desired.get("imageRef") else "",
            "OS-EXT-AZ:availability_zone": desired.get("availability_zone"),
            "user_data": desired.get("user_data"),
            "flavor": {"original_name": fakechanges.FLAVORS[desired["flavorRef"]]},
            "addresses": {}, "metadata": desired["metadata"],
            "tags": desired["tags"], "key_name": desired.get("key_name"), "security_groups": []}
        if self.on_create:
            self.on_create(self.servers[name])
        return {"id": name}
