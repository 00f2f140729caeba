# SPDX-License-Identifier: GPL-3.0-or-later
"""What tasks about servers must not do, on the test clouds: each of these was done by others."""
from __future__ import annotations

import os
import time

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable import floating
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.engine import ensure
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.server import (
    SERVER,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

SSH = int(os.environ["TESTCLOUDS_SSH_PORT"])
LEAST = {"image": "debian-12", "flavor": "m1.tiny", "network": "private"}
NAME = f"contract-servers-{os.getpid()}"
DATA = f"{NAME}-data"


class Servers:
    """Tasks about servers of these tests; asked: the requests of the last one, in short."""

    def __init__(self, cloud, name=NAME):
        self.cloud, self.connection, self.asked, self.name = cloud, cloud.connection, [], name

    def task(self, name=None, *, check=False, wait=True, timeout=120, **options):
        before = len(self.cloud.asked)
        task = Task(self.connection, SPECS, check_mode=check, timeout=timeout, wait=wait)
        try:
            return ensure(task, SERVER, {"name": name or self.name, **options})
        finally:
            self.asked = self.cloud.asked[before:]

    @property
    def wrote(self):
        return [method for method in self.asked if method != "GET"]

    def row(self, name=None):
        """Nova's."""
        rows = self.connection.pages("compute", "/servers/detail", "servers", "listing servers",
                                     name=f"^{name or self.name}$")
        return rows[0] if rows else None

    def made(self, name, **options):
        """Beside ensure(): as others make one."""
        body = {"server": {"name": name, **options}}
        return self.connection.post("compute", "/servers", body, "creating one")["server"]["id"]

    def volume(self, name):
        rows = self.connection.pages("block-storage", "/volumes/detail", "volumes",
                                     "listing volumes", name=name)
        return rows[0] if rows else None

    def floating_ip(self):
        outside = Task(self.connection, SPECS).resolve("network", "public")
        body = {"floatingip": {"floating_network_id": outside}}
        return self.connection.post("network", "/floatingips", body, "creating one")["floatingip"]

    def is_there(self, address):
        return bool(floating.listed(self.connection, floating_ip_address=address))


@pytest.fixture
def servers(clouds):
    """Nothing is left afterwards."""
    found = Servers(clouds[False])
    before = {row["id"] for row in floating.listed(found.connection)}
    yield found
    for row in found.connection.pages("compute", "/servers/detail", "servers", "listing servers",
                                      name=f"^{NAME}"):
        found.task(row["id"], state="absent", delete_ips=True, terminate_volume=None)
    for row in floating.listed(found.connection):
        if row["id"] not in before and not row["port_id"]:
            floating.delete(found.connection, row["id"])
    found.cloud.clear("volume", {"name": DATA})


def refused(servers, *words, **options):
    """The error of a task that changes nothing."""
    with pytest.raises(CloudError) as error:
        servers.task(**options)
    assert servers.wrote == []
    for word in words:
        assert word in str(error.value)
    return error.value


def test_what_is_not_spoken_of_is_left_alone(servers):
    """S1 S2: metadata and tags that were not given were deleted, and values in two runs."""
    servers.task(**LEAST, auto_ip=False, metadata={"a": "1", "b": "1"}, tags=["x", "y"])
    assert not servers.task(**LEAST)["changed"] and servers.wrote == []
    assert servers.task(metadata={"a": "2"})["changed"]
    row = servers.row()
    assert (row["metadata"], sorted(row["tags"])) == ({"a": "2", "b": "1"}, ["x", "y"])
    assert not servers.task(metadata={"a": "2"}, description=None)["changed"]
    servers.task(metadata={"b": None})
    assert servers.row()["metadata"] == {"a": "2"}
    assert not servers.task(tags=[])["changed"]
    servers.task(tags=[], purge=True)
    assert (servers.row()["metadata"], servers.row()["tags"]) == ({"a": "2"}, [])


def test_a_task_that_changes_nothing_asks_little(servers):
    """One list of servers, and one look for each name that the list does not show."""
    servers.task(**LEAST, security_groups=["default"], metadata={"a": "1"}, tags=["x"])
    servers.task(flavor="m1.tiny", network="private", auto_ip=True, security_groups=["default"],
                 metadata="a=1", tags=["x"], flavor_include="tiny")
    assert servers.asked == ["GET"]
    servers.task(**LEAST)
    assert servers.asked == ["GET", "GET"]      # the image's name


def test_a_floating_ip_that_is_desired(servers):
    """S3 S8: a list of floating IPs was never carried out."""
    one, two = servers.floating_ip(), servers.floating_ip()
    addresses = [row["floating_ip_address"] for row in (one, two)]
    made = servers.task(**LEAST, auto_ip=False, floating_ips=addresses[:1])
    assert made["server"]["address"] == addresses[0]
    assert not servers.task(**LEAST, auto_ip=False, floating_ips=addresses[:1])["changed"]
    moved = servers.task(auto_ip=False, floating_ips=addresses[1:])
    assert moved["diff"] == {"before": {"floating_ips": addresses[:1]},
                             "after": {"floating_ips": addresses[1:]}}
    assert moved["server"]["address"] == moved["server"]["public_v4"] == addresses[1]
    assert all(map(servers.is_there, addresses))
    assert servers.task(floating_ips=[])["server"]["public_v4"] == ""
    assert not servers.task()["changed"]
    assert all(map(servers.is_there, addresses))
    refused(servers, "there is no floating IP 192.0.2.1 here", name=f"{NAME}-2", **LEAST,
            floating_ips=["192.0.2.1"])


@pytest.mark.parametrize(("option", "value", "words"), [
    ("image", "ubuntu-24.04", ["from 'debian-12 (", "to 'ubuntu-24.04'", "server_action"]),
    ("image", {"os_distro": "ubuntu"}, ["from 'debian-12 (", "ubuntu"]),
    ("image", "no-such-image", ["no-such-image"]),
    ("flavor", "m1.small", ["from 'm1.tiny' to 'm1.small'", "fleet"]),
    ("flavor", {"ram": 2048}, ["from 'm1.tiny'"]),
    ("flavor_ram", 2048, ["from '512 (m1.tiny)' to 2048"]),
    ("network", "public", ["from 'private' to 'public'"]),
    ("nics", [{"net-name": "public"}], ["from ['private'] to"]),
    ("key_name", "other", ["from nothing to 'other'"]),
    ("availability_zone", "moon", ["from 'nova' to 'moon'"]),
    ("userdata", "#other", ["cannot change userdata of server", "contract-standing"]),
    ("boot_from_volume", True, ["from False to True"]),
    ("config_drive", True, ["to True"]),
])
def test_what_cannot_be_changed_is_said(standing, option, value, words):
    """S4: the task was ok, whatever the server was made of."""
    refused(standing, *words, **{option: value})


@pytest.fixture(scope="module")
def standing(clouds):
    """Servers, one of which is there."""
    found = Servers(clouds[False], f"contract-standing-{os.getpid()}")
    found.task(**LEAST, auto_ip=False, userdata="#cloud-config")
    yield found
    found.task(state="absent")


@pytest.mark.parametrize("options", [
    LEAST, {"image": "debian-*", "flavor_ram": 256, "flavor_include": "tiny"},
    {"image": {"os_distro": "debian", "newest": True}, "flavor": {"vcpus": 1, "ram": 512}},
    {"nics": ["net-name=private"], "userdata": "#cloud-config", "availability_zone": "nova:host"},
    {"volume_size": 5, "boot_from_volume": False, "config_drive": False, "auto_ip": False}])
def test_what_is_up_to_date_is_left_alone(standing, options):
    assert not standing.task(**options)["changed"] and standing.wrote == []


def test_by_ids_as_well(standing):
    task = Task(standing.connection, SPECS)
    row, network = standing.row(), task.resolve("network", "private")
    port, = floating.ports_of(standing.connection, row["id"])
    assert not standing.task(
        name=row["id"], image=row["image"]["id"],
        flavor=task.resolve("compute_flavor", "m1.tiny"),
        nics=[{"net-id": network, "fixed_ip": port["fixed_ips"][0]["ip_address"]}])["changed"]
    assert not standing.task(nics=[{"port-id": port["id"]}])["changed"]
    refused(standing, "cannot change nics", nics=[{"net-id": network, "fixed_ip": "192.0.2.1"}])
    assert not standing.task(network=network,
                             security_groups=[task.resolve("security_group", "default")])["changed"]


def test_each_nic_needs_a_port_of_its_own(standing):
    port, = floating.ports_of(standing.connection, standing.row()["id"])
    for nics in (["net-name=private", "net-name=private"],
                 [{"port-id": port["id"]}, {"net-name": "private"}]):
        refused(standing, "cannot change nics", "multicloud.openstack.server_interface", nics=nics)


@pytest.mark.parametrize("groups", [[], ["default"]])
def test_a_network_without_port_security_has_no_groups(servers, groups):
    """The second run asked Nova for the group `default`, which it refuses there."""
    name = f"{NAME}-open"
    network = {"name": name, "port_security_enabled": False}
    subnet = {"name": name, "network": name, "cidr": "10.94.0.0/24"}
    desired = {**LEAST, "network": name, "security_groups": groups, "auto_ip": False}
    servers.cloud.ensure("network", **network)
    servers.cloud.ensure("subnet", **subnet)
    try:
        servers.task(**desired)
        assert not servers.task(**desired)["changed"] and servers.wrote == []
    finally:
        servers.task(state="absent")
        servers.cloud.clear("subnet", subnet)
        servers.cloud.clear("network", network)


def test_a_server_that_is_being_built_is_waited_for(servers):
    """S5."""
    made = servers.task(**LEAST, wait=False, metadata={"testcloud_boot_seconds": "15"})
    assert made["server"]["status"] == "BUILD"
    found = servers.task(**LEAST)
    assert not found["changed"] and found["server"]["status"] == "ACTIVE"


def test_a_server_in_error_is_an_error(servers):
    """S5 S10."""
    with pytest.raises(CloudError) as error:
        servers.task(**LEAST, auto_ip=False, metadata={"testcloud_fault": "error"})
    row = servers.row()
    assert row["id"] in str(error.value) and row["fault"]["message"] in str(error.value)
    assert error.value.more["id"] == row["id"]
    error = refused(servers, row["id"], row["fault"]["message"], "delete it first", **LEAST)
    assert servers.task(state="absent")["changed"] and servers.row() is None


def test_what_was_made_for_a_server_goes_with_it(servers):
    """S6: floating IPs and volumes were left."""
    made = servers.task(**LEAST, boot_from_volume=True)["server"]
    volume = made["attached_volumes"][0]["id"]
    assert servers.is_there(made["address"])
    assert not servers.task(**LEAST, boot_from_volume=True, volume_size=1)["changed"]
    refused(servers, "cannot change volume_size", "from 1 to 2", volume_size=2)
    servers.task(state="absent")
    assert not servers.is_there(made["address"])
    with pytest.raises(CloudError, match="could not be found"):
        servers.connection.get("block-storage", f"/volumes/{volume}", "reading a volume")


def test_what_was_there_before_stays(servers):
    """S6: and is deleted only if that is said."""
    for more, stays in (({}, True), ({"delete_ips": True}, False)):
        address = servers.floating_ip()["floating_ip_address"]
        servers.cloud.ensure("volume", name=DATA, size=1, image="debian-12")
        servers.task(flavor="m1.tiny", network="private", boot_volume=DATA,
                     floating_ips=[address])
        assert not servers.task(boot_volume=DATA)["changed"]
        terminate = {} if stays else {"terminate_volume": True}
        servers.task(state="absent", **more, **terminate)
        assert servers.is_there(address) is stays
        assert bool(servers.volume(DATA)) is stays


def test_what_becomes_of_a_volume_can_be_changed(servers):
    """S6: it counted at creation alone."""
    servers.cloud.ensure("volume", name=DATA, size=1, image="debian-12")
    servers.task(flavor="m1.tiny", network="private", auto_ip=False,
                 boot_volume=DATA)
    assert servers.task(terminate_volume=True)["changed"]
    assert not servers.task(terminate_volume=True)["changed"]
    servers.task(state="absent")
    assert not servers.volume(DATA)


def test_nobody_elses_floating_ip_is_taken(servers):
    """S7."""
    address = servers.floating_ip()["floating_ip_address"]
    made = servers.task(**LEAST)["server"]
    assert made["address"] != address
    servers.task(state="absent")
    assert servers.is_there(address)
    made = servers.task(**LEAST, reuse_ips=True)["server"]
    taken = made["address"]
    servers.task(state="absent")
    assert servers.is_there(taken)


def test_not_waiting_and_a_floating_ip(servers):
    """S9: the two excluded each other."""
    made = servers.task(**LEAST, wait=False, metadata={"testcloud_boot_seconds": "20"})["server"]
    assert made["status"] == "BUILD" and servers.is_there(made["address"])
    found = servers.task(**LEAST)
    assert not found["changed"] and found["server"]["address"] == made["address"]


def test_what_was_created_is_named_and_gone_on_with(servers):
    """S10: its id was lost."""
    with pytest.raises(CloudError) as error:
        servers.task(**LEAST, floating_ip_pools=["private"])    # from which there are none
    row = servers.row()
    assert row["id"] in str(error.value) and "still exists" in str(error.value)
    found = servers.task(**LEAST, floating_ip_pools=["public"])
    assert found["changed"] and found["server"]["id"] == row["id"] and found["server"]["public_v4"]
    assert not servers.task(**LEAST, floating_ip_pools=["public"])["changed"]


def test_a_floating_ip_that_is_gone_is_made_again(servers):
    """A run that ends before it was made is not the last word."""
    made = servers.task(**LEAST)["server"]
    for row in floating.on_server(servers.connection, made["id"]):
        floating.delete(servers.connection, row["id"])
    while made["address"] in str(servers.row()["addresses"]):
        time.sleep(1)
    found = servers.task(**LEAST)
    assert found["diff"] == {"before": {"auto_ip": False}, "after": {"auto_ip": True}}
    assert found["server"]["address"] not in ("", made["address"], None)
    assert not servers.task(**LEAST)["changed"]


def test_two_of_one_name(servers):
    """S11."""
    answer = servers.task(name=f"{NAME}-1", **LEAST, auto_ip=False)["server"]
    other = servers.made(f"{NAME}-1", imageRef=answer["image"]["id"], networks="none",
                         flavorRef=Task(servers.connection, SPECS).resolve(
                             "compute_flavor", "m1.tiny"))
    refused(servers, answer["id"], other, name=f"{NAME}-1", state="absent")
    servers.task(name=other, state="absent")
    assert servers.row(f"{NAME}-1")["id"] == answer["id"]


def test_a_boot_volume_has_a_type(servers):
    """S13."""
    options = {**LEAST, "auto_ip": False, "boot_from_volume": True, "volume_type": "__DEFAULT__"}
    servers.task(**options)
    assert not servers.task(**options)["changed"]
    refused(servers, "from '__DEFAULT__' to 'fast'", volume_type="fast")


def test_what_would_be_is_told(servers):
    """S14."""
    planned = servers.task(**LEAST, check=True, metadata={"a": "1"}, userdata="secret words")
    assert servers.wrote == [] and planned["diff"]["after"]["metadata"] == {"a": "1"}
    assert planned["server"]["name"] == NAME and planned["server"]["image_id"]
    assert planned["server"]["metadata"]["a"] == "1"
    assert "secret words" not in str(planned)
    refused(servers, "image", "no-such", **{**LEAST, "image": "no-such"})
    refused(servers, "new one needs flavor or flavor_ram", image="debian-12")


def test_where_it_is_reached(servers):
    """S16 S17: neither an address, nor whether it answers, nor why not."""
    made = servers.task(**LEAST, wait_port=SSH)["server"]
    assert made["address"] == made["interface_ip"] == made["public_v4"] != made["private_v4"]
    with pytest.raises(CloudError, match="port 9 of .* security group") as error:
        servers.task(wait_port=9, timeout=2)
    assert "console" in error.value.more
