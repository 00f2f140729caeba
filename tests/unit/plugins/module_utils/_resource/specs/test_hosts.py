# SPDX-License-Identifier: GPL-3.0-or-later
"""Aggregates with their hosts, and services that are taken out of use."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.api import Api
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import hosts


class Called:
    """Notes what is called, by the name of the method."""

    def __init__(self, **more):
        self.asked = []
        self.__dict__.update(more)

    def call(self, _action, function, *arguments):
        self.asked.append((function, *arguments))


def aggregate(**more):
    return SimpleNamespace(add_host="add", remove_host="remove", set_metadata="set", **more)


@pytest.mark.parametrize(("before", "after", "asked"), [
    (None, ["b", "a"], [("add", "a"), ("add", "b")]), (["a"], ["a"], []),
    (["a", "b"], ["c", "b"], [("add", "c"), ("remove", "a")])])
def test_hosts(before, after, asked):
    api = Called()
    hosts.Hosts().apply(api, aggregate(), {"hosts": (before, after)})
    assert api.asked == asked


def test_an_aggregate_is_deleted_without_hosts():
    api = Called()
    hosts.Hosts().release(api, aggregate(hosts=["a"]))
    assert api.asked == [("remove", "a")]


def test_metadata_in_one_request():
    api = Called()
    hosts.AggregateMetadata().apply(api, aggregate(), {"metadata": (
        {"kept": "1", "gone": "2", "old": "3"},
        {"kept": "1", "gone": None, "old": "4", "new": "5"})})
    assert api.asked == [("set", {"gone": None, "old": "4", "new": "5"})]


def test_the_zone_is_no_metadata():
    spec, given = hosts.HOST_AGGREGATE, {"metadata": {"a": 1, "availability_zone": "x"}}
    assert spec.prepare(given) == {"metadata": {"a": 1}}
    assert given["metadata"]["availability_zone"] == "x"


@pytest.mark.parametrize(("there", "given", "expected"), [
    (["a"], {"hosts": ["b"], "purge_hosts": True}, ["b"]),
    (["a"], {"hosts": ["b"], "purge_hosts": False}, ["a", "b"]),
    (None, {"hosts": ["b"], "purge_hosts": False}, ["b"]),
    (["a"], {"purge_hosts": False}, None)])
def test_hosts_that_stay(there, given, expected):
    api = SimpleNamespace(find=lambda name: SimpleNamespace(hosts=there))
    given = {"name": "x", **given}
    hosts.HOST_AGGREGATE.lookup(None, api, given)
    assert given.get("hosts") == expected


def test_ids_are_text():
    kind = Api(SimpleNamespace(), hosts.HOST_AGGREGATE).kind
    assert (kind.new(id=7).id, kind.new(name="x").id) == ("7", None)
    assert kind.existing(id=7, name="x").to_dict(computed=False)["id"] == "7"


def test_a_service_is_changed_in_one_request():
    new = SimpleNamespace(commit="commit", status="disabled", disabled_reason="two")
    asked, there = [], SimpleNamespace(id="s", status="disabled", disabled_reason="one")
    api = Called(given={"status": "disabled", "disabled_reason": "two", "host": "h"},
                 kind=SimpleNamespace(new=lambda **body: asked.append(body) or new))
    hosts.Status().apply(api, there, {"disabled_reason": ("one", "two")})
    assert (asked, api.asked, there.disabled_reason) == (
        [{"id": "s", "status": "disabled", "disabled_reason": "two"}], [("commit",)], "two")


def test_a_reason_is_for_what_is_disabled():
    with pytest.raises(CloudError, match="^disabled_reason: only with status disabled"):
        hosts.COMPUTE_SERVICE.prepare({"disabled_reason": "x", "status": "enabled"})
