# SPDX-License-Identifier: GPL-3.0-or-later
"""A resource with what is in it as one document: what is compared, and what is asked for it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource import tree, wait
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import Field, Spec
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.tree import (
    Branch,
    Row,
    Tree,
)

LEAF = Spec("leaf", "garden", "load_balancer.v2.member.Member", find="list", fields={
    "address": Field(), "branch": Field(attr="pool_id"), "port": Field("int", "protocol_port"),
    "subnet": Field(attr="subnet_id", ref="subnet"), "weight": Field("int", initial=1)})
BRANCH = Spec("branch", "garden", "load_balancer.v2.pool.Pool", find="list", fields={
    "trunk": Field(attr="loadbalancer_id"), "protocol": Field(initial="HTTP"),
    "next": Field(attr="description", ref="branch")},
    aspects=(Tree(leaves=Branch(LEAF, "branch", key=("address",), wire="members")),))
BRANCHES = Branch(BRANCH, "trunk", inner={"next": "next_branch"})
ONE, TWO = {"name": "one", "protocol": "TCP"}, {"name": "two", "next": "one"}


def test_its_option():
    option = BRANCHES.option()
    leaves = option.option["options"]["leaves"]["options"]
    assert option.type == "list" and option.option["elements"] == "dict"
    assert option.option["options"].keys() == {"name", "protocol", "next", "leaves"}
    assert option.option["options"]["name"] == {"required": True}
    assert leaves.keys() == {"name", "address", "port", "subnet", "weight"}
    assert leaves["address"] == {"required": True} and leaves["port"] == {"type": "int"}
    assert Branch(LEAF, "branch", key=()).option().type == "dict"


@pytest.mark.parametrize(("there", "desired", "same"), [
    ([], [], True),
    (None, [], True),
    ([ONE], [ONE], True),
    ([ONE, TWO], [TWO, ONE], True),
    ([{**ONE, "leaves": []}], [ONE], True),     # not asked for
    ([ONE], [{"name": "one", "protocol": "HTTP"}], False),
    ([ONE], [ONE, TWO], False),
    ([ONE, TWO], [ONE], False),
    ([{"name": "one", "leaves": [{"address": "a", "weight": 1}]}],
     [{"name": "one", "leaves": [{"address": "a"}]}], True),
    ([{"name": "one", "leaves": [{"address": "a", "weight": 1}]}],
     [{"name": "one", "leaves": [{"address": "a", "weight": 2}]}], False),
    ([{"name": "one", "leaves": [{"address": "a"}]}], [{"name": "one", "leaves": []}], False),
])
def test_whether_a_document_is_up_to_date(there, desired, same):
    assert BRANCHES.option().compare(there, desired) is same


def test_what_is_outside_is_resolved_and_what_is_inside_is_not():
    sent = BRANCHES.option().send(
        [{"name": "one", "next": "two", "protocol": None, "leaves": [
            {"address": "a", "subnet": "s", "weight": None}]}],
        lambda noun, name: f"id of {noun} {name}")
    assert sent == [{"name": "one", "next": "two", "leaves": [
        {"address": "a", "subnet": "id of subnet s"}]}]


class Part:
    """The Api of one kind: notes what is done."""

    def __init__(self, spec, rows, log):
        self.spec, self.rows, self.log, self.given = spec, rows, log, {}
        from openstack.load_balancer.v2 import member, pool
        self.kind = {"leaf": member.Member, "branch": pool.Pool}.get(spec.noun)

    def list(self, **query):
        self.log.append(("list", self.spec.noun, query))
        return self.rows

    def delete(self, row):
        self.log.append(("delete", row.id))

    def create(self, values):
        self.log.append(("create", values))


class Task:
    """One task; ensure() of the engine is noted as well."""

    timeout, wait = 1, True

    def __init__(self, monkeypatch, **rows):
        self.log = []
        self.parts = {spec.noun: Part(spec, rows.get(spec.noun, []), self.log)
                      for spec in (LEAF, BRANCH, Spec("trunk", "garden", "", {}))}
        for part in self.parts.values():
            part.task = self
        monkeypatch.setattr(tree, "ensure", lambda _task, spec, options: self.log.append(
            ("ensure", spec.noun, options)))
        monkeypatch.setattr(wait, "until_gone", lambda _api, row, _timeout: self.log.append(
            ("gone", row.id)))

    def api(self, spec):
        return self.parts[spec.noun]

    def know(self, *_what):
        pass

    def resolve(self, noun, desired, attribute="id"):
        return desired if attribute == "id" else f"{attribute} of {desired}"


def branch(name, number, **more):
    return SimpleNamespace(**{"id": number, "name": name, "protocol": "TCP", "description": None,
                              **more})


ROOT = SimpleNamespace(id="r", name="root")


@pytest.mark.parametrize(("purge", "found"), [
    (False, [{"name": "two", "next": "name of 1"}]),
    (True, [{"name": "two", "next": "name of 1"}, {"name": "one"}]),
])
def test_what_is_read(monkeypatch, purge, found):
    task = Task(monkeypatch, branch=[branch("one", "1"), branch("two", "2", description="1")])
    api = task.parts["trunk"]
    api.given = {"branches": [TWO, {"name": "three"}], "purge": purge}
    assert Tree(branches=BRANCHES).read(api, ROOT) == {"branches": found}
    assert task.log == [("list", "branch", {"loadbalancer_id": "r"})]


def test_what_is_changed_and_in_which_order(monkeypatch):
    task = Task(monkeypatch)
    api = task.parts["trunk"]
    api.given = {"purge": True}
    rows = [Row(ONE), Row({"name": "gone"})]
    for row, number in zip(rows, "12", strict=True):
        row.there = branch(row["name"], number)
    Tree(branches=BRANCHES).apply(api, ROOT, {"branches": (rows, [ONE, TWO])})
    assert task.log == [("ensure", "branch", {**TWO, "trunk": "r", "purge": True}),
                        ("delete", "2"), ("gone", "2")]


@pytest.mark.parametrize(("desired", "sent", "additive"), [
    ([{"address": "a", "port": 1}, {"address": "b", "port": 2}],
     [{"address": "b", "protocol_port": 2}], True),
    ([{"address": "a", "port": 1}],         # b is to go, so all others are sent, complete
     [{"address": "a", "protocol_port": 1, "subnet_id": "s", "weight": 7}], False),
])
def test_rows_that_are_written_at_once(monkeypatch, desired, sent, additive):
    written = []
    task = Task(monkeypatch)
    api = task.parts["branch"]
    api.again = lambda resource: resource
    monkeypatch.setattr(wait, "until_ready", lambda _api, row, _timeout: row)
    rows = [Row({"address": "a", "port": 1})] + ([] if additive else [Row({"address": "b"})])
    for row in rows:
        row.there = SimpleNamespace(**{"address": row["address"], "protocol_port": 1,
                                       "subnet_id": "s", "weight": 7})
    leaves = Branch(LEAF, "branch", key=("address",), replace=lambda _api, parent, rows, stay: (
        written.append((parent, rows, stay))))
    Tree(leaves=leaves).apply(api, ROOT, {"leaves": (rows, desired)})
    assert written == [(ROOT, sent, additive)]


def test_one_that_is_new_is_made_with_all_of_it(monkeypatch):
    task = Task(monkeypatch)
    Tree(True, branches=BRANCHES).whole(task.parts["trunk"], {"name": "root", "branches": [
        {**TWO, "leaves": [{"address": "a", "port": 1}]}]})
    assert task.log == [("create", {"name": "root", "branches": [
        {"name": "two", "protocol": "HTTP", "next_branch": {"name": "one"},
         "members": [{"address": "a", "protocol_port": 1, "weight": 1}]}]})]
