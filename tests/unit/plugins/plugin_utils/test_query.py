# SPDX-License-Identifier: GPL-3.0-or-later
"""By what Nova itself leaves out servers."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.plugin_utils.query import query, with_tag


@pytest.mark.parametrize(("filters", "asked"), [
    ({}, {}),
    ({"name": "^web-"}, {"name": "^web-"}),
    ({"status": "ACTIVE"}, {"status": "ACTIVE"}),
    ({"status": ["ACTIVE", "ERROR"]}, {"status": ["ACTIVE", "ERROR"]}),
    ({"status": ["ACTIVE"]}, {"status": "ACTIVE"}),
    ({"image": "debian-12", "flavor": "small"}, {"image": "debian-12", "flavor": "small"}),
    ({"ipv4_address": "10.0", "ipv6_address": "2001:"}, {"ip": "10.0", "ip6": "2001:"}),
    ({"ip": "10.0"}, {"ip": "10.0"}),
    ({"tags": ["a", "b"]}, {"tags": "a,b"}),
    ({"tags": "a"}, {"tags": "a"}),
    ({"any_tags": ["a", "b"], "not_tags": ["c"], "not_any_tags": ["d", "e"]},
     {"tags-any": "a,b", "not-tags": "c", "not-tags-any": "d,e"}),
    ({"tags-any": ["a", "b"]}, {"tags-any": "a,b"}),
    ({"changes_since": "2026-11-20T00:00:00Z"}, {"changes-since": "2026-11-20T00:00:00Z"}),
    ({"changes-since": "2026-11-20"}, {"changes-since": "2026-11-20"}),
    ({"name": 5}, {"name": "5"}),
    ({"name": None, "status": "ERROR"}, {"status": "ERROR"}),
])
def test_what_nova_is_asked(filters, asked):
    assert query(filters) == asked
    assert query(filters, all_projects=True) == {"all_tenants": "1", **asked}


@pytest.mark.parametrize(("filters", "asked"), [
    ({"project_id": "p1"}, {"project_id": "p1"}),
    ({"user_id": "u"}, {"user_id": "u"}),
    ({"compute_host": "cmp1"}, {"host": "cmp1"}),
    ({"host": "cmp1"}, {"host": "cmp1"}),
    ({"availability_zone": "z"}, {"availability_zone": "z"}),
    ({"deleted_only": True}, {"deleted": "True"}),
    ({"vm_state": "error", "task_state": "x", "power_state": 4},
     {"vm_state": "error", "task_state": "x", "power_state": "4"}),
])
def test_what_nova_does_for_administrators_alone(filters, asked):
    assert query(filters, all_projects=True) == {"all_tenants": "1", **asked}
    with pytest.raises(CloudError, match="only for administrators: set all_projects") as error:
        query(filters)
    assert error.value.kind == "invalid" and next(iter(filters)) in str(error.value)


@pytest.mark.parametrize("name", ["nonsense", "Name", "all_tenants", "all_projects", "limit",
                                  "marker", "metadata", ""])
def test_what_nova_would_take_no_notice_of(name):
    with pytest.raises(CloudError, match=f"Nova has no filter '{name}'; there are name, ") as error:
        query({"status": "ACTIVE", name: "x"}, all_projects=True)
    assert error.value.kind == "invalid" and "the option filters" in str(error.value)


@pytest.mark.parametrize("name", ["name", "image", "flavor", "ip", "project_id", "vm_state"])
def test_several_values_of_which_nova_would_heed_one(name):
    with pytest.raises(CloudError, match=f"{name} takes one value") as error:
        query({name: ["a", "b"]}, all_projects=True)
    assert error.value.kind == "invalid"
    assert query({name: ["a"]}, all_projects=True) == query({name: "a"}, all_projects=True)


@pytest.mark.parametrize(("asked", "tag", "found"), [
    ({}, None, {}),
    ({"tags": "a"}, None, {"tags": "a"}),
    ({}, "t", {"tags": "t"}),
    ({"tags": "a,b", "name": "x"}, "t", {"tags": "a,b,t", "name": "x"}),
    ({"tags-any": "a"}, "t", {"tags-any": "a", "tags": "t"}),
])
def test_with_a_tag_as_well(asked, tag, found):
    before = dict(asked)
    assert with_tag(asked, tag) == found and asked == before
