# SPDX-License-Identifier: GPL-3.0-or-later
"""Things that somebody has left on the clouds, made without the collection.

leave.py make FLEET     on every target one of each kind with the marks of a fleet
leave.py twins FLEET    foreign ones, of the same names where the API allows two, without marks
leave.py list [TEXT]    all there is, or what has TEXT in it: {CLOUD/REGION: {KIND: {id: row}}}
leave.py delete TEXT    what has TEXT in it
"""
from __future__ import annotations

import json
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openstack.config

sys.path.insert(0, str(Path(__file__).parents[2] / "setup_clouds/files"))
from census import Region  # noqa: E402

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIVJ0ZkQ3cB4mR9uXa0vQ5m5yYb0n1Zq7lqk1yqDq2wD"
PATHS = {
    "floating_ip": ("network", "/v2.0/floatingips"),
    "server": ("compute", "/servers"),
    "port": ("network", "/v2.0/ports"),
    "volume": ("block-storage", "/volumes"),
    "keypair": ("compute", "/os-keypairs"),
    "server_group": ("compute", "/os-server-groups"),
    "security_group": ("network", "/v2.0/security-groups"),
}


class Site(Region):
    """One target."""

    def get(self, service, path):
        """The list in the answer; None where the cloud has no such thing, as beta floating IPs."""
        answer = self.ask("GET", service, path)
        if answer.status_code == 404:
            return None
        answer.raise_for_status()
        return next(rows for rows in answer.json().values() if isinstance(rows, list))

    def list(self, text=""):
        """{kind: {id: row}}."""
        found = {}
        for kind, (service, path) in PATHS.items():
            detail = "/detail" if kind in ("server", "volume") else ""
            rows = [row.get("keypair", row) for row in self.get(service, path + detail) or ()]
            found[kind] = {row.get("id", row.get("name")): row
                           for row in rows if text in json.dumps(row)}
        return found

    def delete(self, text):
        for kind, rows in self.list(text).items():
            service, path = PATHS[kind]
            for own_id in rows:
                if kind == "port":      # only Nova may delete a server's
                    self.ask("PUT", service, f"{path}/{own_id}",
                             json={"port": {"device_owner": ""}})
                self.ask("DELETE", service, f"{path}/{own_id}")

    def make(self, name):
        """Servers that have expired, and what servers that are gone have left."""
        fleet = {"multicloud_fleet": name, "multicloud_index": "1"}
        own = {**fleet, "multicloud_volume": "data"}
        # Nova's own ports carry no mark: they are known by the floating IP, or by Nova's memory
        addresses = self.get(*PATHS["floating_ip"]) is not None
        gone = str(uuid.uuid4()) if addresses else self._deleted(f"multicloud_fleet={name}")
        self._post_all(name, f"multicloud_fleet={name}", keypair=name, device=gone,
                       address=f"multicloud_fleet={name} multicloud_server={gone}",
                       server={**fleet, "multicloud_expires": "2026-01-01T00:00:00Z"},
                       volumes=[{**own, "multicloud_keep": "false"},
                                {**own, "multicloud_keep": "true"}])

    def twins(self, name):
        """A user has one keypair of a name."""
        self._post_all(name, name, keypair=f"{name}-twin", address=name, server={},
                       device=self._deleted(name), volumes=[{"fleet": name}, {}])

    def _networks(self):
        return {net["name"]: net["id"] for net in self.get("network", "/v2.0/networks")}

    def _server(self, **more):
        networks = self._networks()
        images = {image["name"].lower(): image["id"] for image in self.get("image", "/v2/images")}
        flavors = {one["name"]: one["id"] for one in self.get("compute", "/flavors")}
        return self._post("server", networks=[{"uuid": inside(networks)}], **more,
                          imageRef=next(own for title, own in images.items() if "cirros" in title),
                          flavorRef=flavors.get("m1.tiny") or flavors["s1-2"])

    def _deleted(self, description):
        """The id of a server that Nova has deleted."""
        path = f"/servers/{self._server(name='gone', description=description)['id']}"
        self._wait()
        self.ask("DELETE", "compute", path)
        for _attempt in range(120):
            if self.ask("GET", "compute", path).status_code == 404:
                return path.rpartition("/")[2]
            time.sleep(0.5)
        sys.exit(f"{self.name}: {path} still exists")

    def _post_all(self, name, text, *, keypair, address, device, server, volumes):
        networks = self._networks()
        self._server(name=f"{name}-1", metadata=server)
        for metadata in volumes:
            self._post("volume", name=f"{name}-1-data", size=1, metadata=metadata)
        # as Nova makes one, in a zone of this name
        self._post("port", network_id=inside(networks), device_owner=f"compute:{name}",
                   device_id=device)
        self._post("keypair", name=keypair, public_key=f"{KEY} {text}")
        self._post("server_group", name=text, policies=["soft-anti-affinity"])
        self._post("security_group", name=name, description=text)
        if "public" in networks:
            self._post("floating_ip", floating_network_id=networks["public"], description=address)
        self._wait()

    def _post(self, kind, **body):
        service, path = PATHS[kind]
        body = {kind.replace("floating_ip", "floatingip"): body}
        answer = self.ask("POST", service, path, json=body)
        assert answer.status_code < 300, answer.text
        return answer.json()[kind.replace("floating_ip", "floatingip")]

    def _wait(self):
        for _attempt in range(120):
            rows = [*self.list()["server"].values(), *self.list()["volume"].values()]
            if {row["status"] for row in rows} <= {"ACTIVE", "available", "in-use"}:
                return
            time.sleep(0.5)
        sys.exit(f"{self.name}: {[(row['name'], row['status']) for row in rows]}")


def inside(networks):
    """The network that servers are on."""
    return networks.get("private") or networks["Ext-Net"]


def everywhere(command, *arguments):
    """{CLOUD/REGION: what a method of Site returns}, all side by side."""
    configs = openstack.config.OpenStackConfig(app_name="testclouds-internal").get_all()
    sites = [Site(config) for config in configs]
    with ThreadPoolExecutor(len(sites)) as pool:
        answers = pool.map(lambda site: getattr(site, command)(*arguments), sites)
        return dict(zip([site.name for site in sites], answers, strict=True))


if __name__ == "__main__":
    print(json.dumps(everywhere(*sys.argv[1:])))
