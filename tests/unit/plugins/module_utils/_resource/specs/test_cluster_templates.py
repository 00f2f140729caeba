# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels as text, and what a new template of clusters needs."""
from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.cluster_templates import (  # noqa: E501
    CLUSTER_TEMPLATE,
    labelled,
)

TASK = SimpleNamespace(connection=SimpleNamespace(target=None))


@pytest.mark.parametrize(("labels", "prepared"), [
    ("", {}), ("a:1", {"a": "1"}), ("a:1, b:c:d", {"a": "1", "b": "c:d"}), ("a:", {"a": ""}),
    ({"a": 1}, {"a": 1})])
def test_labels(labels, prepared):
    assert labelled({"labels": labels, "name": "x"}) == {"labels": prepared, "name": "x"}


def test_no_labels():
    assert labelled({"name": "x"}) == {"name": "x"}


def test_what_is_no_label():
    with pytest.raises(CloudError, match="labels: 'b=2' is not a label"):
        labelled({"labels": "a:1,b=2"})


@pytest.mark.parametrize(("desired", "missing"), [
    ({}, True), ({"is_floating_ip_enabled": True}, True), ({"external_network_id": "n"}, False),
    ({"is_floating_ip_enabled": False}, False)])
def test_the_external_network(desired, missing):
    if missing:
        with pytest.raises(CloudError, match="external_network_id: is missing"):
            CLUSTER_TEMPLATE.attributes(TASK, desired)
    else:
        assert CLUSTER_TEMPLATE.attributes(TASK, desired) == desired
