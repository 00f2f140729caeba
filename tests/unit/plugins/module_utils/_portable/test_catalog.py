# SPDX-License-Identifier: GPL-3.0-or-later
"""What a target has for a spec, in as few questions as that takes."""

from __future__ import annotations

import pytest
from builders import A, resolved
from fakes import Canned, FakeRegion, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable import flavor
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.catalog import Catalog
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.image import (
    ImageRequirement,
)

FLAVORS = {"flavors": [{"id": "flavor-1", "name": "small", "vcpus": 1, "ram": 512, "disk": 1}]}
IMAGES = [{"id": f"image-{number}", "name": f"debian-{version}", "status": "active",
           "os_distro": "debian", "os_version": version, "min_ram": ram}
          for number, version, ram in ((1, "12", 0), (2, "13", 1024))]
SUBNETS = {"subnets": [{"network_id": "net-1", "cidr": "2001:db8::/64"}]}
NETWORKS = {"networks": [{"id": "net-1", "name": "private", "router:external": False},
                         {"id": "net-2", "name": "public", "router:external": True}]}


def cloud(region=None, **resolutions):
    def images(query):
        filters = {key: value for key, value in query.items() if key != "limit"}
        return {"images": [row for row in IMAGES if filters.items() <= row.items()]}
    connection = Canned({"GET /images": images, "GET /flavors/detail": FLAVORS,
                         "GET /networks": NETWORKS, "GET /subnets": SUBNETS, **resolutions})
    connection.region = region or FakeRegion()
    return connection


def paths(connection):
    return [path for _method, path, _query in connection.calls]


class Region(FakeRegion):
    """A cloud whose clouds.yaml says something."""

    def __init__(self, external=(), nat_source=None, nat_destination=None, default=None, **config):
        self.external, self.nat_source, self.default = external, nat_source, default
        self.nat_destination, self.config = nat_destination, config

    def get_external_ipv4_networks(self):
        return list(self.external)

    def get_nat_source(self):
        return self.nat_source

    def get_nat_destination(self):
        return self.nat_destination

    def get_default_network(self):
        return self.default


def ask(connection, image="debian-12", flavor="small", **spec):
    return Catalog(connection).resolve(image=image, flavor=flavor, **spec)


FLOATING = {"address": "floating", "floating": "net-2", "floating_from": "public"}
PUBLIC = {"network": "net-2", "network_name": "public", "address": "direct"}


@pytest.mark.parametrize(("region", "spec", "expected"), [
    (None, {}, FLOATING),
    (None, {"auto_ip": False}, {}),
    (None, {"network": "public"}, PUBLIC),
    (None, {"ip_version": "4"}, FLOATING),
    (None, {"ip_version": "6"}, {"address": "direct"}),
    (Region(external=["private"]), {}, {"address": "direct"}),
    (Region(external=["private"]), {"auto_ip": False}, {"address": "direct"}),
    (Region(nat_source="private"), {}, {"address": "floating", "floating": "net-1",
                                        "floating_from": "private"}),
    (Region(default="public"), {}, PUBLIC),
    (Region(nat_destination="public"), {}, PUBLIC),
    (Region(floating_ip_source="None"), {}, {}),
    (Region(floating_ip_source=None), {}, {}),
    (Region(floating_ip_source="neutron"), {}, FLOATING),
    (Region(floating_ip_source="nova"), {}, FLOATING),
])
def test_the_answer_to_a_spec(region, spec, expected):
    assert ask(cloud(region), **spec) == resolved(**expected)


def test_of_several_external_networks_that_which_a_router_leads_to():
    networks = {"networks": [*NETWORKS["networks"], {"id": "net-3", "name": "b"}, {
        "id": "net-4", "name": "other", "router:external": True}]}
    connection = cloud(**{
        "GET /networks": networks,
        "GET /routers": {"routers": [
            {"id": "r-1", "external_gateway_info": {"network_id": "net-4"}},
            {"id": "r-2", "external_gateway_info": None}]},
        "GET /ports": {"ports": [{"device_id": "r-1", "network_id": "net-1"},
                                 {"device_id": "r-2", "network_id": "net-3"},
                                 {"device_id": "hidden", "network_id": "net-3"}]}})
    catalog = Catalog(connection)
    for _time in range(2):
        found = catalog.resolve(network="private")
        assert (found.floating, found.floating_from) == ("net-4", "other")
    assert paths(connection) == ["/networks", "/routers", "/ports"]
    with pytest.raises(CloudError, match="mark one of other, public with nat_source"):
        catalog.resolve(network="b")


def test_what_has_no_name_is_called_by_its_id():
    images = {"images": [{**IMAGES[0], "name": None}]}
    flavors = {"flavors": [{**FLAVORS["flavors"][0], "name": None}]}
    found = ask(cloud(**{"GET /images": images, "GET /flavors/detail": flavors}),
                ImageRequirement(os_distro="debian"), "flavor-1")
    assert (found.image_name, found.flavor_name) == ("image-1", "flavor-1")


def test_sizes_that_are_no_numbers():
    flavors = {"flavors": [{**FLAVORS["flavors"][0], "ram": "much"}]}
    with pytest.raises(TypeError, match="not a whole number"):
        ask(cloud(**{"GET /flavors/detail": flavors}))


def test_what_is_not_asked_for_is_not_answered():
    connection = cloud()
    nothing = dict.fromkeys(("image", "image_name", "flavor", "flavor_name", "vcpus", "ram",
                             "disk"))
    assert Catalog(connection).resolve() == resolved(**nothing, **FLOATING)
    assert paths(connection) == ["/networks"]


def test_networks_that_are_no_matter_are_not_listed():
    connection = cloud()
    found = Catalog(connection).resolve(image="debian-12", placed=True, auto_ip=True)
    assert (found.network, found.address, found.floating) == ("", "none", None)
    assert paths(connection) == ["/images"]


@pytest.mark.parametrize(("image", "expected", "requests"), [
    ("debian-13", "image-2", 1), ("image-2", "image-2", 2)])
def test_an_image_by_name_or_id(image, expected, requests):
    connection = cloud()
    assert ask(connection, image=image).image == expected
    assert paths(connection).count("/images") == requests


UUID = "0427811d-67b1-4014-b6bf-f3678c05eaad"


@pytest.mark.parametrize("more", [
    {}, {"os_hidden": True}, {"visibility": "community"},
    {"visibility": "shared"},       # and not accepted
])
def test_an_image_that_no_list_has_is_asked_for_by_its_id(more):
    connection = cloud(**{f"GET /images/{UUID}": {**IMAGES[0], "id": UUID, **more}})
    catalog = Catalog(connection)
    for _time in range(2):
        assert catalog.resolve(image=UUID, flavor="small").image == UUID
    assert [path for path in paths(connection) if "images" in path] == [f"/images/{UUID}"]


def test_an_id_of_no_image():
    connection = cloud(**{f"GET /images/{UUID}": refusal("not_found")})
    with pytest.raises(CloudError, match=f"there is no image '{UUID}' here; there are debian-12"):
        ask(connection, image=UUID)
    connection = cloud(**{f"GET /images/{UUID}": {**IMAGES[0], "id": UUID, "status": "queued"}})
    with pytest.raises(CloudError, match=f"the image '{UUID}' cannot be used: it is queued"):
        ask(connection, image=UUID)


def test_a_hidden_image_is_said_to_be_hidden():
    """Glance lists these only if it is asked for them."""
    def images(query):
        hidden = {**IMAGES[0], "name": "old", "os_hidden": True}
        return {"images": [hidden] if query.get("os_hidden") else
                [row for row in IMAGES if query.get("name") in (None, row["name"])]}
    with pytest.raises(CloudError, match="the image 'old' cannot be used: it is hidden: name it"):
        ask(cloud(**{"GET /images": images}), image="old")


def test_why_an_image_was_chosen():
    connection = cloud()
    assert ask(connection).image_reason is None
    found = ask(connection, ImageRequirement(os_distro="debian", newest=True))
    assert found.image_reason == "the newest of 2 public images that fit"
    assert found.report()["image_reason"] == found.image_reason


def test_a_shared_image_has_to_be_accepted_by_the_project():
    """Administrators see those of all: one request tells, and none for those that are public."""
    shared = {**IMAGES[0], "visibility": "shared", "owner": "another"}
    for status, found in (("accepted", "image-1"), ("pending", None)):
        connection = cloud(**{"GET /images": {"images": [shared]},
                              "GET /images/image-1/members/project": {"status": status}})
        try:
            assert ask(connection).image == found
        except CloudError as error:
            assert (error.kind, found) == ("not_found", None)


THEIRS = {"networks": [
    {"id": "1", "name": "private", "project_id": "another"},
    {"id": "2", "name": "shared", "project_id": "another", "shared": True},
    {"id": "3", "name": "public", "project_id": "another", "router:external": True},
    {"id": "4", "name": "private", "project_id": "project"},
    {"id": "5", "name": "shared", "project_id": "project"}]}


@pytest.mark.parametrize(("network", "expected"), [
    ("private", "4"), ("shared", "5"), ("public", "3"), ("1", "1"), ("2", "2")])
def test_a_network_is_one_of_the_project_or_shared(network, expected):
    connection = cloud(**{"GET /networks": THEIRS})
    assert ask(connection, network=network).network == expected
    assert Catalog(connection).network(network)["id"] == expected
    assert {row["id"] for row in Catalog(connection).networks()} == {"2", "3", "4", "5"}


def test_networks_of_others_do_not_count():
    rows = {"networks": [row for row in THEIRS["networks"] if row["id"] != "5"]}
    assert ask(cloud(**{"GET /networks": rows})).network == "4"


def security_groups(query):
    rows = [{"id": "g-1", "name": "web", "project_id": "project"},
            {"id": ANY, "name": "web", "project_id": "other"},
            {"id": "g-3", "name": "theirs", "project_id": "other"},
            {"id": "g-4", "name": "two", "project_id": "project"},
            {"id": "g-5", "name": "two", "project_id": "project"}]
    return {"security_groups": [row for row in rows if query.items() <= row.items()]}


ANY = "1" * 32


@pytest.mark.parametrize(("desired", "expected", "requests"), [
    ("web", "g-1", 1), ("g-1", "g-1", 1), (ANY, ANY, 2), ("theirs", "g-3", 2),
    ("two", "2 security groups are named 'two': name one by its id (g-4, g-5)", 1),
    ("wbe", "there is no security group 'wbe' here; there are web and 1 more", 2)])
def test_a_security_group_of_the_project_or_shared_with_it(desired, expected, requests):
    connection = cloud(**{"GET /security-groups": security_groups})
    catalog = Catalog(connection)
    try:
        found = catalog.security_group(desired)["id"]
        assert catalog.security_group(desired)["id"] == found
    except CloudError as error:
        assert (error.target, error.action) == (A, "security_groups")
        found = error.message
    assert found == expected and len(paths(connection)) == requests


@pytest.mark.parametrize(("image", "flavor", "kind", "begin", "both"), [
    ("debain-12", "smal", "not_found", "there is no image 'debain-12'", True),
    (ImageRequirement(name="debian-1?"), "smal", "ambiguous", "2 images fit", True),
    ("debain-12", "small", "not_found", "there is no image 'debain-12'", False)])
def test_an_image_and_a_flavor_that_are_not_there_are_both_named(
        image, flavor, kind, begin, both):
    with pytest.raises(CloudError) as error:
        ask(cloud(), image=image, flavor=flavor)
    assert (error.value.kind, error.value.action) == (kind, "image")
    assert error.value.message.startswith(begin)
    assert ("; flavor: there is no flavor 'smal'" in error.value.message) == both


def test_a_cloud_that_does_not_answer_is_not_asked_on():
    connection = cloud(**{"GET /images": refusal("unreachable")})
    with pytest.raises(CloudError, match="^refused"):
        ask(connection, flavor="smal")
    assert paths(connection) == ["/images"]


def test_each_list_is_asked_for_once_for_any_number_of_specs():
    connection = cloud()
    catalog = Catalog(connection)
    debian = ImageRequirement(os_distro="debian", newest=True)
    for image in ("debian-12", debian, debian, "debian-12"):
        catalog.resolve(image=image, flavor="small", ip_version="6")
    assert paths(connection) == [
        "/images", "/flavors/detail", "/networks", "/subnets", "/images"]
    assert [query for _method, path, query in connection.calls if path == "/images"] == [
        {"name": "debian-12"}, {"status": "active", "limit": "1000", "os_distro": "debian"}]


def test_the_whole_list_is_enough_for_all():
    connection = cloud()
    catalog = Catalog(connection)
    for image in (ImageRequirement(name="debian-1?", newest=True), "image-1", "debian-12",
                  ImageRequirement(os_version="13")):
        catalog.image(image)
    assert paths(connection) == ["/images"]


def test_what_the_image_needs_counts_for_the_flavor():
    sizes = [{"id": name, "name": name, "vcpus": 1, "ram": ram, "disk": 1}
             for name, ram in (("a", 512), ("b", 2048))]
    connection = cloud(**{"GET /flavors/detail": {"flavors": sizes}})
    assert ask(connection, "debian-12", flavor.FlavorRequirement(vcpus=1)).flavor == "a"
    assert ask(connection, "debian-13", flavor.FlavorRequirement(vcpus=1)).flavor == "b"


def test_the_format_that_the_cloud_likes():
    rows = {"images": [{**IMAGES[0], "id": kind, "disk_format": kind} for kind in ("raw", "qcow2")]}
    for kind in ("raw", "qcow2"):
        connection = cloud(Region(image_format=kind), **{"GET /images": rows})
        assert ask(connection).image == kind


# Extra specs

GPU = flavor.FlavorRequirement(vcpus=1, extra_specs=(("gpu", "1"),))
SIZES = [{"id": name, "name": name, "vcpus": 1, "ram": ram, "disk": 1}
         for name, ram in (("c", 4096), ("a", 1024), ("b", 2048))]
SPECS = {"a": {}, "b": {"gpu": "1"}, "c": {"gpu": "1"}}


def test_extra_specs_are_asked_for_in_the_list():
    def sizes(query):
        assert query == {"microversion": "2.61"}
        return {"flavors": [{**row, "extra_specs": SPECS[row["id"]]} for row in SIZES]}
    connection = cloud(**{"GET /flavors/detail": sizes})
    assert ask(connection, flavor=GPU).flavor == "b"
    assert paths(connection).count("/flavors/detail") == 1


def old_nova(specs):
    def sizes(query):
        if query:
            raise CloudError("api", "not this version", status=406)
        return {"flavors": SIZES}
    return cloud(**{"GET /flavors/detail": sizes}, **{
        f"GET /flavors/{name}/os-extra_specs": {"extra_specs": found}
        for name, found in specs.items()})


def test_a_nova_that_does_not_list_them_is_asked_for_one_after_the_other():
    connection = old_nova(SPECS)
    assert ask(connection, flavor=GPU).flavor == "b"
    assert [path for path in paths(connection) if "flavors" in path] == [
        "/flavors/detail", "/flavors/detail", "/flavors/a/os-extra_specs",
        "/flavors/b/os-extra_specs"]


@pytest.mark.parametrize(("desired", "closest"), [
    (flavor.FlavorRequirement(extra_specs=(("gpu", "2"),)), "closest: b, which has gpu 1"),
    (flavor.FlavorRequirement(vcpus=9, extra_specs=(("gpu", "1"),)),
     "closest: a, which has vcpus 1$")])
def test_a_nova_that_does_not_list_them_and_has_none(desired, closest):
    with pytest.raises(CloudError, match=closest):
        ask(old_nova(SPECS), flavor=desired)


def test_flavors_that_cannot_be_listed():
    refused = CloudError("forbidden", "no", status=403)
    with pytest.raises(CloudError) as error:
        ask(cloud(**{"GET /flavors/detail": refused}), flavor=GPU)
    assert error.value is refused


@pytest.mark.parametrize(("spec", "option"), [({"image": "x"}, "image"),
                                              ({"flavor": "x"}, "flavor"),
                                              ({"image": ImageRequirement(os_version="9")},
                                               "image"),
                                              ({"network": "x"}, "network")])
def test_what_is_not_there_is_said_with_the_option_that_names_it(spec, option):
    with pytest.raises(CloudError) as error:
        ask(cloud(), **spec)
    assert (error.value.kind, error.value.target, error.value.action) == ("not_found", A, option)


def test_the_disk_of_a_flavor_is_no_matter_where_a_server_boots_from_a_volume():
    image = {"id": "image-1", "name": "debian-12", "status": "active", "min_disk": 9}
    spec = {"flavor": flavor.FlavorRequirement(vcpus=1)}
    large = {"GET /images": {"images": [image]}}
    with pytest.raises(CloudError, match="disk 1 but the image needs 9"):
        ask(cloud(**large), **spec)
    found = ask(cloud(**large), **spec, boot_from_volume=True)
    assert (found.flavor_name, found.image_disk) == ("small", 9)
    assert "image_disk" not in found.report()
