# SPDX-License-Identifier: GPL-3.0-or-later
"""How options are compared of which the target has to be asked."""

from __future__ import annotations

import pytest
from builders import A, addresses, seat
from drifts import NAMES, adopted, case, differing, disk, idle, known, made_of

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.case import (
    Difference,
    Known,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.rows import OPTIONS

LEAN = {"boot_from_volume": True}
NOTHING = {}
KEY = {"key_name": "me", "public_key": "ssh-rsa AAAA"}
OTHER_KEY = {**KEY, "public_key": "ssh-rsa BBBB"}
WITH_KEY = made_of(**KEY)
OTHER, SAME = ({"resolutions": {("", "public_key"): found}}
               for found in (("ssh-rsa SHA256:a", "ssh-rsa SHA256:b"), ()))
DATA = {"data_volumes": [{"name": "data", "size": 10}]}
TWO = {"data_volumes": [*DATA["data_volumes"], {"name": "logs", "size": 10}]}
WITH_DATA = made_of(**DATA)
DETACHED = "data volume data detached -> data volume data attached"
GONE = "no data volume data -> data volume data of 10 GiB"


def attached(*ids):
    """What Nova shows of a server's volumes."""
    return {"os-extended-volumes:volumes_attached": [{"id": one} for one in ids]}


def unmarked(*options, **more):
    """A row's metadata, of which somebody has taken these marks away."""
    gone = {f"multicloud_{option}" for option in options}
    marks = made_of(**more)["metadata"]
    return {"metadata": {key: value for key, value in marks.items() if key not in gone}}


# what the server was made of (SPEC, if it is not said) and its row; what is defined now beside
# SPEC, and what the target has told; the values of what differs
TABLE = [
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
    ("no-floating-ip-where-there-is-none", {}, {"auto_ip": False}, {}, NOTHING),
    ("ip-version", {}, {"ip_version": "4"}, {}, NOTHING),
    ("image-by-another-word", {}, {"image": {"os_distro": "debian"}}, {}, NOTHING),
    ("image-of-a-boot-volume", {"image": "", **made_of(**LEAN)},
     {"image": {"os_distro": "debian"}, **LEAN}, {}, NOTHING),
    ("flavor-by-another-word", {}, {"flavor": {"vcpus": 1}}, {}, NOTHING),
    ("flavor-before-2.47", {"flavor": {"id": "flavor-1"}}, {"flavor": {"vcpus": 1}}, {}, NOTHING),
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
    ("another-flavor", {}, {"flavor": "large"}, {"found": {"flavor_name": "large"}},
     {"flavor": "small -> large"}),
    ("resized-by-hand", {"flavor": {"original_name": "large"}}, {}, {},
     {"flavor": "large -> small"}),
    ("resized-and-not-confirmed", {"status": "VERIFY_RESIZE", "flavor": {"original_name": "large"}},
     {"flavor": "large"}, {"found": {"flavor_name": "large"}},
     {"flavor": "large, not confirmed -> large"}),
    ("another-image-without-a-mark", {"image": {"id": "image-2"}, **unmarked("image")}, {}, {},
     {"image": "debian-13 -> debian-12"}),
    ("another-flavor-without-a-mark", {"flavor": {"original_name": "large"}, **unmarked("flavor")},
     {}, {}, {"flavor": "large -> small"}),
    ("a-volume-of-an-image-without-a-mark", {"image": "", **unmarked("image", **LEAN)}, LEAN, {},
     {"boot_volume": "unknown -> debian-12"}),
    ("no-mark-and-no-difference", unmarked("image", "flavor"), {}, {}, NOTHING),
    ("adopted-from-a-volume", {"image": "", "metadata": {
        **unmarked("image", **LEAN)["metadata"], "multicloud_adopted": "x"}}, LEAN, {}, NOTHING),
    ("public-key", {**WITH_KEY, "key_name": "me"}, KEY, {}, NOTHING),
    ("the-same-with-another-comment", {**WITH_KEY, "key_name": "me"}, OTHER_KEY, SAME, NOTHING),
    ("public-key-not-named-any-more", {**WITH_KEY, "key_name": "me"}, {"key_name": "me"}, OTHER,
     NOTHING),
    ("public-key-of-another-keypair", {**WITH_KEY, "key_name": "you"}, OTHER_KEY, OTHER,
     {"key_name": "you -> me"}),
    ("data-volume", WITH_DATA, DATA, {"own": {seat(1): [disk("data")]}}, NOTHING),
    ("a-data-volume-that-cinder-has-not-attached-yet", {**WITH_DATA, **attached("v-data")}, DATA,
     {"own": {seat(1): [idle("data")]}}, NOTHING),
    ("a-data-volume-that-another-run-is-attaching", {**WITH_DATA, **attached()}, DATA,
     {"own": {seat(1): [disk("data", servers=(), status="reserved")]}}, NOTHING),
    ("a-data-volume-detached-by-hand", {**WITH_DATA, **attached()}, DATA,
     {"own": {seat(1): [idle("data")]}}, {"attachments": DETACHED}),
    ("which-nova-does-not-show", WITH_DATA, DATA, {"own": {seat(1): [idle("data")]}},
     {"attachments": DETACHED}),
    ("beside-one-of-others", {**WITH_DATA, **attached("theirs")}, DATA,
     {"own": {seat(1): [idle("data")]}}, {"attachments": DETACHED}),
    ("beside-the-one-that-it-boots-from", {**made_of(**DATA, **LEAN), "image": "",
                                           **attached("v-")}, {**DATA, **LEAN},
     {"own": {seat(1): [idle("data")]}}, {"attachments": DETACHED}),
    ("while-another-one-is-to-change", {**WITH_DATA, **attached()}, {**DATA, **LEAN},
     {"own": {seat(1): [idle("data")]}},
     {"attachments": DETACHED,
      "volumes": "boots from its local disk -> boots from a volume"}),
    ("beside-one-without-its-marks", {**made_of(**TWO), **attached("v-data")}, TWO,
     {"own": {seat(1): [idle("logs")]}},
     {"attachments": "data volume logs detached -> data volume logs attached"}),
    ("beside-one-that-is-gone", {**made_of(**TWO), **attached()}, TWO,
     {"own": {seat(1): [idle("logs")]}},
     {"attachments": "data volume logs detached -> data volume logs attached", "volumes": GONE}),
    ("a-data-volume-of-another-server", {**WITH_DATA, **attached()}, DATA,
     {"own": {seat(2): [idle("data", seat=2)]}}, {"volumes": GONE}),
    ("a-data-volume-that-is-gone", {**WITH_DATA, **attached()}, DATA, {"own": {}},
     {"volumes": GONE}),
    ("gone-beside-the-one-that-it-boots-from", {**made_of(**DATA, **LEAN), "image": "",
                                                **attached("v-")}, {**DATA, **LEAN}, {"own": {}},
     {"volumes": GONE}),
    ("without-its-marks", {**WITH_DATA, **attached("v-data")}, DATA, {"own": {}}, NOTHING),
    ("where-nova-shows-no-volumes", WITH_DATA, DATA, {"own": {}}, NOTHING),
    ("where-nobody-has-seen-volumes", {**WITH_DATA, **attached()}, DATA, {}, NOTHING),
    ("of-a-server-that-was-adopted", {**adopted(**DATA), **attached()}, DATA, {"own": {}},
     NOTHING),
    ("from-a-volume", {}, LEAN, {},
     {"volumes": "boots from its local disk -> boots from a volume"}),
]


@pytest.mark.parametrize(("row", "desired", "told", "differs"),
                         [pytest.param(*line[1:], id=line[0]) for line in TABLE])
def test_what_differs(row, desired, told, differs):
    assert differing(row, desired, told) == differs


NOWHERE = CloudError("ambiguous", "there are 2", A)
# an option; what is defined; what is there in words; what is defined in words
UNCLEAR = [
    ("network", {"network": "prviate"}, "private", "prviate"),
    ("image", {"image": "debain"}, "debian-12", "debain"),
    ("flavor", {"flavor": "smal"}, "small", "smal"),
    ("ip_version", {"ip_version": "6"}, "any", "6"),
    ("auto_ip", {}, "no floating IP", "floating IP"),
    ("security_groups", {"security_groups": ["wbe"]}, "default", "wbe"),
]


@pytest.mark.parametrize(("option", "desired", "there", "words"), UNCLEAR)
def test_what_a_definition_means_may_not_be_known(option, desired, there, words):
    row = made_of(auto_ip=False) if option == "auto_ip" else {}
    told = known(resolutions={("", OPTIONS[option].asks): NOWHERE})
    assert OPTIONS[option].compare(case(row, told, **desired)) == Difference(
        there, f"{words} (there are 2)", NOWHERE)


@pytest.mark.parametrize(("option", "desired", "there", "words"), UNCLEAR)
def test_before_a_target_is_asked_it_seems_to_differ(option, desired, there, words):
    row = made_of(auto_ip=False) if option == "auto_ip" else {}
    found = OPTIONS[option].compare(case(row, None, **desired))
    assert found == Difference({"debian-12": "image-1"}.get(there, there), words)


@pytest.mark.parametrize(("option", "desired"), [
    ("image", {"image": "x"}), ("flavor", {"flavor": "x"}), ("network", {"network": "x"}),
    ("ip_version", {"ip_version": "6"}), ("volumes", LEAN), ("public_key", KEY),
    ("security_groups", {"security_groups": ["x"]})])
def test_a_target_may_tell_nothing(option, desired):
    error = CloudError("unreachable", "no answer", A)
    row = {"key_name": desired.get("key_name")}
    found = OPTIONS[option].compare(case(row, Known(error=error), **desired))
    assert found.error is error and "(no answer)" in found.after


def test_names_are_those_that_the_target_has_told():
    told = known(names={**NAMES, "image-1": "renamed"},
                 found={"image": "image-2", "image_name": "debian-13"})
    assert str(OPTIONS["image"].compare(case({}, told, image="x"))) == "renamed -> debian-13"


REPAIR = "repair it, or delete it"
LATER = "it can be attached once it is available"


@pytest.mark.parametrize(("status", "servers", "why"), [
    ("in-use", ("b2",), "attached to server b2: detach it there"),
    ("error", (), f"in error: {REPAIR}"), ("error_extending", (), f"in error_extending: {REPAIR}"),
    ("awaiting-transfer", (), f"in awaiting-transfer: {LATER}"),
    ("backing-up", (), f"in backing-up: {LATER}")])
def test_what_cannot_be_attached_is_not_tried(status, servers, why):
    told = known(own={seat(1): [disk("data", servers=servers, status=status)]})
    found = OPTIONS["attachments"].compare(case({**WITH_DATA, **attached()}, told, **DATA))
    assert (found.error.kind, found.error.message, found.error.target) == (
        "conflict", f"data volume data (v-data) is {why}", A)


def test_another_public_key_is_told_and_cannot_be_helped():
    found = OPTIONS["public_key"].compare(
        case({**WITH_KEY, "key_name": "me"}, known(**OTHER), **OTHER_KEY))
    assert str(found) == "ssh-rsa SHA256:a -> ssh-rsa SHA256:b (choose another key_name)"
    assert (found.error.kind, found.error.message, found.error.target) == (
        "conflict", "the keypair 'me' here has another public key (ssh-rsa SHA256:a, not "
        "ssh-rsa SHA256:b): choose another key_name", A)


def test_a_public_key_is_asked_for_where_the_definition_of_it_has_changed():
    for desired, asked in ((KEY, None), (OTHER_KEY, ("unknown", "another", None))):
        assert OPTIONS["public_key"].compare(case({**WITH_KEY, "key_name": "me"}, None, **desired)
                                             ) == asked
