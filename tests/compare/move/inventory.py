# SPDX-License-Identifier: GPL-3.0-or-later
"""The inventory of openstack.cloud, and ours in its compatible mode, over the same servers.

    python inventory.py

Makes servers on all targets of the test clouds, lists them by both with each pair of OPTIONS,
compares the hosts, their variables and groups, and deletes the servers.  Ends with 1 if anything
differs that docs/migration.md does not explain.
"""
from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import openstack

GUIDE = Path(__file__).parents[3] / "docs/migration.md"
THEIRS, OURS = "openstack.cloud.openstack", "multicloud.openstack.servers"
NAME = "moved"
ONLY_MINE = {"server_filters": {"name": f"^{NAME}-"}, "fail_on_errors": True}
COMPATIBLE = {**ONLY_MINE, "legacy_groups": True, "legacy_variables": "openstack.cloud",
              "hostnames": ["name", "id"], "group_by": []}
ADDRESSED = {"filters": [{"exclude": "not server.addresses"}]}

# what their users write, and what to write instead
OPTIONS = [
    ({}, ADDRESSED),
    ({"expand_hostvars": True}, {**ADDRESSED, "details": ["volumes"]}),
    ({"show_all": True, "inventory_hostname": "uuid", "private": True},
     {"hostnames": ["id"], "addresses": [{"type": "fixed"}]}),
    ({"only_clouds": ["alpha", "beta"], "only_ipv4": True},
     {**ADDRESSED, "only_clouds": ["alpha", "beta"],
      "addresses": [{"type": "floating"}, {"type": "fixed", "ip_version": 4}]}),
    ({"use_names": True},
     {**ADDRESSED, "compose": {"ansible_host": "server.name", "ansible_ssh_host": "server.name"}}),
]

# {what the guide says: all that it is about}
HOST, NOTHING = "/hosts/[^/]+/", "'nothing'"
KNOWN = {
    "in the group `servers`": f"/groups/servers: {NOTHING} is .*",
    "in addition to `server`, `cloud` and `region_name`":
        f"{HOST}(server|cloud|region_name): {NOTHING} is .*",
    "`no-address.invalid`": f"{HOST}ansible_(ssh_)?host: {NOTHING} is 'no-address.invalid'",
    "IPv4 comes before IPv6": rf"{HOST}ansible_(ssh_)?host: '[0-9a-f:]+' is '[0-9.]+'",
    "In group names, characters other than letters, digits, `_`, `.` and `-` become `_`":
        f"/groups/meta-groups_blue(, green,,: .* is {NOTHING}|_green_: {NOTHING} is .*)",
    "`hostname`": f"{HOST}openstack/hostname: .* is None",
    "`scheduler_hints`": f"{HOST}openstack/scheduler_hints: .* is None",
    "`image.properties`": f"{HOST}openstack/image/properties/[^/]+: .* is {NOTHING}",
    "`consumes_quota`, `service_uuid`, `shared_targets` and `volume_type_id`":
        rf"{HOST}openstack/volumes/\d+/(consumes_quota|service_uuid|shared_targets|volume_type_id)"
        ": .* is None",
}


class Servers:
    """What is made, on one target."""

    def __init__(self, cloud: str, region: str, network: str, flavor: str, image: str):
        self.connection = openstack.connect(cloud=cloud, region_name=region)
        self.image = self.connection.image.find_image(image).id
        self.usual = {"flavor_id": self.connection.compute.find_flavor(flavor).id,
                      "image_id": self.image,
                      "networks": [{"uuid": self.connection.network.find_network(network).id}]}

    def make(self, name: str, status: str = "ACTIVE", **more):
        """A server that ends in this state."""
        compute = self.connection.compute
        made = compute.create_server(name=f"{NAME}-{name}", **{**self.usual, **more})
        return compute.wait_for_server(made, status, failures=[], interval=0.5)

    def floating_ip(self, server) -> None:
        """One for this server."""
        self.connection.add_auto_ip(server, wait=True)

    def volume(self, server) -> None:
        """One that is attached to this server."""
        volume = self.connection.create_volume(1, name=f"{NAME}-data", wait=True)
        self.connection.attach_volume(server, volume)

    def delete(self) -> None:
        """All of it."""
        for server in self.connection.list_servers():
            if server.name.startswith(f"{NAME}-"):
                self.connection.delete_server(server.id, wait=True, delete_ips=True)
        for volume in self.connection.list_volumes():
            if volume.name == f"{NAME}-data":
                self.connection.delete_volume(volume.id, wait=True)


def targets() -> list[Servers]:
    """As tests/clouds makes them."""
    like_alpha = ("private", "m1.tiny", "cirros")
    return [Servers("alpha", "RegionOne", *like_alpha),
            Servers("beta", "RegionOne", "Ext-Net", "s1-2", "Debian 12"),
            Servers("gamma", "RegionOne", *like_alpha), Servers("gamma", "RegionTwo", *like_alpha)]


def make(alpha: Servers, beta: Servers, first: Servers, second: Servers) -> None:
    """One of each kind that inventories treat in another way."""
    web = alpha.make("web", metadata={"group": "web", "groups": "blue, green,,", "tier": "front"})
    alpha.floating_ip(web)
    alpha.volume(web)
    alpha.make("alone", tags=["front"])
    # with a network it would have addresses for a while
    alpha.make("bad", "ERROR", networks="none", metadata={"testcloud_fault": "error"})
    beta.make("web", metadata={"group": "web"})
    first.make("one")
    first.make("two", image_id="", block_device_mapping=[
        {"boot_index": 0, "uuid": first.image, "source_type": "image", "volume_size": 1,
         "destination_type": "volume", "delete_on_termination": True}])
    second.floating_ip(second.make("three", metadata={"groups": "green"}))


def inventory(plugin: str, options: dict, folder: Path) -> dict:
    """{hosts: {name: variables}, groups: {name: its hosts}}, of `ansible-inventory --list`."""
    path = folder / "openstack.yml"
    path.write_text(json.dumps({"plugin": plugin, **options}))
    done = subprocess.run(["ansible-inventory", "-i", str(path), "--list"], capture_output=True,
                          text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{plugin} with {options} failed:\n{done.stderr[-3000:]}")
    found = _plain(json.loads(done.stdout))
    hosts = found.pop("_meta")["hostvars"]
    groups = {name: sorted(group["hosts"]) for name, group in found.items()
              if group.get("hosts")}
    members = sorted({host for group in groups.values() for host in group})
    return {"hosts": {name: hosts.get(name, {}) for name in members}, "groups": groups}


def _plain(value):
    if isinstance(value, dict):
        if value.keys() == {"__ansible_unsafe"}:
            return value["__ansible_unsafe"]
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def differences(theirs, ours, path: str = "") -> list[str]:
    """What one has and the other has not, or has otherwise."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return [found for key in sorted({*theirs, *ours})
                for found in differences(theirs.get(key, "nothing"), ours.get(key, "nothing"),
                                         f"{path}/{key}")]
    if isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        return [found for number, pair in enumerate(zip(theirs, ours, strict=True))
                for found in differences(*pair, f"{path}/{number}")]
    return [] if theirs == ours else [f"{path}: {theirs!r} is {ours!r}"]


def compare(folder: Path) -> list[str]:
    """All that the guide does not explain, in words."""
    failed, seen = [], set()
    for theirs, ours in OPTIONS:
        pair = (inventory(THEIRS, {**ONLY_MINE, **theirs}, folder),
                inventory(OURS, {**COMPATIBLE, **ours}, folder))
        found = differences(*pair)
        known = {text: entry for text in found for entry, about in KNOWN.items()
                 if re.fullmatch(about, text)}
        failed += [f"{theirs}: {text}" for text in found if text not in known]
        seen |= {*known.values()}
        print(f"{theirs or 'no options'}: {len(pair[0]['hosts'])} hosts in "
              f"{len(pair[0]['groups'])} groups; {len(found)} differences, {len(known)} are known")
    guide = " ".join(GUIDE.read_text().split())
    return [*failed, *(f"no difference is known as {entry!r}" for entry in KNOWN.keys() - seen),
            *(f"the guide says nothing of {entry!r}" for entry in KNOWN if entry not in guide)]


def main() -> None:
    """Prints what differs."""
    places = targets()
    try:
        make(*places)
        with tempfile.TemporaryDirectory() as folder:
            failed = compare(Path(folder))
    finally:
        for place in places:
            place.delete()
    print("\n".join(failed) or "all else is the same")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
