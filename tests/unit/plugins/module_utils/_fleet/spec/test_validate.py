# SPDX-License-Identifier: GPL-3.0-or-later
"""Every sentence that refuses what the user declares."""

from __future__ import annotations

import random

import pytest
from builders import NAME, SPEC, A, B, C, fleet

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import (
    fleet as fleet_spec,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import validate

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ me@home"
BAD_NAME = ("name: {} is not a valid fleet name: use up to 43 letters, digits, dots, dashes and "
            "underscores, with a letter or digit at both ends.")
BAD_TAG = "tags: {} is not 1 to 60 characters without comma and slash."
BAD_METADATA = ("metadata: {} is not 1 to 255 letters, digits, dashes, underscores, colons, dots "
                "and spaces, or its value has more than 255 characters.")
BAD_BOUNDS = ("targets: {}: min, max and price cannot be less than 0, and weight must be above "
              "0.")
BAD_SERVER = ("name_template: {} is not a valid server name: use letters, digits, dots, dashes, "
              "underscores and the words @{{fleet}}, @{{group}}, @{{index}}, @{{cloud}} and "
              "@{{region_name}}.")
SAME_NAME = ("name_template: several servers would have the same name: use @{index}, and @{group} "
             "where there are groups.")
FIRST = {"prefer_first": True, "update_policy": "replace"}
BAD_FIRST = ("prefer_first: a has lists of {}{}, for which update_policy replace recreates "
             "servers: set create_first, so that they are only deleted once the first choice is "
             "there, or another update_policy.")
WEB_DB = [{"name": "web", "count": 2}, {"name": "db", "count": 1}]

# the fleet's options, its targets with theirs, and the sentence
REFUSED = [
    ("count-negative", {"count": -1}, {A: {}}, "count: -1 is less than 0."),
    ("no-image", {"image": None}, {C: {}},
     "image: c/north has none: set it for the fleet or for this target."),
    ("no-image-of-its-own", {}, {A: {"image": ""}, B: {}},
     "image: a has none: set it for the fleet or for this target."),
    ("no-flavor", {"flavor": None}, {A: {"flavor": "small"}, B: {}},
     "flavor: b has none: set it for the fleet or for this target."),
    ("min-above-max", {}, {A: {"min": 2, "max": 1}, B: {}},
     "targets: a has a min of 2 above its max of 1."),
    ("min-above-max-of-0", {}, {A: {"min": 1, "max": 0}, B: {}},
     "targets: a has a min of 1 above its max of 0."),
    ("min-negative", {}, {A: {"min": -1}}, BAD_BOUNDS.format("a")),
    ("max-negative", {}, {A: {"max": -1}, B: {}}, BAD_BOUNDS.format("a")),
    ("max-of-a-group-negative", {"count": None, "groups": WEB_DB},
     {A: {"groups": [{"name": "db", "max": -1}]}}, BAD_BOUNDS.format("a")),
    ("weight-of-nothing", {}, {A: {"weight": 0}}, BAD_BOUNDS.format("a")),
    ("weight-negative", {}, {A: {}, C: {"weight": -0.5}}, BAD_BOUNDS.format("c/north")),
    ("min-of-all", {}, {A: {"min": 2}, B: {"min": 2}},
     "targets: the min of all targets add up to 4, more than the count of 3."),
    ("min-of-all-above-a-count-of-0", {"count": 0}, {A: {"min": 1}, B: {}},
     "targets: the min of all targets add up to 1, more than the count of 0."),
    ("max-of-all", {}, {A: {"max": 1}, B: {"max": 1}},
     "targets: the max of all targets add up to 2, less than the count of 3."),
    ("key-without-name", {"public_key": KEY}, {A: {}},
     "public_key: a has no key_name for it."),
    ("key-of-its-own-without-name", {}, {A: {}, B: {"public_key": KEY}},
     "public_key: b has no key_name for it."),
    ("private-key", {"key_name": "me", "public_key":
                     "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blb\n-----END-----"}, {A: {}},
     "public_key: this is a private key; give the content of the .pub file."),
    ("key-without-algorithm", {"key_name": "me", "public_key": "AAAAC3NzaC1lZDI1NTE5"}, {A: {}},
     "public_key: this is not one line of the form 'ssh-ed25519 AAAA... comment'."),
    ("two-keys", {"key_name": "me", "public_key": f"{KEY}\n{KEY}\n"}, {A: {}},
     "public_key: this is not one line of the form 'ssh-ed25519 AAAA... comment'."),
    ("two-keys-of-one-name", {"key_name": "me", "groups": [
        {**WEB_DB[0], "public_key": KEY}, {**WEB_DB[1], "public_key": "ssh-rsa AAAA"}]}, {A: {}},
     "public_key: a has several for the keypair 'me'."),
    ("metadata-of-ours", {"metadata": {"multicloud_fleet": "x"}}, {A: {}, B: {}},
     "metadata: 'multicloud_fleet' begins with 'multicloud_', which is reserved for ownership "
     "metadata."),
    ("metadata-key-too-long", {"metadata": {"k" * 256: "v"}}, {A: {}},
     BAD_METADATA.format(repr("k" * 40))),
    ("metadata-value-too-long", {"metadata": {"role": "v" * 256}}, {A: {}},
     BAD_METADATA.format("'role'")),
    ("metadata-key-empty", {"metadata": {"": "v"}}, {A: {}}, BAD_METADATA.format("''")),
    ("metadata-key-with-slash", {"metadata": {"a/b": "v"}}, {A: {}}, BAD_METADATA.format("'a/b'")),
    ("tag-with-comma", {"tags": ["a,b"]}, {A: {}}, BAD_TAG.format("'a,b'")),
    ("tag-with-slash", {"tags": ["fine", "a/b"]}, {A: {}}, BAD_TAG.format("'a/b'")),
    ("tag-empty", {"tags": [""]}, {A: {}}, BAD_TAG.format("''")),
    ("tags-too-many", {"tags": [f"t{number}" for number in range(50)]}, {A: {}},
     "tags: 50 are too many: Nova accepts 50, and the fleet needs one of them."),
    ("userdata-too-long", {"userdata": random.Random(1).randbytes(50000).hex()}, {A: {}},
     "userdata: even compressed, it has more than the 49149 bytes that Nova accepts: let the "
     "server download a part of it."),
    ("two-ways-to-choose-hosts", {"anti_affinity": "soft", "server_group": "x"}, {A: {}},
     "anti_affinity: a has server_group as well: use one of them."),
    ("and-a-hint", {"affinity": "hard", "scheduler_hints": {"group": "x"}}, {A: {}},
     "affinity: a has group in scheduler_hints as well: use one of them."),
    ("price-negative", {}, {A: {"price": -1}, B: {}}, BAD_BOUNDS.format("a")),
    ("no-price", {"placement": "cheapest"}, {A: {"price": 1}, C: {}},
     "targets: c/north has no price: placement is cheapest, so every target needs one."),
    ("min_success", {"min_success": "most"}, {A: {}},
     "min_success: 'most' is neither a number nor a percentage such as 80%."),
    ("min_success-negative", {"min_success": "-1"}, {A: {}},
     "min_success: '-1' is neither a number nor a percentage such as 80%."),
    ("min_success-of-too-much", {"min_success": "101%"}, {A: {}},
     "min_success: 101% is more than 100%."),
    ("max_unavailable", {"max_unavailable": "1.5"}, {A: {}},
     "max_unavailable: '1.5' is neither a number nor a percentage such as 80%."),
    ("retries-negative", {"retries": -1}, {A: {}}, "retries: -1 is less than 0."),
    ("hourly-negative", {"max_replace_per_hour": -1}, {A: {}},
     "max_replace_per_hour: -1 is less than 0."),
    ("zone-and-zones", {"availability_zone": "z1", "availability_zones": ["z1", "z2"]}, {A: {}},
     "availability_zones: a has availability_zone as well: use one of the two."),
    ("a-zone-twice", {"availability_zones": ["z1", "z2", "z1"]}, {A: {}},
     "availability_zones: a has a zone twice: name each of them once."),
    ("prefer_first-and-cheapest", {"placement": "cheapest", "prefer_first": True}, {A: {
        "price": 1}}, "prefer_first: placement is cheapest, which goes by prices: use one of the "
                      "two."),
    ("prefer_first-of-networks", {"network": ["x", "y"], "flavor": ["s", "m"], **FIRST}, {A: {}},
     BAD_FIRST.format("network", "")),
    ("prefer_first-of-images", {"image": ["x", "y"], "boot_from_volume": True, "groups": WEB_DB,
                                "volume_type": ["ssd", "hdd"], **FIRST}, {A: {"groups": [
                                    {"name": "web", "image": "x", "volume_type": "ssd"}]}},
     BAD_FIRST.format("image and volume_type", " in group db")),
    ("out_of_service-too-long", {"out_of_service": "x" * 256}, {A: {}},
     "out_of_service: it has more than the 255 characters that metadata may have."),
    ("names-not-allowed", {"name_template": "@{fleet}_@{index}!"}, {A: {}},
     BAD_SERVER.format("'web_1!'")),
    ("names-with-a-wrong-word", {"name_template": "@{fleet}-@{number}-@{index}"}, {A: {}},
     BAD_SERVER.format("'web-@{number}-1'")),
    ("names-too-long", {"name_template": "x" * 254 + "@{index:02}"}, {A: {}},
     BAD_SERVER.format(repr("x" * 254 + "01"))),
    ("names-the-same", {"name_template": "@{fleet}-@{cloud}"}, {A: {}, B: {}}, SAME_NAME),
    ("names-the-same-in-groups", {"name_template": "x@{index}", "groups": WEB_DB}, {A: {}},
     SAME_NAME),
    ("group-name", {"groups": [{"name": "we b", "count": 1}], "name_template": "x@{index}"},
     {A: {}}, "groups: 'we b' is not a valid group name: use letters, digits, dots, dashes and "
              "underscores, with a letter or digit at both ends."),
    ("group-count-negative", {"groups": [{"name": "web", "count": -1}]}, {A: {}},
     "count of group web: -1 is less than 0."),
    ("no-image-in-a-group", {"image": None, "groups": [{**WEB_DB[0], "image": "x"}, WEB_DB[1]]},
     {A: {}}, "image: a has none in group db: set it for the fleet or for this target."),
    ("max-of-all-groups", {"groups": WEB_DB}, {A: {"max": 2}},
     "targets: the max of all targets add up to 2, less than the count of 3."),
    ("tag-too-long", {"tags": ["t" * 61]}, {A: {}}, BAD_TAG.format(f"'{'t' * 61}'")),
]


@pytest.mark.parametrize(("options", "targets", "sentence"),
                         [pytest.param(*line[1:], id=line[0]) for line in REFUSED])
def test_refuses(options, targets, sentence):
    with pytest.raises(validate.Refused) as refused:
        fleet(**{"count": 3, "targets": targets, **options})
    assert refused.value.kind == "invalid"
    assert refused.value.message == sentence


@pytest.mark.parametrize("options", [
    {"network": ["x", "y"], **FIRST, "create_first": True},
    {"network": ["x", "y"], **FIRST, "update_policy": "rebuild"},
    {"network": ["x", "y"], **FIRST, "prefer_first": False},
    {"image": ["x", "y"], "flavor": ["s", "m"], **FIRST}])
def test_what_may_be_preferred(options):
    assert fleet(**options).update_policy == options["update_policy"]


@pytest.mark.parametrize("name", [
    "", "-web", "web-", "web.", "we b", "web,1", "web/1", "wéb", "web\n", "w" * 44])
def test_refuses_a_name_that_no_mark_could_carry(name):
    for check in (lambda: fleet(name=name, name_template="x@{index}"),
                  lambda: validate.checked(fleet_spec.Fleet(name, {}), "absent")):
        with pytest.raises(validate.Refused) as refused:
            check()
        assert refused.value.message == BAD_NAME.format(repr(name))


def test_refuses_a_target_that_is_named_twice():
    with pytest.raises(validate.Refused) as refused:
        fleet(1, [C, A, C, A, B])
    assert refused.value.message == ("targets: a is named more than once. "
                                     "targets: c/north is named more than once.")


def test_refuses_everything_at_once_and_says_it_once():
    with pytest.raises(validate.Refused) as refused:
        fleet(1, (A, B), name="we b", name_template="x@{index}", flavor=None, tags=["a,b"],
              metadata={"multicloud_x": "y"})
    assert refused.value.message == " ".join([
        BAD_NAME.format("'we b'"),
        "flavor: a has none: set it for the fleet or for this target.",
        "metadata: 'multicloud_x' begins with 'multicloud_', which is reserved for ownership "
        "metadata.",
        BAD_TAG.format("'a,b'"),
        "flavor: b has none: set it for the fleet or for this target."])


@pytest.mark.parametrize(("options", "targets"), [
    ({"count": 0}, {A: {}}),
    ({"name": "w"}, {A: {}}),
    ({"name": "1.w_e-b"}, {A: {}}),
    ({"name": "w" * 43}, {A: {}}),
    ({}, {}),
    ({}, {A: {"max": 0}, B: {}}),
    ({"image": None, "groups": [{**WEB_DB[0], "image": "x"}]},
     {A: {}, B: {"image": "", "groups": [{"name": "web", "max": 0}]}}),
    ({}, {A: {"max": 0}, B: {"max": 3}}),
    ({}, {A: {"min": 1, "max": 1}, B: {"min": 2, "max": 2}}),
    ({}, {A: {"min": 0, "weight": 0.1}}),
    ({"image": None, "flavor": None}, {A: SPEC}),
    ({"key_name": "me", "public_key": KEY}, {A: {}}),
    ({"key_name": "me", "public_key": f" {KEY}\n"}, {A: {}}),
    ({"key_name": "me", "public_key": " ".join(KEY.split()[:2])}, {A: {}}),
    ({"metadata": {"k" * 255: "v" * 255, "multicloud": "", "a b:c.d_e-f": "/"}}, {A: {}}),
    ({"tags": ["t" * 60, "a b", "XYZ"]}, {A: {}}),
    ({"count": None}, {A: {}}),
    ({"tags": [f"t{number}" for number in range(49)]}, {A: {}}),
    ({"userdata": "x" * 49149}, {A: {}}),
    ({"userdata": "x" * 99999}, {A: {}}),
    ({"affinity": "soft", "scheduler_hints": {"different_host": ["x"]}}, {A: {}}),
    ({"server_group": "x"}, {A: {}}),
    ({"key_name": "me", "groups": [{**WEB_DB[0], "public_key": KEY}, {
        **WEB_DB[1], "public_key": f"{KEY} again"}]}, {A: {}}),
    ({"min_success": "0"}, {A: {}}),
    ({"min_success": "99.5%", "max_unavailable": "0%"}, {A: {}}),
    ({"placement": "cheapest"}, {A: {"price": 0}, B: {"price": 0.5}}),
    ({"groups": WEB_DB, "min_success": "9"}, {A: {"max": 2}, B: {"max": 1}}),
    ({"groups": [{"name": "web", "count": 0}]}, {A: {}}),
    ({"name_template": "@{group}-@{index:3}.@{fleet}.@{cloud}", "groups": WEB_DB}, {A: {}, B: {}}),
    ({"name_template": "@{cloud}-@{region_name}@{index}"}, {C: {}}),
    ({"availability_zones": ["z1", "z2"]}, {A: {}, B: {}}),
])
def test_lets_pass(options, targets):
    found = fleet(**{"count": 3, "targets": targets, **options})
    assert [share.target for share in found.shares] == list(targets)


def test_a_fleet_to_unmake_needs_nothing_but_its_name():
    assert validate.checked(fleet_spec.Fleet(NAME, {}), "absent") == fleet_spec.Fleet(NAME, {})


@pytest.mark.parametrize(("options", "targets", "sentence"), [
    ({"groups": [*WEB_DB, WEB_DB[0]]}, {A: {}},
     "groups: 'web' is used more than once: each needs its own name."),
    ({"groups": WEB_DB}, {A: {}, C: {"groups": [{"name": "db"}, {"name": "db"}]}},
     "targets: c/north: groups: 'db' is used more than once: each needs its own name."),
    ({"groups": WEB_DB}, {C: {"groups": [{"name": "cache"}]}},
     "targets: c/north: groups: 'cache' is not a group of the fleet."),
    ({}, {A: {"groups": [{"name": "db"}]}},
     "targets: a: groups: 'db' is not a group of the fleet."),
])
def test_refuses_groups_that_are_not_clear(options, targets, sentence):
    with pytest.raises(CloudError) as refused:
        fleet(3, targets, **options)
    assert (refused.value.kind, refused.value.message) == ("invalid", sentence)


def test_an_expiry_and_groups_are_refused_together_with_all_else():
    with pytest.raises(validate.Refused) as refused:
        fleet(3, {A: {"groups": [{"name": "db"}]}}, expires="2hours", retries=-1)
    assert [sentence.partition(": ")[0] for sentence in refused.value.sentences] == [
        "targets", "expires", "retries"]
