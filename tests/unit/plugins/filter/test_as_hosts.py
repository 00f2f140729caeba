# SPDX-License-Identifier: GPL-3.0-or-later
"""Safe names for add_host; what they are made of is in test_names."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.multicloud.openstack.plugins.filter.as_hosts import FilterModule

as_hosts = FilterModule().filters()["as_hosts"]
SERVER = {"id": "1", "name": "localhost", "cloud": "alpha", "region_name": "RegionOne"}


def test_a_server():
    assert as_hosts([SERVER], {"all": []}, {}) == [{
        **SERVER, "host": "localhost.alpha.RegionOne", "listed": False, "host_group": ""}]


@pytest.mark.parametrize("key", SERVER)
def test_what_is_no_server(key):
    row = {name: value for name, value in SERVER.items() if name != key}
    with pytest.raises(AnsibleFilterError, match=f"a server has no {key}: give it what the mod"):
        as_hosts([SERVER, row], {"all": []}, {})
