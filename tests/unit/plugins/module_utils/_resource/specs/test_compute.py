# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys, policies and sizes."""
from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import compute

ROWS = [{"name": name, "ram": ram} for name, ram in (("a", 512), ("b", 2048), ("c", 4096))]


@pytest.mark.parametrize(("desired", "expected"), [
    ("2048", "b"), (">2048", "c"), (">=2048", "bc"), ("<2048", "a"), ("<= 2048", "ab"),
    ("MIN", "a"), ("MAX", "c"),
])
def test_sizes(desired, expected):
    assert "".join(row["name"] for row in compute._in_range(ROWS, "ram", desired)) == expected


@pytest.mark.parametrize("desired", ["", "much", "=2048", "2048 MiB", "=>1"])
def test_what_is_no_size(desired):
    with pytest.raises(CloudError, match="ram: .* is neither MIN nor MAX nor a number"):
        compute._in_range(ROWS, "ram", desired)


def test_nothing_has_no_least():
    assert compute._in_range([], "ram", "MIN") == []


def test_keys_are_compared_without_comments():
    same = compute._keys("forbid")["public_key"].compare
    assert same("ssh-ed25519 AAAA multicloud_fleet=web", "ssh-ed25519 AAAA me@here")
    assert not same("ssh-ed25519 AAAA me", "ssh-ed25519 BBBB me")
    assert not same(None, "ssh-ed25519 AAAA")


def test_a_private_key_is_not_sent(tmp_path):
    secret = "-----BEGIN OPENSSH PRIVATE KEY-----\nabc"
    (tmp_path / "key").write_text(secret)
    for function, given in ((compute._public, secret), (compute._public_of, tmp_path / "key")):
        with pytest.raises(CloudError, match="private key") as caught:
            function(given, None)
        assert "abc" not in str(caught.value)


def test_a_file_that_is_not_there_is_named_with_its_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CloudError, match=f"public_key_file: cannot read {tmp_path}/none.pub: No "):
        compute._public_of("none.pub", None)


@pytest.mark.parametrize("shown", [
    {"policy": "affinity", "policies": None, "rules": {}},
    {"policy": None, "policies": ["affinity"], "rules": None},
])
def test_a_policy_is_read_from_any_nova(shown):
    group = SimpleNamespace(to_dict=lambda computed: shown)
    assert compute.Policy().read(None, group) == {"policy": "affinity", "rules": {}}
