# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of options that a cloud refuses: which, why, and what there is instead."""
from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.engine import ensure
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

NAME = "contract-refused"
LEAST = {"name": NAME, "image": "debian-12", "flavor": "m1.tiny", "network": "private"}


def refusal(cloud, noun, **options):
    with pytest.raises(CloudError) as error:
        cloud.ensure(noun, **options)
    return error.value


@pytest.mark.parametrize(("noun", "options", "kind", "said"), [
    ("server", {**LEAST, "name": "n" * 300}, "invalid",
     "name: it has 300 characters, and the limit is 255"),
    ("server", {**LEAST, "metadata": {"gr\xfcn": "1"}}, "invalid",
     "metadata: the key 'gr\xfcn' does"),
    ("server", {**LEAST, "tags": ["a,b"]}, "invalid", "tags: number 1: it contains ',', and does"),
    ("keypair", {"name": "a@b"}, "invalid", "name: it contains '@', and does not match"),
    ("network", {"name": "n" * 300}, "invalid", "a text of 300 characters exceeds maximum length"),
    ("server", {**LEAST, "key_name": "no-key"}, "not_found",
     "key_name: there is no keypair 'no-key' here; there "),
    ("server", {**LEAST, "security_groups": ["default", "no-group"]}, "not_found",
     "security_groups: there is no security group 'no-group' here; there "),
    ("port", {"name": NAME, "network": "privat"}, "not_found",
     "there is no network 'privat' here; there is private"),
])
def test_a_refusal(clouds, noun, options, kind, said):
    error = refusal(clouds[False], noun, **options)
    assert error.kind == kind and said in str(error)


@pytest.mark.parametrize("check", [True, False])
def test_user_data_that_is_too_long(clouds, check):
    before = len(clouds[False].asked)
    error = refusal(clouds[False], "server", check=check, **LEAST, userdata="x" * 50000)
    assert "userdata: it has 50000 bytes, Nova accepts 49149" in str(error)
    assert clouds[False].asked[before:] == []


def test_what_is_not_there_is_a_warning_in_check_mode(clouds):
    task = Task(clouds[False].connection, SPECS, check_mode=True, timeout=120)
    ensure(task, SPECS["server"], {**LEAST, "key_name": "no-key", "security_groups": ["no-group"]})
    assert [text for text in task.warnings if "no keypair 'no-key'" in text]
    assert [text for text in task.warnings if "no security group 'no-group'" in text]


def test_a_flavor_without_a_disk(clouds):
    flavor = {"name": NAME, "ram": 128, "vcpus": 1, "disk": 0}
    clouds[True].ensure("compute_flavor", **flavor)
    try:
        error = refusal(clouds[False], "server", **{**LEAST, "image": "cirros", "flavor": NAME})
    finally:
        clouds[False].clear("server", LEAST)
        clouds[True].clear("compute_flavor", flavor)
    assert error.kind == "invalid" and "set boot_from_volume and volume_size" in str(error)
    assert "ask the provider" not in str(error)


def test_a_file_that_is_not_of_its_format(clouds, tmp_path):
    (tmp_path / "image").write_text("no image")
    error = refusal(clouds[False], "image", name=NAME, filename=str(tmp_path / "image"))
    assert error.kind == "invalid"
    assert "is not of the disk_format qcow2: set disk_format" in str(error)
    assert clouds[False].there("image", {"name": NAME}) is None


@pytest.mark.parametrize(("action", "status", "way"), [("pause", "PAUSED", "unpause"),
                                                       ("stop", "SHUTOFF", "start")])
def test_a_server_that_does_not_run(clouds, action, status, way):
    cloud = clouds[False]
    try:
        cloud.ensure("server", **LEAST)
        made = cloud.there("server", LEAST)
        body = {"pause": None} if action == "pause" else {"os-stop": None}
        cloud.connection.post("compute", f"/servers/{made.id}/action", body, "acting on it")
        error = refusal(cloud, "server", **LEAST, wait_port=1)
        assert f"is {status}: {way} it with multicloud.openstack.server_action" in str(error)
    finally:
        cloud.clear("server", LEAST)
