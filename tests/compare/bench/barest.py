# SPDX-License-Identifier: GPL-3.0-or-later
"""The bare concurrent client: what the clouds themselves allow.

    python barest.py create|state|delete SERVERS.json

One keystoneauth session for each target, nothing but the calls that are needed, all at once.
SERVERS.json: [{name, cloud, region_name, image, flavor, network, auto_ip}].  `create` does no more
than that; `state` prints what is there, and `delete` leaves nothing of it.
"""
from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from operator import itemgetter

from keystoneauth1.adapter import Adapter
from openstack.config import OpenStackConfig

INTERVAL = 1.0      # seconds between two lists
PATIENCE = 600.0    # seconds


class Target:
    """One cloud in one region, and the servers that are desired there."""

    def __init__(self, cloud: str, region: str, specs: list[dict], names: set[str]):
        self.where, self.specs, self.names = f"{cloud} {region}", specs, names
        config = OpenStackConfig().get_one(cloud, region_name=region)
        self.session = config.get_session()
        self.adapters = {service: self._adapter(service, region, version) for service, version in
                         (("compute", ""), ("network", "/v2.0"), ("image", "/v2"))}
        self.pool = ThreadPoolExecutor(len(specs))

    def _adapter(self, service, region, version):
        endpoint = self.session.get_endpoint(service_type=service, region_name=region)
        return Adapter(self.session, endpoint_override=endpoint.rstrip("/") + version)

    def get(self, service: str, noun: str, path: str = "") -> list[dict]:
        """A list."""
        return self.adapters[service].get(f"/{noun}{path}").json()[noun]

    def post(self, service: str, path: str, body: dict) -> dict:
        """One thing made."""
        return self.adapters[service].post(path, json=body).json()

    def servers(self) -> list[dict]:
        """Those of ours that are there."""
        rows = self.get("compute", "servers", "/detail")
        return [row for row in rows if row["name"] in self.names]

    # -- create

    def create(self) -> None:
        """Until all are ACTIVE, with their floating IPs."""
        spec = self.specs[0]
        images, flavors, networks = self.pool.map(
            self.get, ("image", "compute", "network"), ("images", "flavors", "networks"))
        ids = {"imageRef": _named(images, spec["image"]),
               "flavorRef": _named(flavors, spec["flavor"]),
               "networks": [{"uuid": _named(networks, spec["network"])}]}
        outside = next((row["id"] for row in networks if row["router:external"]), None)
        made = list(self.pool.map(lambda name: self.post(
            "compute", "/servers", {"server": {"name": name, **ids}})["server"]["id"],
            [spec["name"] for spec in self.specs]))
        lacking = set(made) if spec["auto_ip"] else set()
        until = time.monotonic() + PATIENCE
        while lacking or any(row["status"] != "ACTIVE" for row in self.servers()):
            if time.monotonic() > until:
                sys.exit(f"{self.where}: not ACTIVE in time")
            time.sleep(INTERVAL)
            lacking -= self._addresses(lacking, outside)

    def _addresses(self, lacking, outside):
        """Floating IPs for those that have a port by now."""
        ports = [row for row in self.get("network", "ports", "?fields=id&fields=device_id")
                 if row["device_id"] in lacking] if lacking else []
        list(self.pool.map(lambda port: self.post("network", "/floatingips", {"floatingip": {
            "floating_network_id": outside, "port_id": port["id"]}}), ports))
        return {port["device_id"] for port in ports}

    # -- what is there, and its end

    def state(self) -> dict:
        """{servers, active, floating}: how many; floating are those that have a floating IP."""
        rows = self.servers()
        ports = {row["id"]: row["device_id"] for row in self._ports(rows)}
        floating = {ports.get(row["port_id"]) for row in self._floating_ips()} - {None}
        return {"servers": len(rows), "active": sum(row["status"] == "ACTIVE" for row in rows),
                "floating": len(floating)}

    def delete(self) -> None:
        """Servers and their floating IPs; ends here if something is left."""
        rows = self.servers()
        ports = {row["id"] for row in self._ports(rows)}
        addresses = [row for row in self._floating_ips() if row["port_id"] in ports or
                     not row["port_id"]]
        list(self.pool.map(self._delete, [("network", f"/floatingips/{row['id']}")
                                          for row in addresses]))
        list(self.pool.map(self._delete, [("compute", f"/servers/{row['id']}") for row in rows]))
        until = time.monotonic() + PATIENCE
        while self.servers() or self._ports(rows):
            if time.monotonic() > until:
                sys.exit(f"{self.where}: not deleted in time")
            time.sleep(INTERVAL)

    def _delete(self, what):
        self.adapters[what[0]].delete(what[1])

    def _ports(self, servers):
        ids = {row["id"] for row in servers}
        return [row for row in self.get("network", "ports") if row["device_id"] in ids]

    def _floating_ips(self):
        return self.get("network", "floatingips") if self.specs[0]["auto_ip"] else []


def _named(rows, name):
    return next(row["id"] for row in rows if row["name"] == name)


def main() -> None:
    """All targets side by side."""
    action, path = sys.argv[1:]
    where = itemgetter("cloud", "region_name")
    with open(path, encoding="utf-8") as stream:
        specs = sorted(json.load(stream)["servers"], key=where)
    names = {spec["name"] for spec in specs}
    grouped = [(*key, list(group), names) for key, group in groupby(specs, where)]
    with ThreadPoolExecutor(len(grouped)) as pool:
        done = list(pool.map(lambda one: getattr(Target(*one), action)(), grouped))
    if action == "state":
        print(json.dumps({key: sum(one[key] for one in done) for key in done[0]}))


if __name__ == "__main__":
    main()
