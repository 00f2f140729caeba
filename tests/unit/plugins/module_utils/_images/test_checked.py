# SPDX-License-Identifier: GPL-3.0-or-later
"""Options that cannot be meant."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._images.checked import (
    checked,
    mistakes,
)

GOOD = {"name": "web", "build": None, "keep": 2, "timeout": 9.0, "checksum": None, "uri": None,
        "import_method": None, "properties": None}
WEB = {"import_method": "web-download", "uri": "http://x/web.img"}


@pytest.mark.parametrize("more", [
    {}, {"build": "2026-11-30"}, {"properties": {"os_distro": "debian"}},
    {**WEB, "checksum": f"sha512:{'0' * 128}"}, {"import_method": "glance-direct"}])
def test_no_mistake(more):
    assert mistakes({**GOOD, **more}) == []


@pytest.mark.parametrize(("more", "message"), [
    ({"name": "a b"}, "name: 'a b' is not a name"),
    ({"build": "-x"}, "build: '-x' is not a name"),
    ({"name": "x" * 61}, "at most 60 characters"),
    ({"keep": 0}, "keep: at least one version is kept"),
    ({"timeout": 0}, "timeout: it must be more than 0"),
    ({"checksum": "x"}, "does not begin with sha256"),
    (WEB, "web-download requires uri and a sha512 checksum"),
    ({**WEB, "checksum": f"sha256:{'0' * 64}"}, "web-download requires uri and a sha512"),
    ({"properties": {"multicloud_promoted": "x"}}, "multicloud_promoted is ownership metadata"),
])
def test_a_mistake(more, message):
    with pytest.raises(CloudError, match=message) as error:
        checked({**GOOD, **more})
    assert error.value.kind == "invalid"


def test_all_at_once():
    with pytest.raises(CloudError, match=r"name: .*\. keep: "):
        checked({**GOOD, "name": "", "keep": 0})
