# SPDX-License-Identifier: GPL-3.0-or-later
"""The entry of clouds.yaml for an application credential."""

from __future__ import annotations

from types import SimpleNamespace

from builders import A

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.identity import (
    entry,
)


def test_the_entry_says_what_the_clouds_own_says_but_the_login():
    region = SimpleNamespace(config={
        "auth": {"auth_url": "https://192.0.2.1/v3", "username": "u", "password": "p",
                 "project_name": "shop"},
        "auth_type": "password", "region_name": "north", "networks": [], "cacert": None,
        "verify": False, "interface": "public", "image_status_code_retries": "5",
        "compute_endpoint_override": "https://192.0.2.2",
        "loopback_addresses": True})        # of the vendor's profile
    assert entry(SimpleNamespace(region=region, target=A), "i", "s") == {
        "auth": {"auth_url": "https://192.0.2.1/v3", "application_credential_id": "i",
                 "application_credential_secret": "s"},
        "auth_type": "v3applicationcredential", "region_name": "north", "verify": False,
        "compute_endpoint_override": "https://192.0.2.2"}
