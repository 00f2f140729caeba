# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Manila's resources."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..api import Api
from ..info import listing
from ..spec import Aspect, Field, Info, Spec
from ..task import Task
from .storage import divided, texts

if TYPE_CHECKING:
    from openstack.resource import Resource

SERVERS = "driver_handles_share_servers"


def _servers_apart(given: dict) -> dict:
    """The one that has an option of its own."""
    specs = dict(given.get("extra_specs", {}))
    if SERVERS in specs:
        given = {**given, "extra_specs": specs, SERVERS: str(specs.pop(SERVERS)).lower() == "true"}
    return dict(given)


class ShareTypeSpecs(Aspect):
    """Of a type of shares."""

    at_creation = True
    fields = {SERVERS: Field("bool", initial=True),
              "extra_specs": Field("dict", compare="subset", send=texts)}

    def read(self, api: Api, resource: Resource) -> dict:
        """All of them."""
        specs = dict(resource.extra_specs or {})
        return {SERVERS: specs.pop(SERVERS, None) == "True", "extra_specs": specs}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """One request for all that are set, and one for each that is taken away."""
        desired, gone = divided(changes.get("extra_specs", ({}, {})))
        if SERVERS in changes:
            desired[SERVERS] = str(changes[SERVERS][1])
        if desired:
            api.call("changing", resource.set_extra_specs, **desired)
        for key in gone:
            api.call("changing", resource.delete_extra_specs_property, key)


def _attributes(_task: Task, desired: dict) -> dict:
    specs = {**desired.get("extra_specs", {}), SERVERS: str(desired[SERVERS])}
    return {**{name: value for name, value in desired.items() if name != SERVERS},
            "extra_specs": specs}


SHARE_TYPE = Spec(
    noun="share_type", service="shared-file-system", role="admin", find="list",
    sdk="shared_file_system.v2.share_type.ShareType", microversion="2.50",
    query={"is_public": "all"},         # providers see public ones alone otherwise
    prepare=_servers_apart, attributes=_attributes,
    fields={"description": Field(), "is_public": Field("bool", initial=True)},
    aspects=(ShareTypeSpecs(),),
)
SHARE_TYPES = Info(SHARE_TYPE, "share_types")


def types(task: Task, options: dict) -> dict:
    """As listing(); the one that is named as openstack.cloud returns it as well."""
    result = listing(task, SHARE_TYPES, options)
    if not options.get("name") or not result["share_types"]:
        return result
    found: dict[str, Any] = result["share_types"][0]
    required = found["required_extra_specs"] or {}
    return {**result, "share_type": {
        **found, "description": found["description"] or "", "optional_extra_specs": {
            key: value for key, value in found["extra_specs"].items() if key not in required}}}


SPECS = (SHARE_TYPE,)
