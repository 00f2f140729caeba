# SPDX-License-Identifier: GPL-3.0-or-later
"""What a resource is, as data: options, how they are sent, and Ansible's argument spec of them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import (
    COMPARES,
    FINDS,
    UPDATES,
    Aspect,
    Field,
    Info,
    Spec,
    flagged,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS


class Size(Aspect):
    fields = {"size": Field("int", initial=0)}
    at_creation = True


class Tags(Aspect):
    fields = {"tags": Field("list", option={"elements": "str"}), "found": Field(internal=True)}


SPEC = Spec("big_thing", "network", "x.y.Z", {"kind": Field(initial="plain"), "note": Field()},
            aspects=(Size(), Tags()), only_prepare={"is_large": {"type": "bool"}})


@pytest.mark.parametrize(("one", "argument"), [
    (Field(), {}), (Field("int"), {"type": "int"}),
    (Field("list", option={"elements": "str", "aliases": ["a"]}),
     {"type": "list", "elements": "str", "aliases": ["a"]})])
def test_the_argument_of_an_option(one, argument):
    assert one.argument() == argument


@pytest.mark.parametrize(("one", "given", "sent"), [
    (Field(), "a", "a"), (Field(ref="network"), "a", "network:a"),
    (Field("list", ref="network"), ["a", "b"], ["network:a", "network:b"]),
    (Field(send=lambda given, resolve: [given, resolve("x", "y")]), "a", ["a", "x:y"]),
    (Field(ref="network", send=lambda given, _resolve: given * 2), "a", "aa"),
    # Ansible has None for suboptions that are not given; of others it is a value
    (Field("dict", option={"options": {}}), {"a": 1, "b": None}, {"a": 1}),
    (Field("list", option={"options": {}}), [{"a": 1, "b": None}, "c"], [{"a": 1}, "c"]),
    (Field("dict"), {"a": 1, "b": None}, {"a": 1, "b": None})])
def test_what_is_sent(one, given, sent):
    assert one.sent(given, lambda noun, name: f"{noun}:{name}") == sent


def test_options():
    assert list(SPEC.all_fields) == ["kind", "note", "size", "tags", "found"]
    assert list(SPEC.at_creation) == ["name", "kind", "note", "size"]
    assert SPEC.arguments() == {
        "name": {"required": True}, "kind": {}, "note": {}, "size": {"type": "int"},
        "tags": {"type": "list", "elements": "str"}, "is_large": {"type": "bool"}}
    assert SPEC.keys == ("big_thing",)


@pytest.mark.parametrize(("given", "expected"), [
    ({}, {"kind": "plain", "size": 0}), ({"name": "a"}, {"kind": "plain", "size": 0, "name": "a"})])
def test_what_a_new_one_is_made_with(given, expected):
    assert SPEC.initial(given) == expected


@pytest.mark.parametrize("more", [
    {"fields": {"code": Field(option={"required": True})}},
    {"fields": {}, "only_prepare": {"code": {"required": True}}}])
def test_a_key_that_is_declared(more):
    found = Spec(**{"noun": "n", "service": "s", "sdk": "x.y.Z", "key": "code", **more})
    assert found.arguments() == {"code": {"required": True}}


def test_the_arguments_of_a_list():
    found = Info(SPEC, "big_things", filters={"size": Field("int")}, aliases=("thing",))
    assert found.arguments() == {"name": {"aliases": ["thing"]}, "filters": {"type": "dict"},
                                 "size": {"type": "int"}}
    assert Info(SPEC, "big_things").arguments()["name"] == {}
    assert "name" not in Info(SPEC, "big_things", named=False).arguments()


def test_what_others_may_use():
    rows = [SimpleNamespace(), SimpleNamespace(is_shared=True), SimpleNamespace(is_shared=False),
            SimpleNamespace(is_router_external=True, is_shared=False)]
    assert flagged(None, rows) == [rows[1], rows[3]]


@pytest.mark.parametrize("noun", SPECS)
def test_what_is_declared_can_be(noun):
    found = SPECS[noun]
    assert found.noun == noun and found.find in FINDS
    assert {one.update for one in found.all_fields.values()} <= {*UPDATES}
    assert {one.compare for one in found.all_fields.values() if isinstance(one.compare, str)} <= {
        *COMPARES}
    # whatever is referred to is declared as well
    assert {one.ref for one in found.all_fields.values()} - {""} <= SPECS.keys()
    own = len(found.fields) + sum(len(aspect.fields) for aspect in found.aspects)
    assert len(found.all_fields) == own, "two parts have one option"
