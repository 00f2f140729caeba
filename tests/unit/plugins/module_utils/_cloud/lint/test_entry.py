# SPDX-License-Identifier: GPL-3.0-or-later
"""One cloud's entry, as it is in one file."""

from __future__ import annotations

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.lint.entry import secrets


def test_texts_that_are_secret():
    content = {"a": {"auth": {"pass-code": 1, "password": "p"}, "regions": [{"values": {
        "auth": {"password": 77}}}]}, "b": "text"}
    assert list(secrets(content, {"password", "pass_code"})) == ["1", "p", "77"]
