# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks: written with a creation, read back from a row."""

from __future__ import annotations

import pytest
from builders import ANOTHER_SPEC, NAME, SPEC, fleet, marks, resolved, seat, server
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.drift import (
    differences,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import mark
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.mark import read
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.digest import (
    digest,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    DIGESTS,
    ServerSpec,
)

FULL = {**SPEC, "network": "private", "key_name": "me", "security_groups": ["web", "ssh"],
        "availability_zone": "az1", "userdata": "#cloud-config", "config_drive": True,
        "auto_ip": False}


def test_what_a_server_carries():
    found = mark.metadata(NAME, seat(3), "run-7", ServerSpec.of(SPEC), resolved(floating="public"))
    digests = found.pop("multicloud_spec")
    assert found == {
        "multicloud_fleet": "web", "multicloud_index": "3", "multicloud_run": "run-7",
        "multicloud_image": "image-1", "multicloud_flavor": "small",
        "multicloud_floating": "public"}
    assert [pair.partition("=")[0] for pair in digests.split(",")] == ["flavor", "image"]


def test_until_when_it_is_needed():
    assert "multicloud_expires" not in marks()
    expires = fleet(expires="2h").expires
    found = mark.metadata(NAME, seat(1), "run", ServerSpec.of(SPEC), resolved(), expires)
    assert found["multicloud_expires"] == "2026-01-01T14:00:00Z"


def test_no_mark_for_a_floating_ip_that_is_not_wanted():
    assert "multicloud_floating" not in marks(floating=None)


def test_every_mark_is_short_enough_for_nova():
    found = mark.metadata("w" * 43, seat(10**6), "f" * 12, ServerSpec.of(FULL),
                          resolved(floating="f" * 36, image="i" * 36, flavor_name="f" * 255))
    assert max(len(text) for pair in found.items() for text in pair) <= 255
    assert len(mark.tag("w" * 43)) <= mark.LONGEST == 60
    assert len(mark.built_from(dict.fromkeys(DIGESTS, digest("any")))) <= 255


SOME_NAME = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,41}[A-Za-z0-9]", fullmatch=True)


@settings(max_examples=30, derandomize=True, database=None)
@given(SOME_NAME, st.just("") | SOME_NAME, st.integers(1, 10**6), st.uuids().map(str))
def test_round_trips(name, group, index, server_id):
    place = seat(index, group)
    there = server(metadata=mark.metadata(name, place, "run", ServerSpec.of(SPEC), resolved()))
    assert (mark.fleet_of(there), mark.seat_of(there)) == (name, place)
    in_group = {"group": group} if group else {}
    assert read(mark.description(name, place, server_id)) == {
        "fleet": name, **in_group, "index": str(index), "server": server_id}
    assert read(mark.tag(name)) == {"fleet": name}
    assert read(mark.words(name, group)) == {"fleet": name, **in_group}


def test_a_server_of_no_group_has_no_mark_of_one():
    assert "multicloud_group" not in marks(1)
    assert marks(seat(1, "db"))["multicloud_group"] == "db"


@pytest.mark.parametrize(("text", "found"), [
    (None, {}), ("", {}), ("somebody's own address", {}), ("fleet=web", {}),
    ("the multicloud_fleet=web of ours", {"fleet": "web"}),
    ("multicloud_fleet", {"fleet": ""}),
    ("multicloud_fleet=a=b", {"fleet": "a=b"}),
])
def test_reads_descriptions_of_anybody(text, found):
    assert read(text) == found


@pytest.mark.parametrize(("text", "index"), [
    ("1", 1), ("12", 12), ("0", 0), ("", 0), ("-1", 0), ("1.5", 0), ("one", 0), ("²", 0),
    (" 1", 0), ("9" * 5000, 0), (None, 0)])
def test_a_damaged_index_is_none_that_is_desired(text, index):
    metadata = marks()
    metadata.pop("multicloud_index")
    if text is not None:
        metadata["multicloud_index"] = text
    assert mark.seat_of(server(metadata=metadata)) == seat(index)


def test_a_server_without_marks_is_of_no_fleet():
    assert mark.fleet_of(server(metadata={"fleet": "web"})) is None


# what the server was made of, what is defined now, and what has changed
CHANGED = [
    ("same", SPEC, SPEC, []), ("all-fields-same", FULL, FULL, []),
    ("image", SPEC, ANOTHER_SPEC, ["image"]),
    ("added", SPEC, {**SPEC, "key_name": "me"}, ["key_name"]),
    ("taken-away", FULL, {**FULL, "userdata": None}, ["userdata"]),
    ("several", FULL, SPEC,
     ["auto_ip", "availability_zone", "config_drive", "key_name", "network", "security_groups",
      "userdata"]),
    ("default-said-aloud", SPEC, {**SPEC, "auto_ip": True, "config_drive": False}, []),
    ("public-key", SPEC, {**SPEC, "public_key": "ssh-rsa A"}, ["public_key"]),
    ("beside-the-server", SPEC, {**SPEC, "availability_zones": ["z1"], "metadata": {"a": "b"},
                                 "tags": ["t"]}, []),
]


@pytest.mark.parametrize(("made", "desired", "changed"),
                         [pytest.param(*line[1:], id=line[0]) for line in CHANGED])
def test_changed(made, desired, changed):
    assert sorted(mark.changed(server(spec=made), ServerSpec.of(desired))) == changed


def test_digests_stay_what_they_are():
    """Else every fleet that is there would seem to have been defined anew."""
    spec = ServerSpec.of({**FULL, "boot_from_volume": True,
                          "data_volumes": [{"name": "a", "size": 1}]})
    assert mark.built_from(spec.digests()) == (
        "auto_ip=fcbcf165,availability_zone=0c8152b5,config_drive=b5bea41b,flavor=30069474,"
        "image=d50516c6,key_name=62bd3bba,network=24ed6504,security_groups=d555d335,"
        "userdata=7cc37e88,volumes=b594f033")


THERE = {"metadata": {**marks(), "a": "1", "b": "2"}, "tags": ["multicloud_fleet=web", "t", "u"]}

# what is desired; what is set and removed; whether it differs without and with purge
MERGED = [
    ({}, {}, ["a", "b"], False, True),
    ({"a": "1"}, {}, ["b"], False, True),
    ({"a": "2"}, {"a": "2"}, ["b"], True, True),
    ({"a": "1", "b": "2"}, {}, [], False, False),
    ({"c": "3"}, {"c": "3"}, ["a", "b"], True, True),
]


def found(there, metadata, purge, tags=("t", "u")):
    desired = fleet(1, metadata=metadata, tags=list(tags), purge=purge)
    return list(differences(desired, seat(1), there))


@pytest.mark.parametrize(("desired", "to_set", "to_remove", "differs", "with_purge"), MERGED)
def test_metadata_is_merged_and_removed_only_with_purge(desired, to_set, to_remove, differs,
                                                        with_purge):
    there, spec = server(**THERE), ServerSpec.of({**SPEC, "metadata": desired, "tags": ["t", "u"]})
    assert mark.metadata_to_set(there, spec) == to_set
    assert mark.metadata_to_remove(there, spec) == to_remove
    assert found(there, desired, False) == ["metadata"] * differs
    assert found(there, desired, True) == ["metadata"] * with_purge


@pytest.mark.parametrize(("desired", "to_remove", "differs", "with_purge"), [
    ([], ["t", "u"], False, True), (["u", "t"], [], False, False), (["t"], ["u"], False, True),
    (["x"], ["t", "u"], True, True)])
def test_tags_are_merged_and_removed_only_with_purge(desired, to_remove, differs, with_purge):
    there = server(**THERE)
    spec = ServerSpec.of({**SPEC, "metadata": {"a": "1", "b": "2"}, "tags": desired})
    assert mark.tags_to_remove(there, spec) == to_remove
    assert found(there, {"a": "1", "b": "2"}, False, desired) == ["tags"] * differs
    assert found(there, {"a": "1", "b": "2"}, True, desired) == ["tags"] * with_purge


@pytest.mark.parametrize("spec", [None, "", "nonsense", ",,="])
def test_a_damaged_spec_differs_in_all_that_is_desired(spec):
    metadata = marks()
    metadata.pop("multicloud_spec")
    if spec is not None:
        metadata["multicloud_spec"] = spec
    assert mark.changed(server(metadata=metadata), ServerSpec.of(SPEC)) >= {"image", "flavor"}


@pytest.mark.parametrize("name", [
    "", "x\n127.0.0.9 ssh-ed25519 EVIL", "../x", "-x", "a b", "a,b", "\x1b", "x" * 60, "x\n", "é"])
def test_what_cannot_name_a_fleet_is_none(name):
    there = server(metadata={**marks(), "multicloud_fleet": name})
    assert mark.fleet_of(there) is None and not mark.belongs(there, name)


@pytest.mark.parametrize(("spec", "made"), [
    ("image=d50516c6,flavor=30069474", {"image": "d50516c6", "flavor": "30069474"}),
    ("flavor=1,volumes=2", {"flavor": "1", "volumes": "2"}),
    (",,==,=x", {}), ("\x1b]0;owned\x07=1", {}), ("\nTASK [forged]=1", {}), ("metadata=1", {}),
    ("volume_size=1", {}), ("", {}), ("flavor", {"flavor": ""}),
])
def test_only_options_that_a_server_is_built_from_count(spec, made):
    there = server(metadata={**marks(), "multicloud_spec": spec})
    found = mark.made_of(there)
    assert found == made
    with pytest.raises(TypeError):      # servers share it
        found["image"] = "another"
    assert mark.belongs(there, "web") is bool(made) and mark.fleet_of(there) == "web"


def test_a_server_without_a_mark_of_what_it_was_made_of():
    assert not mark.belongs(server(metadata={"multicloud_fleet": "web"}), "web")
    assert not mark.belongs(server(), "db")


@pytest.mark.parametrize(("metadata", "group"), [
    ({"multicloud_fleet": "web", "multicloud_through": "bastion"}, "bastion"),
    ({"multicloud_fleet": "web"}, None),
    ({"multicloud_through": "bastion"}, None),
    ({"multicloud_fleet": "web", "multicloud_through": "$(id)"}, None),
    ({"multicloud_fleet": "../web", "multicloud_through": "bastion"}, None),
])
def test_through_which_group_a_server_is_reached(metadata, group):
    """Anybody in the project may have written these."""
    assert mark.through(metadata) == group
    assert mark.alias("s1", metadata) == (group and "multicloud_s1")


def test_a_group_behind_a_bastion_is_marked():
    spec = ServerSpec.of({**SPEC, "through": "bastion"})
    found = mark.metadata(NAME, seat(1, "web"), "run-7", spec, resolved())
    assert found["multicloud_through"] == "bastion"
    assert "through" not in found["multicloud_spec"]        # the mark itself tells
