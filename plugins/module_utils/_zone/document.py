# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A landing zone as data: what is desired, what refers to what, and the order of it.  Pure."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any

from .._cloud.errors import CloudError
from .._resource.spec import Spec

# what a zone is made of; what holds on to another comes after it
KINDS = ("keypair", "image", "network", "subnet", "router", "security_group", "volume",
         "server_group")
# before something is deleted, those go that may hold on to it
HOLDERS = {"image": ("volume",), "network": ("router", "subnet"), "subnet": ("router",)}

NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
LONGEST = 40        # characters of a zone's name; it is part of tags and descriptions

Key = tuple[str, str]       # noun, name


def said(noun: str, name: str) -> str:
    """In messages."""
    return f"{noun.replace('_', ' ')} {name!r}"


@dataclass(frozen=True, eq=False)
class Entry:
    """One resource that is desired.

    needs: the others of the zone that it refers to.  outside: what it refers to beside those, by
    name or id.
    """

    noun: str
    name: str
    options: dict[str, Any] = field(repr=False)
    needs: tuple[Key, ...] = ()
    outside: tuple[Key, ...] = ()

    @property
    def key(self) -> Key:
        """There is one of it in a zone."""
        return self.noun, self.name

    def __str__(self) -> str:
        return said(self.noun, self.name)


def ordered(zone: str, document: dict[str, list[dict[str, Any]]],
            specs: Mapping[str, Spec]) -> list[Entry]:
    """The entries, each after those that it needs; document: {noun: options of each}.

    Raises CloudError (invalid), with a sentence for each thing that is wrong.
    """
    named = [(noun, options[specs[noun].key], options)
             for noun in KINDS for options in document.get(noun, ())]
    keys = Counter((noun, name) for noun, name, _options in named)
    wrong = [*_name(zone), *(f"{said(*key)} is in the zone more than once: remove one."
                             for key, number in keys.items() if number > 1)]
    if wrong:
        raise CloudError("invalid", " ".join(wrong))
    entries = {}
    for noun, name, options in named:
        referred = [key for key in references(specs[noun], options) if key != (noun, name)]
        entries[noun, name] = Entry(noun, name, options,
                                    needs=tuple(key for key in referred if key in keys),
                                    outside=tuple(key for key in referred if key not in keys))
    return [entries[key] for key in _order({key: one.needs for key, one in entries.items()})]


def references(spec: Spec, options: dict[str, Any]) -> list[Key]:
    """What the options of one resource refer to, each once."""
    found: dict[Key, None] = {}

    def note(noun: str, desired: str, **_more: object) -> str:
        found[noun, desired] = None
        return desired
    fields = spec.all_fields
    for name, value in spec.prepare(dict(options)).items():
        if name in fields and value is not None:
            fields[name].sent(value, note)
    return list(found)


def _order(needs: dict[Key, tuple[Key, ...]]) -> list[Key]:
    try:
        return list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        # each of them is needed by the next one
        circle = [said(*key) for key in reversed(error.args[1])]
        raise CloudError("invalid", f"{circle[0]} needs "
                         + ", which needs ".join(circle[1:])
                         + ": remove one of these references") from None


def names(entries: list[Entry]) -> dict[str, set[str]]:
    """{noun: names} of all that has to be looked for, of the kinds that a zone is made of."""
    found: dict[str, set[str]] = {}
    for noun, name in (key for one in entries for key in (one.key, *one.outside)):
        if noun in KINDS:
            found.setdefault(noun, set()).add(name)
    return found


def checked(zone: str) -> str:
    """The name of a zone, if it is one.  Raises CloudError (invalid)."""
    for sentence in _name(zone):
        raise CloudError("invalid", sentence)
    return zone


def _name(zone: str) -> Iterator[str]:
    if not NAME.fullmatch(zone) or len(zone) > LONGEST:
        yield (f"name: {zone!r} is not a valid landing zone name: use up to {LONGEST} letters, "
               "digits, dots, dashes and underscores, with a letter or digit at both ends.")
