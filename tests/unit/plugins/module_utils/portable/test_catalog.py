# SPDX-License-Identifier: GPL-3.0-or-later
"""What a target has for a wish, in as few questions as that takes."""

from __future__ import annotations

import pytest
from builders import A, answer
from fakes import Canned, FakeRegion

from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils.portable.catalog import Catalog

FLAVORS = {"flavors": [{"id": "flavor-1", "name": "small", "vcpus": 1, "ram": 512}]}
IMAGES = [{"id": "image-1", "name": "debian-12"}, {"id": "image-2", "name": "debian-13"}]
NETWORKS = {"networks": [{"id": "net-1", "name": "private", "router:external": False},
                         {"id": "net-2", "name": "public", "router:external": True}]}


def cloud(region=None):
    def images(query):
        return {"images": [row for row in IMAGES if query.get("name") in (None, row["name"])]}
    connection = Canned({"GET /images": images, "GET /flavors/detail": FLAVORS,
                         "GET /networks": NETWORKS})
    connection.region = region or FakeRegion()
    return connection


class Region(FakeRegion):
    """A cloud whose clouds.yaml says something."""

    def __init__(self, external=(), nat_source=None, default=None, **config):
        self.external, self.nat_source, self.default = external, nat_source, default
        self.config = config

    def get_external_ipv4_networks(self):
        return list(self.external)

    def get_nat_source(self):
        return self.nat_source

    def get_default_network(self):
        return self.default


def ask(connection, image="debian-12", network=None, auto_ip=True):
    return Catalog(connection).answer(image=image, flavor="small", network=network,
                                      auto_ip=auto_ip)


@pytest.mark.parametrize(("region", "network", "auto_ip", "wanted"), [
    (None, None, True, {"floating": "net-2"}),
    (None, None, False, {}),
    (None, "public", True, {"network": "net-2"}),
    (Region(external=["private"]), None, True, {}),
    (Region(nat_source="private"), None, True, {"floating": "net-1"}),
    (Region(default="public"), None, True, {"network": "net-2"}),
    (Region(floating_ip_source="None"), None, True, {}),
    (Region(floating_ip_source="neutron"), None, True, {"floating": "net-2"}),
])
def test_the_answer_to_a_wish(region, network, auto_ip, wanted):
    assert ask(cloud(region), network=network, auto_ip=auto_ip) == answer(**wanted)


@pytest.mark.parametrize(("image", "wanted", "requests"), [
    ("debian-13", "image-2", 1), ("image-2", "image-2", 2)])
def test_an_image_by_name_or_id(image, wanted, requests):
    connection = cloud()
    assert ask(connection, image=image).image == wanted
    assert [path for _method, path, _query in connection.calls].count("/images") == requests


def test_networks_are_listed_once():
    connection = cloud()
    ask(connection)
    assert [path for _method, path, _query in connection.calls] == [
        "/images", "/flavors/detail", "/networks"]


@pytest.mark.parametrize(("wish", "option"), [({"image": "x"}, "image"),
                                              ({"network": "x"}, "network")])
def test_what_is_not_there_is_said_with_the_option_that_names_it(wish, option):
    with pytest.raises(CloudError) as error:
        ask(cloud(), **wish)
    assert (error.value.kind, error.value.target, error.value.action) == ("not_found", A, option)
