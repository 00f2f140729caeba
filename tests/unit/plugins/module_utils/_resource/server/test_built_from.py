# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server was made of, told from its row as far as that goes."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import addresses
from fakes import Canned, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.built_from import (  # noqa: E501
    BuiltFrom,
    each_has_its_own,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.digest import (
    digest,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.options import (
    prepared,
)

ROW = {"id": "s-1", "name": "web", "status": "ACTIVE", "image": {"id": "i-1"}, "metadata": {},
       "addresses": addresses(), "os-extended-volumes:volumes_attached": [],
       "flavor": {"original_name": "small", "vcpus": 1, "ram": 512, "disk": 5, "extra_specs": {}}}
ON_VOLUME = {"image": "", "os-extended-volumes:volumes_attached": [{"id": "v-1"}, {"id": "v-2"}]}
IMAGE = {"id": "i-1", "name": "debian-12", "os_distro": "debian"}
VOLUME = {"volume": {"bootable": "true", "size": 5, "volume_type": "fast",
                     "volume_image_metadata": {"image_id": "i-1", "image_name": "debian-12",
                                               "os_distro": "debian"}}}
PORTS = {"ports": [{"id": "p-1", "name": "first", "network_id": "n-1",
                    "fixed_ips": [{"ip_address": "10.0.0.1"}]}]}
TWO = [{"addr": f"10.0.0.{number}", "version": 4, "OS-EXT-IPS-MAC:mac_addr": f"02:0{number}"}
       for number in (1, 1, 2)]     # the first of two ports has two addresses
CLOUD = {"GET /images/i-1": IMAGE, "GET /volumes/v-1": VOLUME, "GET /ports": PORTS,
         "GET /networks": {"networks": [{"id": "n-1"}]},
         "GET /flavors/f-1": {"flavor": {"id": "f-1", "name": "small"}},
         "GET /flavors/f-2": {"flavor": {"id": "f-2", "name": "large"}},
         "GET /flavors/large": refusal("not_found"),
         "GET /flavors/a%2Fb": refusal("not_found")}


WARNINGS: list[str] = []


@pytest.fixture(autouse=True)
def without_warnings():
    WARNINGS.clear()


def read(given, row=None, cloud=None):
    """(what is read of the options, the paths that were asked)."""
    from openstack.compute.v2.server import Server
    connection = Canned({**CLOUD, **(cloud or {})})
    api = SimpleNamespace(connection=connection, given=prepared({"name": "web", **given}),
                          task=SimpleNamespace(warnings=WARNINGS))
    found = BuiltFrom().read(api, Server.existing(**{**ROW, **(row or {})}))
    return found, [path for _method, path, _query in connection.calls]


# what is desired; the row; what has to be asked
SAME = [
    ("image-by-id", {"image": "i-1"}, {}, []),
    ("image-by-name", {"image": "debian-12"}, {}, ["/images/i-1"]),
    ("image-by-pattern", {"image": "debian-*"}, {}, ["/images/i-1"]),
    ("image-by-properties", {"image": {"os_distro": "debian", "newest": True}}, {},
     ["/images/i-1"]),
    ("image-on-volume", {"image": "debian-12", "volume_size": 4, "volume_type": "fast",
                         "boot_from_volume": True}, ON_VOLUME, ["/volumes/v-1"]),
    ("flavor-by-name", {"flavor": "small"}, {}, []),
    ("flavor-by-id", {"flavor": "f-1"}, {}, ["/flavors/f-1"]),
    ("flavor-by-size", {"flavor": {"ram": 512}}, {}, []),
    ("flavor-of-an-old-nova", {"flavor": "small"}, {"flavor": {"id": "f-1"}}, ["/flavors/f-1"]),
    ("flavor-ram", {"flavor_ram": 256, "flavor_include": "mal"}, {}, []),
    ("network-by-name", {"network": "private"}, {}, []),
    ("network-by-id", {"network": "n-1"}, {}, ["/ports"]),
    ("network-without-addresses", {"network": "quiet"}, {"addresses": {}},
     ["/ports", "/networks"]),
    ("network-while-it-is-built", {"network": "public"}, {"status": "BUILD", "addresses": {}}, []),
    ("nics", {"nics": ["net-name=private"]}, {}, []),
    ("nics-by-port", {"nics": ["port-id=p-1"]}, {}, ["/ports"]),
    ("nics-by-name-of-port", {"nics": ["port-name=first"]}, {}, ["/ports"]),
    ("nics-twice", {"nics": ["net-name=private", "net-name=private"]},
     {"addresses": {"private": TWO}}, []),
    ("nics-with-an-address", {"nics": [{"net-id": "n-1", "fixed_ip": "10.0.0.1"}]}, {},
     ["/ports"]),
    ("userdata", {"userdata": "x"}, {"metadata": {"multicloud_userdata": digest("x")}}, []),
    ("userdata-of-others", {"userdata": "x"}, {}, []),
    ("no-volume", {"boot_from_volume": False, "volume_size": 5, "volume_type": "a"}, {}, []),
]
# what is desired; the row; what is said of it
OTHER = [
    ("image", {"image": "debian-13"}, {}, "debian-12 (i-1)"),
    ("image-by-id", {"image": "i-2"}, {}, "debian-12 (i-1)"),
    ("image-of-a-volume", {"image": "debian-13"}, ON_VOLUME, "debian-12 (i-1)"),
    ("image-of-an-empty-volume", {"image": "debian-12"},
     {"image": "", "os-extended-volumes:volumes_attached": []}, None),
    ("flavor", {"flavor": "large"}, {}, "small"), ("flavor-by-id", {"flavor": "f-2"}, {}, "small"),
    ("flavor-with-a-slash", {"flavor": "a/b"}, {}, "small"),
    ("flavor-by-size", {"flavor": {"ram": 1024}}, {}, "small"),
    ("flavor-ram", {"flavor_ram": 1024}, {}, "512 (small)"),
    ("flavor-part", {"flavor_ram": 512, "flavor_include": "x"}, {}, "small"),
    ("network", {"network": "n-2"}, {}, "private"),
    ("nics", {"nics": ["port-id=p-2"]}, {}, ["private"]),
    ("nics-twice", {"nics": ["net-name=private", "net-name=private"]}, {}, ["private"]),
    ("nics-thrice", {"nics": ["net-name=private", "net-name=private", "net-name=private"]},
     {"addresses": {"private": TWO}}, ["private"]),
    ("nics-of-one-port", {"nics": ["net-name=private", "port-id=p-1"]}, {}, ["private"]),
    ("nics-with-an-address", {"nics": [{"net-id": "n-1", "fixed_ip": "10.0.0.2"}]}, {},
     ["private"]),
    ("userdata", {"userdata": "y"}, {"metadata": {"multicloud_userdata": digest("x")}}, "another"),
    ("volume", {"boot_from_volume": False}, ON_VOLUME, True),
    ("volume-size", {"volume_size": 6}, ON_VOLUME, 5),
    ("volume-type", {"volume_type": "slow"}, ON_VOLUME, "fast"),
]


@pytest.mark.parametrize(("desired", "row", "asked"), [pytest.param(*line[1:], id=line[0])
                                                       for line in SAME])
def test_what_is_up_to_date(desired, row, asked):
    found, paths = read(desired, row)
    fields = BuiltFrom.fields
    assert paths == asked
    for option, value in prepared({"name": "web", **desired}).items():
        if callable(fields.get(option) and fields[option].compare):
            assert fields[option].compare(found[option], value)
        elif option in fields:
            assert found[option] == value


@pytest.mark.parametrize(("desired", "row", "there"), [pytest.param(*line[1:], id=line[0])
                                                       for line in OTHER])
def test_what_is_not(desired, row, there):
    found, _paths = read(desired, row, {"GET /networks": {"networks": []}})
    option = list(desired)[-1]
    assert found[option] == there


@pytest.mark.parametrize(("choices", "found"), [
    ([], True), ([set()], False), ([{"a"}, {"a"}], False), ([{"a", "b"}, {"a"}], True),
    ([{"a", "b", "c"}, {"a", "b"}, {"a"}], True), ([{"a", "b"}, {"a", "b"}, {"a", "b"}], False)])
def test_each_nic_has_a_port_of_its_own(choices, found):
    assert each_has_its_own(choices) is found


@pytest.mark.parametrize(("image", "same"), [
    ("debian-12", True), ({"os_distro": "debian"}, True), ("i-1", True),
    ("3aa4b0f0-1111-4222-8333-444455556666", False)])
def test_an_image_that_is_gone_is_known_by_its_id(image, same):
    found, _paths = read({"image": image}, cloud={"GET /images/i-1": refusal("not_found")})
    assert found["image"] == (image if same else "i-1")
    assert len(WARNINGS) == (same and image != "i-1")


def test_only_what_is_given_is_read():
    assert read({}) == ({}, [])
