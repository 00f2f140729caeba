# SPDX-License-Identifier: GPL-3.0-or-later
"""With which projects a version is shared."""

from __future__ import annotations

import pytest
from builders import A
from fakeglance import FakeGlance
from rollouts import row, version

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._images import share
from ansible_collections.multicloud.openstack.plugins.module_utils._images.glance import Glance
from ansible_collections.multicloud.openstack.plugins.module_utils._images.share import Members

STAGING, STRANGER = "2" * 32, "3" * 32


@pytest.fixture
def cloud(monkeypatch):
    cloud = FakeGlance([row("a", 1, 1)])
    login = FakeGlance(project=STAGING)
    login.images, login.members = cloud.images, cloud.members
    monkeypatch.setattr(share, "one", lambda options: login)
    cloud.login = login
    return cloud


def test_shared_and_accepted(cloud):
    members = Members({}, ["staging", STRANGER], A)
    done = members.share(Glance(cloud, 9), version("a", 1, 1), False)
    assert done == ["visibility shared", f"with project {STAGING}",
                    f"accepted by project {STAGING}", f"with project {STRANGER}"]
    assert cloud.members["a"] == {STAGING: "accepted", STRANGER: "pending"}
    assert cloud.images["a"]["visibility"] == "shared"
    again = version("a", 1, 1, visibility="shared")
    assert members.share(Glance(cloud, 9), again, False) == []


def test_what_would_be_shared(cloud):
    Members({}, ["staging"], A).share(Glance(cloud, 9), version("a", 1, 1), True)
    assert (cloud.writes, cloud.members) == ([], {})


def test_nobody(cloud):
    members = Members({}, [], A)
    assert members.share(Glance(cloud, 9), version("a", 1, 1), False) == []
    assert (cloud.log, members.logins) == ([], {})


def test_a_project_that_cannot_accept(cloud):
    cloud.login.faults[f"PUT /images/a/members/{STAGING}"] = 403
    with pytest.raises(CloudError, match=f"members: project {STAGING} cannot accept image a") as \
            error:
        Members({}, ["staging"], A).share(Glance(cloud, 9), version("a", 1, 1), False)
    assert error.value.kind == "forbidden"
