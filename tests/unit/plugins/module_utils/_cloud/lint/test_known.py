# SPDX-License-Identifier: GPL-3.0-or-later
"""What openstacksdk and keystoneauth themselves know of clouds.yaml."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.lint.known import known


def test_keys():
    """Of its schema, of its defaults, of services, and of ours; and no others."""
    assert known().keys >= {"auth", "region_name", "verify", "api_timeout", "volume_api_version",
                            "has_network", "has_object", "compute_endpoint_override",
                            "block_storage_endpoint_override", "loopback_addresses"}
    assert not known().keys & {"password", "regoin_name", "has-network", ""}


@pytest.mark.parametrize(("name", "secrets", "required"), [
    ("password", {"password"}, {"auth_url"}), ("v3password", {"password"}, {"auth_url"}),
    ("v3applicationcredential", {"application_credential_secret"},
     {"auth_url", "application_credential_secret"}),
    # only the class says so
    ("v3oidcpassword", {"password", "client_secret"}, {"protocol", "client_secret"})])
def test_ways_to_log_in(name, secrets, required):
    login = known().logins[name]
    assert login.secrets >= secrets and login.required >= required
    assert login.secrets | login.required <= login.options


def test_old_words_of_a_login_count():
    assert {"tenant_name", "user_name"} <= known().logins["v2password"].options


def test_profiles(place):
    shipped = known().profiles
    assert {"ovh", "vexxhost"} <= shipped.keys() and "mine" not in shipped
    place.write("clouds-public.yaml", {"public-clouds": {"mine": {"a": 1}, "ovh": {"a": 2}}})
    found = known().profiles
    assert (found["mine"], found["ovh"]) == ({"a": 1}, {"a": 2})
    assert found.keys() == shipped.keys() | {"mine"}


@pytest.mark.parametrize("text", ["public-clouds: [", "- x", "public-clouds: x", "\0"])
def test_a_file_of_profiles_that_is_none(place, text):
    place.write("clouds-public.yaml", text)
    assert "ovh" in known().profiles
