# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan that was checked is carried out only if the clouds are as they were."""

from __future__ import annotations

import pytest
from builders import A, B, seat
from fakes import FakeCloud
from runs import kinds, there

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import mark
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.volume import (
    DataVolume,
)


def test_a_plan_that_is_still_the_same(go):
    a, b = FakeCloud(A), FakeCloud(B)
    checked = go(a, b, count=3, check_mode=True)
    done = go(a, b, count=3, plan_digest=checked["plan_digest"])
    assert not done["failed"] and len(done["servers"]) == 3
    assert go(a, b, count=3)["plan_digest"] == "1:none"


@pytest.mark.parametrize("state", ["present", "absent"])
def test_the_clouds_have_moved(go, state):
    a = FakeCloud(A, [there(1), there(2)])
    checked = go(a, count=1, state=state, check_mode=True)
    a.servers.update({"s-3": there(3)})
    result = go(a, count=1, state=state, plan_digest=checked["plan_digest"])
    assert result["failed"] and not result["changed"] and not a.writes
    assert kinds(result) == ["conflict"] and "delete web-3 on a" in result["msg"]
    again = go(a, count=1, state=state, check_mode=True)["plan_digest"]
    assert not go(a, count=1, state=state, plan_digest=again)["failed"]


def test_kept_volumes_go_only_if_that_was_checked(go):
    a, absent = FakeCloud(A, [there(1)]), {"state": "absent", "count": None}
    a.volumes.add("web-1-data", mark.volume("web", seat(1), DataVolume("data", 1, keep=True)))
    kept, gone = (go(a, check_mode=True, delete_kept_volumes=also, **absent)["plan_digest"]
                  for also in (False, True))
    result = go(a, delete_kept_volumes=True, plan_digest=kept, **absent)
    assert result["failed"] and not a.writes and "delete volume web-1-data on a" in result["msg"]
    assert go(a, plan_digest=gone, **absent)["failed"] and not a.writes
    assert not go(a, delete_kept_volumes=True, plan_digest=gone, **absent)["failed"]
    assert not a.servers and not a.volumes.rows


@pytest.mark.parametrize("state", ["present", "absent"])
def test_what_is_no_digest_is_refused_before_anybody_is_asked(go, state):
    a = FakeCloud(A)
    with pytest.raises(Exception, match="plan_digest: 'yes' is not the plan_digest of a result"):
        go(a, count=1, state=state, plan_digest="yes")
    assert not a.log
