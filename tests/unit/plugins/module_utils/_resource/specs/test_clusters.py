# SPDX-License-Identifier: GPL-3.0-or-later
"""What Magnum is sent for a new cluster, and what is seen of one that has failed."""
from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.api import Api
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.clusters import (  # noqa: E501
    CLUSTER,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.wait import broken

CONNECTION = SimpleNamespace(target=None)


@pytest.mark.parametrize(("timeout", "minutes"), [(1, 1), (60, 1), (61, 2), (3600.0, 60)])
def test_when_magnum_gives_up(timeout, minutes):
    assert CLUSTER.attributes(SimpleNamespace(timeout=timeout), {
        "name": "a", "cluster_template_id": "t", "node_count": 2}) == {
            "name": "a", "cluster_template_id": "t", "node_count": 2, "create_timeout": minutes}


@pytest.mark.parametrize(("more", "said"), [
    ({}, "CREATE_FAILED"), ({"status_reason": "no host"}, "CREATE_FAILED: no host"),
    ({"status_reason": "no", "faults": {"default-worker": "why", "other": None}},
     "CREATE_FAILED: default-worker: why")])
def test_why_one_has_failed(more, said):
    api = Api(CONNECTION, CLUSTER)
    cluster = api.kind.existing(uuid="i", name="c", status="CREATE_FAILED", **more)
    assert broken(api, cluster).message == f"cluster c (i) is in status {said}"


@pytest.mark.parametrize(("status", "ready"), [
    ("create_complete", True), ("update_in_progress", False), ("", False)])
def test_ready(status, ready):
    assert CLUSTER.ready(status) is ready
