# SPDX-License-Identifier: GPL-3.0-or-later
"""What a filter takes for a report."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.multicloud.openstack.plugins.plugin_utils.report import report
from ansible_collections.multicloud.openstack.plugins.plugin_utils.report_read import read


def test_a_report_is_one():
    data = report({}, {}, "2026-01-01T12:00:00Z")
    assert read("me", data) == data


@pytest.mark.parametrize("data", [None, "", [], {}, {"format": 2}])
def test_anything_else_is_none(data):
    with pytest.raises(AnsibleFilterError, match="^me: this is no report of format 1: "):
        read("me", data)
