# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of cloud_info: all keys in each, whatever fails."""

from __future__ import annotations

import json
import threading
import time
from types import SimpleNamespace

import pytest
from builders import A, B, C

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._portable import info

REGION = SimpleNamespace(
    config={}, get_interface=lambda: "public", get_external_ipv4_networks=lambda: [],
    get_external_ipv6_networks=lambda: [], get_nat_source=lambda: None,
    get_nat_destination=lambda: None, get_default_network=lambda: None)
ANSWERS = {
    "/os-availability-zone": {"availabilityZoneInfo": [
        {"zoneName": "two", "zoneState": {"available": True}},
        {"zoneName": "broken", "zoneState": {"available": False}},
        {"zoneName": "one", "zoneState": {"available": True}}]},
    "/limits": {"limits": {"absolute": {"maxTotalInstances": 10, "totalInstancesUsed": 3,
                                        "maxTotalVolumes": 7, "totalVolumesUsed": 0}}},
    "/quotas/p1/details.json": {"quota": {"port": {"limit": 9, "used": 1, "reserved": 0}}},
    "/networks": [{"id": "n1", "name": "private"},
                  {"id": "n2", "name": "public", "router:external": True}],
    "/images": [{"id": "i1", "name": "debian-13", "os_distro": "debian", "min_ram": 1024}],
    "/flavors/detail": [{"id": "f1", "name": "tiny", "vcpus": 1, "ram": 512, "disk": 1},
                        {"id": "f2", "name": "small", "vcpus": 1, "ram": 2048, "disk": 20}],
    "/subnets": [],
}
VERSION = {"version": "2.1", "status": "CURRENT", "raw_status": "CURRENT",
           "min_microversion": "2.1", "max_microversion": "2.96"}


class Cloud:
    """A connection with canned answers; an answer may be an error, or a function."""

    region, requests = REGION, 8

    def __init__(self, target=C, patience=30.0, **resolutions):
        self.target, self.resolutions = target, {**ANSWERS, **resolutions}
        self.deadline, self.listed = time.monotonic() + patience, []

    def patience(self, _asked):
        return self.deadline - time.monotonic()

    def _resolved(self, path):
        resolved = self.resolutions[path]
        if isinstance(resolved, Exception):
            raise resolved
        return resolved() if callable(resolved) else resolved

    def get(self, service, path, action, **query):
        return self._resolved(path)

    def pages(self, service, path, key, action, **query):
        self.listed.append(path)
        return self._resolved(path)

    def project_id(self):
        return "p1"

    def versions(self, service_type):
        return self._resolved("versions")

    def catalog(self):
        return self._resolved("catalog")


def cloud(**more):
    catalog = {"compute": [{"interface": "public", "region_id": "north", "url": "http://c"}]}
    return Cloud(**{"catalog": catalog, "versions": [VERSION], **more})


def test_a_target_that_answers():
    row = info.row(cloud(), {})
    assert row.pop("seconds") >= 0
    assert row == {
        "cloud": "c", "region_name": "north", "reachable": True, "error": None, "failures": [],
        "services": [{"type": "compute", "url": "http://c", "answers": True, "version": "2.1",
                      "min_microversion": "2.1", "max_microversion": "2.96",
                      "versions": ["2.1"]}],
        "regions": ["north"], "availability_zones": ["one", "two"],
        "limits": {"compute": {"instances": {"limit": 10, "used": 3}},
                   "network": {"ports": {"limit": 9, "used": 1}},
                   "volume": {"volumes": {"limit": 7, "used": 0}}},
        "networks": [
            {"id": "n1", "name": "private", "external": False, "shared": False, "default": True,
             "address": "floating", "floating_from": ["public"]},
            {"id": "n2", "name": "public", "external": True, "shared": False, "default": False,
             "address": "direct", "floating_from": []}],
        "answer": None, "answer_error": None, "requests": 8}


NOTHING = dict.fromkeys(("image_id", "image_name", "flavor_id", "flavor_name", "vcpus", "ram",
                         "disk", "image_reason"))
PRIVATE = {"network_id": "n1", "network_name": "private"}


@pytest.mark.parametrize(("options", "expected"), [
    ({"image": {"os_distro": "debian"}, "flavor": {"vcpus": 1}}, {
        "image_id": "i1", "image_name": "debian-13", "flavor_id": "f2", "flavor_name": "small",
        "vcpus": 1, "ram": 2048, "disk": 20, **PRIVATE, "address": "floating",
        "floating_from": "public", "image_reason": "the only public image that fits"}),
    ({"image": "debian-13", "auto_ip": False}, {
        **NOTHING, "image_id": "i1", "image_name": "debian-13", **PRIVATE, "address": "none",
        "floating_from": None}),
    ({"network": "public"}, {**NOTHING, "network_id": "n2", "network_name": "public",
                             "address": "direct", "floating_from": None}),
])
def test_what_a_spec_means(monkeypatch, options, expected):
    connection = cloud()
    monkeypatch.setattr(info, "select", lambda options: Selection({C: connection}, [(C, {})]))
    row, = info.info(options, True)["clouds"]
    assert (row["answer"], row["answer_error"], row["failures"]) == (expected, None, [])
    assert connection.listed == ["/networks", "/images", "/flavors/detail"][:1 + len(
        {"image", "flavor"} & set(options))]


@pytest.mark.parametrize(("options", "sentence"), [
    ({"image": {"os_distro": "debian", "os_version": "14"}},
     "c/north: image: no image here fits os_distro debian, os_version 14; closest: debian-13, "
     "which has no os_version"),
    ({"flavor": {"ram": 4096}},
     "c/north: flavor: no flavor here fits ram 4096; closest: small, which has ram 2048"),
    ({"network": "x"},
     "c/north: network: there is no network 'x' here; there are private, public"),
    ({"ip_version": "6"}, "c/north: ip_version: no network here has an IPv6 subnet that can be "
     "reached from outside, which ip_version 6 needs"),
])
def test_why_a_spec_means_nothing(monkeypatch, options, sentence):
    monkeypatch.setattr(info, "select", lambda options: Selection({C: cloud()}, [(C, {})]))
    row, = info.info(options, True)["clouds"]
    assert (row["answer"], row["answer_error"], row["failures"]) == (None, sentence, [])


def test_a_spec_that_makes_no_sense():
    with pytest.raises(CloudError, match="image: 'os_distr' is not one of name, os_distro,"):
        info.info({"image": {"os_distr": "debian"}}, False)


def test_nothing_is_listed_for_no_spec():
    connection = cloud()
    info.row(connection, {})
    assert connection.listed == ["/networks"]


def test_a_target_that_does_not():
    error = CloudError("auth", "the login was refused (401)", status=401)
    row, usual = info.row(cloud(catalog=error), {}), info.row(cloud(), {})
    assert not row["reachable"]
    assert row["error"].startswith("c/north: login: the login was refused (401); check")
    assert row["failures"] == [{"kind": "auth", "msg": row["error"], "action": "login",
                                "cloud": "c", "region_name": "north", "status": 401}]
    assert set(row) == set(usual) and set(row["limits"]) == set(usual["limits"])
    assert json.dumps(row)


@pytest.mark.parametrize(("path", "key"), [
    ("/os-availability-zone", "availability_zones"), ("/networks", "networks")])
def test_a_part_that_fails(path, key):
    row, usual = info.row(cloud(**{path: CloudError("forbidden", "no")}), {}), info.row(cloud(), {})
    assert row["reachable"] and row[key] == []
    assert [failure["kind"] for failure in row["failures"]] == ["forbidden"]
    for ours in (row, usual):
        ours.update({"seconds": 0, key: [], "failures": []})
    assert row == usual


def test_a_service_that_is_not_there_is_no_failure():
    row = info.row(cloud(**{"/limits": CloudError("not_found", "no such service")}), {})
    assert row["failures"] == [] and row["limits"]["volume"] == {}


def test_a_service_that_says_nothing():
    never = threading.Event()
    row = info.row(cloud(patience=1, **{"/networks": never.wait}), {})
    assert row["reachable"] and row["networks"] == [] and row["availability_zones"]
    [failure] = row["failures"]
    assert (failure["kind"], failure["cloud"], failure["action"]) == ("timeout", "c", "networks")


def test_a_service_that_does_not_tell_its_versions():
    row = info.row(cloud(versions=CloudError("api", "what?")), {})
    assert row["services"] == [
        {"type": "compute", "url": "http://c", "answers": False, "version": None,
         "min_microversion": None, "max_microversion": None, "versions": []}]


@pytest.mark.parametrize("check_mode", [True, False])
def test_every_target_has_a_row(monkeypatch, check_mode):
    broken = CloudError("config", "its entry in clouds.yaml is not a mapping", B)
    clouds = {A: cloud(target=A, catalog=CloudError("unreachable", "down")), C: cloud()}
    selection = Selection(clouds, [(target, {}) for target in clouds], [broken])
    monkeypatch.setattr(info, "select", lambda options: selection)
    found = info.info({}, check_mode)
    assert not found["changed"]
    assert [(row["cloud"], row["reachable"]) for row in found["clouds"]] == [
        ("a", False), ("c", True), ("b", False)]
    assert found["clouds"][2]["error"] == str(broken) and found["clouds"][2]["requests"] == 0
    assert len({frozenset(row) for row in found["clouds"]}) == 1
