# SPDX-License-Identifier: GPL-3.0-or-later
"""Which requests give projects access, in the words of each service."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.answer import Body
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import access

ENDS = {"name": "x", "project": "p"}


def answering(content):
    """A connection, and what it is asked."""
    asked = []
    response = SimpleNamespace(status_code=200, content=b"{}", json=lambda: content)
    return asked, SimpleNamespace(
        get=lambda service, path, _action: asked.append((service, path)) or Body(
            response, None, ""),
        post=lambda service, path, body, _action: asked.append((service, path, body)))


@pytest.mark.parametrize(("relation", "path", "row", "key"), [
    (access.FLAVOR_ACCESS, ("compute", "/flavors/x/os-flavor-access"), "tenant_id",
     "flavor_access"),
    (access.VOLUME_TYPE_ACCESS, ("block-storage", "/types/x/os-volume-type-access"), "project_id",
     "volume_type_access")])
@pytest.mark.parametrize(("project", "there"), [("p", True), ("other", False)])
def test_who_has_it(relation, path, row, key, project, there):
    asked, connection = answering({key: [{row: project}]})
    assert relation.exists(connection, ENDS) is there
    assert asked == [path]


@pytest.mark.parametrize(("relation", "path", "desired", "body"), [
    (access.FLAVOR_ACCESS, ("compute", "/flavors/x/action"), True,
     {"addTenantAccess": {"tenant": "p"}}),
    (access.FLAVOR_ACCESS, ("compute", "/flavors/x/action"), False,
     {"removeTenantAccess": {"tenant": "p"}}),
    (access.VOLUME_TYPE_ACCESS, ("block-storage", "/types/x/action"), True,
     {"addProjectAccess": {"project": "p"}}),
    (access.VOLUME_TYPE_ACCESS, ("block-storage", "/types/x/action"), False,
     {"removeProjectAccess": {"project": "p"}})])
def test_it_is_given_and_taken(relation, path, desired, body):
    asked, connection = answering({})
    relation.change(connection, ENDS, desired)
    assert asked == [(*path, body)]
