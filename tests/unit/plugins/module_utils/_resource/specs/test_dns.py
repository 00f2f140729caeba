# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of zones and records."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.dns import (
    absolute,
)

ID = "0427811d-67b1-4014-b6bf-f3678c05eaad"


@pytest.mark.parametrize(("name", "found"), [
    ("example.org", "example.org."),
    ("example.org.", "example.org."),
    (ID, ID),
    ("would-be-created:zone:example.org.", "would-be-created:zone:example.org."),
])
def test_names_end_with_a_dot(name, found):
    assert absolute(name) == found
