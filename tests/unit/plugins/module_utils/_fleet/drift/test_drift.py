# SPDX-License-Identifier: GPL-3.0-or-later
"""Drift: what is there, held against what the definition resolves to; both values are named."""

from __future__ import annotations

import pytest
from builders import SPEC, A, addresses, fleet, marks, resolved, seat, seen, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift import drift
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.case import (
    Difference,
    Known,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.rows import OPTIONS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    ServerSpec,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.volume import Volume

NAMES = {"net-1": "private", "net-2": "other", "image-1": "debian-12", "image-2": "debian-13",
         "id-web": "web"}


def known(**more):
    """What target a has told of server a1; answer: to each part of the definition."""
    found = more.pop("found", {})
    parts = ("", "image"), ("", "flavor"), ("", "network")
    return Known(**{"resolutions": dict.fromkeys(parts, resolved(**found)), "secured": {"a1"},
                    "networks": {"a1": {"net-1"}}, "names": NAMES, **more})


def disk(name, size=10, **more):
    """A volume of server a1; without a name, the one that it boots from."""
    metadata = {"multicloud_volume": name} if name else {}
    return Volume(f"v-{name}", name, size, "in-use", "nova", "", ("a1",), metadata, not name,
                  **more)


def made_of(**more):
    return {"metadata": marks(1, {**SPEC, **more})}


def adopted(**more):
    return {"metadata": {**marks(1, {**SPEC, **more}), "multicloud_adopted": "x"}}


BOOTED = {"image": "", "os-extended-volumes:volumes_attached": [
    {"id": "v-", "delete_on_termination": True}]}
LEAN = {"boot_from_volume": True}

# what the server was made of (WISH, if it is not said) and its row; what is defined now beside
# WISH, and what that resolves to; the values of what differs
NOTHING = {}
TABLE = [
    # naming what is so already
    ("network", {}, {"network": "private"}, {}, NOTHING),
    ("network-by-id", {}, {"network": "net-1"}, {}, NOTHING),
    ("network-not-named-any-more", made_of(network="private"), {}, {}, NOTHING),
    ("one-network-of-two", {}, {"network": "private"}, {"networks": {"a1": {"net-2", "net-1"}}},
     NOTHING),
    ("network-whose-ports-nobody-shows", {}, {"network": "private"}, {"networks": {}}, NOTHING),
    ("network-renamed", made_of(network="new"), {"network": "new"},
     {"found": {"network_name": "new"}}, NOTHING),
    ("default-group", {}, {"security_groups": ["default"]}, {}, NOTHING),
    ("groups-in-another-order", {"security_groups": [{"name": "a"}, {"name": "b"}],
                                 **made_of(security_groups=["a", "b"])},
     {"security_groups": ["b", "a"]}, {}, NOTHING),
    ("group-by-id", {"security_groups": [{"name": "web"}]}, {"security_groups": ["id-web"]}, {},
     NOTHING),
    ("no-group-where-ports-have-none", {"security_groups": []}, {"security_groups": ["default"]},
     {"secured": set()}, NOTHING),
    ("zone", {}, {"availability_zone": "nova"}, {}, NOTHING),
    ("zone-and-host", {}, {"availability_zone": "nova:host-1"}, {}, NOTHING),
    ("zone-not-named-any-more", made_of(availability_zone="nova"), {}, {}, NOTHING),
    ("key", {"key_name": "me"}, {"key_name": "me"}, {}, NOTHING),
    ("config-drive", {"config_drive": "True"}, {"config_drive": True}, {}, NOTHING),
    ("no-floating-ip-where-there-is-none", {}, {"auto_ip": False}, {}, NOTHING),
    ("ip-version", {}, {"ip_version": "4"}, {}, NOTHING),
    ("image-by-another-word", {}, {"image": {"os_distro": "debian"}}, {}, NOTHING),
    ("image-of-a-boot-volume", {"image": "", **made_of(**LEAN)},
     {"image": {"os_distro": "debian"}, **LEAN}, {}, NOTHING),
    ("flavor-by-another-word", {}, {"flavor": {"vcpus": 1}}, {}, NOTHING),
    ("flavor-before-2.47", {"flavor": {"id": "flavor-1"}}, {"flavor": {"vcpus": 1}}, {}, NOTHING),
    ("boot-volume", {**BOOTED, **made_of(**LEAN)}, {**LEAN, "volume_size": 10},
     {"volumes": {"a1": [disk("")]}}, NOTHING),
    ("type-of-a-boot-volume", {**BOOTED, **made_of(**LEAN)}, {**LEAN, "volume_type": "ssd"},
     {"volumes": {"a1": [disk("", type="ssd")]}}, NOTHING),
    ("type-of-a-data-volume", made_of(data_volumes=[{"name": "data", "size": 10}]),
     {"data_volumes": [{"name": "data", "size": 10, "type": "ssd"}]},
     {"volumes": {"a1": [disk("data", type="ssd")]}}, NOTHING),
    # what differs, with both values
    ("another-network", {}, {"network": "other"},
     {"found": {"network": "net-2", "network_name": "other"}}, {"network": "private -> other"}),
    ("detached-by-hand", {"addresses": {}, **made_of(network="private")}, {"network": "private"},
     {"networks": {"a1": {"net-2"}}}, {"network": "other -> private"}),
    ("another-group", {}, {"security_groups": ["web"]}, {}, {"security_groups": "default -> web"}),
    ("a-group-taken-off-by-hand", made_of(security_groups=["default", "web"]),
     {"security_groups": ["default", "web"]}, {}, {"security_groups": "default -> default, web"}),
    ("the-only-group-taken-off", {"security_groups": [], **made_of(security_groups=["web"])},
     {"security_groups": ["web"]}, {}, {"security_groups": "none -> web"}),
    ("a-group-that-others-have-added", {
        "security_groups": [{"name": "web"}, {"name": "theirs"}],
        **made_of(security_groups=["web"])}, {"security_groups": ["web"]}, {}, NOTHING),
    ("which-goes-with-purge", {
        "security_groups": [{"name": "web"}, {"name": "theirs"}],
        **made_of(security_groups=["web"])}, {"security_groups": ["web"], "purge": True}, {},
     {"security_groups": "theirs, web -> web"}),
    ("another-zone", {}, {"availability_zone": "z1"}, {}, {"availability_zone": "nova -> z1"}),
    ("another-key", {"key_name": "old"}, {"key_name": "me"}, {}, {"key_name": "old -> me"}),
    ("no-key-any-more", {"key_name": "old", **made_of(key_name="old")}, {}, {},
     {"key_name": "old -> none"}),
    ("a-config-drive", {}, {"config_drive": True}, {}, {"config_drive": "false -> true"}),
    ("user-data", made_of(userdata="a"), {"userdata": "b"}, {},
     {"userdata": "digest ac8d8342 -> digest c100f95c"}),
    ("anti-affinity", made_of(anti_affinity="soft"), {"anti_affinity": "hard"}, {},
     {"anti_affinity": "soft -> hard"}),
    ("a-floating-ip", made_of(auto_ip=False), {},
     {"found": {"floating": "net-2", "floating_from": "other"}},
     {"auto_ip": "no floating IP -> floating IP from other"}),
    ("no-floating-ip-any-more", {"addresses": addresses(floating="192.0.2.1")},
     {"auto_ip": False}, {}, {"auto_ip": "floating IP 192.0.2.1 -> no floating IP"}),
    ("another-ip-version", {}, {"ip_version": "6"}, {}, {"ip_version": "any -> 6"}),
    ("another-image", {}, {"image": "debian-13"},
     {"found": {"image": "image-2", "image_name": "debian-13"}},
     {"image": "debian-12 -> debian-13"}),
    ("rebuilt-by-hand", {"image": {"id": "image-2"}}, {}, {}, {"image": "debian-13 -> debian-12"}),
    ("another-image-for-a-boot-volume", {"image": "", **made_of(**LEAN)},
     {"image": "debian-13", **LEAN}, {"found": {"image": "image-2", "image_name": "debian-13"}},
     {"boot_volume": "debian-12 -> debian-13"}),
    ("another-flavor", {}, {"flavor": "large"}, {"found": {"flavor_name": "large"}},
     {"flavor": "small -> large"}),
    ("resized-by-hand", {"flavor": {"original_name": "large"}}, {}, {},
     {"flavor": "large -> small"}),
    ("resized-and-not-confirmed", {"status": "VERIFY_RESIZE", "flavor": {"original_name": "large"}},
     {"flavor": "large"}, {"found": {"flavor_name": "large"}},
     {"flavor": "large, not confirmed -> large"}),
    ("from-a-volume", {}, LEAN, {},
     {"volumes": "boots from its local disk -> boots from a volume"}),
    ("a-larger-boot-volume", {**BOOTED, **made_of(**LEAN)}, {**LEAN, "volume_size": 20},
     {"volumes": {"a1": [disk("")]}},
     {"volumes": "boot volume of 10 GiB -> boot volume of 20 GiB"}),
    ("a-boot-volume-that-stays", {**BOOTED, **made_of(**LEAN)}, {**LEAN, "terminate_volume": False},
     {"volumes": {"a1": [disk("")]}},
     {"volumes": "boot volume deleted with the server -> boot volume kept without the server"}),
    ("a-data-volume-more", made_of(data_volumes=[{"name": "data", "size": 10}]),
     {"data_volumes": [{"name": "data", "size": 10}, {"name": "log", "size": 5}]},
     {"volumes": {"a1": [disk("data")]}},
     {"volumes": "no data volume log -> data volume log of 5 GiB"}),
    ("a-data-volume-less", made_of(data_volumes=[{"name": "data", "size": 10}]), {},
     {"volumes": {"a1": [disk("data")]}},
     {"volumes": "data volume data of 10 GiB -> no data volume data"}),
    # as it was adopted
    ("adopted-as-it-is", adopted(key_name="me", network="other", availability_zone="z1"),
     {"key_name": "me", "network": "other", "availability_zone": "z1"}, {}, NOTHING),
    ("adopted-and-defined-otherwise", adopted(), {"key_name": "me"}, {},
     {"key_name": "none -> me"}),
]


@pytest.mark.parametrize(("row", "desired", "told", "differs"),
                         [pytest.param(*line[1:], id=line[0]) for line in TABLE])
def test_differences(row, desired, told, differs):
    found = drift.differences(fleet(1, **desired), seat(1), server(1, **row), known(**told))
    assert {option: str(one) for option, one in found.items()} == differs
    assert not any(one.error for one in found.values())


@pytest.mark.parametrize(("row", "desired", "asked"), [
    ({}, {}, set()), ({}, {"network": "private"}, {"network"}),
    (made_of(network="private"), {"network": "private"}, set()),
    (made_of(network="net-1"), {"network": "net-1"}, {"network"}),
    (made_of(security_groups=["default"]), {"security_groups": ["default"]}, set()),
    ({}, {"security_groups": ["default"]}, set()),
    ({}, {"security_groups": ["id-default"]}, {"security_groups"}),
    ({"security_groups": []}, {"security_groups": ["default"]}, {"security_groups"}),
    ({}, {"availability_zone": "z1", "key_name": "me", "userdata": "x", "tags": ["t"]}, set()),
    ({}, {"image": "x", "flavor": "y"}, {"image", "flavor"}), ({}, LEAN, {"volumes"}),
    ({"status": "BUILD"}, {"image": "x"}, set()), ({"status": "ERROR"}, {"image": "x"}, set()),
    ({"metadata": {}}, {"image": "x"}, set()), ({"metadata": marks(2)}, {"image": "x"}, set())])
def test_targets_are_asked_only_where_servers_seem_to_differ(row, desired, asked):
    found = drift.questions(fleet(1, **desired), seen([server(1, **row)]))
    assert {option for one in found.get(A, []) for option in one.options} == asked


NOWHERE = CloudError("ambiguous", "there are 2 networks", A, "network")


@pytest.mark.parametrize(("option", "desired", "there"), [
    ("network", "prviate", "private"), ("image", "debain", "debian-12"),
    ("flavor", "smal", "small")])
def test_what_a_definition_means_may_not_be_known(option, desired, there):
    told = known(resolutions={("", option): NOWHERE})
    found = drift.differences(fleet(1, **{option: desired}), seat(1), server(1), told)
    assert found == {option: Difference(there, f"{desired} (there are 2 networks)", NOWHERE)}


def test_a_target_may_tell_nothing():
    error = CloudError("unreachable", "no answer", A)
    found = drift.differences(fleet(1, image="x", **LEAN), seat(1), server(1), Known(error=error))
    assert [one.error for one in found.values()] == [error, error]


def test_every_digest_is_compared():
    every = ServerSpec(*(["x"] * len(ServerSpec.__dataclass_fields__)))
    assert every.digests().keys() <= OPTIONS.keys()


def test_values_are_short():
    long = {f"key-{number}": "x" * 255 for number in range(20)}
    found = drift.differences(fleet(1, metadata=long), seat(1), server(1))
    assert len(found["metadata"].after) == drift.LONGEST


def test_no_value_is_user_data():
    servers = server(1, spec={**SPEC, "userdata": "s3cret-1"})
    assert "s3cret" not in str(drift.differences(fleet(1, userdata="s3cret-2"), seat(1), servers))
