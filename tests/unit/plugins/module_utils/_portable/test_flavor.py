# SPDX-License-Identifier: GPL-3.0-or-later
"""Which flavor a spec means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.flavor import (
    FlavorRequirement,
    choose,
)


def flavor(name, vcpus, ram, disk, **specs):
    return {"id": f"id-{name}", "name": name, "vcpus": vcpus, "ram": ram, "disk": disk,
            "extra_specs": specs}


TINY, SMALL = flavor("tiny", 1, 512, 1), flavor("small", 1, 2048, 20)
WIDE, LARGE = flavor("wide", 8, 2048, 20), flavor("large", 4, 8192, 80)
GPU, NO_DISK = flavor("gpu", 4, 16384, 80, gpu="1"), flavor("free", 2, 2048, 0)
ALL = [GPU, LARGE, WIDE, SMALL, NO_DISK, TINY]


@pytest.mark.parametrize(("desired", "image", "expected"), [
    pytest.param("small", {}, SMALL, id="name"),
    pytest.param("id-wide", {}, WIDE, id="id"),
    pytest.param("tiny", {"min_ram": 4096}, TINY, id="a-name-is-a-name"),
    pytest.param(FlavorRequirement(vcpus=1), {}, TINY, id="vcpus"),
    pytest.param(FlavorRequirement(ram=512), {}, TINY, id="just-enough"),
    pytest.param(FlavorRequirement(ram=513), {}, SMALL, id="fewer-vcpus-before-less-disk"),
    pytest.param(FlavorRequirement(vcpus=2), {}, NO_DISK, id="less-memory-first"),
    pytest.param(FlavorRequirement(vcpus=2, disk=1), {}, WIDE, id="a-flavor-without-disk-has-none"),
    pytest.param(FlavorRequirement(vcpus=4, ram=4096), {}, LARGE, id="both"),
    pytest.param(FlavorRequirement(extra_specs=(("gpu", "1"),)), {}, GPU, id="extra-specs"),
    pytest.param(FlavorRequirement(name="l*"), {}, LARGE, id="pattern"),
    pytest.param(FlavorRequirement(vcpus=1, exclude="t*"), {}, SMALL, id="exclude"),
    pytest.param(FlavorRequirement(vcpus=1), {"min_ram": 4096}, LARGE, id="min_ram-of-the-image"),
    pytest.param(FlavorRequirement(vcpus=1), {"min_disk": 10, "min_ram": None}, SMALL,
                 id="min_disk-of-the-image"),
    pytest.param(FlavorRequirement(vcpus=2), {"min_disk": 10}, NO_DISK,
                 id="a-disk-as-large-as-the-image"),
])
def test_the_flavor(desired, image, expected):
    assert choose(ALL, desired, image) == expected


def test_of_equals_the_first_by_name():
    assert choose([{**SMALL, "name": "b"}, {**SMALL, "name": "a"}], FlavorRequirement(vcpus=1), {})[
        "name"] == "a"


@pytest.mark.parametrize(("flavors", "desired", "image", "message"), [
    pytest.param([], FlavorRequirement(vcpus=1), {}, "there are no flavors here at all", id="none"),
    pytest.param(ALL, "x", {}, "there is no flavor 'x' here; there are free, gpu, large, small, "
                 "tiny and 1 more", id="name"),
    pytest.param([TINY, SMALL, LARGE], FlavorRequirement(vcpus=4, ram=16384), {},
                 "no flavor here fits "
                 "vcpus 4, ram 16384; closest: large, which has ram 8192", id="in-one-thing"),
    pytest.param([SMALL, TINY], FlavorRequirement(vcpus=4, ram=4096), {},
                 "no flavor here fits vcpus 4, ram "
                 "4096; closest: small, which has vcpus 1 and has ram 2048", id="by-the-least"),
    pytest.param([SMALL, LARGE], FlavorRequirement(ram=9000), {},
                 "no flavor here fits ram 9000; closest: "
                 "large, which has ram 8192", id="by-less"),
    pytest.param([LARGE, GPU], FlavorRequirement(extra_specs=(("gpu", "2"),)), {},
                 "no flavor here fits gpu "
                 "2; closest: gpu, which has gpu 1", id="extra-spec"),
    pytest.param([LARGE], FlavorRequirement(extra_specs=(("gpu", "2"),)), {},
                 "no flavor here fits gpu 2; "
                 "closest: large, which has no gpu", id="no-extra-spec"),
    pytest.param([TINY], FlavorRequirement(vcpus=1), {"min_ram": 1024, "min_disk": 2},
                 "no flavor here fits "
                 "vcpus 1; closest: tiny, which has ram 512 but the image needs 1024 and has "
                 "disk 1 but the image needs 2", id="the-image-needs-more"),
])
def test_no_flavor(flavors, desired, image, message):
    with pytest.raises(CloudError) as error:
        choose(flavors, desired, image)
    assert (error.value.kind, error.value.message) == ("not_found", message)


SIZE = st.integers(0, 4)
ROWS = st.lists(st.builds(flavor, st.sampled_from("abcdef"), SIZE, SIZE, SIZE),
                max_size=6, unique_by=lambda row: row["name"])
REQUIREMENTS = st.builds(FlavorRequirement, vcpus=SIZE, ram=SIZE, disk=SIZE)


@given(ROWS, REQUIREMENTS, st.fixed_dictionaries({"min_ram": SIZE, "min_disk": SIZE}))
def test_the_smallest_that_fits(rows, desired, image):
    def fits(row):
        return (row["vcpus"] >= desired.vcpus and row["ram"] >= max(desired.ram, image["min_ram"])
                and row["disk"] >= desired.disk
                and (row["disk"] >= image["min_disk"] or row["disk"] == 0))
    fitting = [row for row in rows if fits(row)]
    try:
        found = choose(rows, desired, image)
    except CloudError:
        assert not fitting
        return
    assert fits(found)
    assert all(found["ram"] <= row["ram"] for row in fitting)
    assert found == choose(rows[::-1], desired, image)
