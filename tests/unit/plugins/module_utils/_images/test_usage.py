# SPDX-License-Identifier: GPL-3.0-or-later
"""Who needs a version that is too many."""

from __future__ import annotations

import pytest
from fakeglance import FakeGlance
from rollouts import row, version

from ansible_collections.multicloud.openstack.plugins.module_utils._images.glance import Glance
from ansible_collections.multicloud.openstack.plugins.module_utils._images.usage import needed

STAGING, STRANGER = "2" * 32, "3" * 32


def server(image, **more):
    return {"id": "s", "name": "s", "status": "ACTIVE", "created": "", "addresses": {},
            "metadata": {}, "image": {"id": image} if image else "", "flavor": {}, **more}


@pytest.mark.parametrize(("uses", "images", "expected"), [
    ({}, [], {}),
    ({"servers": [server("a"), server("a"), server("b")]}, [], {"a": ["2 servers"]}),
    ({"servers": [server(None, metadata={"multicloud_image": "a"})]}, [], {"a": ["1 server"]}),
    ({"volumes": [{"volume_image_metadata": {"image_id": "a"}}, {}]}, [], {"a": ["1 volume"]}),
    ({}, [{"id": "snap", "base_image_ref": "a"}], {"a": ["1 snapshot"]}),
])
def test_what_a_project_has(uses, images, expected):
    cloud = FakeGlance([row("a", 1), *images], uses=uses)
    found = needed(Glance(cloud, 9), [version("a", 1)], {})
    assert {key: words for key, words in found.items() if words} == expected
    assert cloud.writes == []


@pytest.mark.parametrize(("members", "uses", "expected"), [
    ([STRANGER], {}, [f"it is shared with project {STRANGER}"]),
    ([STAGING], {}, []),
    ([STAGING], {"servers": [server("a")]}, ["1 server"])])
def test_what_other_projects_have(members, uses, expected):
    cloud, login = FakeGlance([row("a", 1, visibility="shared")]), FakeGlance(
        uses=uses, project=STAGING)
    cloud.members["a"] = dict.fromkeys(members, "accepted")
    shared = version("a", 1, visibility="shared")
    assert needed(Glance(cloud, 9), [shared], {STAGING: login}).get("a", []) == expected
    assert not login.log or STAGING in members


@pytest.mark.parametrize("visibility", ["public", "community"])
def test_what_all_can_use(visibility):
    cloud = FakeGlance([row("a", 1, visibility=visibility)])
    found = needed(Glance(cloud, 9), [version("a", 1, visibility=visibility)], {})
    assert found == {"a": [f"it is {visibility}"]}
