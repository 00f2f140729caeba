# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Barbican's containers: secrets that belong together, each in its role."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ..._cloud.errors import CloudError
from ..api import Api
from ..compare import attributes
from ..spec import FORBID, Aspect, Field, Info, Spec
from .image_data import ask
from .key_manager import BARBICAN, Access, by_reference, pages, replace, spelled

if TYPE_CHECKING:
    from openstack.resource import Resource

TYPES = ("certificate", "generic", "rsa")


def _references(given: dict[str, str], resolve: Callable[..., str]) -> dict[str, str]:
    return {role: resolve("secret", secret, attribute="secret_ref")
            for role, secret in given.items()}


def _ids(references: Mapping[str, str] | None) -> dict[str, str]:
    return {role: spelled(reference) for role, reference in (references or {}).items()}


def _rows(references: Mapping[str, str]) -> list[dict[str, str]]:
    """In Barbican's form."""
    return [{"name": role, "secret_ref": reference} for role, reference in references.items()]


class Contents(Aspect):
    """What is in it."""

    at_creation = True
    fields = {"secrets": Field(
        "dict", names=("secret",), send=_references, initial={},
        compare=lambda before, after: _ids(before) == _ids(after), option={"no_log": False},
        seen=lambda there: [row["secret_ref"] for row in there.secret_refs or []])}

    def read(self, api: Api, resource: Resource) -> dict:
        """As it is."""
        return {"secrets": {row.get("name"): row["secret_ref"]
                            for row in resource.secret_refs or []}}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """Barbican changes generic ones alone, and its database keeps what was in them: that does
        not come back."""
        before, after = changes["secrets"]
        try:
            if resource.type == "generic":
                _change(api, resource, before or {}, after)
                return
        except CloudError as error:
            if error.more.get("status") != 500:
                raise
        replace(api, resource, {"name": resource.name, "type": resource.type,
                                "secret_refs": _rows(after)}, lambda _made: None)


def _change(api: Api, container: Resource, before: dict[str, str], after: dict[str, str]) -> None:
    for method, part, other in (("DELETE", before, after), ("POST", after, before)):
        for row in _rows(part):
            if _ids(other).get(row["name"]) != spelled(row["secret_ref"]):
                api.write("changing", ask, method, f"/containers/{container.id}/secrets", json=row)


def _attributes(_task: object, desired: dict) -> dict:
    found = attributes(SECRET_CONTAINER.at_creation, desired)
    return {**found, "secret_refs": _rows(found.pop("secrets"))}


SECRET_CONTAINER = Spec(
    noun="secret_container", sdk="key_manager.v1.container.Container",
    kind=by_reference("container", "name", "type"), **BARBICAN, query=pages("/containers"),
    fields={"type": Field(initial="generic", option={"choices": [*TYPES]}, **FORBID)},
    aspects=(Access(), Contents()), attributes=_attributes,
)

SECRET_CONTAINERS = Info(SECRET_CONTAINER, "secret_containers", filters={
    "type": Field(option={"choices": [*TYPES]})})

SPECS = (SECRET_CONTAINER,)
