# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands beside the servers: floating IPs, host keys, keypairs."""

from __future__ import annotations

import time

import pytest
from builders import A, B, addresses, marks
from fakes import FakeCloud, refusal
from runs import kinds, tally, there

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import journey


def test_a_floating_ip_is_made_on_the_port_and_goes_before_its_server(go):
    a = FakeCloud(A, floating=True)
    result = go(a, count=1)
    made, = result["servers"]
    floating, = a.addresses
    assert made["address"] == made["floating_ip"] == floating["floating_ip_address"]
    assert floating["port_id"] == f"port-{made['id']}"
    assert floating["description"] == (
        f"multicloud_fleet=web multicloud_index=1 multicloud_server={made['id']}")
    a.addresses.append({"id": "foreign", "floating_ip_address": "192.0.2.250", "description": "",
                        "project_id": "project"})
    del a.log[:]
    removed = go(a, state="absent", count=None)
    assert not removed["failed"]
    assert a.writes == [f"DELETE /floatingips/{floating['id']}", f"DELETE /servers/{made['id']}"]
    assert removed["removed"] == [f"floating IP {made['address']} on a"]
    assert [row["id"] for row in a.addresses] == ["foreign"]


@pytest.mark.parametrize("shown", [True, False])
def test_a_server_that_lacks_its_floating_ip_gets_it(go, monkeypatch, shown):
    """And once, even if Nova's list does not show it for a long time."""
    monkeypatch.setattr(journey, "SETTLE", 0.05)
    a = FakeCloud(A, [there(1, metadata=marks(1, floating="net-2"))], floating=True)
    a.shows_floating_ips = shown
    result = go(a, count=1)
    assert not result["failed"] and result["changed"]
    assert a.writes == ["POST /floatingips"]
    assert a.requests < 50
    assert result["servers"][0]["floating_ip"] == a.addresses[0]["floating_ip_address"]
    assert tally(result, "updated") == {"a": (1,)}


def test_a_floating_ip_that_no_server_has_is_swept(go):
    a = FakeCloud(A, floating=True)
    ours = {"id": "f", "floating_ip_address": "192.0.2.9", "project_id": "project",
            "description": "multicloud_fleet=web multicloud_server=gone"}
    # an administrator sees it as well
    theirs = {**ours, "id": "g", "project_id": "another"}
    a.addresses = [ours, theirs]
    assert go(a, state="absent", count=None)["removed"] == ["floating IP 192.0.2.9 on a"]
    assert a.addresses == [theirs]


def test_where_floating_ips_are_unknown_their_server_stays(go):
    """Deleting it would leave them behind.  The run ends all the same, and soon."""
    a = FakeCloud(A, [there(1, addresses=addresses(floating="192.0.2.1"))],
                  faults={"GET /floatingips": [refusal("forbidden")]})
    began = time.monotonic()
    result = go(a, state="absent", count=None, timeout=60)
    assert result["failed"] and kinds(result) == ["forbidden"]
    assert a.names == ["web-1"]
    assert time.monotonic() - began < 45
    assert a.requests < 20


def test_a_keypair_is_made_where_it_is_missing_and_goes_with_the_fleet(go):
    a = FakeCloud(A)
    go(a, count=1, key_name="me", public_key="ssh-ed25519 AAAA me@home")
    assert a.keypairs == {"me": {"name": "me",
                                 "public_key": "ssh-ed25519 AAAA multicloud_fleet=web"}}
    a.keypairs["mine"] = {"name": "mine", "public_key": "ssh-ed25519 AAAA me@home"}
    result = go(a, state="absent", count=None)
    assert result["removed"] == ["keypair me on a"]
    assert list(a.keypairs) == ["mine"]


KEYS = {"key_name": "me", "public_key": "ssh-ed25519 AAAA me@home"}


def test_another_public_key_is_drift_and_no_server_goes_for_it(go):
    a = FakeCloud(A)
    go(a, count=1, **KEYS)
    del a.log[:]
    assert not go(a, count=1, **KEYS)["changed"]
    assert a.log == [("GET", "/servers/detail")]
    other = {**KEYS, "public_key": "ssh-ed25519 BBBB me@home"}
    result = go(a, count=1, update_policy="in_place", **other)
    warning, = result["warnings"]
    assert not result["failed"] and not result["changed"]
    assert warning.startswith("web-1 on a has drifted: public_key ssh-ed25519 SHA256:")
    assert warning.endswith(" (choose another key_name)")
    b = FakeCloud(B)                # which would take the server, with a keypair of the new key
    result = go(a, b, count=1, update_policy="replace", **other)
    assert result["failed"] and not result["changed"] and a.writes == b.writes == []
    assert "the keypair 'me' here has another public key (ssh-ed25519 SHA256:" in result["msg"]


def test_no_server_goes_for_a_keypair_that_another_user_has(go):
    a = FakeCloud(A)
    made = go(a, count=1, **KEYS)
    a.keypairs.clear()
    result = go(a, count=1, update_policy="replace",
                **{**KEYS, "public_key": "ssh-ed25519 BBBB me@home"})
    assert not result["failed"] and not result["warnings"], result["msg"]
    assert [row["id"] for row in result["servers"]] == [row["id"] for row in made["servers"]]
    assert a.keypairs == {}


@pytest.mark.parametrize("key", ["ssh-ed25519 AAAA me@work", None])
def test_the_same_public_key_in_other_words_changes_nothing(go, key):
    a = FakeCloud(A)
    go(a, count=1, **KEYS)
    for _run in range(2):
        del a.log[:]
        assert not go(a, count=1, update_policy="replace", **{**KEYS, "public_key": key})["changed"]
    assert a.log == [("GET", "/servers/detail")]


def test_a_keypair_that_was_made_for_nothing_is_named(go):
    a, b = FakeCloud(A), FakeCloud(B)
    a.builds = "ERROR"
    said = "a: created keypair me, but no server; the next run uses it, and state=absent deletes it"
    assert said in go(a, b, count=1, **KEYS)["warnings"]
    assert (a.names, b.names) == ([], ["web-1"])
    result = go(a, count=1, key_name="you", public_key=KEYS["public_key"])
    assert result["failed"] and said.replace("keypair me", "keypair you") in result["warnings"]
    assert go(b, count=1, **KEYS)["warnings"] == []
