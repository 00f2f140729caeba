# SPDX-License-Identifier: GPL-3.0-or-later
"""The metadata of containers, and temporary URLs."""
from __future__ import annotations

import hashlib
import hmac

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.object_store import (  # noqa: E501
    CONTAINER,
    temp_url,
)


@pytest.mark.parametrize(("given", "prepared"), [
    ({}, {}),
    ({"metadata": {"Owner_Name": 1, "read_ACL": ".r:*"}},
     {"metadata": {"owner-name": 1, "read_ACL": ".r:*"}}),
    ({"metadata": {"a": "1"}, "delete_metadata_keys": ["A", "B"]},
     {"metadata": {"a": "1", "b": None}}),
    ({"metadata": {"Temp-URL-Key": "s"}}, {"metadata": {}, "temp_url_key": "s"}),
    ({"delete_metadata_keys": ["temp-url-key-2"]}, {"metadata": {}, "temp_url_key_2": ""})])
def test_keys_of_metadata(given, prepared):
    found = CONTAINER.prepare({"name": "c", **given})
    assert {name: found[name] for name in prepared} == prepared
    assert ("metadata" in found) == ("metadata" in prepared)


@pytest.mark.parametrize(("before", "after", "same"), [
    (None, "", True), ("", "", True), (".r:*", "", False), (".r:*", ".r:*", True)])
def test_who_may_read(before, after, same):
    assert CONTAINER.fields["read_ACL"].compare(before, after) is same


def test_a_temporary_url():
    signed = b"GET\n17\n/v1/AUTH_p/c d/a#b"
    signature = hmac.new(b"key", signed, hashlib.sha256).hexdigest()
    assert temp_url("https://swift/v1/AUTH_p", "c d", "a#b", "key", "GET", 17) == (
        f"https://swift/v1/AUTH_p/c%20d/a%23b?temp_url_sig={signature}&temp_url_expires=17")
