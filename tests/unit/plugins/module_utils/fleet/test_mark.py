# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks: written with a creation, read back from a row."""

from __future__ import annotations

import pytest
from builders import ANOTHER_WISH, NAME, WISH, answer, marks, server
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.multicloud.openstack.plugins.module_utils.fleet import mark
from ansible_collections.multicloud.openstack.plugins.module_utils.resource.server import Wish

FULL = {**WISH, "network": "private", "key_name": "me", "security_groups": ["web", "ssh"],
        "availability_zone": "az1", "userdata": "#cloud-config", "config_drive": True,
        "auto_ip": False}


def test_what_a_server_carries():
    found = mark.metadata(NAME, 3, "run-7", Wish.of(WISH), answer(floating="public"))
    digests = found.pop("multicloud_spec")
    assert found == {
        "multicloud_fleet": "web", "multicloud_index": "3", "multicloud_run": "run-7",
        "multicloud_image": "image-1", "multicloud_flavor": "small",
        "multicloud_floating": "public"}
    assert [pair.partition("=")[0] for pair in digests.split(",")] == ["flavor", "image"]


def test_no_mark_for_a_floating_ip_that_is_not_wanted():
    assert "multicloud_floating" not in marks(floating=None)


def test_every_mark_is_short_enough_for_nova():
    found = mark.metadata("w" * 43, 10**6, "f" * 12, Wish.of(FULL),
                          answer(floating="f" * 36, image="i" * 36, flavor_name="f" * 255))
    assert max(len(text) for pair in found.items() for text in pair) <= 255
    assert len(mark.tag("w" * 43)) <= mark.LONGEST == 60


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,41}[A-Za-z0-9]", fullmatch=True),
       st.integers(1, 10**6), st.uuids().map(str))
def test_round_trips(name, index, server_id):
    there = server(metadata=mark.metadata(name, index, "run", Wish.of(WISH), answer()))
    assert (mark.fleet_of(there), mark.index_of(there)) == (name, index)
    assert mark.read(mark.description(name, index, server_id)) == {
        "fleet": name, "index": str(index), "server": server_id}
    assert mark.read(mark.tag(name)) == {"fleet": name}


@pytest.mark.parametrize(("text", "found"), [
    (None, {}), ("", {}), ("somebody's own address", {}), ("fleet=web", {}),
    ("the multicloud_fleet=web of ours", {"fleet": "web"}),
    ("multicloud_fleet", {"fleet": ""}),
    ("multicloud_fleet=a=b", {"fleet": "a=b"}),
])
def test_reads_descriptions_of_anybody(text, found):
    assert mark.read(text) == found


@pytest.mark.parametrize(("text", "index"), [
    ("1", 1), ("12", 12), ("0", 0), ("", 0), ("-1", 0), ("1.5", 0), ("one", 0), ("²", 0),
    (" 1", 0), (None, 0)])
def test_a_damaged_index_is_none_that_is_wished_for(text, index):
    metadata = marks()
    metadata.pop("multicloud_index")
    if text is not None:
        metadata["multicloud_index"] = text
    assert mark.index_of(server(metadata=metadata)) == index


def test_a_server_without_marks_is_of_no_fleet():
    assert mark.fleet_of(server(metadata={"fleet": "web"})) is None


@pytest.mark.parametrize(("status", "task", "works"), [
    ("ACTIVE", None, True), ("ACTIVE", "deleting", False), ("BUILD", "spawning", True),
    ("SHUTOFF", None, True), ("REBOOT", "rebooting", True), ("ERROR", None, False),
    ("ERROR", "deleting", False), ("DELETED", None, False), ("SOFT_DELETED", None, False),
    ("BUILD", "deleting", False), ("UNKNOWN", None, True),
])
def test_works(status, task, works):
    assert mark.works(server(status=status, task=task)) is works


@pytest.mark.parametrize(("floating", "address", "wants"), [
    (None, None, False), (None, "192.0.2.1", False), ("public", None, True),
    ("public", "192.0.2.1", False)])
def test_wants_a_floating_ip_where_it_was_made_to_have_one(floating, address, wants):
    entries = [{"addr": "10.0.0.1", "OS-EXT-IPS:type": "fixed"}]
    if address:
        entries.append({"addr": address, "OS-EXT-IPS:type": "floating"})
    there = server(metadata=marks(floating=floating), addresses={"private": entries})
    assert mark.wants_floating_ip(there) is wants


# what the server was made of, what is wished now, what Nova says, and what differs
DIFFERENCES = [
    ("same", WISH, WISH, {}, []),
    ("all-fields-same", FULL, FULL, {}, []),
    ("image", WISH, ANOTHER_WISH, {}, ["image"]),
    ("added", WISH, {**WISH, "key_name": "me"}, {}, ["key_name"]),
    ("taken-away", FULL, {**FULL, "userdata": None}, {}, ["userdata"]),
    ("several", FULL, WISH, {},
     ["auto_ip", "availability_zone", "config_drive", "key_name", "network", "security_groups",
      "userdata"]),
    ("order-of-groups", FULL, {**FULL, "security_groups": ["ssh", "web"]}, {},
     ["security_groups"]),
    ("default-said-aloud", WISH, {**WISH, "auto_ip": True, "config_drive": False}, {}, []),
    ("beside-the-server", WISH, {**WISH, "public_key": "ssh-rsa A", "metadata": {"a": "b"},
                                 "tags": ["t"]}, {}, []),
    ("rebuilt-behind-our-back", WISH, WISH, {"image": {"id": "image-2"}}, ["image"]),
    ("resized-behind-our-back", WISH, WISH, {"flavor": {"original_name": "large"}}, ["flavor"]),
    ("boots-from-a-volume", WISH, WISH, {"image": ""}, []),
    ("flavor-by-id-before-2.47", WISH, WISH, {"flavor": {"id": "flavor-1"}}, []),
    ("rebuilt-and-another-wish", WISH, ANOTHER_WISH, {"image": {"id": "image-2"}}, ["image"]),
]


@pytest.mark.parametrize(("made", "wished", "actual", "differs"),
                         [pytest.param(*line[1:], id=line[0]) for line in DIFFERENCES])
def test_differences(made, wished, actual, differs):
    assert mark.differences(server(wish=made, **actual), Wish.of(wished)) == differs


@pytest.mark.parametrize("spec", [None, "", "nonsense", ",,="])
def test_a_damaged_spec_differs_in_all_that_is_wished(spec):
    metadata = marks()
    metadata.pop("multicloud_spec")
    if spec is not None:
        metadata["multicloud_spec"] = spec
    found = mark.differences(server(metadata=metadata), Wish.of(WISH))
    assert {"image", "flavor"} <= set(found)
