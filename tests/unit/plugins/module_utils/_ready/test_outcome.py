# SPDX-License-Identifier: GPL-3.0-or-later
"""Which servers are meant, and what is said of them."""

from __future__ import annotations

import pytest
from builders import A, B, C, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target
from ansible_collections.multicloud.openstack.plugins.module_utils._ready import (
    outcome as ready_outcome,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server import model

WEB = server(1, A)


@pytest.mark.parametrize(("entry", "found"), [
    ("web-1", True), ("a1", True), ("web-2", False), ({"name": "web-1"}, True),
    ({"id": "a1", "name": "other"}, True), ({"id": "a2", "name": "web-1"}, False),
    ({"id": "a1", "cloud": "a"}, True), ({"id": "a1", "cloud": "b"}, False),
    ({"id": "a1", "cloud": "a", "region_name": ""}, True),
    ({"id": "a1", "cloud": "a", "region_name": "north"}, False),
])
def test_which_are_meant(entry, found):
    references = ready_outcome.by_name([ready_outcome.ServerReference.of(entry)])
    assert bool(ready_outcome.find(references, WEB)) is found
    assert len(ready_outcome.missing(references, [WEB])) == (0 if found else 1)


def test_one_by_two_names_is_not_missing():
    references = ready_outcome.by_name([ready_outcome.ServerReference("web-1"),
                                        ready_outcome.ServerReference("a1")])
    assert ready_outcome.missing(references, [WEB]) == []


@pytest.mark.parametrize("entry", ["", None, 7, {}, {"cloud": "a"}, ["web-1"]])
def test_what_is_no_server(entry):
    with pytest.raises(CloudError, match="neither a name or id"):
        ready_outcome.ServerReference.of(entry)


def test_places():
    rows = [{"id": "1", "cloud": "a", "region_name": ""}, {"id": "2", "cloud": "c",
            "region_name": "north"}, {"id": "3", "cloud": "a"}]
    assert ready_outcome.places(list(map(ready_outcome.ServerReference.of, rows))) == [
        {"cloud": "a", "region_name": None}, {"cloud": "c", "region_name": "north"}]
    assert ready_outcome.places([ready_outcome.ServerReference("x"),
                                 *map(ready_outcome.ServerReference.of, rows)]) is None


@pytest.mark.parametrize(("launched", "times", "seconds"), [
    ("2026-01-01T00:00:11.000000", {}, {"active": 11.0}),
    ("2025-01-01T00:00:11.000000", {}, {"active": 0.0}),
    (None, {}, {}), ("?", {}, {}), ("2026-01-01T01:00:11+01:00", {}, {"active": 11.0}),
    ("2026-01-01T00:00:11.000000", {"accepted": 0.4, "active": 3.1, "done": 3.2},
     {"accepted": 0.4, "active": 2.7}),
    ("2026-01-01T00:00:11.123456", {"accepted": 0.4}, {"accepted": 0.4, "active": 11.12}),
    (None, {"accepted": 0.4}, {"accepted": 0.4}), (None, {"active": 3.0}, {"active": 3.0}),
])
def test_built(launched, times, seconds):
    assert ready_outcome.built(server(1, A, **{"OS-SRV-USG:launched_at": launched}),
                               times) == seconds


def test_stamp():
    foreign = server(1, Target("my cloud", "one\nx"), "s1", metadata={})
    assert ready_outcome.stamp(WEB) == "multicloud_fleet=web multicloud_server=a1"
    assert ready_outcome.stamp(foreign) == (
        "multicloud_target=my_cloud/one_x multicloud_server=s1")


def outcomes():
    """Two on A, one of which has failed, and one on B."""
    late = ready_outcome.Outcome(server(2, A), {"active": 4.0, "port": 3.0}, error=model.about(
        server(2, A), CloudError("not_ready", "no login was possible", console=["a"]),
        console=["b"]))
    return [ready_outcome.Outcome(server(1, A), {"port": 1.0, "active": 2.0, "login": 0.5}, ["k"],
                                  "done"), late,
            ready_outcome.Outcome(server(3, B), {"port": 7.0}, cloud_init="degraded")]


def test_rows():
    good, bad, _other = [outcome.report() for outcome in outcomes()]
    assert good == {"id": "a1", "name": "web-1", "cloud": "a", "region_name": "",
                    "address": "10.0.0.1", "ready": True, "cloud_init": "done", "host_keys": ["k"],
                    "seconds": {"active": 2.0, "port": 1.0, "login": 0.5}}
    assert list(good["seconds"]) == ["active", "port", "login"]
    assert bad["ready"] is False


def test_target_rows():
    rows = ready_outcome.target_rows(outcomes(), {C: CloudError("unreachable", "down", C)})
    assert [(row["cloud"], row["servers"], row["ready"], row["seconds"]) for row in rows] == [
        ("a", 2, 1, {"active": 3.0, "port": 2.0, "login": 0.5}), ("b", 1, 1, {"port": 7.0}),
        ("c", 0, 0, {})]
    assert [bool(row["error"]) for row in rows] == [False, False, True]


def test_what_is_said():
    found = outcomes()
    error = found[1].error
    assert ready_outcome.message(found, [error]) == (
        "2 of 3 servers are ready.\na: server web-2: no login was possible.")
    assert ready_outcome.message(found[:1], []) == "1 of 1 servers are ready."
    assert error.more == {"console": ["b"], "server_id": "a2", "server_name": "web-2"}
    assert ready_outcome.warnings(found) == [
        "web-3: cloud-init has finished with warnings; see `cloud-init status --long` there"]
    assert ready_outcome.warnings(found[:2]) == []
