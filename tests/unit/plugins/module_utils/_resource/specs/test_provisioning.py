# SPDX-License-Identifier: GPL-3.0-or-later
"""What the options of an action mean for a node of Ironic."""
from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.provisioning import (  # noqa: E501
    NODE_ACTION,
    at_rest,
    desired,
)

DEFAULTS = {"name": "n", "state": "present", "power": "present", "deploy": True}
ACTIVE, FREE = {"provision_state": "active"}, {"provision_state": "available"}
ON, OFF = {"power_state": "power on"}, {"power_state": "power off"}
KEPT = {"maintenance": True}


@pytest.mark.parametrize(("given", "means"), [
    ({}, ACTIVE), ({"state": "on"}, ACTIVE), ({"state": "absent"}, FREE), ({"state": "off"}, FREE),
    ({"deploy": False}, ON), ({"deploy": False, "state": "absent"}, FREE),
    ({"power": "on"}, {**ACTIVE, **ON}), ({"power": "off"}, OFF), ({"power": "absent"}, OFF),
    ({"power": "off", "state": "absent"}, {**FREE, **OFF}),
    ({"state": "maintenance"}, KEPT), ({"power": "maintenance"}, KEPT),
    ({"maintenance": True}, KEPT), ({"maintenance": True, "state": "absent"}, {**KEPT, **FREE}),
    ({"maintenance": False}, {"maintenance": False, **ACTIVE}),
    ({"state": "maintenance", "power": "off"}, {**KEPT, **OFF})])
def test_what_is_desired(given, means):
    found = desired({**DEFAULTS, **given})
    assert {name: found[name] for name in ("maintenance", "power_state", "provision_state")
            if name in found} == means
    assert found["state"] == "present"          # or the node would be deleted


@pytest.mark.parametrize(("given", "said"), [
    ({"state": "maintenance", "maintenance": False}, "contradicts"),
    ({"maintenance_reason": "x"}, "only with maintenance")])
def test_what_contradicts_itself(given, said):
    with pytest.raises(CloudError, match=said):
        desired({**DEFAULTS, **given})


@pytest.mark.parametrize(("before", "after", "same"), [
    ("active", "active", True), ("available", "active", False), ("manageable", "available", True),
    ("active", "available", False), ("deploy failed", "available", False),
    ("error", "available", False)])
def test_whether_something_is_deployed(before, after, same):
    assert NODE_ACTION.all_fields["provision_state"].compare(before, after) is same


@pytest.mark.parametrize(("status", "rests"), [
    ("active", True), ("deploy failed", True), ("deploying", False), ("clean wait", False),
    ("wait call-back", False), ("available", True)])
def test_whether_something_is_under_way(status, rests):
    assert at_rest(status) is rests


def test_states_are_no_options():
    assert not {"power_state", "provision_state"} & NODE_ACTION.arguments().keys()
