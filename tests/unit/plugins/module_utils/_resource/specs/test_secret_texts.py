# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in secrets, by what they are called."""

from __future__ import annotations

import pytest
from fakebarbican import barbican

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.secret import (
    texts,
)


@pytest.fixture
def cloud(tmp_path):
    with barbican(tmp_path) as (server, path):
        server.options = {"cloud": "vault", "clouds_yaml": path}
        yield server


def test_by_name_id_and_reference(cloud):
    key = cloud.add("a", "käse\n".encode())
    cloud.add("b", b"\0\xff", "application/octet-stream")
    assert texts(cloud.options, ["a", key, f"https://elsewhere/v1/secrets/{key}", "b"]) == [
        "käse\n", "käse\n", "käse\n", "AP8="]


@pytest.mark.parametrize(("term", "kind", "said"), [
    ("nothing", "not_found", "^vault: there is no secret 'nothing' here"),
    ("empty", "not_found", "^vault: the secret 'empty' has no payload"),
    ("two", "ambiguous", "^vault: 2 secrets are named 'two': name one by its id"),
])
def test_what_cannot_be_read(cloud, term, kind, said):
    cloud.add("empty")
    cloud.add("two", b"1")
    cloud.add("two", b"2")
    with pytest.raises(CloudError, match=said) as caught:
        texts(cloud.options, [term])
    assert caught.value.kind == kind
