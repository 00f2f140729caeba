# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whose a resource is: the mark of its landing zone, as far as each API carries one.

It comes with the call that creates the resource, in an option of it.  It asks nobody.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .._cloud.errors import CloudError
from .._portable.keypair import material
from .._resource.spec import Field, Spec

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


def of(zone: str) -> str:
    """The mark, a word."""
    return f"{PREFIX}={zone}"


def _pair(mark: str) -> dict[str, str]:
    return dict([mark.split("=")])


TEXT = Carrier("description", lambda text, mark: f"{text or ''} {mark}".strip(),
               lambda text, mark: mark in (text or "").split())
# an image can be searched for by its tags
TAGS = Carrier("tags", lambda tags, mark: [*(tags or ()), mark],
               lambda tags, mark: mark in (tags or ()))
METADATA = Carrier("metadata", lambda given, mark: {**(given or {}), **_pair(mark)},
                   lambda found, mark: _pair(mark).items() <= (found or {}).items())
# Nova keeps the comment of a key as it came
COMMENT = Carrier("public_key", lambda key, mark: f"{material(key)} {mark}",
                  lambda key, mark: (key or "").split()[2:] == [mark])
# a server group has nothing but its name
NAME = Carrier("name", lambda name, mark: f"{name} {mark}",
               lambda name, mark: mark in (name or "").split())

CARRIERS = {"keypair": COMMENT, "image": TAGS, "network": TEXT, "subnet": TEXT, "router": TEXT,
            "security_group": TEXT, "volume": METADATA, "server_group": NAME}


def marked(noun: str, options: dict, zone: str, new: bool) -> dict:
    """The options with the mark: for a new one, or because they would take it away."""
    carrier = CARRIERS[noun]
    value = options.get(carrier.option)
    if value is None and not new:
        return options
    return {**options, carrier.option: carrier.put(value, of(zone))}


def carried(noun: str, resource: Resource, zone: str) -> bool:
    """Whether a resource (openstacksdk's) has the mark."""
    carrier = CARRIERS[noun]
    return carrier.has(getattr(resource, carrier.option), of(zone))


def names(noun: str, name: str, zone: str) -> tuple[str, ...]:
    """What an entry may be called on the cloud: if we made it, or if it was there before."""
    return (NAME.put(name, of(zone)), name) if CARRIERS[noun] is NAME else (name,)


def plain(noun: str, name: str, zone: str) -> str:
    """Its name as the user knows it."""
    return name.removesuffix(f" {of(zone)}") if CARRIERS[noun] is NAME else name


def query(noun: str, zone: str) -> dict:
    """What narrows a list to ours, as far as the service can."""
    return {"tag": of(zone)} if CARRIERS[noun] is TAGS else {}


def preferred(noun: str, resources: list[Resource], zone: str) -> list[Resource]:
    """Without those whose names ones of ours, in the same project, have as well."""
    def known(one: Resource) -> tuple:
        return one.name, getattr(one, "project_id", None)
    ours = {known(one) for one in resources if carried(noun, one, zone)}
    return [one for one in resources if known(one) not in ours or carried(noun, one, zone)]


def carrying(spec: Spec) -> Spec:
    """A kind of resource with the option that carries the mark, if it has none so far."""
    option = CARRIERS[spec.noun].option
    if option == spec.key or option in spec.all_fields:
        return spec
    return replace(spec, fields={**spec.fields, option: Field()})


def carriable(spec: Spec, options: dict) -> dict:
    """The options in a form that can be marked.  Raises CloudError (invalid)."""
    if CARRIERS[spec.noun] is not COMMENT or "public_key" in options:
        return options
    if "public_key_file" not in options:
        raise CloudError("invalid", "public_key is missing: a zone creates no private keys")
    key = spec.fields["public_key_file"].sent(options["public_key_file"], str)
    return {**{name: value for name, value in options.items() if name != "public_key_file"},
            "public_key": key}
