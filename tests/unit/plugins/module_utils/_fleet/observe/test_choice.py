# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways in which a target can make a server."""

from __future__ import annotations

import pytest
from builders import A, fleet, resolved
from fakes import FakeCloud

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe import (
    choice,
    offer,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe.choice import (
    Choice,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.catalog import Catalog


def asked(cloud, **options):
    return offer.ask(cloud, Catalog(cloud), fleet(1, [cloud.target], **options))


def test_what_the_target_has_of_them_in_the_order_of_preference():
    cloud = FakeCloud(A)
    found = asked(cloud, flavor=["huge", "large", "small"], image=["debian-13", "x", "debian-12"])
    assert [(one.resolved.image_name, one.resolved.flavor_name) for one in found.choices[""]] == [
        ("debian-13", "large"), ("debian-13", "small"),
        ("debian-12", "large"), ("debian-12", "small")]
    once = ("/flavors/detail", "/networks", "/limits")
    assert [cloud.log.count(("GET", path)) for path in once] == [1, 1, 1]


def test_none_of_them_is_there():
    with pytest.raises(CloudError) as error:
        asked(FakeCloud(A), flavor=["huge", "tiny"])
    assert error.value.message.count("there is no flavor") == 2


def test_the_choice_of_a_server_is_that_of_its_spec_or_the_closest():
    specs = fleet(1, image=["x", "y"], flavor=["a", "b"]).share(A).choices("")
    ways = tuple(Choice(spec, resolved()) for spec in specs[:3])
    assert [choice.of(ways, spec).spec for spec in (None, *specs)] == [
        specs[0], *specs[:3], specs[1]]
