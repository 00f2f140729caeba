# SPDX-License-Identifier: GPL-3.0-or-later
"""What clouds see of us in their logs."""

from __future__ import annotations

import house
import yaml

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.version import (
    APP_NAME,
    APP_VERSION,
)


def test_it_is_that_of_the_collection():
    found = yaml.safe_load(house.read("galaxy.yml"))
    assert f"{found['namespace']}.{found['name']}" == APP_NAME and found["version"] == APP_VERSION
