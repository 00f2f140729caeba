# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server is given: interfaces and metadata."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.attachments import (  # noqa: E501
    SERVER_METADATA,
    fitting,
)


def interface(port, network, *addresses):
    return SimpleNamespace(port_id=port, net_id=network,
                           fixed_ips=[{"ip_address": one} for one in addresses])


ROWS = [interface("p1", "n1", "10.0.0.4", "fd00::4"), interface("p2", "n1", "10.0.0.5"),
        interface("p3", "n2")]


@pytest.mark.parametrize(("port", "network", "fixed_ip", "found"), [
    ("p2", None, None, ["p2"]),
    ("p4", None, None, []),
    (None, "n1", None, ["p1", "p2"]),
    (None, "n1", "10.0.0.5", ["p2"]),
    (None, "n1", "fd00::4", ["p1"]),
    (None, "n2", "10.0.0.5", []),
])
def test_interfaces_that_fit(port, network, fixed_ip, found):
    assert [row.port_id for row in fitting(ROWS, port, network, fixed_ip)] == found


@pytest.mark.parametrize(("state", "metadata", "expected"), [
    ("present", {"a": "x", 2: 5}, {"a": "x", "2": 5}),
    ("present", {"a": ""}, {"a": ""}),
    ("absent", {"a": "x", 2: None}, {"a": None, "2": None}),
])
def test_keys_are_set_or_deleted_and_the_server_never_is(state, metadata, expected):
    given = SERVER_METADATA.prepare({"name": "web", "state": state, "metadata": metadata})
    assert given == {"name": "web", "state": "present", "metadata": expected}


def test_a_key_without_a_value_is_refused():
    with pytest.raises(CloudError, match="^metadata: b has no value: give it one, or use state "
                       "absent to delete it$"):
        SERVER_METADATA.prepare({"name": "web", "metadata": {"a": "x", "b": None}})
