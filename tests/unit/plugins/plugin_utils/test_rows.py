# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers of one target as plain data."""

from __future__ import annotations

import json
import socket
import threading

import pytest
from builders import A, C, addresses, marks, row, seat
from inventories import Cloud

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target
from ansible_collections.multicloud.openstack.plugins.module_utils._portable import reachable
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.address import (
    Preference,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    Server,
)
from ansible_collections.multicloud.openstack.plugins.plugin_utils.asked import (
    Asked,
    Bastions,
    Users,
)
from ansible_collections.multicloud.openstack.plugins.plugin_utils.details import DETAILS
from ansible_collections.multicloud.openstack.plugins.plugin_utils.rows import listed

SERVERS = "/servers/detail"
FLAVORS = [{"id": "7", "name": "small", "vcpus": 2, "ram": 512, "disk": 1}]
IMAGES = [{"id": "image-1", "name": "debian-12"}, {"id": "image-2", "name": "debian-13"}]
BOTH = addresses("10.0.0.1", "198.51.100.7")


def web(number=1, metadata=None, **more):
    return row(f"id-{number}", f"web-{number}", metadata or {}, **more)


def rows(answer, query=None, target=A, config=None, **options):
    return listed(Cloud(target, answer, config), Asked(query or {}, **options)).rows


def server(answer, **options):
    [found] = rows(answer, **options)
    return found["variables"]["server"]


def test_variables():
    raw = web(1, marks(), addresses=BOTH, tenant_id="p1",
              **{"OS-EXT-SRV-ATTR:hostname": "web-1"})
    [found] = rows([raw], target=C)
    assert found == {"groups": [], "chosen": [], "user": None, "variables": {
        "ansible_host": "198.51.100.7", "cloud": "c", "region_name": "north",
        "server": {**Server.of(raw, C).report(), "fleet": "web", "project_id": "p1",
                   "hostname": "web-1", "stale": False}}}
    assert json.dumps(found)


def test_what_a_cloud_does_not_say():
    [found] = rows([{"id": "x", "name": "x", "status": "ERROR"}])
    assert found["variables"]["ansible_host"] == "no-address.invalid"
    told = found["variables"]["server"]
    assert [told[key] for key in ("address", "fleet", "project_id", "hostname", "image_id")] == (
        [None] * 5)


def nested(depth):
    return [nested(depth - 1)] if depth else "x"


@pytest.mark.parametrize(("more", "told"), [
    ({"tenant_id": ["p1"]}, "is not a string"),
    ({"OS-EXT-SRV-ATTR:hostname": {}}, "is not a string"),
    ({"description": nested(300)}, "nested more than 20 times"),
    ({"flavor": {"original_name": "small", "extra_specs": {"x": nested(300)}}},
     "nested more than 20 times")])
def test_what_no_cloud_may_say(more, told):
    with pytest.raises(TypeError, match=told):
        rows([web(**more)], legacy_variables="openstack.cloud")


def test_a_detail_that_no_cloud_may_tell():
    volume = {"id": "v", "attachments": [{"server_id": "id-1"}], "size": nested(300)}
    with pytest.raises(TypeError, match="nested more than 20 times"):
        rows({SERVERS: [web()], "/volumes/detail": [volume]}, details=("volumes",))


def test_servers_of_any_state():
    states = ["ACTIVE", "BUILD", "ERROR", "SHUTOFF", "DELETED", "something new"]
    found = rows([web(number, status=state) for number, state in enumerate(states)])
    assert [one["variables"]["server"]["status"] for one in found] == states


@pytest.mark.parametrize("found", [{}, addresses("-oProxyCommand=id"), addresses("example.org"),
                                   addresses("10.0.0.1 -o x"), addresses("127.0.0.1")])
@pytest.mark.parametrize("preferred", [(), (Preference(type="public"), Preference())])
def test_nothing_but_an_address_is_connected_to(found, preferred):
    [one] = rows([web(addresses=found)], addresses=preferred)
    assert one["variables"]["ansible_host"] == "no-address.invalid"


# What is asked

@pytest.mark.parametrize(("options", "query"), [
    ({}, {}),
    ({"query": {"status": ["ACTIVE", "ERROR"]}}, {"status": ["ACTIVE", "ERROR"]}),
    ({"fleet": "web"}, {"tags": "multicloud_fleet=web"}),
    ({"fleet": "web", "query": {"tags": "a,b"}}, {"tags": "a,b,multicloud_fleet=web"}),
])
def test_one_request(options, query):
    cloud = Cloud(A, [])
    listed(cloud, Asked(**{"query": {}, **options}))
    assert cloud.asked == [("compute", SERVERS, query)]


def test_a_cloud_without_tags():
    cloud = Cloud(A, [web(1, marks()), web(2)])
    cloud.microversion = "2.1"
    found = listed(cloud, Asked({}, fleet="web")).rows
    assert cloud.asked == [("compute", SERVERS, {})] and len(found) == 1


@pytest.mark.parametrize(("query", "sent"), [
    ({"image": "debian-13"}, {"image": "image-2"}), ({"image": "image-1"}, {"image": "image-1"}),
    ({"flavor": "small"}, {"flavor": "7"}), ({"flavor": "7"}, {"flavor": "7"}),
    ({"flavor": "small", "image": "debian-12", "name": "debian-12"},
     {"flavor": "7", "image": "image-1", "name": "debian-12"}),
])
def test_images_and_flavors_by_their_names(query, sent):
    cloud = Cloud(A, {"/images": IMAGES, "/flavors/detail": FLAVORS, SERVERS: [web()]})
    assert len(listed(cloud, Asked(query)).rows) == 1
    assert cloud.asked[-1] == ("compute", SERVERS, sent)
    assert len(cloud.asked) == 1 + len(query.keys() & {"image", "flavor"})


@pytest.mark.parametrize("query", [{"image": "windows"}, {"flavor": "huge"}])
def test_a_cloud_that_has_none_of_this_name_has_no_such_server(query):
    cloud = Cloud(A, {"/images": IMAGES, "/flavors/detail": FLAVORS, SERVERS: [web()]})
    found = listed(cloud, Asked(query))
    assert (found.rows, found.failures) == ([], [])
    assert SERVERS not in [path for _service, path, _query in cloud.asked]


def test_a_name_that_several_images_have():
    with pytest.raises(CloudError, match="2 images are named 'debian'") as error:
        rows({"/images": [{"id": "1", "name": "debian"}, {"id": "2", "name": "debian"}]},
             {"image": "debian"})
    assert error.value.kind == "ambiguous"


@pytest.mark.parametrize("path", [SERVERS, "/images"])
def test_what_fails(path):
    down = CloudError("unreachable", "nobody is there", A)
    with pytest.raises(CloudError, match="nobody is there"):
        rows({"/images": IMAGES, path: down}, {"image": "image-1"})


# Addresses

NETWORKS = {"inner": [{"addr": "10.0.0.1", "version": 4}, {"addr": "2001:db8::1", "version": 6}],
            "mgmt-1": [{"addr": "10.1.0.1", "version": 4}]}


@pytest.mark.parametrize(("config", "preferred", "address"), [
    ({}, [], "10.0.0.1"),
    ({}, [{"network": "mgmt-*"}], "10.1.0.1"),
    ({}, [{"type": "floating"}], None),
    ({}, [{"type": "floating"}, {"ip_version": 6}], "2001:db8::1"),
    ({"networks": [{"name": "mgmt-1", "default_interface": True}]}, [], "10.1.0.1"),
    ({"networks": [{"name": "mgmt-1", "default_interface": True}]}, [{"network": "inner"}],
     "10.0.0.1"),
    ({"networks": [{"name": "mgmt-1", "default_interface": False}]}, [], "10.0.0.1"),
])
def test_the_address_to_connect_to(config, preferred, address):
    [found] = rows([web(addresses=NETWORKS)], config=config,
                   addresses=tuple(map(Preference.of, preferred)))
    assert found["variables"]["server"]["address"] == address
    assert found["variables"]["ansible_host"] == (address or "no-address.invalid")


def test_the_kind_of_address_that_a_server_was_made_for():
    found = server([web(metadata={"multicloud_ip_version": "6"}, addresses=NETWORKS)])
    assert found["address"] == "2001:db8::1"


HERE = Target("a", loopback=True)


def local(*texts):
    return {"net": [{"addr": text, "version": 4} for text in texts]}


@pytest.fixture
def port():
    """One on which 127.0.0.2 answers, and 127.0.0.5 does not."""
    with socket.create_server(("127.0.0.2", 0)) as listening:
        yield listening.getsockname()[1]


def test_the_first_address_that_answers(port):
    found = rows([web(1, addresses=local("127.0.0.5", "127.0.0.2")),
                  web(2, addresses=local("127.0.0.3", "127.0.0.5")),
                  web(3, addresses=local("127.0.0.5")), web(4, addresses={})],
                 reachable_port=port, target=HERE)
    assert [one["variables"]["server"]["address"] for one in found] == [
        "127.0.0.2", "127.0.0.3", "127.0.0.5", None]


def test_the_first_address_that_answers_of_those_that_are_meant(port):
    found = server([web(addresses={**local("127.0.0.2"), "mgmt": [
        {"addr": "127.0.0.5", "version": 4}, {"addr": "127.0.0.4", "version": 4}]})],
        reachable_port=port, target=HERE, addresses=(Preference(network="mgmt"),))
    assert found["address"] == "127.0.0.5"


def test_addresses_are_tried_side_by_side_and_a_single_one_is_not(monkeypatch):
    tried, all_at_once = [], threading.Barrier(20)

    def connect(where, _patience):
        tried.append(where)
        all_at_once.wait(60)
        raise TimeoutError
    monkeypatch.setattr(reachable.socket, "create_connection", connect)
    rows([web(number, addresses=local("10.0.0.1", "10.0.0.2")) for number in range(20)]
         + [web(50, addresses=local("10.0.0.3"))], reachable_port=22)
    assert sorted(tried) == [("10.0.0.1", 22)] * 20 + [("10.0.0.2", 22)] * 20


# Details

def test_details():
    answer = {SERVERS: [web(), web(2, image="")], "/images": IMAGES, "/flavors/detail": FLAVORS,
              "/volumes/detail": [{"id": "v", "attachments": [{"server_id": "id-2"}]}]}
    one, two = rows(answer, details=("image", "flavor", "volumes"))
    one, two = one["variables"]["server"], two["variables"]["server"]
    assert (one["image"], one["image_id"], one["flavor"], one["ram"]) == (
        "debian-12", "image-1", "small", 512)
    assert (two["image"], two["image_id"]) == (None, None)
    assert (one["volumes"], [volume["id"] for volume in two["volumes"]]) == ([], ["v"])


def test_a_detail_that_cannot_be_had():
    failure = CloudError("forbidden", "not for you", A, "listing volumes")
    found = listed(Cloud(A, {SERVERS: [web()], "/volumes/detail": failure}),
                   Asked({}, details=("volumes",)))
    assert found.failures == [failure]
    assert found.rows[0]["variables"]["server"]["volumes"] == []


@pytest.mark.parametrize("flavors", [[], CloudError("timeout", "no answer in time", A)])
def test_the_name_of_a_flavor_that_is_not_in_the_list(flavors):
    found = server({SERVERS: [web()], "/flavors/detail": flavors}, details=("flavor",))
    assert (found["flavor"], found["flavor_id"], found["ram"]) == ("small", None, None)


def test_the_name_of_a_flavor_where_nova_gives_its_id():
    found = server({SERVERS: [web(flavor={"id": "7"})], "/flavors/detail": FLAVORS},
                   details=("flavor",))
    assert found["flavor"] == "small"


def test_nothing_is_listed_twice():
    cloud = Cloud(A, {SERVERS: [web(number) for number in range(30)]})
    listed(cloud, Asked({}, details=tuple(DETAILS)))
    assert len(cloud.asked) == 1 + len({detail.path for detail in DETAILS.values()})


# What playbooks for others need

@pytest.mark.parametrize("options", [{}, {"legacy_groups": False, "legacy_variables": None}])
def test_nothing_of_others_unless_it_is_asked_for(options):
    [found] = rows([web()], **options)
    assert found["groups"] == found["chosen"] == [] and "openstack" not in found["variables"]


def test_groups_of_openstack_cloud():
    [found] = rows([web(metadata={"group": "db"})], target=C, legacy_groups=True)
    assert {"c", "north", "c_north", "meta-group_db", "instance-id-1"} <= {*found["groups"]}
    assert "db" in found["chosen"]


@pytest.mark.parametrize(("kind", "preferred", "address"), [
    ("openstack.cloud", [], "198.51.100.7"), ("shade", [], "198.51.100.7"),
    ("openstack.cloud", [{"type": "fixed"}], "10.0.0.1"),
    ("shade", [{"type": "fixed"}], "10.0.0.1"),
])
def test_variables_of_others(kind, preferred, address):
    [found] = rows([web(addresses=BOTH)], legacy_variables=kind,
                   addresses=tuple(map(Preference.of, preferred)))
    variables = found["variables"]
    assert variables["openstack"]["id"] == variables["server"]["id"] == "id-1"
    assert variables["ansible_host"] == address
    assert variables["ansible_ssh_host"] == address
    assert json.dumps(found)


def test_variables_of_others_where_there_is_no_address():
    [found] = rows([web(addresses={})], legacy_variables="openstack.cloud")
    assert found["variables"]["ansible_host"] == "no-address.invalid"
    assert "ansible_ssh_host" not in found["variables"]


@pytest.mark.parametrize("kind", ["openstack.cloud", "shade"])
def test_variables_of_others_with_details(kind):
    answer = {SERVERS: [web(), web(2, image={"id": "gone"})], "/images": IMAGES,
              "/flavors/detail": FLAVORS, "/volumes/detail": [
                  {"id": "v", "name": "data", "attachments": [{"server_id": "id-1"}]}]}
    one, two = rows(answer, details=("image", "flavor", "volumes"), legacy_variables=kind)
    one, two = one["variables"]["openstack"], two["variables"]["openstack"]
    assert [volume["id"] for volume in one["volumes"]] == ["v"] and two["volumes"] == []
    assert one["image"]["id"] == "image-1" and two["image"]["id"] == "gone"
    assert json.dumps([one, two])


# Logins

BEHIND = {**marks(seat(1, "web")), "multicloud_through": "bastion"}
JUMP = row("jump", "web-bastion-1", marks(seat(1, "bastion")), addresses=BOTH)


@pytest.mark.parametrize(("more", "host"), [
    ([JUMP], "10.0.0.1"), ([], "no-address.invalid"),
    ([{**JUMP, "status": "ERROR"}], "no-address.invalid"),
    ([{**JUMP, "tenant_id": "another"}], "no-address.invalid"),
    ([{**JUMP, "metadata": marks(seat(1, "bastion"), fleet_name="other")}], "no-address.invalid")])
def test_behind_a_bastion(more, host):
    answer = listed(Cloud(A, [web(1, BEHIND), *more], None), Asked({}))
    variables = answer.rows[0]["variables"]
    assert variables["ansible_host"] == host
    assert ("ansible_ssh_common_args" in variables) is (host == "10.0.0.1")
    assert [(one.kind, one.target, one.action) for one in answer.failures] == (
        [] if host == "10.0.0.1" else [("bastion", A, "server web-1")])
    assert not any("ansible_ssh_common_args" in one["variables"] for one in answer.rows[1:])


@pytest.mark.parametrize(("how", "users", "words"), [
    ({}, None, "-l %r"), ({"user": "me"}, None, "-l me"), ({}, Users(), "-l debian"),
    ({"user": "me"}, Users(), "-l me")])
def test_whom_to_log_in_as_at_a_bastion(how, users, words):
    cloud = Cloud(A, {SERVERS: [web(1, BEHIND), JUMP],
                      "/images": [{"id": "image-1", "os_distro": "debian"}]})
    found = listed(cloud, Asked({}, bastions=Bastions(**how), users=users)).rows
    assert words in found[0]["variables"]["ansible_ssh_common_args"]


@pytest.mark.parametrize(("users", "user", "asked"), [
    (None, None, 1), (Users(), "debian", 2), (Users({"debian": "me"}), "me", 2)])
def test_users_cost_a_list_of_images_where_they_are_asked_for(users, user, asked):
    volume = web(2, {"multicloud_image": "image-1"}, image="")
    cloud = Cloud(A, {SERVERS: [web(1), volume, web(3, image={"id": "image-2"})],
                      "/images": [{"id": "image-1", "os_distro": "debian"}, {"id": "image-2"}]})
    found = listed(cloud, Asked({}, users=users)).rows
    assert [one["user"] for one in found] == [user, user, None]
    assert len(cloud.asked) == asked
    assert all(("os_distro" in one["variables"]["server"]) is bool(users) for one in found)


PRICES = ({"cloud": "a", "flavors": {"small": 0.5}, "floating_ip": 0.25,
           "volume_types": {"default": 0.01}},)


@pytest.mark.parametrize(("raw", "details", "price"), [
    (web(1), (), 0.5), (web(1, addresses=BOTH), (), 0.75),
    (web(1, flavor={"original_name": "huge"}), (), None), (web(1), ("volumes",), 0.6)])
def test_prices(raw, details, price):
    cloud = {SERVERS: [raw], "/volumes/detail": [
        {"id": "v", "size": 10, "attachments": [{"server_id": "id-1"}]}]}
    assert server(cloud, prices=PRICES, details=details)["price"] == price
    assert "price" not in server(cloud)
