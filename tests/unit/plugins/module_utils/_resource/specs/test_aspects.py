# SPDX-License-Identifier: GPL-3.0-or-later
"""Neutron's tags, which are set as a whole."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.compare import differs
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.aspects import (
    Tags,
)


@pytest.mark.parametrize(("there", "desired", "found", "changes"), [
    (None, [], [], False), (["a", "b"], ["b", "a"], ["a", "b"], False), (["a"], [], ["a"], True)])
def test_tags(there, desired, found, changes):
    asked, resource = [], SimpleNamespace(tags=there, set_tags="set_tags")
    api = SimpleNamespace(call=lambda *arguments: asked.append(arguments))
    assert Tags().read(api, resource) == {"tags": found}
    assert differs(Tags.fields["tags"], found, desired) is changes
    Tags().apply(api, resource, {"tags": (found, desired)})
    assert asked == [("tagging", "set_tags", desired)]
