# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Parts that several kinds of resources have, each with calls of its own."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..api import Api
from ..spec import EACH, FORBID, Aspect, Field

if TYPE_CHECKING:
    from openstack.resource import Resource


class Tags(Aspect):
    """Neutron's tags, which are set as a whole."""

    fields = {"tags": Field("list", compare="set", option={"elements": "str"})}

    def read(self, api: Api, resource: Resource) -> dict:
        """Those that it has."""
        return {"tags": resource.tags or []}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """In one request."""
        api.call("tagging", resource.set_tags, changes["tags"][1])


def keys(option: str, options: dict) -> dict:
    """For an option that is a dict of a resource that is there in any case: absent are its keys,
    whatever their values."""
    absent, given = options.get("state") == "absent", options[option]
    empty = [str(key) for key, value in given.items() if value is None]
    if empty and not absent:
        raise CloudError("invalid", f"{option}: {', '.join(empty)} has no value: give it one, or "
                         "use state absent to delete it")
    desired = {str(key): None if absent else value for key, value in given.items()}
    return {**options, "state": "present", option: desired}


def apart(given: dict) -> dict:
    """The options.  Raises CloudError (config) if an extra spec is one of them."""
    wrong = sorted(given.keys() & given.get("extra_specs", {}).keys())
    if wrong:
        raise CloudError("config", f"extra_specs: {', '.join(wrong)} has an option of its own")
    return given


class Provider(Aspect):
    """What a network is on; of several segments the first, as Neutron shows them apart."""

    at_creation = True
    fields = {
        "provider_network_type": Field(**FORBID),
        "provider_physical_network": Field(**FORBID),
        "provider_segmentation_id": Field("int"),
    }

    def read(self, api: Api, resource: Resource) -> dict:
        """As far as the account may see it."""
        first: dict[str, Any] = next(iter(resource.segments or ()), {})
        return {name: first.get(name.replace("_", ":", 1), getattr(resource, name))
                for name in self.fields}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """In one request."""
        api.update(resource, {name: after for name, (_before, after) in changes.items()})


class Extra(Aspect):
    """Attributes that have no option of their own, by openstacksdk's names or the service's."""

    at_creation = True
    fields = {"extra_specs": Field("dict", EACH)}

    def read(self, api: Api, resource: Resource) -> dict:
        """Those that are given; others are left alone."""
        shown = resource.to_dict(computed=False)
        return {"extra_specs": {name: shown.get(name) for name in api.given["extra_specs"]}}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """In one request, with nothing else in it."""
        before, after = changes["extra_specs"]
        changed = {name: value for name, value in after.items()
                   if value != (before or {}).get(name)}
        api.call("changing", api.kind.new(id=resource.id, **changed).commit)
