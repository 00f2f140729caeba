# SPDX-License-Identifier: GPL-3.0-or-later
"""One server on a cloud in memory, with its ports and its floating IPs."""

from __future__ import annotations

from types import SimpleNamespace

from builders import addresses
from fakes import Canned

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.server import (
    SERVER,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

MARK = {"multicloud_floating": "n-9"}
OURS = "multicloud_server=s-1"
NETWORKS = {"networks": [{"id": "n-1", "name": "private"}, {"id": "n-2", "name": "other"},
                         {"id": "n-8", "name": "outside", "router:external": True},
                         {"id": "n-9", "name": "public", "router:external": True}]}


def port(number, network="n-1", fixed="10.0.0.1"):
    return {"id": f"p-{number}", "name": "", "network_id": network,
            "fixed_ips": [{"ip_address": fixed}]}


def ip(number, on=None, description="", fixed="10.0.0.1"):
    return {"id": f"f-{number}", "floating_ip_address": f"192.0.2.{number}", "port_id": on,
            "description": description, "fixed_ip_address": fixed, "revision_number": 3,
            "port_details": {"network_id": "n-1"}}


class Cloud(Canned):
    """With these ports and floating IPs."""

    def __init__(self, ports=None, ips=(), **answers):
        self.ips = list(ips)
        super().__init__({
            "GET /ports": {"ports": [port(1)] if ports is None else ports},
            "GET /floatingips": self._listed, "GET /networks": NETWORKS,
            "POST /floatingips": {"floatingip": {"floating_ip_address": "192.0.2.7"}},
            "POST /servers/s-1/metadata": {}, "DELETE /servers/s-1/metadata/multicloud_floating":
            {}, **{f"DELETE /floatingips/f-{number}": {} for number in range(9)}, **answers})

    def _listed(self, query):
        filters = query.get("port_id"), query.get("floating_ip_address")
        return {"floatingips": [row for row in self.ips if not any(filters)
                                or row["port_id"] in (filters[0] or ())
                                or row["floating_ip_address"] in (filters[1] or ())]}

    def said(self):
        """The writes, in short."""
        return [(method, path) for method, path, _body in self.writes]


class Api:
    """moved: {floating IP: port}.  looks: what each further look at the server shows."""

    def __init__(self, connection, given=(), looks=(), timeout=0.0):
        self.connection, self.given, self.spec = connection, dict(given), SERVER
        self.task = Task(connection, {"floating_ip": SimpleNamespace(noun="floating_ip")},
                         timeout=timeout)
        self.task._apis["floating_ip"] = self
        self.looks, self.timeout = list(looks), timeout

    def shown(self, resource):
        return SERVER.show(resource.to_dict(computed=False), self.connection.target)

    def again(self, server):
        for name, value in (self.looks.pop(0) if self.looks else {}).items():
            setattr(server, name, value)
        return server


def server(**row):
    from openstack.compute.v2.server import Server
    return Server.existing(**{"id": "s-1", "name": "web", "status": "ACTIVE", "metadata": {},
                              "addresses": addresses(), **row})
