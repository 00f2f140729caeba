# SPDX-License-Identifier: GPL-3.0-or-later
"""What a removal of a landing zone says of that which it leaves."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._zone.sections import DECLARED
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.staying import staying


@pytest.mark.parametrize(("document", "names"), [
    ({}, ""),
    ({"network": [{"name": "n"}]}, ""),
    ({"secret": [{"name": "b"}, {"name": "a"}]}, "secret 'a', secret 'b'"),
    ({"secret": []}, "secrets"),
    # in what goes, or between such things
    ({"object_container": [{"name": "c"}], "object": [{"name": "o", "container": "c"}]}, ""),
    ({"object": [{"name": "o", "container": "c"}]}, "object 'o'"),
    ({"user": [{"name": "u"}], "role_assignment": [
        {"user": "u", "role": "member", "project": "p"},
        {"user": "v", "role": "member", "project": "p"}]},
     "role assignment 'project p, role member, user v'"),
    ({"zone": [{"name": "example.org"}], "zone_transfer": [{"zone": "example.org."}]}, ""),
    # a reference alone does not make it a part
    ({"network": [{"name": "n"}], "cluster": [{"name": "c", "fixed_network": "n"}]}, "cluster 'c'"),
    # of what stays itself
    ({"cluster": [{"name": "c"}], "nodegroup": [{"name": "g", "cluster": "c"}]},
     "cluster 'c', nodegroup 'g'"),
    ({"secret": [{}]}, "secret ''"),
])
def test_what_stays(document, names):
    assert staying(document, DECLARED) == (
        names and f"the zone deletes nothing that cannot carry its ownership tag: use the modules "
        f"for {names}")
