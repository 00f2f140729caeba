# SPDX-License-Identifier: GPL-3.0-or-later
"""The entry of clouds.yaml for an application credential."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import A
from fakeapi import Memory, Shelf

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import engine
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import task as tasks
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.identity import (
    DOMAIN,
    PROJECT,
    entry,
)


@pytest.fixture
def task(monkeypatch):
    monkeypatch.setattr(tasks, "Api", Shelf)
    return tasks.Task(Memory({
        "domain": [{"id": "default", "name": "Default"}, {"id": "our-own", "name": "Ours"}],
        "project": [{"id": "p", "name": "shop", "domain_id": "our-own", "tags": ["b", "a"],
                     "cost_centre": "12"}]}), {"domain": DOMAIN, "project": PROJECT})


@pytest.mark.parametrize(("desired", "found", "asked"), [
    ("default", "default", 0), ("Default", "default", 1), ("our-own", "our-own", 1),
    ("Ours", "our-own", 1)])
def test_a_domain_by_its_id_or_name(task, desired, found, asked):
    assert PROJECT.fields["domain"].sent(desired, task.resolve) == found
    assert len(task.connection.log) == asked


@pytest.mark.parametrize(("specs", "before", "after"), [
    ({"tags": ["a", "b"]}, None, None),
    ({"tags": ["b", "a", "a"], "cost_centre": "12"}, None, None),
    ({"tags": ["c"]}, ["a", "b"], ["c"]), ({"tags": []}, ["a", "b"], None),
    ({"tags": None}, ["a", "b"], None)])
def test_the_tags_of_a_project(task, specs, before, after):
    task.check_mode = True
    options = {"name": "shop", "domain": "Ours", "extra_specs": specs, "state": "present"}
    diff = engine.ensure(task, PROJECT, options)["diff"]
    assert [diff[side].get("extra_specs", {}).get("tags") for side in ("before", "after")] == [
        before, after]


@pytest.mark.parametrize("specs", [{"tags": "a"}, {"tags": [1]}, {"parent_id": "p"}])
def test_what_is_no_extra_spec(task, specs):
    with pytest.raises(CloudError, match="extra_specs: .*(is not a list of strings|cannot be one)"):
        engine.ensure(task, PROJECT, {"name": "shop", "extra_specs": specs, "state": "present"})


def test_the_entry_says_what_the_clouds_own_says_but_the_login():
    region = SimpleNamespace(config={
        "auth": {"auth_url": "https://192.0.2.1/v3", "username": "u", "password": "p",
                 "project_name": "shop"},
        "auth_type": "password", "region_name": "north", "networks": [], "cacert": None,
        "verify": False, "interface": "public", "image_status_code_retries": "5",
        "compute_endpoint_override": "https://192.0.2.2",
        "loopback_addresses": True})        # of the vendor's profile
    assert entry(SimpleNamespace(region=region, target=A), "i", "s") == {
        "auth": {"auth_url": "https://192.0.2.1/v3", "application_credential_id": "i",
                 "application_credential_secret": "s"},
        "auth_type": "v3applicationcredential", "region_name": "north", "verify": False,
        "compute_endpoint_override": "https://192.0.2.2"}
