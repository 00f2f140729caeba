# SPDX-License-Identifier: GPL-3.0-or-later
"""What is there or not between resources, on the test clouds: added once, and removed once."""
from __future__ import annotations

import pytest
from conftest import WRITES

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.info import listing
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.relation import relate
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.accounts import (
    GROUP_ASSIGNMENT,
    MEMBERS,
    ROLE_ASSIGNMENT,
    ROLE_ASSIGNMENTS,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

NAME = "contract-relation"
HOME = {"name": NAME, "domain": "Default"}
NEEDS = (("project", HOME), ("user", HOME), ("group", HOME), ("role", {"name": NAME}))
SAMPLES = {
    "group": (GROUP_ASSIGNMENT, {"user": NAME, "group": NAME}),
    "project": (ROLE_ASSIGNMENT, {"role": NAME, "user": NAME, "project": NAME}),
    "groups": (ROLE_ASSIGNMENT, {"role": NAME, "group": NAME, "project": NAME,
                                 "project_domain": "Default"}),
    "domain": (ROLE_ASSIGNMENT, {"role": NAME, "user": NAME, "domain": "Default"}),
    "inherited": (ROLE_ASSIGNMENT, {"role": NAME, "user": NAME, "domain": "Default",
                                    "inherited": True}),
    "system": (ROLE_ASSIGNMENT, {"role": NAME, "group": NAME, "system": "all"}),
}


@pytest.fixture(scope="module")
def cloud(clouds):
    """The provider's account, with all that is related here."""
    for noun, options in reversed(NEEDS):
        clouds[True].clear(noun, options)
    for noun, options in NEEDS:
        clouds[True].ensure(noun, **options)
    yield clouds[True]
    for noun, options in reversed(NEEDS):
        clouds[True].clear(noun, options)


def one(cloud, relation, options, state="present", check=False):
    """(whether it has changed, requests that write, diff) of a task."""
    before, task = len(cloud.asked), Task(cloud.connection, SPECS, check_mode=check)
    result = relate(task, relation, {**options, "state": state})
    return result["changed"], [method for method in cloud.asked[before:] if method in WRITES], (
        result["diff"])


@pytest.mark.parametrize("name", SAMPLES)
def test_its_life(cloud, name):
    relation, options = SAMPLES[name]
    nothing, there = {}, options
    for state, before, after, method in (("present", nothing, there, "PUT"),
                                         ("absent", there, nothing, "DELETE")):
        diff = {"before": before, "after": after}
        assert one(cloud, relation, options, state, check=True) == (True, [], diff)
        assert one(cloud, relation, options, state) == (True, [method], diff)
        assert one(cloud, relation, options, state) == (False, [], {"before": {}, "after": {}})


def test_nothing_is_related_to_what_is_not_there(cloud):
    options = {"user": NAME, "group": "contract-none"}
    assert one(cloud, GROUP_ASSIGNMENT, options, "absent")[:2] == (False, [])
    with pytest.raises(CloudError, match="there is no group 'contract-none' here"):
        one(cloud, GROUP_ASSIGNMENT, options)
    task = Task(cloud.connection, SPECS, check_mode=True)
    assert relate(task, GROUP_ASSIGNMENT, options)["changed"]
    assert "check mode assumes that it exists" in task.warnings[0]


def test_a_list_of_users(cloud):
    relation, options = SAMPLES["group"]
    task = Task(cloud.connection, SPECS)
    assert listing(task, MEMBERS, {"group": NAME})["users"] == []
    one(cloud, relation, options)
    found = listing(task, MEMBERS, {"group": NAME})["users"]
    one(cloud, relation, options, "absent")
    assert [row["name"] for row in found] == [NAME] and "password" not in found[0]
    assert listing(task, MEMBERS, {"group": "contract-none"})["users"] == []


def test_a_list_of_roles(cloud):
    relation, options = SAMPLES["project"]
    query = {name: options[name] for name in ("user", "role", "project")}
    task = Task(cloud.connection, SPECS)
    assert listing(task, ROLE_ASSIGNMENTS, query)["role_assignments"] == []
    one(cloud, relation, options)
    found = listing(task, ROLE_ASSIGNMENTS, query)["role_assignments"]
    one(cloud, relation, options, "absent")
    assert [(row["user"]["name"], row["role"]["name"], row["scope"]["project"]["name"])
            for row in found] == [(NAME, NAME, NAME)]
