# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whose a resource is: the mark of its landing zone, as far as each API carries one.

It comes with the call that creates the resource, in an option of it.  It asks nobody.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .._cloud.errors import CloudError
from .._portable.keypair import material
from .._resource.related import Relation
from .._resource.spec import Spec

if TYPE_CHECKING:
    from openstack.resource import Resource

PREFIX = "multicloud_zone"


@dataclass(frozen=True)
class Carrier:
    """option: the one that carries the mark, and the attribute of what is there.

    put: its value with the mark, from what is desired or None.  has: whether a value has it.
    """

    option: str
    put: Callable[[Any, str], Any]
    has: Callable[[Any, str], bool]


def of(zone: str, project: str | None = None) -> str:
    """The mark, a word; with the project where a cloud has one of a name for all of them."""
    return f"{PREFIX}={zone}{f'@{project}' if project else ''}"


def _pair(mark: str) -> dict[str, str]:
    key, _equals, value = mark.partition("=")
    return {key: value}


def _paired(found: dict[str, str] | None, mark: str) -> bool:
    """Swift spells keys in its own way."""
    return _pair(mark).items() <= {key.replace("-", "_"): value
                                   for key, value in (found or {}).items()}.items()


TEXT = Carrier("description", lambda text, mark: f"{text or ''} {mark}".strip(),
               lambda text, mark: mark in (text or "").split())
TAGS = Carrier("tags", lambda tags, mark: [*(tags or ()), mark],
               lambda tags, mark: mark in (tags or ()))
# Heat's are one text
WORDS = Carrier("tags", lambda tags, mark: ",".join(filter(None, [tags, mark])), TAGS.has)
METADATA = Carrier("metadata", lambda given, mark: {**(given or {}), **_pair(mark)}, _paired)
# Nova keeps the comment of a key as it came
COMMENT = Carrier("public_key", lambda key, mark: f"{material(key)} {mark}",
                  lambda key, mark: (key or "").split()[2:] == [mark])
# a server group has nothing but its name
NAME = Carrier("name", lambda name, mark: f"{name} {mark}",
               lambda name, mark: mark in (name or "").split())
OWN = {"keypair": COMMENT, "server_group": NAME}
# one of these options, and why
NEEDED = {
    "application_credential": (("secret",), "a zone does not return one that Keystone creates"),
    "floating_ip": (("port", "server", "floating_ip_address"), "each run would create another "
                    "floating IP"),
    "keypair": (("public_key", "public_key_file"), "a zone creates no private keys"),
}


def carrier(declared: Spec | Relation) -> Carrier | None:
    """None for what cannot carry a mark."""
    fields = declared.all_fields
    if declared.noun in OWN:
        return OWN[declared.noun]
    if "metadata" in fields:
        return METADATA
    if "description" in fields:
        return TEXT
    if "tags" in fields:
        return TAGS if fields["tags"].type == "list" else WORDS
    return None


def marked(spec: Spec | Relation, options: dict, mark: str, new: bool) -> dict:
    """The options with the mark: for a new one, or because they would take it away."""
    found = carrier(spec)
    value = options.get(found.option) if found else None
    if not found or value is None and not new:
        return options
    return {**options, found.option: found.put(value, mark)}


def carried(spec: Spec, resource: Resource, mark: str) -> bool:
    """Whether a resource (openstacksdk's) has the mark."""
    found = carrier(spec)
    return found is not None and found.has(getattr(resource, found.option), mark)


def names(spec: Spec, name: str, mark: str) -> tuple[str, ...]:
    """What an entry may be called on the cloud: if we made it, or if it was there before."""
    return (NAME.put(name, mark), name) if carrier(spec) is NAME else (name,)


def plain(spec: Spec, name: str, mark: str) -> str:
    """Its name as the user knows it."""
    return name.removesuffix(f" {mark}") if carrier(spec) is NAME else name


def query(spec: Spec, mark: str) -> dict:
    """What narrows a list to ours, as far as the service can: an image can be searched for by its
    tags."""
    return {"tag": mark} if spec.noun == "image" else {}


def preferred(spec: Spec, resources: list[Resource], mark: str) -> list[Resource]:
    """Without those whose names ones of ours, in the same project, have as well."""
    def known(one: Resource) -> tuple:
        return one.name, getattr(one, "project_id", None)
    ours = {known(one) for one in resources if carried(spec, one, mark)}
    return [one for one in resources if known(one) not in ours or carried(spec, one, mark)]


def carriable(declared: Spec | Relation, options: dict) -> dict:
    """The options in a form that a zone can use.  Raises CloudError (invalid)."""
    needed, why = NEEDED.get(declared.noun, ((), ""))
    if needed and not options.keys() & set(needed):
        raise CloudError("invalid", f"{needed[0]} is missing: {why}")
    if "public_key_file" not in options or carrier(declared) is not COMMENT:
        return options
    key = declared.all_fields["public_key_file"].sent(options["public_key_file"], str)
    return {**{name: value for name, value in options.items() if name != "public_key_file"},
            "public_key": key}
