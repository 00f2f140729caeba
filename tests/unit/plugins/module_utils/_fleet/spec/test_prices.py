# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of prices."""

from __future__ import annotations

import pytest
from builders import A, C, fleet

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import (
    prices,
    validate,
)

TABLE = [
    {"cloud": "c", "region_name": "north", "flavors": {"small": 1}},
    {"cloud": "c", "flavors": {"small": 3, "large": "4.5"}, "floating_ip": 0.5,
     "volume_types": {"default": 0.1, "ssd": 0.2}},
    {"cloud": "c", "region_name": "south", "flavors": {"small": 7}},
]


def test_a_region_counts_more_than_its_cloud():
    found = prices.of(TABLE, C)
    assert found.flavors == {"small": 1.0, "large": 4.5} and found.floating_ip == 0.5
    assert prices.of(TABLE, A) is None


@pytest.mark.parametrize(("flavor", "floating", "price"), [
    ("small", False, 1.0), ("large", True, 5.0), ("huge", True, None), (None, False, None)])
def test_what_a_server_costs(flavor, floating, price):
    assert prices.of(TABLE, C).server(flavor, floating) == price


@pytest.mark.parametrize(("volumes", "price"), [
    ([], 0), ([("ssd", 10)], 2), ([(None, 10)], 1), ([("hdd", 10), ("ssd", 5)], 2)])
def test_what_volumes_cost(volumes, price):
    assert prices.of(TABLE, C).volumes(volumes) == pytest.approx(price)
    assert prices.Prices({"small": 1}).volumes(volumes) == 0


@pytest.mark.parametrize(("options", "sentence"), [
    ({"prices": [{"cloud": "a", "flavors": {"small": "cheap"}}]},
     "prices: a: flavors small: 'cheap' is not a number of 0 or more."),
    ({"prices": [{"cloud": "a", "volume_types": {"ssd": -1}}]},
     "prices: a: volume_types ssd: -1 is not a number of 0 or more."),
    ({"prices": [{"cloud": "a", "floating_ip": -0.5}]},
     "prices: a: floating_ip: -0.5 is not a number of 0 or more."),
    ({"prices": [{"cloud": "a", "flavors": {"x": 1}}], "max_cost": -1},
     "max_cost: -1 is less than 0."),
    ({"prices": [{"cloud": "x"}], "max_cost": 1},
     "max_cost: there are no prices of any target: set prices."),
    ({"prices": [{"cloud": "x"}], "placement": "cheapest"},
     "targets: a has no price: placement is cheapest, so every target needs one."),
])
def test_what_is_refused(options, sentence):
    with pytest.raises(validate.Refused) as error:
        fleet(1, [A], **options)
    assert error.value.sentences == [sentence]
