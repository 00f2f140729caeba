# SPDX-License-Identifier: GPL-3.0-or-later
"""What is a part of something else's address, and what is called as its id."""

from __future__ import annotations

import pytest
from fakeapi import Memory, Shelf

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import engine
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import task as tasks
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS


@pytest.fixture(autouse=True)
def shelves(monkeypatch):
    monkeypatch.setattr(tasks, "Api", Shelf)


@pytest.mark.parametrize(("noun", "options", "sent"), [
    ("identity_provider", {"remote_ids": ["b", "a"]}, {"id": "new", "remote_ids": ["b", "a"]}),
    ("mapping", {"rules": [{"local": [], "remote": []}]},
     {"id": "new", "rules": [{"local": [], "remote": []}]}),
    ("protocol", {"idp": "i", "mapping": "m"}, {"id": "new", "idp_id": "i", "mapping_id": "m"})])
def test_a_name_is_the_id(noun, options, sent):
    cloud = Memory({"identity_provider": [{"id": "i"}], "mapping": [{"id": "m"}]})
    engine.ensure(tasks.Task(cloud, SPECS), SPECS[noun], {"name": "new", **options})
    assert cloud.writes == [("creating", noun, sent)]


def test_a_mapping_without_rules():
    with pytest.raises(CloudError, match="rules: a mapping needs at least one"):
        engine.ensure(tasks.Task(Memory(), SPECS), SPECS["mapping"], {"name": "x", "rules": []})


def test_a_protocol_is_that_of_an_identity_provider():
    cloud = Memory({"identity_provider": [{"id": "i"}, {"id": "j"}], "protocol": [
        {"id": "openid", "idp_id": "j", "mapping_id": "m"}]})
    absent = {"name": "openid", "state": "absent"}
    assert [engine.ensure(tasks.Task(cloud, SPECS), SPECS["protocol"], {
        **absent, "idp": idp})["changed"] for idp in ("i", "j", "none")] == [False, True, False]
