# SPDX-License-Identifier: GPL-3.0-or-later
"""What a fleet costs, as a report shows it."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.plugin_utils.report_cost import of_fleet

AT = {"cloud": "a", "region_name": "one", "flavor": "small"}
TABLE = [{"cloud": "a", "flavors": {"small": 0.1}, "volume_types": {"default": 0.001, "ssd": 0.01},
          "floating_ip": 0.02}]


@pytest.mark.parametrize(("servers", "hour"), [
    ([], 0.0),
    ([AT], 0.1),
    ([AT, {**AT, "floating_ip": "192.0.2.1"}], 0.22),
    ([{**AT, "volumes": [{"size": 10, "type": "ssd"}, {"size": 5, "type": None}]}], 0.205),
    ([{**AT, "flavor": "unknown"}], 0.0),
    ([{**AT, "flavor": None}], 0.0),
    ([{**AT, "cloud": "b"}, AT], 0.1),
])
def test_cost(servers, hour):
    assert of_fleet(servers, TABLE) == {"hour": hour, "month": pytest.approx(hour * 730)}


def test_without_a_table():
    assert of_fleet([AT], []) is None
