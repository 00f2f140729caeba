# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Keystone's catalog: services, and the endpoints of each."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..._cloud.errors import CloudError
from ..api import Api
from ..engine import value
from ..spec import FORBID, REQUIRED, Field, Info, Spec
from ..task import Task
from .accounts import ENABLED

if TYPE_CHECKING:
    from openstack.resource import Resource

INTERFACES = {"choices": ["admin", "internal", "public"]}

SERVICE = Spec(
    noun="service", service="identity", sdk="identity.v3.service.Service", scope=("type",),
    role="admin",
    fields={
        "description": Field(),
        "is_enabled": ENABLED,
        "type": Field(option={"required": True, "aliases": ["service_type"]}, **FORBID),
    },
)

# its id is the name
REGION = Spec(noun="region", service="identity", sdk="identity.v3.region.Region", find="id",
              fields={})


def _endpoint(task: Task, api: Api, options: dict) -> Resource | None:
    """That of the service, for the interface, in the region."""
    fields = {**api.spec.fields, "region": Field(attr="region_id")}      # an id needs no lookup
    found = api.list(**{fields[name].attr or name: value(task, fields, name, options)
                        for name in ("service", "endpoint_interface", "region")
                        if name in options})
    if len(found) > 1:
        regions = ", ".join(sorted(str(row.region_id) for row in found))
        raise CloudError("ambiguous", f"the service {options['service']!r} has {len(found)} "
                         f"{options['endpoint_interface']} endpoints: set region ({regions})",
                         task.connection.target)
    return found[0] if found else None


ENDPOINT = Spec(
    noun="endpoint", service="identity", sdk="identity.v3.endpoint.Endpoint", key="service",
    lookup=_endpoint, needs=(("url",),), role="admin",
    fields={
        "endpoint_interface": Field(attr="interface", option={"required": True, **INTERFACES}),
        "is_enabled": ENABLED,
        "region": Field(attr="region_id", ref="region"),
        "service": Field(attr="service_id", ref="service", **REQUIRED),
        "url": Field(),
    },
)

SERVICES = Info(SERVICE, "services", filters={"type": Field(option={"aliases": ["service_type"]})})
ENDPOINTS = Info(ENDPOINT, "endpoints", named=False, filters={
    "endpoint_interface": Field(attr="interface", option=INTERFACES),
    "region": Field(attr="region_id"),
    "service": Field(attr="service_id", ref="service"),
})

SPECS = (SERVICE, REGION, ENDPOINT)
