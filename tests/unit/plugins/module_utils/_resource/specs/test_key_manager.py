# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands for an id of Barbican."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    key_manager,
)

KEY = "1f9e6d9c-4a9c-4dd0-8f0a-0c3f3f5c6a9e"


@pytest.mark.parametrize(("given", "found"), [
    ("shop", "shop"),
    ("shop/key", "shop/key"),
    (KEY, KEY),
    (f"https://192.0.2.1/key-manager/v1/secrets/{KEY}", KEY),
])
def test_a_reference_is_an_id(given, found):
    assert key_manager.spelled(given) == found
