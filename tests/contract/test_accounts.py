# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwords of users, which nobody can read, and what users delegate."""
from __future__ import annotations

import pytest
from conftest import Cloud

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.engine import ensure
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.info import listing
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.delegation import (  # noqa: E501
    ACCESS_RULE,
    ACCESS_RULES,
    TRUSTS,
    token,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

USER = {"name": "contract-accounts", "domain": "Default"}
FIRST, SECOND = "not-much-of-one", "nor-is-this-one"


@pytest.fixture
def admin(clouds):
    """The provider's account, with a user who has the first password."""
    clouds[True].clear("user", USER)
    clouds[True].ensure("user", **USER, password=FIRST)
    yield clouds[True]
    clouds[True].clear("user", USER)


def opens(admin, password):
    """Whether the user can log in with it."""
    entry = {"auth_type": "v3password", "name": "contract", "loopback_addresses": True, "auth": {
        "auth_url": admin.connection.region.config["auth"]["auth_url"], "password": password,
        "username": USER["name"], "user_domain_name": USER["domain"], "unscoped": True}}
    try:
        Cloud(entry)
    except CloudError as error:
        return error.kind != "auth"
    return True


@pytest.mark.parametrize(("update", "password", "changed", "opened"), [
    ("on_create", SECOND, False, FIRST), ("always", FIRST, False, FIRST),
    ("always", SECOND, True, SECOND)])
def test_a_password(admin, update, password, changed, opened):
    options = {**USER, "password": password, "update_password": update}
    for check in (True, False):
        result, writes = admin.ensure("user", check=check, **options)
        assert result["changed"] == changed and ("PATCH" in writes) == (changed and not check)
        assert FIRST not in str(result) and SECOND not in str(result)
    result, writes = admin.ensure("user", **options)
    assert not result["changed"] and "PATCH" not in writes
    assert opens(admin, opened) and not opens(admin, FIRST if opened == SECOND else SECOND)


def test_a_password_is_not_in_the_result_of_a_new_user(admin):
    admin.clear("user", USER)
    for check in (True, False):
        result, _writes = admin.ensure("user", check=check, **USER, password=FIRST)
        assert result["changed"] and FIRST not in str(result)


def test_always_needs_a_password(admin):
    with pytest.raises(CloudError, match="update_password: always needs a password"):
        admin.ensure("user", **USER, update_password="always")
    assert admin.ensure("user", **USER, update_password="always", state="absent")[0]["changed"]


def test_an_access_rule(clouds):
    cloud, rule = clouds[False], {"service": "image", "path": "/v2/images", "method": "GET"}
    credential = {"name": "contract-rule", "access_rules": [rule]}
    cloud.clear("application_credential", credential)
    cloud.ensure("application_credential", **credential)
    task = Task(cloud.connection, SPECS)
    absent = {**rule, "state": "absent"}
    with pytest.raises(CloudError) as error:
        ensure(task, ACCESS_RULE, absent)
    assert error.value.kind == "forbidden"      # it is used
    cloud.clear("application_credential", credential)
    assert len(listing(task, ACCESS_RULES, rule)["access_rules"]) == 1
    assert [ensure(task, ACCESS_RULE, absent)["changed"] for _time in range(2)] == [True, False]
    assert listing(task, ACCESS_RULES, rule)["access_rules"] == []


def test_which_trust(admin):
    """By its trustee and roles, if they are given."""
    trust = {"trustee": USER["name"], "roles": ["admin"]}
    task = Task(admin.connection, SPECS)
    try:
        assert listing(task, TRUSTS, {"trustee": USER["name"]})["trusts"] == []
        made = [admin.ensure("trust", **trust, is_impersonation=flag)[0]["id"]
                for flag in (False, True)]
        assert made[0] != made[1]
        rows = listing(task, TRUSTS, {"trustee": USER["name"]})["trusts"]
        assert {row["id"] for row in rows} == {*made}
        assert listing(task, TRUSTS, {"trustee": admin.connection.adapter(
            "identity").get_user_id()})["trusts"] == []
        with pytest.raises(CloudError, match="there are 2 such trusts"):
            admin.ensure("trust", **trust, state="absent")
    finally:
        for flag in (False, True):
            admin.ensure("trust", **trust, is_impersonation=flag, state="absent")


def test_a_token(clouds):
    task = Task(clouds[False].connection, SPECS)
    found = token(task, {})["auth_token"]
    assert found and found == clouds[False].connection.adapter("identity").get_token()


def test_a_customer_manages_no_users(clouds):
    with pytest.raises(CloudError) as error:
        clouds[False].ensure("user", **{**USER, "domain": "default"})
    assert error.value.kind == "forbidden"
