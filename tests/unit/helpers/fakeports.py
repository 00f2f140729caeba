# SPDX-License-Identifier: GPL-3.0-or-later
"""The ports of a cloud in memory: Nova's own, and those that servers are given."""

from __future__ import annotations

from itertools import count

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError


class FakePorts:
    """rows: {id: row} of those that somebody has made."""

    def __init__(self, cloud):
        self.cloud, self.rows, self._numbers = cloud, {}, count(1)

    def listed(self):
        having = {row["device_id"] for row in self.rows.values()}
        return [*({"id": f"port-{name}", "device_id": name, "network_id": "net-1",
                   "security_groups": ["group-1"]}
                  for name in self.cloud.servers if name not in having), *self.rows.values()]

    def post(self, path, body):
        return self.made(body["ports"]) if path == "/ports" else self.trunk(body["trunk"])

    def made(self, desired):
        rows = []
        for one in desired:
            number = next(self._numbers)
            fixed = one.get("fixed_ips") or [{"ip_address": f"10.0.0.{number}"}]
            rows.append({"id": f"own-{number}", "device_id": "", "status": "DOWN",
                         "port_security_enabled": True, "project_id": "project", **one,
                         "fixed_ips": fixed})
        self.rows.update({row["id"]: row for row in rows})
        return {"ports": rows}

    def changed(self, name, body):
        self.rows[name].update(body)
        return {"port": self.rows[name]}

    def deleted(self, name):
        below = {one["port_id"] for row in self.rows.values() for one in _subports(row)}
        if name in below or _subports(self.rows.get(name, {})):
            raise CloudError("conflict", f"port {name} is in use by a trunk", status=409)
        return self.rows.pop(name, None) is not None

    def trunk(self, desired):
        assert not self.rows[desired["port_id"]]["device_id"], "only free ports get a trunk"
        trunk_id = f"trunk-{desired['port_id']}"
        self.rows[desired["port_id"]]["trunk_details"] = {
            "trunk_id": trunk_id, "sub_ports": [dict(one) for one in desired["sub_ports"]]}
        return {"trunk": {**desired, "id": trunk_id}}

    def untrunk(self, trunk_id):
        row = self.rows.get(trunk_id.removeprefix("trunk-"), {})
        return row.pop("trunk_details", None) is not None

    def attached(self, server, networks):
        for one in networks:
            if "port" in one:
                assert not self.rows[one["port"]]["device_id"], "a port is on one server"
                self.rows[one["port"]]["device_id"] = server

    def detached(self, server):
        for row in self.rows.values():
            if row["device_id"] == server:
                row["device_id"] = ""


def _subports(row):
    return row.get("trunk_details", {}).get("sub_ports", ())
