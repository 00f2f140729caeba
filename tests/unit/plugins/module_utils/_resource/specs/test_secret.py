# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets: stored, compared, replaced, and never shown."""

from __future__ import annotations

import pytest
from fakebarbican import barbican

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import one
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.engine import ensure
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.secret import (
    SECRET,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

STORE = ["POST secrets", "PUT secrets"]
REPLACE = [*STORE, "DELETE secrets"]
HIDDEN = "hunter2-Zq8x"


@pytest.fixture
def cloud(tmp_path):
    with barbican(tmp_path) as (server, path):
        server.options = {"cloud": "vault", "clouds_yaml": path, "timeout": 1}
        yield server


def task(cloud, check=False, **options):
    """The result, and the requests that write."""
    cloud.asked.clear()
    task = Task(one(cloud.options), SPECS, check_mode=check, timeout=1)
    result = ensure(task, SECRET, {"name": "key", **options})
    assert HIDDEN not in str(result)
    return result, cloud.writes()


def only(cloud):
    [key] = cloud.secrets
    return key


def test_a_life(cloud):
    spec = {"payload": f" {HIDDEN}\n", "algorithm": "aes", "expires_at": "2099-12-31T23:00+01:00"}
    result, writes = task(cloud, check=True, **spec)
    assert (result["changed"], writes, cloud.secrets) == (True, [], {})
    assert result["diff"]["after"] == {
        "name": "key", "algorithm": "aes", "expires_at": "2099-12-31T22:00:00",
        "payload_content_type": "text/plain"}

    result, writes = task(cloud, **spec)
    assert (result["changed"], writes) == (True, STORE)
    assert cloud.payloads[only(cloud)] == ("text/plain", f" {HIDDEN}\n".encode())
    assert result["id"] == result["secret"]["id"] == only(cloud)
    assert result["secret"]["status"] == "ACTIVE"
    assert not any("payload" in name for name in result["secret"])

    assert task(cloud, **spec)[1] == []
    assert task(cloud)[1] == []
    assert cloud.asked == ["GET secrets"]           # nothing to compare a payload with

    result, writes = task(cloud, state="absent")
    assert (result["changed"], writes, cloud.secrets) == (True, ["DELETE secrets"], {})
    assert task(cloud, state="absent")[0]["changed"] is False


@pytest.mark.parametrize(("change", "payload", "diff"), [
    ({"payload": "two"}, ("text/plain", b"two"), {}),
    ({"mode": "ctr"}, ("text/plain", HIDDEN.encode()), {"mode": "ctr"}),
    ({"payload": "AAH/", "payload_content_encoding": "base64"},
     ("application/octet-stream", b"\0\1\xff"),
     {"payload_content_type": "application/octet-stream"}),
])
def test_what_is_different_is_replaced_and_the_rest_is_kept(cloud, change, payload, diff):
    old = cloud.add("key", HIDDEN.encode(), algorithm="aes", mode="cbc", expiration="2099-12-31T00")
    assert task(cloud, check=True, **change)[1] == []
    result, writes = task(cloud, **change)
    assert (result["changed"], writes, result["diff"]["after"]) == (True, REPLACE, diff)
    assert only(cloud) == result["id"] != old
    assert cloud.payloads[only(cloud)] == payload
    assert cloud.secrets[only(cloud)] == {
        "name": "key", "algorithm": "aes", "mode": change.get("mode", "cbc"), "status": "ACTIVE",
        "secret_type": "opaque", "expiration": "2099-12-31T00"}


def test_who_may_read_it_is_said_before_there_is_something_to_read(cloud):
    old = cloud.add("key", b"one")
    cloud.acl[old] = {"read": {"project-access": False, "users": ["u"], "created": "2026"}}
    cloud.metadata[old] = {"metadata": {"owner": "shop"}}
    _result, writes = task(cloud, payload="two")
    assert writes == ["POST secrets", "PUT secrets acl", "PUT secrets metadata", "PUT secrets",
                      "DELETE secrets"]
    assert cloud.acl[only(cloud)] == {"read": {"project-access": False, "users": ["u"]}}
    assert cloud.metadata[only(cloud)] == {"metadata": {"owner": "shop"}}


def test_who_may_read_it(cloud):
    _result, writes = task(cloud, payload="one", acl_users=["0" * 32], project_access=False)
    assert writes == ["POST secrets", "PUT secrets acl", "PUT secrets"]
    assert cloud.acl[only(cloud)] == {"read": {"users": ["0" * 32], "project-access": False}}
    assert task(cloud, acl_users=["0" * 32], project_access=False)[1] == []
    result, writes = task(cloud, project_access=True)
    assert (result["diff"]["after"], writes) == ({"project_access": True}, ["PUT secrets acl"])
    assert cloud.acl[only(cloud)] == {"read": {"users": ["0" * 32], "project-access": True}}


@pytest.mark.parametrize("options", [{"payload": "two"}, {"state": "absent"}])
def test_what_has_consumers_stays(cloud, options):
    key = cloud.add("key", b"one")
    cloud.consumers[key] = [{"service": "image", "resource_type": "images", "resource_id": "1"}]
    with pytest.raises(CloudError, match=f"secret 'key' .{key}., as it has consumers, .* image "
                       "images 1; remove them with secret_consumer first"):
        task(cloud, **options)
    assert cloud.writes() == []


@pytest.mark.parametrize(("options", "action"), [({"payload": "two"}, "replace"),
                                                 ({"state": "absent"}, "delete")])
@pytest.mark.parametrize(("container", "stays"), [
    ({}, True), ({"type": "generic"}, False), ({"consumers": []}, False),
    ({"secret_refs": []}, False)])
def test_what_a_service_uses_by_its_container_stays(cloud, options, action, container, stays):
    key = cloud.add("key", b"one")
    cloud.containers["c-1"] = {
        "name": "tls", "type": "certificate", "consumers": [{"name": "octavia", "URL": "lb"}],
        "secret_refs": [{"name": "private_key", "secret_ref": f"{cloud.url}/secrets/{key}"}],
        **container}
    if stays:
        with pytest.raises(CloudError, match=f"cannot {action} the secret 'key' .{key}., as it is "
                           "in the container 'tls' .c-1., which has consumers"):
            task(cloud, **options)
        assert cloud.writes() == []
    else:
        assert task(cloud, **options)[0]["changed"]


def test_by_its_id_and_by_its_reference(cloud):
    old = cloud.add("key", b"one")
    new = task(cloud, name=f"{cloud.url}/secrets/{old}", payload="two")[0]["id"]
    assert only(cloud) == new != old
    newest = task(cloud, name=new, payload="three")[0]["id"]
    assert only(cloud) == newest != new


def test_one_without_a_payload_gets_it(cloud):
    cloud.add("key")
    assert task(cloud, payload="one")[1] == ["PUT secrets"]
    assert task(cloud, payload="one", algorithm="aes")[1] == REPLACE


def test_what_a_killed_run_has_left_does_not_count(cloud):
    cloud.add("key")
    full = cloud.add("key", b"one")
    assert task(cloud, payload="one")[0]["id"] == full


def test_a_lost_answer_is_no_lost_payload(cloud):
    cloud.refusing, cloud.lost = {"PUT secrets": 409}, True
    assert task(cloud, payload=HIDDEN)[0]["changed"]
    assert cloud.payloads[only(cloud)] == ("text/plain", HIDDEN.encode())


@pytest.mark.parametrize("line", ["PUT secrets", "DELETE secrets"])
def test_what_is_there_when_replacing_fails_is_said(cloud, line):
    old = cloud.add("key", b"one")
    cloud.refusing = {line: 403}
    with pytest.raises(CloudError) as caught:
        task(cloud, payload=HIDDEN)
    [new] = cloud.secrets.keys() - {old}
    assert f"; {new}, which was to replace {old}, exists as well" in str(caught.value)
    assert HIDDEN not in str(caught.value.report())
    assert cloud.payloads[old] == ("text/plain", b"one")


def test_a_new_one_without_its_payload_is_named(cloud):
    cloud.refusing = {"PUT secrets": 403}
    with pytest.raises(CloudError, match="was created and still exists") as caught:
        task(cloud, payload=HIDDEN)
    assert only(cloud) in str(caught.value)


@pytest.mark.parametrize(("options", "said"), [
    ({"payload": ""}, "^payload: is empty"),
    ({"payload": "x!", "payload_content_encoding": "base64"}, "^payload: is not base64"),
    ({"payload": "x", "expires_at": "soon"}, "^expires_at: 'soon' is not a time such as 2030"),
    ({"mode": "cbc"}, "^there is no secret 'key', and a new one needs payload"),
])
def test_what_makes_no_sense_is_refused(cloud, options, said):
    with pytest.raises(CloudError, match=said):
        task(cloud, **options)
    assert cloud.secrets == {}


def test_a_name_of_two_is_refused(cloud):
    keys = sorted(cloud.add("key", b"one") for _number in range(2))
    with pytest.raises(CloudError, match=f"2 secrets are named 'key': .*{', '.join(keys)}"):
        task(cloud, payload="two")
    assert task(cloud, state="absent", name=keys[0])[1] == ["DELETE secrets"]
    assert only(cloud) == keys[1]
