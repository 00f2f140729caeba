# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a stack is compared here, and not by Heat."""
from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.compare import new
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.stacks import (
    STACK,
    reasons,
)


@pytest.mark.parametrize(("before", "after", "same"), [
    ("", "a", False), ("a,b", "b, a", True), ("a", "", False), ("", "", True)])
def test_tags(before, after, same):
    assert STACK.aspects[0].fields["tags"].compare(before, after) is same


def test_one_that_is_not_there_can_be_looked_for_by_its_name_alone():
    """As landing zones do, before they say what is in it."""
    assert STACK.lookup(None, SimpleNamespace(find=lambda _name: None), {"name": "web"}) is None


@pytest.mark.parametrize(("given", "desired", "enough"), [
    ({"template": {}}, {"template": {}}, True), ({"adopt_data": {}}, {"resources": {}}, True),
    ({"parameters": {"a": 1}}, {}, False)])
def test_what_a_new_one_is_made_of(given, desired, enough):
    if enough:
        assert new(STACK, {"name": "web", **given}, desired) == {"name": "web", **desired}
    else:
        with pytest.raises(CloudError, match="no stack 'web', and a new one needs template or ado"):
            new(STACK, {"name": "web", **given}, desired)


def event(status, name="web", key="s-1", reason="no"):
    return {"resource_status": status, "resource_name": name, "physical_resource_id": key,
            "resource_status_reason": reason}


BEFORE = [event("UPDATE_FAILED"), event("CREATE_FAILED", "disk", "d", "quota"),
          event("UPDATE_IN_PROGRESS")]
FAILED = [event("UPDATE_FAILED"), event("CREATE_FAILED", "net", "n", "in use")]


@pytest.mark.parametrize(("events", "found"), [
    ([*FAILED, event("UPDATE_IN_PROGRESS"), *BEFORE], "net: in use"),
    ([event("ROLLBACK_COMPLETE"), event("ROLLBACK_IN_PROGRESS"), *FAILED,
      event("UPDATE_IN_PROGRESS"), *BEFORE], "net: in use"),
    # of a nested stack
    ([*FAILED, event("CREATE_IN_PROGRESS", "net", "n"), *BEFORE], "net: in use; disk: quota"),
    ([event("UPDATE_FAILED"), event("UPDATE_IN_PROGRESS"), *BEFORE], ""),
    (BEFORE[:-1], "disk: quota"), ([], "")])
def test_why_the_last_action_has_failed(events, found):
    assert reasons(SimpleNamespace(id="s-1", name="web"), events) == found
