# SPDX-License-Identifier: GPL-3.0-or-later
"""Does what docs/exposed.md says about other load balancers and DNS servers, as it stands there.

recipes.py FOLDER        where all files go
"""
from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import yaml

COLLECTION = Path(os.environ["ANSIBLE_COLLECTIONS_PATH"].split(":")[0],
                  "ansible_collections/multicloud/openstack")
HAPROXY = shutil.which("haproxy", path=f"{os.environ['PATH']}:/usr/sbin")
MAIN = """
defaults
  mode tcp
  timeout connect 30s
  timeout client 60s
  timeout server 60s
frontend shop
  bind unix@{socket}
  default_backend shop
"""
ZONE = """
$ORIGIN example.org.
@ 60 IN SOA ns.example.org. admin.example.org. 1 3600 600 86400 60
@ 60 IN NS ns.example.net.
$INCLUDE {records}
"""
READ = """
import sys, dns.zone
zone = dns.zone.from_file(sys.argv[1], origin="example.org.")
for name, _ttl, data in zone.iterate_rdatas("A"):
    print(name, data)
"""
PATIENCE = 60.0         # seconds

sys.path.insert(0, str(COLLECTION / "tests/unit/helpers"))
import guides  # noqa: E402


def main(folder: Path) -> None:
    port = yaml.safe_load(Path("../../integration_config.yml").read_text())["ssh_port"]
    for block in guides.blocks((COLLECTION / "docs/exposed.md").read_text(), "yaml"):
        if name := guides.named(block):
            (folder / name).write_text(block)
    balance(folder, port)
    resolve(folder)
    publish(folder)


def play(folder: Path, name: str, **variables: object) -> None:
    more = [f"{key}={value}" for key, value in variables.items()]
    found = {"RECIPES_RECORDS": str(folder / "records.json"), "ANSIBLE_COLLECTIONS_PATH":
             f"{folder}/collections:{os.environ['ANSIBLE_COLLECTIONS_PATH']}"}
    subprocess.run(["ansible-playbook", "-i", "nobody,", folder / name,
                    *(word for one in more for word in ("-e", one))], check=True,
                   env={**os.environ, **found})


def balance(folder: Path, port: int) -> None:
    """HAProxy accepts the file, and serves."""
    config, main_file = folder / "shop.cfg", folder / "haproxy.cfg"
    play(folder, "my-haproxy.yml", haproxy_file=config, haproxy_port=port)
    lines = [line for line in config.read_text().splitlines() if " server " in line]
    assert len(lines) == 2 and sum(line.endswith(" disabled") for line in lines) == 1, lines
    place = Path(os.path.relpath(folder / "s"))     # a path of a socket is short
    main_file.write_text(MAIN.format(socket=place))
    files = ["-f", main_file, "-f", config]
    subprocess.run([HAPROXY, "-c", *files], check=True)
    with subprocess.Popen([HAPROXY, "-db", *files]) as running:
        try:
            greeting = ask(place)
        finally:
            running.terminate()
    assert greeting.startswith(b"SSH-"), greeting


def ask(place: Path) -> bytes:
    """What the service says; HAProxy needs a moment to begin."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with socket.socket(socket.AF_UNIX) as there:
                there.settimeout(PATIENCE)
                there.connect(str(place))
                return there.recv(255)
        except (FileNotFoundError, ConnectionRefusedError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def resolve(folder: Path) -> None:
    """The zone has a name for each server, and one for all that are ready; as dnspython reads it,
    which is in the environment of the test clouds."""
    records, zone = folder / "shop.zone", folder / "example.org.zone"
    play(folder, "my-zone-file.yml", zone_records=records)
    zone.write_text(ZONE.format(records=records))
    clouds = Path("~/.config/openstack/clouds.yaml").expanduser().resolve()     # beside it
    python = clouds.parent / "venv/bin/python"
    found = subprocess.run([python, "-c", READ, zone], check=True, stdout=subprocess.PIPE,
                           text=True).stdout.split()
    names = dict(zip(found[1::2], found[::2], strict=True))
    assert sorted(found[::2]) == ["shop-web-1", "shop-web-2", "www"], found
    assert len(names) == 2, found       # www has the address of one of them


def publish(folder: Path) -> None:
    """The provider is told the address of the server that is ready."""
    shutil.copytree("dns", folder / "collections/ansible_collections/community/dns")
    play(folder, "my-dns-provider.yml", hetzner_api_token="secret")
    asked = json.loads((folder / "records.json").read_text())
    [address] = asked.pop("value")
    assert f"www 60 IN A {address}\n" in (folder / "shop.zone").read_text(), address
    assert {key: value for key, value in asked.items() if value is not None} == {
        "state": "present", "zone_name": "example.org", "prefix": "www", "type": "A", "ttl": 60,
        "on_existing": "replace"}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
