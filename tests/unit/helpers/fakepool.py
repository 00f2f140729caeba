# SPDX-License-Identifier: GPL-3.0-or-later
"""A pool of servers in memory, whose Neutron counts the revisions of ports."""

from __future__ import annotations

from datetime import timedelta

from builders import NOW, A, marks, row

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError


class PoolCloud:
    """Behind the methods of a Connection.

    faults: {(method, end of path): [CloudError, ...]}, in turn; lost: whether they are carried out
    all the same.  meanwhile: called before each change of a port, for what others do then.
    """

    microversion, requests = "2.52", 0

    def __init__(self, count=2, target=A, late=timedelta(), **faults):
        self.target, self.late = target, late
        self.servers = {f"{target.cloud}{number}": row(f"{target.cloud}{number}", f"web-{number}",
                                                       marks(number))
                        for number in range(1, count + 1)}
        self.ports = {f"p-{own_id}": {"id": f"p-{own_id}", "device_id": own_id, "name": "",
                                      "revision_number": 3} for own_id in self.servers}
        self.faults, self.lost, self.log = {}, False, []
        self.meanwhile = lambda port: None

    def claims(self):
        """{server id: its mark} of those that have one."""
        return {own_id: one["metadata"]["multicloud_claim"] for own_id, one in self.servers.items()
                if "multicloud_claim" in one["metadata"]}

    def held(self):
        """The servers that somebody holds."""
        return {port["device_id"] for port in self.ports.values() if port["name"]}

    # -- what a Connection has

    def now(self):
        return NOW + self.late

    def patience(self, _asked):
        return 30.0

    def pages(self, service, path, key, action, *, make=dict, **query):
        rows = (self.servers if path == "/servers/detail" else self.ports).values()
        self._ask("GET", path)
        return [make(one) for one in rows
                if path != "/ports" or one["device_id"] in query["device_id"]]

    def get(self, service, path, action):
        return self._ask("GET", path, lambda found: found)

    def put(self, service, path, body, action, *, revision):
        def change(found):
            self.meanwhile(found["port"])
            if found["port"]["revision_number"] != revision:
                raise CloudError("api", f"Constrained to {revision}", self.target, status=412)
            found["port"].update(body["port"], revision_number=revision + 1)
            return found
        return self._ask("PUT", path, change)

    def post(self, service, path, body, action):
        return self._ask("POST", path, lambda found: found["server"]["metadata"].update(
            body["metadata"]))

    def delete(self, service, path, action):
        try:
            self._ask("DELETE", path, lambda found: found["server"]["metadata"].pop(
                path.rpartition("/")[2], None))
        except CloudError as error:
            if error.kind != "not_found":
                raise
            return False
        return True

    def _ask(self, method, path, carry_out=lambda found: None):
        self.log.append((method, path.partition("/metadata")[0]))
        faults = next((found for (verb, end), found in self.faults.items()
                       if verb == method and path.endswith(end) and found), None)
        if faults and not self.lost:
            raise faults.pop(0)
        kind, _slash, own_id = path[1:].partition("/metadata")[0].partition("/")
        rows, name = (self.servers, "server") if kind == "servers" else (self.ports, "port")
        if own_id and own_id != "detail" and own_id not in rows:
            raise CloudError("not_found", f"no {name} {own_id}", self.target)
        answer = carry_out({name: rows.get(own_id)})
        if faults:
            raise faults.pop(0)
        return answer
