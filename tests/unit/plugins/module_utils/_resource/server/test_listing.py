# SPDX-License-Identifier: GPL-3.0-or-later
"""Which servers are listed: what Nova is asked for, and what is left to us."""

from __future__ import annotations

import re

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server import listing

ROW = {"name": "web", "metadata": {"a": "1", "b": "2"}, "power_state": 1, "is_locked": False,
       "security_groups": [{"name": "default"}, {"name": "web"}], "tags": ["x", "y"]}


@pytest.mark.parametrize(("name", "fitting", "others"), [
    ("web", ["web"], ["web1", "aweb"]), ("web*", ["web", "web1"], ["aweb"]),
    ("web?", ["web1"], ["web", "web11"]), ("w.b", ["w.b"], ["web"]),
    ("web[12]", ["web1", "web[12]"], ["web"]),
])
def test_a_name_as_a_regular_expression(name, fitting, others):
    found = re.compile(listing.pattern(name))
    assert all(map(found.search, fitting)) and not any(map(found.search, others))


@pytest.mark.parametrize(("desired", "found"), [
    ({"metadata": {"a": "1"}}, True), ({"metadata": {"a": 1}}, True),
    ({"metadata": {"a": "2"}}, False), ({"metadata": {"c": "1"}}, False),
    ({"power_state": "1"}, True), ({"is_locked": False}, True), ({"is_locked": True}, False),
    ({"security_groups": [{"name": "web"}]}, True), ({"security_groups": [{"name": "b"}]}, False),
    ({"tags": ["y"]}, True), ({"name": {"a": 1}}, False), ({"name": ["web"]}, False), ({}, True)])
def test_what_a_server_has(desired, found):
    assert listing.fits(ROW, desired) is found


class Task:
    """Knows images and flavors by their ids."""

    def resolve(self, noun, desired):
        return f"{noun}:{desired}"


@pytest.mark.parametrize(("filters", "query", "rest"), [
    ({"status": "active"}, {"status": "ACTIVE"}, {}),
    ({"tags": ["a", "b"], "not_tags": "c"}, {"tags": "a,b", "not_tags": "c"}, {}),
    ({"image": "debian", "flavor": 4}, {"image": "image:debian", "flavor": "compute_flavor:4"}, {}),
    ({"flavor": {"ram": 512}, "vm_state": "active"}, {},
     {"flavor": {"ram": 512}, "vm_state": "active"})])
def test_who_narrows_a_list(filters, query, rest):
    """Nova leaves out a filter that only admins may use, and lists everything."""
    assert listing._split(Task(), filters) == (query, rest)
