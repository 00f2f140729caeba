# SPDX-License-Identifier: GPL-3.0-or-later
"""Security groups: ours by their description."""

from __future__ import annotations

import pytest
from fakes import Canned
from leakage import known

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.kinds import (
    security_group,
)


@pytest.mark.parametrize(("description", "expected"), [
    ("multicloud_fleet=web", {"fleet": "web", "shared": True}), ("multicloud_zone=web", None),
    ("", None)])
def test_what_is_ours(description, expected):
    assert known("security_group", {"id": "x", "name": "web-1", "description": description},
                 expected)


def test_rows_are_those_of_the_project():
    connection = Canned({"GET /security-groups": {"security_groups": []}})
    assert security_group.SecurityGroupKind().rows(connection) == []
    assert connection.calls == [("GET", "/security-groups", {
        "project_id": "project", "fields": ["id", "name", "description", "created_at"]})]
