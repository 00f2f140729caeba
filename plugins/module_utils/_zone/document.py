# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A landing zone as data: what is desired, what refers to what, and the order of it.  Pure."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from graphlib import CycleError, TopologicalSorter
from typing import Any

from .._cloud.errors import CloudError
from .._resource.foreseen import texts
from .._resource.related import Relation
from .._resource.spec import Field, Nouns, Spec

NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
LONGEST = 40        # characters of a zone's name; it is part of tags and descriptions

Key = tuple[str, str]       # noun, name
Declared = Spec | Relation
Document = Mapping[str, list[dict[str, Any]]]       # {noun: options of each}


def said(noun: str, name: str) -> str:
    """In messages."""
    return f"{noun.replace('_', ' ')} {name!r}"


@dataclass(frozen=True, eq=False)
class Entry:
    """One resource that is desired, or one relation.

    name: on the cloud.  label: that, and what else tells it from the others of the zone.
    needs: the others of the zone that it refers to, and what these are of use with.  within: those
    that it refers to without which it cannot be there.  completes: those that are of use with it.
    outside: what it refers to beside those, by name or id.
    """

    noun: str
    name: str
    label: str
    declared: Declared = field(repr=False)
    options: dict[str, Any] = field(repr=False)
    needs: tuple[Key, ...] = ()
    within: tuple[Key, ...] = ()
    completes: tuple[Key, ...] = ()
    outside: tuple[Key, ...] = ()

    @property
    def key(self) -> Key:
        """There is one of it in a zone."""
        return self.noun, self.label

    def __str__(self) -> str:
        return said(*self.key)


def ordered(zone: str, document: Document, declared: Mapping[str, Declared]) -> list[Entry]:
    """The entries, each after those that it needs.

    Raises CloudError (invalid), with a sentence for each thing that is wrong.
    """
    entries = _labelled(document, declared)
    keys = Counter(one.key for one in entries)
    wrong = [*_name(zone), *(f"{said(*key)} is in the zone more than once: remove one."
                             for key, number in keys.items() if number > 1)]
    if wrong:
        raise CloudError("invalid", " ".join(wrong))
    own: dict[Key, list[Key]] = {}
    for one in entries:
        own.setdefault((one.noun, one.name), []).append(one.key)
    found = {one.key: _connected(one, own, declared) for one in entries}
    needs = {key: [*one.needs] for key, one in found.items()}
    _order(needs)       # for its error
    _complete(found, needs)
    return [replace(found[key], needs=tuple(needs[key])) for key in _order(needs)]


def _labelled(document: Document, declared: Mapping[str, Declared]) -> list[Entry]:
    entries = [Entry(noun, name, name, declared[noun], options)
               for noun, rows in document.items() for options in rows
               for name in [name_of(declared[noun], options)]]
    several = Counter((one.noun, one.name) for one in entries)
    return [one if several[one.noun, one.name] == 1
            else Entry(one.noun, one.name, _apart(one), one.declared, one.options)
            for one in entries]


def by_name(declared: Declared) -> bool:
    """Whether a name, and its scope, say which one is meant; else all options do."""
    return isinstance(declared, Spec) and declared.key == "name"


def name_of(declared: Declared, options: Mapping[str, Any]) -> str:
    """As the service spells it; of what has no name, its options."""
    name = options.get(declared.key) if isinstance(declared, Spec) else None
    if name is None:
        return _told(options, declared.all_fields)
    return declared.spelled(str(name)) if isinstance(declared, Spec) else str(name)


def narrowing(declared: Declared, options: Mapping[str, Any]) -> dict[str, Any]:
    """Those that a search for it goes by."""
    if not by_name(declared) or not isinstance(declared, Spec):
        return dict(options)
    return {name: value for name, value in options.items()
            if name in (declared.key, *declared.scope)}


def _apart(one: Entry) -> str:
    """What tells it from those of the same name."""
    key = one.declared.key if isinstance(one.declared, Spec) else ""
    more = _told(narrowing(one.declared, one.options), one.declared.all_fields.keys() - {key})
    return f"{one.name} ({more})" if more and more != one.name else one.name


def _told(options: Mapping[str, Any], names: Iterator[str] | Any) -> str:
    return ", ".join(f"{name} {options[name]}" for name in sorted(names)
                     if isinstance(options.get(name), str | int))


def _connected(one: Entry, own: Mapping[Key, list[Key]],
               declared: Mapping[str, Declared]) -> Entry:
    """With what it refers to."""
    def inside(options: Mapping[str, Any]) -> tuple[dict[Key, None], dict[Key, None]]:
        needs: dict[Key, None] = {}
        outside: dict[Key, None] = {}
        for (noun, desired), sent in references(one.declared, options).items():
            kind = declared[noun] if any(noun == other for other, _name in own) else None
            name = kind.spelled(desired) if isinstance(kind, Spec) else desired
            found = [key for key in own.get((noun, name), ()) if key != one.key]
            needs.update(dict.fromkeys(found))
            if sent and not own.get((noun, name)):
                outside[noun, desired] = None
        return needs, outside
    needs, outside = inside(one.options)
    within = inside(narrowing(one.declared, one.options))[0] if by_name(one.declared) else needs
    parts = {name: one.options[name] for name in getattr(one.declared, "completes", ())
             if name in one.options}
    completes = inside(parts)[0] if parts else {}
    return replace(one, needs=tuple(needs), within=tuple(within), completes=tuple(completes),
                   outside=tuple(outside))


def _complete(entries: Mapping[Key, Entry], needs: dict[Key, list[Key]]) -> None:
    """What refers to something comes after all that this is of use with: a server after the subnet
    and the router of its network; unless that needs it.  needs: what is added to."""
    parts: dict[Key, list[Key]] = {}
    for one in entries.values():
        for whole in one.completes:
            parts.setdefault(whole, []).append(one.key)

    def around(key: Key, whole: Key) -> Iterator[Key]:
        for part in parts.get(whole, ()) if key not in parts.get(whole, ()) else ():
            yield part
            yield from around(key, part)
    for key, one in entries.items():
        for part in [part for whole in one.needs for part in around(key, whole)]:
            if part not in needs[key] and key not in _reached(needs, part):
                needs[key].append(part)


def _reached(needs: Mapping[Key, list[Key]], start: Key) -> set[Key]:
    """That, and all that it needs, itself or by others."""
    found, left = {start}, [start]
    while left:
        new = set(needs[left.pop()]) - found
        found |= new
        left += new
    return found


def references(declared: Declared, options: Mapping[str, Any]) -> dict[Key, bool]:
    """What the options of one resource refer to, and whether its id is looked for to be sent."""
    found: dict[Key, bool] = {}
    for name, value in declared.prepare(dict(options)).items():
        one = declared.all_fields.get(name)
        if one is not None and value is not None:
            found.update(_named(one, value))
    return found


def _named(one: Field, value: Any) -> dict[Key, bool]:
    sent: dict[Key, bool] = {}

    def note(noun: Nouns, desired: str, **_more: object) -> str:
        for one_of_them in [noun] if isinstance(noun, str) else noun:
            sent[one_of_them, desired] = True
        return desired
    one.sent(value, note)
    return sent or {(noun, text): False for noun in one.names for text in texts(value)
                    if isinstance(text, str)}


def _order(needs: Mapping[Key, Iterable[Key]]) -> list[Key]:
    try:
        return list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        # each of them is needed by the next one
        circle = [said(*key) for key in reversed(error.args[1])]
        raise CloudError("invalid", f"{circle[0]} needs "
                         + ", which needs ".join(circle[1:])
                         + ": remove one of these references") from None


def names(entries: list[Entry]) -> dict[str, set[str]]:
    """{noun: names} of all that has to be looked for."""
    found: dict[str, set[str]] = {}
    for one in entries:
        own = [(one.noun, one.name)] if by_name(one.declared) else []
        for noun, name in (*own, *one.outside):
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
