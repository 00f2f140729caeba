# SPDX-License-Identifier: GPL-3.0-or-later
"""What there is on the test clouds, asked without the collection.

census.py                     everything as JSON: {CLOUD/REGION: {KIND: [...]}}
census.py --empty             fails and says what there is, if there is anything
census.py --delete            deletes everything, and waits until it is gone
census.py --known-hosts PORT  lines for known_hosts, from the consoles of all servers

Its requests are not counted, and no fault hits them: they pass as the services' own.
"""
from __future__ import annotations

import json
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import openstack.config

MICROVERSIONS = {"compute": "2.52", "block-storage": "3.47"}
LISTS = {
    "servers": ("compute", "/servers/detail"),
    "floating_ips": ("network", "/v2.0/floatingips"),
    "trunks": ("network", "/v2.0/trunks"),
    "ports": ("network", "/v2.0/ports"),
    "snapshots": ("block-storage", "/snapshots/detail"),
    "backups": ("block-storage", "/backups/detail"),
    "volumes": ("block-storage", "/volumes/detail"),
    "keypairs": ("compute", "/os-keypairs"),
}
NOT_EVERYWHERE = ("floating_ips", "trunks")
DELETED_BY = {
    "servers": ("compute", "/servers/{id}"),
    "floating_ips": ("network", "/v2.0/floatingips/{id}"),
    "trunks": ("network", "/v2.0/trunks/{id}"),
    "ports": ("network", "/v2.0/ports/{id}"),
    "snapshots": ("block-storage", "/snapshots/{id}"),
    "backups": ("block-storage", "/backups/{id}"),
    "volumes": ("block-storage", "/volumes/{id}"),
    "keypairs": ("compute", "/os-keypairs/{name}"),
}


class Region:
    def __init__(self, config):
        self.name = f"{config.name}/{config.config['region_name']}"
        self.config, self.session = config, config.get_session()

    def ask(self, method, service, path, **arguments):
        """By the catalog's endpoint: asking every service for its versions would take longer."""
        where = {"service_type": self.config.get_service_type(service),
                 "region_name": self.config.config["region_name"], "interface": "public"}
        return self.session.request(
            self.session.get_endpoint(**where).rstrip("/") + path, method, raise_exc=False,
            endpoint_filter=where, microversion=MICROVERSIONS.get(service), **arguments)

    def census(self):
        """{kind: rows}; of ports those that were made for servers, by Nova or by us, and of trunks
        those that were made by us."""
        found = {}
        for kind, (service, path) in LISTS.items():
            answer = self.ask("GET", service, path)
            if kind in NOT_EVERYWHERE and answer.status_code == 404:    # beta has none
                found[kind] = []
                continue
            answer.raise_for_status()
            found[kind] = next(rows for rows in answer.json().values() if isinstance(rows, list))
        found["ports"] = [port for port in found["ports"]
                          if port["device_owner"].startswith("compute:")
                          or "multicloud_" in port["description"]]
        found["trunks"] = [one for one in found["trunks"] if "multicloud_" in one["description"]]
        found["keypairs"] = [row["keypair"] for row in found["keypairs"]]
        return found

    def delete(self):
        for _attempt in range(60):
            found = self.census()
            if not any(found.values()):
                return
            for kind, rows in found.items():
                service, path = DELETED_BY[kind]
                for row in rows:
                    self.ask("DELETE", service, path.format(**row))
            time.sleep(1)
        sys.exit(f"{self.name}: something cannot be deleted")

    def known_hosts(self, port):
        lines = []
        for server in self.census()["servers"]:
            addresses = [entry for net in server["addresses"].values() for entry in net
                         if entry["version"] == 4]
            address = max(addresses, key=lambda a: a["OS-EXT-IPS:type"] == "floating")["addr"]
            host = address if port == "22" else f"[{address}]:{port}"
            console = self.ask("POST", "compute", f"/servers/{server['id']}/action",
                               json={"os-getConsoleOutput": {}}).json()["output"]
            keys = re.search("BEGIN SSH HOST KEY KEYS-*\n(.*?)\n-*END", console, re.DOTALL)[1]
            lines += [f"{host} {' '.join(key.split()[:2])}" for key in keys.splitlines()]
        return lines


def main(option="", argument=""):
    configs = openstack.config.OpenStackConfig(app_name="testclouds-internal").get_all()
    job = {"--delete": Region.delete,
           "--known-hosts": lambda region: region.known_hosts(argument)}.get(option, Region.census)
    regions = [Region(config) for config in configs]
    with ThreadPoolExecutor(len(regions)) as pool:
        found = dict(zip([region.name for region in regions], pool.map(job, regions), strict=True))
    if option == "":
        print(json.dumps(found))
    elif option == "--known-hosts":
        print("\n".join(sorted(line for lines in found.values() for line in lines)))
    elif option == "--empty":
        left = [f"{where}: {kind[:-1]} {row.get('name') or row.get('id')}"
                for where, kinds in found.items() for kind, rows in kinds.items() for row in rows]
        if left:
            sys.exit("There is something on the clouds:\n" + "\n".join(left))


if __name__ == "__main__":
    main(*sys.argv[1:])
