# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwords of users, and where a role is granted."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from fakeapi import Memory, Shelf
from keystoneauth1.exceptions.http import HttpError

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import engine
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import task as tasks
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.relation import relate
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    SPECS,
    accounts,
)


class Cloud(Memory):
    """One with two domains, of all else one x in each and another; keeps the paths of what is
    asked."""

    def __init__(self):
        super().__init__({
            "domain": [{"id": "d-1", "name": "one"}, {"id": "d-2", "name": "two"}],
            **{noun: [{"id": f"{noun}-{number}", "name": name, "domain_id": f"d-{number}"}
                      for number, name in enumerate((noun, "x", "x"))]
               for noun in ("user", "group", "project", "role")}})
        self.paths = []

    def get(self, _service, path, _action):
        self.paths.append(path)


@pytest.fixture(autouse=True)
def shelves(monkeypatch):
    monkeypatch.setattr(tasks, "Api", Shelf)


BOTH = {"role": "role", "user": "user"}


@pytest.mark.parametrize(("options", "path"), [
    ({**BOTH, "project": "project"}, "/projects/project-0/users/user-0/roles/role-0"),
    ({"role": "role", "group": "x", "domain": "one"}, "/domains/d-1/groups/group-1/roles/role-0"),
    ({**BOTH, "system": "all"}, "/system/users/user-0/roles/role-0"),
    # the narrowest scope, and a domain to look for names in
    ({"role": "role", "user": "x", "project": "x", "domain": "two", "system": "all"},
     "/projects/project-2/users/user-2/roles/role-0"),
    ({"role": "x", "role_domain": "two", "user": "x", "user_domain": "one", "domain": "two"},
     "/domains/d-2/users/user-1/roles/role-2"),
    ({**BOTH, "project": "x", "project_domain": "one", "inherited": True},
     "/OS-INHERIT/projects/project-1/users/user-0/roles/role-0/inherited_to_projects"),
])
def test_where_a_role_is_granted(options, path):
    cloud = Cloud()
    relate(tasks.Task(cloud, SPECS), accounts.ROLE_ASSIGNMENT, options)
    assert cloud.paths == [path]


def test_a_role_on_the_system_is_not_inherited():
    with pytest.raises(CloudError, match="inherited: a role on the system is not inherited"):
        relate(tasks.Task(Cloud(), SPECS), accounts.ROLE_ASSIGNMENT,
               {**BOTH, "system": "all", "inherited": True})


@pytest.mark.parametrize(("status", "headers", "opens"), [
    (201, {}, True), (401, {}, False), (401, {"Openstack-Auth-Receipt": "x"}, True),
    (403, {}, False)])
def test_whether_a_password_is_that_of_a_user(status, headers, opens):
    told = []

    def post(path, **more):
        told.append((path, more))
        return SimpleNamespace(status_code=status, headers=headers)
    assert accounts._opens(SimpleNamespace(post=post), "u", "sesame") is opens
    assert told[0][1]["log"] is False and told[0][1]["authenticated"] is False


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_answer_that_says_nothing_of_a_password_is_an_error(status):
    def post(_path, **_more):
        return SimpleNamespace(status_code=status, headers={}, text="")
    with pytest.raises(HttpError):
        accounts._opens(SimpleNamespace(post=post), "u", "sesame")


@pytest.mark.parametrize(("update", "wrong", "changed"), [
    ("on_create", True, False), ("always", True, True), ("always", False, False)])
def test_a_password_is_in_no_diff(monkeypatch, update, wrong, changed):
    monkeypatch.setattr(accounts, "_opens", None)
    monkeypatch.setattr(Shelf, "call", lambda _api, _action, *_more: not wrong)
    options = {"name": "user", "password": "sesame", "update_password": update}
    result = engine.ensure(tasks.Task(Cloud(), SPECS), accounts.USER, options)
    assert result["changed"] is changed and "sesame" not in str(result)


def test_a_password_is_needed_to_change_it():
    options = {"name": "x", "domain": "one", "update_password": "always"}
    with pytest.raises(CloudError, match="update_password: always needs a password"):
        engine.ensure(tasks.Task(Cloud(), SPECS), accounts.USER, options)
    options["state"] = "absent"
    assert engine.ensure(tasks.Task(Cloud(), SPECS), accounts.USER, options)["changed"]
