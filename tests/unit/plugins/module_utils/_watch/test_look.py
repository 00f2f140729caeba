# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked of a target for one look."""

from __future__ import annotations

import pytest
from builders import A, fleet, marks, row
from fakes import Canned, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._watch.look import look

COMPUTE = {"limits": {"absolute": {"maxTotalInstances": 10, "totalInstancesUsed": 9,
                                   "maxServerGroups": 1, "totalServerGroupsUsed": 1}}}


class Patient(Canned):
    def patience(self, _asked):
        return 30.0


def test_a_look():
    cloud = Patient({"GET /servers/detail": {"servers": [row("s1", "web-1", {})]},
                     "GET /limits": COMPUTE,
                     "GET /quotas/project/details.json": refusal("not_found")}, A)
    found = look((), (), cloud)
    assert [server.id for server in found.servers] == ["s1"]
    assert found.limits["compute"] == {"instances": {"limit": 10, "used": 9}}
    assert "network" not in found.limits
    assert len(cloud.calls) == 4


def test_drift_takes_no_request_more():
    cloud = Patient({"GET /servers/detail": {"servers": [
        row("s1", "web-1", marks()), row("s2", "web-2", marks(2), image={"id": "another"})]},
        "GET /limits": COMPUTE, "GET /quotas/project/details.json": refusal("not_found")}, A)
    assert look((), (fleet(2, (A,)),), cloud).drifted == {"s2": ("image",)}
    assert len(cloud.calls) == 4


def version(own_id, promoted=None, **more):
    marks = {"multicloud_promoted": f"2026-01-0{promoted}T00:00:00.000000Z"} if promoted else {}
    return {"id": own_id, "status": "active", "multicloud_rollout": "web",
            "multicloud_id": own_id, **marks, **more}


@pytest.mark.parametrize(("rows", "serving"), [
    ([version("old", 1), version("new", 3), version("other"),
      version("a copy", 4, multicloud_id="new")], "new"),
    ([version("other")], None),
    (refusal("unreachable"), None),
])
def test_which_image_is_promoted(rows, serving):
    cloud = Patient({"GET /servers/detail": {"servers": []}, "GET /limits": COMPUTE,
                     "GET /quotas/project/details.json": refusal("not_found"),
                     "GET /images": rows if isinstance(rows, CloudError) else {"images": rows}}, A)
    found = look(("web",), (), cloud)
    assert {name: row["id"] for name, row in found.images.items()} == (
        {"web": serving} if serving else {})
    assert len(cloud.calls) == 5


def test_servers_that_cannot_be_listed():
    with pytest.raises(CloudError):
        look((), (), Patient({"GET /servers/detail": refusal("unreachable")}, A))
