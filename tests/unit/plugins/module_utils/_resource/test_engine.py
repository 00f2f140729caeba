# SPDX-License-Identifier: GPL-3.0-or-later
"""One resource, as declared: what is asked of a service for it, and what is said of it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from fakeapi import Memory, Shelf

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import engine
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import task as tasks
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import (
    Aspect,
    Field,
    Spec,
)

ID = "0427811d-67b1-4014-b6bf-f3678c05eaad"
HERE = {"id": "n-1", "name": "web", "mtu": 1400, "description": "old", "status": "active",
        "project_id": "project", "is_router_external": False}
FIELDS = {"mtu": Field("int", initial=1500), "description": Field(),
          "is_router_external": Field("bool", update="forbid"),
          "ipv6_address_scope": Field(attr="ipv6_address_scope_id", ref="scope"),
          "segmentation_id": Field("int", update="recreate"),
          "provider": Field(attr="provider_network_type", compare="never")}


class Recorded(Aspect):
    """Says what it is asked for; there: what it reads."""

    def __init__(self, name, early=False, there="before"):
        self.fields, self.early, self.there = {name: Field()}, early, there

    def read(self, api, resource):
        return dict.fromkeys(self.fields, self.there)

    def apply(self, api, resource, changes):
        api.call("applying", None, *changes.items())

    def release(self, api, resource):
        api.call("releasing", None, *self.fields)


def spec(**more):
    return Spec(**{"noun": "network", "service": "network", "sdk": "network.v2.network.Network",
                   "fields": FIELDS, **more})


SCOPE = Spec("scope", "network", "network.v2.address_scope.AddressScope", {})


@pytest.fixture(autouse=True)
def shelves(monkeypatch):
    monkeypatch.setattr(tasks, "Api", Shelf)


def ensure(memory, options, declared=None, check=False, **more):
    """The result, what was asked, and the warnings."""
    declared = declared or spec()
    task = tasks.Task(memory, {declared.noun: declared, "scope": SCOPE}, check, **more)
    return engine.ensure(task, declared, {"name": "web", "state": "present", **options})


def memory(*rows, **more):
    return Memory({"network": rows, "scope": [{"id": "s-1", "name": "inner"}]}, **more)


# what is there, what is desired, what is asked, and what has changed
CASES = {
    "nothing, and nothing is desired": ((), {"state": "absent"}, [], {}, {}),
    "a new one": ((), {"description": "new"},
                  [("creating", {"name": "web", "mtu": 1500, "description": "new"})],
                  {}, {"name": "web", "mtu": 1500, "description": "new"}),
    "as it is": ((HERE,), {"mtu": 1400, "description": "old"}, [], {}, {}),
    "nothing is said of it": ((HERE,), {"mtu": None}, [], {}, {}),
    "what shows nowhere": ((HERE,), {"provider": "vlan"}, [], {}, {}),
    "changed in place": ((HERE,), {"mtu": 1500, "description": "old"},
                         [("changing", {"mtu": 1500})], {"mtu": 1400}, {"mtu": 1500}),
    "another in its place": (
        ({**HERE, "segmentation_id": 5},), {"segmentation_id": 6},
        [("deleting", "n-1"), ("creating", {"name": "web", "mtu": 1500, "segmentation_id": 6})],
        {"segmentation_id": 5}, {"segmentation_id": 6}),
    "a reference": ((HERE,), {"ipv6_address_scope": "inner"},
                    [("changing", {"ipv6_address_scope_id": "s-1"})],
                    {}, {"ipv6_address_scope": "s-1"}),
    "gone": ((HERE,), {"state": "absent"}, [("deleting", "n-1")],
             {"name": "web", "id": "n-1"}, {}),
    "by its id": (({**HERE, "id": ID},), {"name": ID, "mtu": 1}, [("changing", {"mtu": 1})],
                  {"mtu": 1400}, {"mtu": 1}),
}


@pytest.mark.parametrize(("rows", "desired", "writes", "before", "after"), CASES.values(),
                         ids=CASES)
@pytest.mark.parametrize("check", [False, True])
def test_ensure(rows, desired, writes, before, after, check):
    cloud = memory(*rows)
    result = ensure(cloud, desired, check=check)
    assert [(action, what) for action, _noun, what in cloud.writes] == ([] if check else writes)
    assert result["changed"] is bool(writes)
    assert result["diff"] == {"before": before, "after": after}
    assert ("network" in result) is (desired.get("state") != "absent")


def test_what_cannot_be_changed_is_said_before_anything_is():
    cloud = memory(HERE)
    with pytest.raises(CloudError, match="cannot change is_router_external of network 'web'"):
        ensure(cloud, {"is_router_external": True, "mtu": 1})
    assert cloud.writes == []


def test_results():
    cloud = memory()
    made = ensure(cloud, {"description": "new"}, spec(returns=("net", "network")))
    assert made["id"] == made["net"]["id"] == "network-1" and made["net"] == made["network"]
    assert made["network"]["description"] == "new"
    shown = ensure(cloud, {}, spec(show=lambda row, target: {"at": str(target), "mtu": row["mtu"]}))
    assert shown["network"] == {"at": "a", "mtu": 1500}


# Check mode

def test_what_is_foreseen():
    new = ensure(memory(), {"mtu": 1}, check=True)
    assert new["id"] == "would-be-created:network:web" and new["network"]["mtu"] == 1
    changed = ensure(memory(HERE), {"mtu": 1}, check=True)
    assert changed["id"] == "n-1"
    assert (changed["network"]["mtu"], changed["network"]["description"]) == (1, "old")


def test_a_new_one_whose_attributes_are_made_otherwise():
    declared = spec(attributes=lambda _run, desired: {"name": desired["name"], "mtu": 9})
    cloud = memory()
    assert ensure(cloud, {}, declared, check=True)["network"]["mtu"] == 9
    assert ensure(cloud, {}, declared)["network"]["mtu"] == 9


# Aspects

@pytest.mark.parametrize(("rows", "desired", "asked"), [
    ((), {"tags": "x"}, [("creating", {"name": "web", "mtu": 1500}),
                         ("applying", (("tags", (None, "x")),))]),
    ((HERE,), {"tags": "x"}, [("applying", (("tags", ("before", "x")),))]),
    ((HERE,), {"tags": "before"}, []), ((HERE,), {}, []),
    ((HERE,), {"state": "absent"}, [("releasing", ("tags",)), ("deleting", "n-1")])])
def test_a_part_with_calls_of_its_own(rows, desired, asked):
    cloud = memory(*rows)
    ensure(cloud, desired, spec(aspects=(Recorded("tags"),)))
    assert [(action, what) for action, _noun, what in cloud.writes] == asked


def test_a_part_that_the_request_carries():
    part = Recorded("description")
    part.at_creation = True
    cloud = memory()
    ensure(cloud, {"description": "x"}, spec(fields={}, aspects=(part,)))
    assert cloud.writes == [("creating", "network", {"name": "web", "description": "x"})]


@pytest.mark.parametrize(("wait", "desired", "asked"), [
    (True, {"a": "x", "b": "y"}, "creating applying-a reading applying-b reading"),
    (True, {}, "creating reading"), (False, {}, "creating"),
    (False, {"a": "x"}, "creating applying-a reading"),
    # which needs it to be ready
    (False, {"b": "y"}, "creating reading applying-b reading")])
def test_what_is_waited_for(monkeypatch, wait, desired, asked):
    monkeypatch.setattr(engine.wait, "SHORTEST", 0.0)
    cloud = memory()
    cloud.builds = "build"
    ensure(cloud, desired, spec(ready=("active",), aspects=(
        Recorded("a", early=True), Recorded("b"))), wait=wait, timeout=1)
    assert " ".join(f"{action}-{what[0][0]}" if action == "applying" else action
                    for action, _noun, what in cloud.log if action != "listing") == asked


def test_one_that_somebody_has_just_created_is_waited_for(monkeypatch):
    monkeypatch.setattr(engine.wait, "SHORTEST", 0.0)
    declared, row = spec(ready=("active",)), {**HERE, "status": "build"}
    cloud = memory({**row, "later": [{"status": "active"}]})
    assert ensure(cloud, {}, declared)["network"]["status"] == "active"
    cloud = memory({**row, "later": [{"status": "active"}]})
    assert ensure(cloud, {}, declared, check=True)["network"]["status"] == "build"


def test_what_was_made_is_not_lost():
    refused = CloudError("quota", "no more tags.")
    cloud = memory(faults={"applying network": refused})
    with pytest.raises(CloudError) as error:
        ensure(cloud, {"tags": "x"}, spec(aspects=(Recorded("tags"),)))
    assert error.value.message == (
        "no more tags; network web (network-1) was created and still exists")
    assert error.value.more["id"] == "network-1"


def test_what_settles_at_the_end():
    seen = []
    declared = spec(settle=lambda _api, there, changed: seen.append((there.id, changed)))
    for desired in ({"mtu": 1400}, {"mtu": 1}):
        ensure(memory(HERE), desired, declared)
        ensure(memory(HERE), desired, declared, check=True)
    assert seen == [("n-1", False), ("n-1", True)]


# References and scopes

def test_nothing_is_looked_up_that_is_there_as_it_is_given():
    listed = spec(fields={"scopes": Field("list", attr="availability_zone_hints", ref="scope",
                                          compare="set")})
    cloud = memory({**HERE, "availability_zone_hints": ["s-9", "s-1"]})
    assert ensure(cloud, {"scopes": ["s-9", "inner"]}, listed)["changed"] is False
    assert [what for action, noun, what in cloud.log if noun == "scope"] == [{"name": "inner"}]


def test_a_name_is_looked_for_within_its_scope():
    other = {**HERE, "id": "n-2", "mtu": 9}
    declared = spec(scope=("mtu",))
    assert ensure(memory(HERE, other), {"mtu": 9}, declared)["id"] == "n-2"
    with pytest.raises(CloudError, match="2 networks are named 'web'"):
        ensure(memory(HERE, other), {}, declared)


def test_another_project_may_be_meant():
    declared = spec(fields={**FIELDS, "project": Field(attr="project_id", ref="project")})
    theirs = {**HERE, "id": "n-2", "project_id": "p-2"}
    cloud = memory(HERE, theirs)
    cloud.rows["project"] = {"p-2": {"id": "p-2", "name": "theirs"}}
    people = Spec("project", "identity", "identity.v3.project.Project", {})
    task = tasks.Task(cloud, {"network": declared, "project": people})
    assert engine.ensure(task, declared, {"name": "web", "project": "theirs"})["id"] == "n-2"
    assert ensure(cloud, {}, declared)["id"] == "n-1"


@pytest.mark.parametrize(("more", "wait", "waited"), [
    ({}, True, 0), ({"lingers": True}, True, 1), ({"lingers": True}, False, 0),
    ({"ready": ("active",)}, True, 1)])
def test_what_is_deleted_later_is_waited_for(monkeypatch, more, wait, waited):
    found = []
    monkeypatch.setattr(engine.wait, "until_gone", lambda _api, row, _timeout: found.append(row))
    assert ensure(memory(HERE), {"state": "absent"}, spec(**more), wait=wait)["changed"]
    assert len(found) == waited


def lost(**more):
    def lookup(_run, _api, _given):
        raise CloudError("not_found", "there is no router 'r' here", **more)
    return spec(lookup=lookup)


def test_nothing_is_in_what_is_not_there():
    assert ensure(memory(), {"state": "absent"}, lost(noun="router"))["changed"] is False
    for state, more in (("present", {"noun": "router"}), ("absent", {})):
        with pytest.raises(CloudError, match="there is no router"):
            ensure(memory(), {"state": state}, lost(**more))


@pytest.mark.parametrize(("given", "own", "refused"), [
    ({"name": "web"}, True, False), ({"name": "web"}, False, True), ({"name": "n-1"}, False, False),
    ({"name": "web", "id": "n-1"}, False, False), ({}, False, False)])
def test_what_another_project_shares_is_not_changed_by_its_name(given, own, refused):
    api = Shelf(memory(), spec(scope=("project",)))
    there = api.kind.existing(**{**HERE, "project_id": "project" if own else "p-2"})
    if refused:
        with pytest.raises(CloudError, match=r"^a: the network 'web' \(n-1\) belongs to another "
                           "project.*name it by its id, or set project$") as error:
            engine.guard(api, there, given)
        assert error.value.kind == "conflict"
    else:
        engine.guard(api, there, given)
    engine.guard(api, None, given)


def test_guarded_are_changes_and_deletions():
    theirs = {**HERE, "project_id": "p-2", "is_shared": True}
    assert ensure(memory(theirs), {"mtu": 1400})["changed"] is False
    for desired in ({"mtu": 1}, {"state": "absent"}):
        cloud = memory(theirs)
        with pytest.raises(CloudError, match="belongs to another project"):
            ensure(cloud, desired)
        assert cloud.writes == []


@pytest.mark.parametrize(("name", "given", "found"), [
    ("a", {"a": "x"}, "x"), ("scopes", {"scopes": ["x", "y"]}, ["scope:x", "scope:y"]),
    ("user", {"user": "x"}, "user:x"), ("user", {"user": "x", "domain": None}, "user:x"),
    ("user", {"user": "x", "domain": "d"}, "user:x in {'domain_id': 'domain:d'}")])
def test_value(name, given, found):
    def resolve(noun, name, **within):
        return f"{noun}:{name}" + (f" in {within}" if within else "")
    fields = {"a": Field(), "scopes": Field("list", ref="scope"), "domain": Field(ref="domain"),
              "user": Field(ref="user", within={"domain_id": "domain"})}
    assert engine.value(SimpleNamespace(resolve=resolve), fields, name, given) == found
