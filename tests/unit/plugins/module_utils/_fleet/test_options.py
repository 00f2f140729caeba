# SPDX-License-Identifier: GPL-3.0-or-later
"""The options that declare a fleet, as Ansible reads them."""

from __future__ import annotations

from dataclasses import fields

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.options import (
    FLEET_OPTIONS,
    SERVER_OPTIONS,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    ServerSpec,
)


def read(**options):
    """What Ansible makes of them, and what it refuses."""
    result = ArgumentSpecValidator(FLEET_OPTIONS).validate({"name": "web", **options})
    return result.validated_parameters, result.error_messages


def test_what_is_said_of_a_server_is_in_its_definition():
    # the volume that a server boots from is no fleet's, its bastion is its group's
    assert {*SERVER_OPTIONS} == {one.name for one in fields(ServerSpec)} - {
        "boot_volume", "through"}


def test_what_a_target_or_a_group_leaves_out_is_the_fleet_s():
    found, wrong = read(targets=[{"cloud": "a", "groups": [{"name": "db"}]}],
                        groups=[{"name": "db", "count": 1}])
    target, = found["targets"]
    assert wrong == []
    for place, said in ((found["groups"][0], {"name", "count"}), (target, {"cloud", "groups"}),
                        (target["groups"][0], {"name"})):
        assert {key for key, value in place.items() if value is not None} == said
    assert all(found[name] is None for name in SERVER_OPTIONS)


@pytest.mark.parametrize("place", [
    lambda said: said,
    lambda said: {"groups": [{"name": "db", "count": 1, **said}]},
    lambda said: {"targets": [{"cloud": "a", **said}]},
    lambda said: {"targets": [{"cloud": "a", "groups": [{"name": "db", **said}]}]}])
@pytest.mark.parametrize(("said", "refused"), [
    ({"flavor": {"vcpus": 2}, "meta": {"a": "b"}, "data_volumes": [{"name": "data", "size": "5"}]},
     None),
    ({"image": ["debian"]}, None),      # refused by a sentence of our own
    ({"anti_affinity": "maybe"}, "must be one of: soft, hard, got: maybe"),
    ({"ip_version": "5"}, "must be one of: 4, 6, any"),
    ({"data_volumes": [{"name": "data"}]}, "missing required arguments: size"),
    ({"volume_size": "large"}, "unable to convert to int")])
def test_wherever_a_server_is_described_the_same_may_be_said(place, said, refused):
    _found, wrong = read(**place(said))
    assert bool(wrong) is bool(refused)
    assert all(refused in text for text in wrong)


@pytest.mark.parametrize("missing", [{"groups": [{"count": 1}]}, {"targets": [{"image": "x"}]},
                                     {"targets": [{"cloud": "a", "groups": [{}]}]}])
def test_what_has_to_be_said(missing):
    _found, wrong = read(**missing)
    assert ["missing required arguments" in text for text in wrong] == [True]


def test_user_data_is_secret_everywhere():
    secrets = ArgumentSpecValidator(FLEET_OPTIONS).validate({
        "name": "web", "userdata": "s1", "groups": [{"name": "db", "count": 1, "userdata": "s2"}],
        "targets": [{"cloud": "a", "userdata": "s3", "groups": [{"name": "db", "userdata": "s4"}]}],
        "key_name": "me", "public_key": "ssh-ed25519 AAAA", "host_keys": "injected"})
    assert secrets._no_log_values == {"s1", "s2", "s3", "s4"}
