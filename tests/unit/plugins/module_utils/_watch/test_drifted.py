# SPDX-License-Identifier: GPL-3.0-or-later
"""Which drift a list of servers shows."""

from __future__ import annotations

import pytest
from builders import A, addresses, fleet, marks, server

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import claim
from ansible_collections.multicloud.openstack.plugins.module_utils._watch.drifted import drifted

CLAIMED = {**marks(), claim.KEY: "c1 2099-01-01T00:00:00Z job"}
GROUPS = {"count": None, "groups": [{"name": "db", "count": 1}]}


@pytest.mark.parametrize(("there", "definition", "options"), [
    ({}, {}, ()),
    ({"name": "mine"}, {}, ("name",)),
    ({"flavor": {"original_name": "large"}}, {}, ("flavor",)),
    ({"image": {"id": "another"}, "status": "SHUTOFF"}, {}, ("image", "status")),
    ({"metadata": {**marks(), "role": "ci"}}, {"metadata": {"role": "web"}}, ("metadata",)),
    ({}, {"image": "debian-13"}, ("image",)),           # nobody has run create since
    ({}, {"userdata": "#!/bin/sh"}, ("userdata",)),
    ({"tags": ["own"]}, {}, ()),
    ({"tags": ["own"]}, {"purge": True}, ("tags",)),
    ({"flavor": {"original_name": "large"}}, {"update_policy": "none"}, ("flavor",)),
    # a run asks what these are, and whether they differ
    ({}, {"security_groups": ["5a8a55c4-1d6a-4d7b-8f0f-6a1f3a0b6d5e"]}, ()),
    ({}, {"network": "5a8a55c4-1d6a-4d7b-8f0f-6a1f3a0b6d5e"}, ()),
    ({"security_groups": []}, {}, ()),
    # these are no drift
    ({"name": "mine", "status": "BUILD"}, {}, ()),
    ({"name": "mine", "status": "ERROR"}, {}, ()),
    ({"name": "mine", "task": "powering-off"}, {}, ()),
    ({"name": "mine", "metadata": CLAIMED}, {}, ()),
    ({"name": "mine", "metadata": marks(2)}, {}, ()),   # beyond the count
    ({"name": "mine", "metadata": marks(fleet_name="other")}, {}, ()),
    ({"name": "mine", "metadata": {}}, {}, ()),
    ({"name": "mine"}, GROUPS, ()),
    ({}, {"expires": "2h"}, ()),
])
def test_drift(there, definition, options):
    own = server(1, target=A, **there)
    assert drifted([fleet(targets=(A,), **definition)], [own]) == (
        {own.id: options} if options else {})


def test_a_floating_ip_that_somebody_has_removed():
    made = marks(floating="public")
    gone, there = (server(number, target=A, metadata={**made, "multicloud_index": str(number)},
                          addresses=addresses(floating=floating))
                   for number, floating in ((1, None), (2, "203.0.113.1")))
    assert drifted([fleet(2, (A,))], [gone, there]) == {gone.id: ("floating_ip",)}
