# SPDX-License-Identifier: GPL-3.0-or-later
"""What has to be done about one resource."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.compare import (
    Change,
    differs,
    has_all,
    new,
    plan,
    rows,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import Field, Spec

SPEC = Spec("thing", "network", "x.y.Thing", {
    "size": Field("int"), "kind": Field(update="forbid"), "labels": Field("dict", compare="subset"),
    "zones": Field("list", compare="set"), "secret": Field(compare="never"),
    "key": Field(update="recreate"), "password": Field(option={"no_log": True}),
    "disks": Field("list", compare="subset"), "token": Field(
        update="forbid", advice="make another one", option={"no_log": True})})


@pytest.mark.parametrize(("before", "after", "expected"), [
    ({"type": "SOURCE_IP", "cookie_name": None}, {"type": "SOURCE_IP"}, True),
    ({"type": "SOURCE_IP"}, {"type": "APP_COOKIE"}, False), (None, {"type": "SOURCE_IP"}, False),
    (["a", "b"], ["b"], True), (["a"], ["b"], False), (None, [], True)])
def test_whether_all_is_there_that_is_desired(before, after, expected):
    assert has_all(before, after) is expected


@pytest.mark.parametrize("one, before, after, expected", [
    (Field(), "a", "a", False),
    (Field(), "a", "b", True),
    (Field(), None, "", True),
    (Field("bool"), False, None, True),
    (Field(compare="never"), "a", "b", False),
    (Field(compare="set"), ["a", "b"], ["b", "a"], False),
    (Field(compare="set"), ["a", "b"], ["a"], True),
    (Field(compare="set"), None, [], False),
    (Field(compare="set"), [{"ip": "1", "mac": None}], [{"mac": None, "ip": "1"}], False),
    (Field(compare="set"), [{"ip": "1"}], [{"ip": "2"}], True),
    (Field(compare="subset"), {"a": 1, "b": 2}, {"a": 1}, False),
    (Field(compare="subset"), {"a": 1}, {"a": 2}, True),
    (Field(compare="subset"), None, {}, False),
    (Field(compare="subset"), None, {"a": 1}, True),
    (Field("list", compare="subset"), ["a", "b"], ["a"], False),
    (Field("list", compare="subset"), ["a"], ["a", "b"], True),
    (Field("list", compare="subset"), None, [], False),
    (Field("list", compare="rows"), [{"a": 1, "b": 2}, {"a": 3}], [{"a": 3}, {"b": 2}], False),
    (Field("list", compare="rows"), [{"a": 1}, {"a": 3}], [{"a": 3}], True),
    (Field("list", compare="rows"), [{"a": 1}], [{"a": 1}, {"a": 1}], True),
    (Field("list", compare="rows"), None, [], False),
    (Field(compare=str.startswith), "abc", "ab", False),
    (Field(compare=str.startswith), "abc", "b", True),
])
def test_differs(one, before, after, expected):
    assert differs(one, before, after) is expected


@pytest.mark.parametrize("before, after, expected", [
    (None, [{"a": 1}], [{"a": 1}]),
    ([{"a": 1, "b": 1}], [], []),
    ([{"a": 1, "b": 1}], [{"a": 1}], [{"a": 1, "b": 1}]),
    ([{"a": 1, "b": 1}], [{"a": 2}], [{"a": 2}]),
    # the one that only one of them can have is not taken away by the other
    ([{"a": 1, "b": 1}, {"a": 1, "b": 2}], [{"a": 1}, {"b": 1}],
     [{"a": 1, "b": 1}, {"a": 1, "b": 2}]),
])
def test_rows_that_are_desired_are_those_that_are_there(before, after, expected):
    assert rows(before, after) == expected


@pytest.mark.parametrize("desired, there, expected", [
    ({"size": 1}, None, Change("create", {"size": (None, 1)})),
    ({}, None, Change("create", {})),
    ({"size": 1}, {"size": 1}, Change("none")),
    ({}, {"size": 1}, Change("none")),
    ({"size": 2}, {"size": 1}, Change("update", {"size": (1, 2)})),
    ({"labels": {"a": "2"}}, {"labels": {"a": "1", "b": "1"}},
     Change("update", {"labels": ({"a": "1", "b": "1"}, {"a": "2", "b": "1"})})),
    ({"disks": ["b", "a"]}, {"disks": ["a", "c"]},
     Change("update", {"disks": (["a", "c"], ["a", "c", "b"])})),
    ({"secret": "x"}, {}, Change("none")),
    ({"kind": "a"}, {"kind": "a"}, Change("none")),
    ({"key": "a", "kind": "b"}, {"key": "b", "kind": "c"},
     Change("recreate", {"key": ("b", "a"), "kind": ("c", "b")})),
])
def test_plan(desired, there, expected):
    assert plan(SPEC, "it", desired, there) == expected


def test_what_nobody_may_see_is_in_no_error_and_advice_is():
    with pytest.raises(CloudError) as error:
        plan(SPEC, "it", {"token": "new"}, {"token": "old"})
    assert error.value.message == (
        "cannot change token of thing 'it': make another one, or omit token")


def test_what_cannot_be_changed_is_said_before_anything_is_done():
    with pytest.raises(CloudError, match="^cannot change kind of thing 'it' from 'a' to 'b': "
                       "delete it first, or omit kind$"):
        plan(SPEC, "it", {"size": 2, "kind": "b"}, {"size": 1, "kind": "a"})


def test_the_difference_shows_the_options_that_change():
    planned = plan(SPEC, "it", {"size": 2, "zones": ["a"]}, {"size": 1, "zones": None})
    assert planned.diff == {"before": {"size": 1}, "after": {"size": 2, "zones": ["a"]}}


def test_secrets_are_in_no_diff():
    planned = plan(SPEC, "it", {"size": 1, "password": "x"}, {"size": 2, "password": "y"})
    assert planned.diff == {"before": {"size": 2}, "after": {"size": 1}}
    assert plan(SPEC, "it", {"password": "x"}, None).diff == {"before": {}, "after": {}}


def test_keys_that_are_taken_away_are_not_in_the_difference():
    planned = plan(SPEC, "it", {"labels": {"a": None, "c": None}}, {"labels": {"a": "1", "b": "1"}})
    assert planned.changes == {"labels": ({"a": "1", "b": "1"}, {"a": None, "b": "1", "c": None})}
    assert planned.diff == {"before": {"labels": {"a": "1", "b": "1"}},
                            "after": {"labels": {"b": "1"}}}


GROWING = Spec("thing", "network", "x.y.Thing", {"size": Field("int", update="grow", initial=1)},
               needs=(("size", "copy"),))


def test_what_may_only_grow_does_not_shrink():
    assert plan(GROWING, "one", {"size": 3}, {"size": 2}).changes == {"size": (2, 3)}
    with pytest.raises(CloudError, match="cannot change size of thing 'one' from 3 to 2: delete"):
        plan(GROWING, "one", {"size": 2}, {"size": 3})


def test_a_new_one_has_what_it_needs_and_nothing_to_take_away():
    assert new(GROWING, {"name": "one"}, {"size": 2}) == {"name": "one", "size": 2}
    assert new(GROWING, {"name": "one"}, {"copy": 2}) == {"name": "one", "size": 1, "copy": 2}
    # an option that prepare() takes in
    assert new(GROWING, {"name": "one", "copy": 2}, {}) == {"name": "one", "size": 1}
    assert new(SPEC, {}, {"labels": {"a": 1, "b": None}}) == {"labels": {"a": 1}}
    with pytest.raises(CloudError, match="there is no thing 'one', and a new one needs size or co"):
        new(GROWING, {"name": "one"}, {"kind": 1})
