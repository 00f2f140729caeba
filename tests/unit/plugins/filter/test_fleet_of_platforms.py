# SPDX-License-Identifier: GPL-3.0-or-later
"""The fleet of a molecule scenario."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.multicloud.openstack.plugins.filter.fleet_of_platforms import FilterModule

fleet = FilterModule().filters()["fleet_of_platforms"]


def platform(name, cloud, **more):
    return {"name": name, "cloud": cloud, "user": "debian", **more}


def test_each_platform_is_a_group_of_one_on_its_own_cloud():
    found = fleet([platform("web", "a", image="x", groups=["web"], children=["c"]),
                   platform("db", "c", region_name="north", flavor={"ram": 9}),
                   platform("cache", "a")])
    assert found == {
        "groups": [{"name": "web", "count": 1, "image": "x"},
                   {"name": "db", "count": 1, "flavor": {"ram": 9}},
                   {"name": "cache", "count": 1}],
        "targets": [{"cloud": "a", "groups": [{"name": "db", "max": 0}]},
                    {"cloud": "c", "region_name": "north",
                     "groups": [{"name": "web", "max": 0}, {"name": "cache", "max": 0}]}]}


def test_a_cloud_and_its_region_are_two_places():
    found = fleet([platform("a", "c"), platform("b", "c", region_name="north")])
    assert [target["groups"] for target in found["targets"]] == [
        [{"name": "b", "max": 0}], [{"name": "a", "max": 0}]]


@pytest.mark.parametrize(("image", "spec"), [
    ("Debian 12", "Debian 12"), ("{os_distro: debian, newest: true}",
                                 {"os_distro": "debian", "newest": True})])
def test_an_image_may_be_a_spec(image, spec):
    assert fleet([platform("web", "a", image=image)])["groups"][0]["image"] == spec


def test_no_platforms_are_no_fleet():
    assert fleet([]) == {"groups": [], "targets": []}


@pytest.mark.parametrize(("platforms", "sentence"), [
    ([{"cloud": "a", "user": "x"}], "platforms: one has no name."),
    ([{"name": "web", "user": "x"}], "platforms: web has no cloud."),
    ([{"name": "web", "cloud": "a"}], "platforms: web has no user."),
    ([platform("web", "a", image="{os_distro: debian")],
     "platforms: web: image is not valid YAML: {os_distro: debian"),
    ([platform("web", "a", image="{{ x }}")], "platforms: web: image is not valid YAML"),
])
def test_what_a_platform_needs(platforms, sentence):
    with pytest.raises(AnsibleFilterError, match=sentence):
        fleet(platforms)
