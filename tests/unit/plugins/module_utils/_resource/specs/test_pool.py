# SPDX-License-Identifier: GPL-3.0-or-later
"""What is waited for when Octavia refuses a change."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import wait
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.pool import (
    calm,
    first,
)

ID = "0427811d-67b1-4014-b6bf-f3678c05eaad"


@pytest.mark.parametrize(("kind", "text", "noun"), [
    ("conflict", f"Load Balancer {ID} is immutable and cannot be updated.", "load_balancer"),
    ("conflict", f"LoadBalancer {ID} is immutable and cannot be updated.", "load_balancer"),
    ("conflict", f"Pool {ID} is immutable and cannot be updated.", "pool"),
    ("conflict", f"L7Policy {ID} is immutable and cannot be updated.", "l7_policy"),
    ("conflict", f"Invalid state PENDING_UPDATE of loadbalancer resource {ID}", "load_balancer"),
    ("conflict", f"Pool {ID} is in use by L7 policy {ID}", None),
    ("conflict", "Another member on this pool is already using ip 10.0.0.1 on protocol_port 80",
     None),
    ("invalid", f"Load Balancer {ID} is immutable and cannot be updated.", None),
])
def test_what_is_waited_for(monkeypatch, kind, text, noun):
    seen = []
    owner = SimpleNamespace(fetch=lambda key: key)
    task = SimpleNamespace(specs={noun: noun}, api=lambda spec: seen.append(spec) or owner)
    monkeypatch.setattr(wait, "until_ready", lambda *what: seen.append(what))
    assert calm(SimpleNamespace(task=task), CloudError(kind, text), 5) is (noun is not None)
    assert seen == ([noun, (owner, ID, 5)] if noun else [])


def test_what_is_gone_is_not_waited_for():
    task = SimpleNamespace(specs={"pool": 0},
                           api=lambda _spec: SimpleNamespace(fetch=lambda _key: None))
    text = f"Pool {ID} is immutable and cannot be updated."
    assert not calm(SimpleNamespace(task=task), CloudError("conflict", text), 5)


@pytest.mark.parametrize(("parts", "found"), [([{"id": "1"}, {"id": "2"}], "1"), ([], None),
                                              (None, None)])
def test_what_it_is_in(parts, found):
    assert first("pools")(SimpleNamespace(pools=parts)) == found
