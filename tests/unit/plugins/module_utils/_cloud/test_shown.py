# SPDX-License-Identifier: GPL-3.0-or-later
"""What the configuration says of clouds, without what nobody may see."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.shown import configured

ENTRY = {"auth": {"auth_url": "https://me:hunter2@192.0.2.1/v3", "username": "me",
                  "password": "hunter2", "project_name": "p"}, "regions": ["One", "Two"]}


def told(*clouds):
    return configured({"clouds": [*clouds]}, False)


def test_all_clouds_without_their_secrets(place):
    place.clouds(a=ENTRY, b={**ENTRY, "regions": ["One"]})
    found = told()
    assert [(one["name"], one["config"]["region_name"]) for one in found["clouds"]] == [
        ("a", "One"), ("a", "Two"), ("b", "One")]
    assert "hunter2" not in str(found) and found["warnings"] == []
    auth = found["clouds"][0]["config"]["auth"]
    assert (auth["username"], auth["password"]) == ("me", "***")
    assert [one["name"] for one in told("b")["clouds"]] == ["b"]


def test_one_that_is_wrong(place):
    place.clouds(a=ENTRY, b={"auth": "x"})
    found = told()
    assert {one["name"] for one in found["clouds"]} == {"a"} and len(found["warnings"]) == 1
    for name in ("b", "c"):
        with pytest.raises(CloudError, match=name):
            told("a", name)
