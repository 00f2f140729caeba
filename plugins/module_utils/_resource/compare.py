# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What has to be done about one resource: desired, and there.  Pure."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .._cloud.errors import CloudError
from .spec import EACH, Field, Spec


@dataclass(frozen=True)
class Change:
    """action: none | create | update | recreate; changes: {option: (before, after)}.

    secret: the options that nobody is shown.
    """

    action: str
    changes: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    secret: frozenset[str] = frozenset()

    @property
    def after(self) -> dict[str, Any]:
        """{option: value} that it leads to, of those that change."""
        return {name: after for name, (_before, after) in self.changes.items()}

    @property
    def diff(self) -> dict[str, Any]:
        """Ansible's, of the options that change."""
        sides = {"before": 0, "after": 1}
        return {side: {name: kept(pair[place]) for name, pair in sorted(self.changes.items())
                       if pair[place] is not None and name not in self.secret}
                for side, place in sides.items()}


def plan(spec: Spec, name: str | None, desired: dict[str, Any],
         there: dict[str, Any] | None) -> Change:
    """For state present.

    desired, there: {option: value}, references as ids; there is None where there is no resource.
    Raises CloudError (conflict) for a change that the cloud does not allow.
    """
    fields = spec.all_fields
    secret = frozenset(option for option in desired.keys() & fields.keys()
                       if fields[option].option.get("no_log"))
    if there is None:
        return Change("create", {option: (None, value) for option, value in desired.items()},
                      secret)
    changes = {option: (there.get(option), merged(fields[option], there.get(option), value))
               for option, value in desired.items()
               if differs(fields[option], there.get(option), value)}
    if any(fields[option].update == "recreate" for option in changes):
        return Change("recreate", changes, secret)
    for option, (before, after) in changes.items():
        if _forbidden(fields[option], before, after):
            ends = "" if option in secret else f" from {_shown(before)} to {_shown(after)}"
            raise CloudError("conflict", f"cannot change {option} of {spec.noun} {name!r}{ends}: "
                             f"{fields[option].advice}, or omit {option}")
    return Change("update" if changes else "none", changes, secret)


def new(spec: Spec, given: dict[str, Any], desired: dict[str, Any]) -> dict[str, Any]:
    """What one is made with that is not there yet: there is nothing that None could take away.

    Raises CloudError (invalid) if it lacks what a new one needs.
    """
    name = given.get(spec.key, given.get("id"))
    for options in spec.needs:
        if not (desired.keys() | given.keys()) & set(options):
            raise CloudError("invalid", f"there is no {spec.noun} {name!r}, and a new one needs "
                             f"{' or '.join(options)}")
    subsets = {name for name, one in spec.all_fields.items() if one.compare == "subset"}
    return {name: {key: value for key, value in value_of.items() if value is not None}
            if name in subsets and isinstance(value_of, Mapping) else value_of
            for name, value_of in {**spec.initial(given), **desired}.items()}


def kept(value: Any) -> Any:
    """A value as it is when it is set: None takes keys of a dict away."""
    if not isinstance(value, Mapping):
        return value
    return {key: content for key, content in value.items() if content is not None}


def _forbidden(one: Field, before: Any, after: Any) -> bool:
    return one.update == "forbid" or one.update == "grow" and after < (before or 0)


def differs(one: Field, before: Any, after: Any) -> bool:
    """Whether a value is not what is desired."""
    if callable(one.compare):
        return not one.compare(before, after)
    if one.compare == "never":
        return False
    if one.compare == "set":
        return _sorted(before or []) != _sorted(after)
    if one.compare == "subset":
        return not has_all(before, after)
    if one.compare == "rows":
        return _sorted(before or []) != _sorted(rows(before, after))
    return bool(before != after)


def has_all(before: Any, after: Any) -> bool:
    """Whether a list, or a dict, has all that is desired."""
    if isinstance(after, list):
        return all(item in (before or []) for item in after)
    return all((before or {}).get(key) == value for key, value in after.items())


def merged(one: Field, before: Any, after: Any) -> Any:
    """What it will be: other keys are left alone by a subset, and by rows."""
    if one.compare == "rows":
        return rows(before, after)
    if one.compare != "subset":
        return after
    if isinstance(after, list):
        return [*(before or []), *(item for item in after if item not in (before or []))]
    return {**(before or {}), **after}


def rows(before: list[dict[str, Any]] | None, after: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What it will be: for each one desired the one there that has all its keys and values, if
    there is one."""
    left, found = list(before or []), []

    def fitting(desired: dict[str, Any]) -> list[dict[str, Any]]:
        return [row for row in left if desired.items() <= row.items()]
    for desired in sorted(after, key=lambda one: len(fitting(one))):     # the choosy ones first
        found.append(next(iter(fitting(desired)), desired))
        left = [row for row in left if row is not found[-1]]
    return found


def _sorted(values: Iterable[Any]) -> list[Any]:
    return sorted((tuple(sorted(value.items(), key=str)) if isinstance(value, Mapping) else value
                   for value in values), key=str)


def _shown(value: object) -> str:
    return "nothing" if value in (None, "", [], {}) else repr(value)


def attr(name: str, one: Field) -> str:
    """openstacksdk's attribute of an option."""
    return one.attr or name


def attributes(fields: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """{openstacksdk's attribute: value}, of {option: value}."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name in fields:
            found.update(value if fields[name].attr == EACH else {attr(name, fields[name]): value})
    return found


def seen_of(spec: Spec, name: str, there: Any) -> Any:
    """What is there of an option; there: openstacksdk's resource."""
    one = spec.at_creation[name]
    return one.seen(there) if one.seen else getattr(there, attr(name, one))


def answered(spec: Spec, row: Any, key: str) -> Any:
    """What a row has of what a list is narrowed by."""
    one = next((one for one in spec.fields.values() if one.attr == key), None)
    return one.seen(row) if one and one.seen else getattr(row, key, None)


def named(fields: Iterable[Field]) -> set[str]:
    """The nouns of all that they refer to."""
    return {noun for one in fields for noun in (one.ref, *one.names) if noun}
