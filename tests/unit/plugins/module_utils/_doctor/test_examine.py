# SPDX-License-Identifier: GPL-3.0-or-later
"""One target, tried: what is asked of it, and that what fails alone hides nothing else."""

from __future__ import annotations

import threading
import time

import pytest
from builders import SPEC, A
from fakes import Canned, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._doctor.diagnose import findings
from ansible_collections.multicloud.openstack.plugins.module_utils._doctor.examine import examine
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import alternatives

SSH = {"direction": "ingress", "ethertype": "IPv4", "protocol": "tcp", "port_range_min": 22,
       "port_range_max": 22}
ANSWERS = {
    "GET /limits": {"limits": {"absolute": {
        "maxTotalInstances": 10, "totalInstancesUsed": 3, "maxTotalVolumeGigabytes": 5}}},
    "GET /quotas/project/details.json": {"quota": {}},
    "GET /networks": {"networks": [{"id": "n", "name": "private"},
                                   {"id": "x", "name": "public", "router:external": True}]},
    "GET /subnets": {"subnets": []},
    "GET /images": {"images": [{"id": "i", "name": "debian-12", "min_ram": 1024}]},
    "GET /flavors/detail": {"flavors": [
        {"id": "f", "name": "small", "vcpus": 1, "ram": 2048, "disk": 1},
        {"id": "t", "name": "tiny", "vcpus": 1, "ram": 512, "disk": 1}]},
    "GET /security-groups": {"security_groups": [
        {"id": "d", "name": "default", "security_group_rules": []},
        {"id": "s", "name": "ssh", "security_group_rules": [SSH]},
        {"id": "o", "name": "out", "security_group_rules": [{**SSH, "direction": "egress"}]}]},
    "GET /os-keypairs/me": {"keypair": {"name": "me", "public_key": "ssh-rsa AAAA"}},
    "GET /os-keypairs/you": refusal("not_found"),
}


class Cloud(Canned):
    """A target with these services in its catalog."""

    requests = 9

    def __init__(self, services="compute image network block-storage", login=None, **answers):
        super().__init__({**ANSWERS, **{f"GET /{name}": answer
                                        for name, answer in answers.items()}})
        self.services, self.login = services.split(), login

    def patience(self, _asked):
        return 30.0

    def catalog(self):
        if self.login:
            raise self.login
        return {name: [{"interface": "public", "region_id": "r"}] for name in self.services}

    def adapter(self, service):
        if service not in self.services:
            raise CloudError("not_found", f"the catalog has no {service} service in this region")


def found(cloud, *specs, port=22):
    """(key, msg) of each finding; specs: what is different from a good one."""
    groups = {str(number): alternatives.specs({
        **SPEC, "network": "private", "security_groups": ["ssh"], **spec})
        for number, spec in enumerate(specs)}
    return [(one.key, one.msg) for one in findings(examine(cloud, groups, port))]


@pytest.mark.parametrize("specs", [
    [], [{}], [{}, {"image": {"name": "debian*"}, "key_name": "me"}],
    [{"data_volumes": [{"name": "d", "size": 5}]}], [{"flavor": ["huge", "small"]}]],
    ids=["no spec", "a spec", "two", "volumes", "alternatives"])
def test_nothing_is_wrong(specs):
    assert found(Cloud(), *specs) == []


CASES = {
    "login": (Cloud(login=CloudError("auth", "the login was refused", A, "login")), [{}],
              [(None, "login: the login was refused")]),
    "services": (Cloud("identity"), [{}],
                 [(None, "the catalog has no compute, no image, no network service")]),
    "volumes": (Cloud("compute image network"), [{"data_volumes": [{"name": "d", "size": 1}]}],
                [(None, "the catalog has no volume service in this region")]),
    "everything in the spec": (
        Cloud(), [{"image": "x", "flavor": "y", "network": "z", "key_name": "you",
                   "security_groups": ["s", "w"]}],
        [("image", "there is no image 'x' here; there is debian-12"),
         ("flavor", "there is no flavor 'y' here; there are tiny and 1 more"),
         ("network", "there is no network 'z' here; there are private, public"),
         ("key_name", "there is no keypair 'you' here: set public_key to create it"),
         ("security_groups", "there is no security group 'w' here; there are default, out, ssh")]),
    "a flavor for the image": (
        Cloud(), [{"flavor": {"name": "tiny"}}],
        [("flavor", "no flavor here fits name tiny; closest: small")]),
    "the usual group": (Cloud(), [{"security_groups": []}],
                        [("security_groups", "no rule of default allows TCP port 22")]),
    "only out": (Cloud(), [{"security_groups": ["out"]}],
                 [("security_groups", "no rule of out allows TCP port 22")]),
    "another IP": (Cloud(), [{"security_groups": ["ssh"], "ip_version": "6"}],
                   [("network", ""), ("security_groups", "no rule of ssh allows TCP port 22")]),
    "a service that fails": (
        Cloud(images=refusal("api", "oh")), [{"flavor": "y"}],
        [("image", "oh"), ("flavor", "there is no flavor 'y' here; there are")]),
    "no list of groups": (Cloud(**{"security-groups": refusal("forbidden", "no")}), [{}],
                          [(None, "security groups: no")]),
}


def test_a_login_for_no_project(monkeypatch):
    monkeypatch.setattr(Cloud, "project_id", lambda _self: None)
    monkeypatch.setattr(Cloud, "scope", lambda _self: "the system", raising=False)
    cloud = Cloud()
    assert found(cloud, {}) == [(None, "login: the login is for the system, and a project is "
                                       "needed")]
    assert cloud.calls == []


@pytest.mark.parametrize("cloud, specs, expected", CASES.values(), ids=CASES)
def test_findings(cloud, specs, expected):
    rows = found(cloud, *specs)
    assert [key for key, _msg in rows] == [key for key, _msg in expected]
    assert all(words in msg for (_key, msg), (_same, words) in zip(rows, expected, strict=True))


def test_a_cloud_that_is_silent_for_too_long(monkeypatch):
    cloud = Cloud()
    ended = threading.Event()
    cloud.answers["GET /images"] = lambda _query: ended.wait(60) or {"images": []}
    monkeypatch.setattr(cloud, "patience", lambda asked: asked + 1 - time.monotonic())
    assert found(cloud, {}) == [(None, "definition: no answer in time")]
    ended.set()


def test_another_port():
    assert found(Cloud(), {}, port=5986) == [
        ("security_groups", "no rule of ssh allows TCP port 5986")]


def test_nothing_is_written_and_lists_are_asked_for_once():
    cloud = Cloud()
    found(cloud, {}, {"flavor": "tiny"}, {"key_name": "me"})
    paths = [path for _method, path, _query in cloud.calls]
    assert not cloud.writes
    assert paths.count("/flavors/detail") == paths.count("/security-groups") == 1
    assert paths.count("/images") == 1


def test_without_a_spec_little_is_asked():
    cloud = Cloud()
    found(cloud)
    assert sorted(path for _method, path, _query in cloud.calls) == [
        "/images", "/limits", "/networks", "/quotas/project/details.json"]
