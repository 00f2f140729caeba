# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans for the fleet of builders.py, in short."""

from __future__ import annotations

from builders import NAME, SPEC, B, seen

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import plan
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.place import (
    Placement,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import (
    fleet as fleet_spec,
)

REPLACE = {"update_policy": "replace"}
OTHER_DATA = {**SPEC, "userdata": "#!/bin/sh"}      # which only another server can have
NONE = fleet_spec.Fleet(NAME, {})
OLD, NEW = {"created": "2026-01-01T00:00:00Z"}, {"created": "2026-06-01T00:00:00Z"}


def said(step):
    """A step in short: the action, the server it is about, and where a new one will be."""
    subject = step.server.id if step.server else step.name
    where = f" on {step.target}" if step.action in ("create", "replace") else ""
    return f"{step.action} {subject}{where}"


def present(desired, servers, unseen=(), target=B):
    """The complete plan, with a place on one target for whatever misses one."""
    look = seen(servers, [share.target for share in desired.shares if share.target not in unseen])
    found = plan.survey(desired, look, set(unseen))
    return plan.complete(desired, found, Placement(dict.fromkeys(found.missing, target), {}))
