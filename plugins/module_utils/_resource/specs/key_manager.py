# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What Barbican's kinds have in common: references, who may read something, who uses it, and
another one that takes its place."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..api import Api
from ..spec import Aspect, Field

if TYPE_CHECKING:
    from openstack.resource import Resource

SERVICE = "key-manager"
OPEN = {"project-access": True}     # what Barbican says of one that nobody has restricted
WORDS = {"acl_users": "users", "project_access": "project-access"}


def spelled(name: str) -> str:
    """The id that is in a reference; a name as it is."""
    return name.rpartition("/")[2] if "://" in name else name


BARBICAN: dict[str, Any] = {
    "service": SERVICE, "spelled": spelled,
    "microversion": "1.0",      # or openstacksdk asks for the versions that there are
}


def pages(path: str) -> dict[str, str]:
    """How its lists are asked for: a page has ten otherwise."""
    return {"base_path": f"{path}?limit=100"}


def by_reference(word: str, *filters: str) -> Callable[[Any], Any]:
    """Spec.kind: openstacksdk takes a reference for the id of what it has just made, and an id that
    it has shown for a reference.  word: before _id and _ref.  filters: what narrows the lists."""
    def kind(sdk: Any) -> Any:
        from openstack.resource import QueryParameters, Resource

        class Referenced(sdk):
            """fetch() reads a secret alone, and not what is in it."""

            fetch = Resource.fetch
            reference = f"{word}_ref"
            url = property(lambda self: getattr(self, self.reference))
            _query_mapping = QueryParameters(*filters) if filters else sdk._query_mapping

            def __getattribute__(self, name: str) -> Any:
                found = super().__getattribute__(name)
                return found or getattr(self, f"{word}_id") if name == "id" else found

            def to_dict(self, **how: Any) -> dict:
                found = super().to_dict(**how)
                return {name: value for name, value in found.items() if name != f"{word}_id"}
        return Referenced
    return kind


def _path(api: Api, there: Resource, part: str) -> str:
    return f"{api.kind.base_path}/{there.id}/{part}"


def _rules(api: Api, there: Resource) -> dict[str, Any]:
    """Who may read it, in Barbican's words."""
    found = api.connection.get(SERVICE, _path(api, there, "acl"), "reading the access list")
    return {name: value for name, value in found["read"].items() if name in WORDS.values()}


def _allow(api: Api, there: Resource, rules: dict[str, Any]) -> None:
    api.connection.put(SERVICE, _path(api, there, "acl"), {"read": rules},
                       "setting the access list")


class Access(Aspect):
    """Who may read it, from before there is something to read.  What has consumers stays."""

    early = True
    fields = {"acl_users": Field("list", ref="user", compare="set", option={"elements": "str"}),
              "project_access": Field("bool")}

    def read(self, api: Api, resource: Resource) -> dict:
        """As it is."""
        rules = _rules(api, resource)
        return {option: rules.get(word) for option, word in WORDS.items()}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """What is not given stays."""
        _allow(api, resource, {**_rules(api, resource), **{
            WORDS[option]: after for option, (_before, after) in changes.items()}})

    def release(self, api: Api, resource: Resource) -> None:
        """Barbican itself refuses that from microversion 1.2 on."""
        unused(api, resource, "delete")


def unused(api: Api, there: Resource, action: str) -> None:
    """Raises CloudError (conflict) for what has consumers."""
    try:
        found = api.connection.get(SERVICE, _path(api, there, "consumers"), "listing consumers",
                                   limit=100).rows("consumers")
    except CloudError as error:
        if error.kind != "not_found":       # before OpenStack 2023.1, secrets had none
            raise
        return
    if found:
        users = ", ".join(" ".join(str(row[word]) for word in (
            "service", "resource_type", "resource_id", "name", "URL") if row.get(word))
            for row in found)
        raise CloudError("conflict", f"cannot {action} the {api.spec.noun.replace('_', ' ')} "
                         f"{there.name!r} ({there.id}), as it has consumers, which refer to it by "
                         f"its id: {users}; remove them with {api.spec.noun}_consumer first",
                         api.connection.target)


def replace(api: Api, old: Any, attributes: dict, complete: Callable[[Any], object]) -> None:
    """Makes one with the same access list, and deletes the old one when the new one is complete.

    complete(made): what comes after the request that creates it.
    """
    unused(api, old, "replace")
    rules = _rules(api, old)
    made = api.create({name: value for name, value in attributes.items() if value is not None})
    try:
        if rules != OPEN:
            _allow(api, made, rules)
        complete(made)
        api.delete(old)
    except CloudError as error:
        error.message += f"; {made.id}, which was to replace {old.id}, exists as well"
        raise
    for name in ("id", api.kind.reference):     # for the engine, it is the new one from here on
        setattr(old, name, getattr(made, name))
