# SPDX-License-Identifier: GPL-3.0-or-later
"""A landing zone on all of its targets: from the module's options to its result."""

from __future__ import annotations

import pytest
import zones
from builders import B, C
from fakeapi import Memory

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._zone import run as zone
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.site import ZoneRun

OPTIONS = {"name": "shop", "state": "present", "timeout": 5.0, "wait": True}
NET = {"networks": [{"name": "net"}]}


@pytest.mark.parametrize(("options", "seconds"), [
    ({}, 180.0), (NET, 180.0), ({**NET, "stacks": []}, 3600.0),
    ({"baremetal_nodes": [{"name": "n"}], "group_assignments": []}, 1800.0)])
def test_how_long_a_cloud_is_asked_again(options, seconds):
    assert zone.patience(options) == seconds


@pytest.fixture
def play(monkeypatch):
    """Runs the module's options on these connections; the result."""
    monkeypatch.setattr(zone, "SPECS", zones.SPECS)

    def run(*memories, failures=(), check=False, **options):
        found = Selection({one.target: one for one in memories},
                          [(one.target, {}) for one in memories], list(failures))
        monkeypatch.setattr(zone, "select", lambda _options: found)
        return zone.run({**OPTIONS, **options}, check)
    return run


@pytest.mark.parametrize(("timeout", "waited"), [(7.0, (7.0, 7.0)), (None, (180.0, 3600.0))])
def test_how_long_it_waits(monkeypatch, play, timeout, waited):
    """Unless the user says so, as long as the module of each kind."""
    found = []

    def made(*more, **options):
        run = ZoneRun(*more, **options)
        found.extend(run.patient(SPECS[noun]).timeout for noun in ("network", "stack"))
        return run
    monkeypatch.setattr(zone, "ZoneRun", made)
    play(Memory(), timeout=timeout, **NET)
    assert tuple(found) == waited


def done(result):
    return [(row["cloud"], row["name"], row["action"]) for row in result["resources"]]


def test_its_life(play):
    one, two = Memory(), Memory(target=B)
    assert done(play(one, two, check=True, **NET)) == [("a", "net", "created"),
                                                       ("b", "net", "created")]
    assert one.writes == two.writes == []
    first = play(one, two, **NET)
    assert done(first) == [("a", "net", "created"), ("b", "net", "created")]
    assert first["changed"] and not first["failed"]
    again = play(one, two, **NET)
    assert not again["changed"] and {action for _cloud, _name, action in done(again)} == {
        "unchanged"}
    gone = play(one, two, state="absent")
    assert done(gone) == [("a", "net", "deleted"), ("b", "net", "deleted")]
    assert one.rows["network"] == two.rows["network"] == {}


def test_a_target_that_fails_costs_no_other(play):
    dead = CloudError("config", "there is no such cloud", C)
    result = play(Memory(), Memory(target=B, faults={"login": CloudError("auth", "refused")}),
                  failures=[dead], **NET)
    assert done(result) == [("a", "net", "created")] and result["failed"]
    assert [(one["cloud"], one["kind"]) for one in result["failures"]] == [
        ("c", "config"), ("b", "auth")]


@pytest.mark.parametrize(("options", "words"), [
    ({"name": "a b"}, "is not a valid landing zone name"),
    ({"name": "a b", "state": "absent"}, "is not a valid landing zone name"),
    ({}, "^there is nothing in the zone: add a section, such as networks$"),
    ({"networks": [{"name": "net"}] * 2}, "network 'net' is in the zone more than once"),
    ({"networks": [{"name": "net", "mtu": "large"}]}, r"networks\[1\] \(net\): ")])
def test_nothing_is_begun_of_what_makes_no_sense(play, options, words):
    memory = Memory()
    with pytest.raises(CloudError, match=words) as error:
        play(memory, **options)
    assert error.value.kind == "invalid" and memory.log == []


# The document, by the real options

def test_a_document():
    found = zone.document({"networks": [{"name": "net", "mtu": "1400"}], "subnets": None})
    assert found["network"] == [{"name": "net", "mtu": 1400, "state": "present"}]
    assert found.keys() == {"network"}      # the others cost nothing


def test_what_a_carrier_needs_is_made_of_other_options(tmp_path):
    path = tmp_path / "key.pub"
    path.write_text("ssh-ed25519 AAAA me@home\n")
    [found] = zone.document({"keypairs": [{"name": "k", "public_key_file": str(path)}]})["keypair"]
    assert found["public_key"].startswith("ssh-ed25519 AAAA") and "public_key_file" not in found


@pytest.mark.parametrize(("options", "said"), [
    ({"networks": [{"name": "n", "state": "absent"}]},
     ["networks[1] (n): state is not an option of an entry: remove it"]),
    ({"networks": [{}]}, ["networks[1]: missing required arguments: name"]),
    ({"networks": [{"name": "a"}, {"name": "n", "colour": "red"}]},
     ["networks[2] (n): unknown option colour"]),
    ({"stacks": [{"name": "s", "resources": {}}]}, ["stacks[1] (s): unknown option resources"]),
    ({"baremetal_nodes": [{"name": "n", "provision_state": "active"}]},
     ["baremetal_nodes[1] (n): unknown option provision_state"]),
    ({"keypairs": [{"name": "k"}]},
     ["keypairs[1] (k): public_key is missing: a zone creates no private keys"]),
    ({"networks": [{"name": "n", "x": 1}], "subnets": [{"name": "s", "state": "x"}]},
     ["networks[1] (n): unknown option x", ". subnets[1] (s): state is not an option"])])
def test_what_an_entry_cannot_say(options, said):
    with pytest.raises(CloudError) as error:
        zone.document(options)
    assert error.value.kind == "invalid" and str(error.value).startswith(said[0])
    assert all(words in str(error.value) for words in said)


# What goes

@pytest.mark.parametrize(("section", "entry", "known"), [
    ("object_containers", {"container": "c", "delete_with_all_objects": "false"},
     {"name": "c", "delete_with_all_objects": False}),
    ("object_containers", {"name": "c", "delete_with_all_objects": "yes"},
     {"name": "c", "delete_with_all_objects": True}),
    ("loadbalancers", {"name": "b", "delete_public_ip": "no"},
     {"name": "b", "delete_floating_ip": False}),
    ("networks", {"mtu": "1400", "colour": "red"}, {"mtu": 1400}),
    ("keypairs", {"name": "k"}, {"name": "k"})])
def test_what_goes_is_read_however_little_is_said_of_it(section, entry, known):
    [found] = zone.typed({section: [entry], "subnets": None})[zone.LISTS[section]]
    assert known.items() <= found.items() and not {"container", "delete_public_ip"} & {*found}


def test_nothing_is_said_of_what_goes():
    assert zone.typed({"networks": [], "subnets": None}) == {"network": []}


@pytest.mark.parametrize("said", ["perhaps", 2])
def test_how_something_goes_is_said_clearly_or_nothing_goes(play, said):
    memory = Memory()
    named = r"^object_containers\[1\] \(c\): .*delete_with_all_objects"
    with pytest.raises(CloudError, match=named) as error:
        play(memory, state="absent",
             object_containers=[{"name": "c", "delete_with_all_objects": said}])
    assert error.value.kind == "invalid" and memory.log == []


@pytest.mark.parametrize(("options", "found"), [
    ({"identity_users": [{"name": "kim", "password": "geheim"}]}, {"geheim"}),
    ({"object_containers": [{"name": "c", "temp_url_key": "k1", "read_ACL": ".r:*"}]}, {"k1"}),
    ({"secrets": [{"name": "s", "payload": "p1"}], "networks": [{"name": "n"}]}, {"p1"}),
    ({"baremetal_nodes": [{"name": "n", "driver_info": {"ipmi_password": "geheim", "port": "623"}}],
      "stacks": [{"name": "s", "parameters": {"db_password": "privat", "size": "4000"}}]},
     {"geheim", "privat"}),
    ({"identity_users": "kim", "networks": None}, set()),
    ({"identity_users": [None, 1, "x"]}, set())])
def test_secrets_in_entries(options, found):
    assert set(zone.secrets(options)) == found


def test_all_kinds_have_a_list():
    assert zone.LISTS.keys() <= zone.ZONE_OPTIONS.keys()
    assert zone.LISTS["server_groups"] == "server_group"
