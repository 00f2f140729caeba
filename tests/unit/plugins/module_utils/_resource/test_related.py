# SPDX-License-Identifier: GPL-3.0-or-later
"""What is there or not between resources, as data."""

from __future__ import annotations

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.related import Relation
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import Field


def test_its_options():
    fields = {"user": Field(ref="user", option={"required": True}), "inherited": Field("bool")}
    found = Relation("role_assignment", fields, lambda *_: True, lambda *_: None)
    assert found.all_fields == fields and found.role == "admin"
    assert found.arguments() == {"user": {"required": True}, "inherited": {"type": "bool"}}
