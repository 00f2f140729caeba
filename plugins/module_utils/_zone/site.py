# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A landing zone on one target: what applying it and removing it have in common."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from .._cloud.errors import CloudError
from .._cloud.pool import each
from .._resource.api import Api
from .._resource.compare import attr
from .._resource.engine import value
from .._resource.spec import Nouns, Spec
from .._resource.task import Task
from . import carrier
from .document import Declared, Entry, Key, said

T = TypeVar("T")
R = TypeVar("R")


@dataclass
class ZoneRun(Task):
    """own: the entries, by their nouns and names.  ids: of what they are on the target; a name
    stands for what is not there yet.
    strict: whether what is not there is an error in check mode as well.
    limited: whether the user has said for how many seconds to wait.
    """

    own: dict[Key, list[Entry]] = field(default_factory=dict)
    ids: dict[Key, str] = field(default_factory=dict)
    strict: bool = False
    limited: bool = True

    def patient(self, spec: Spec) -> ZoneRun:
        """A copy that waits as long as the module of this kind, unless the user says how long."""
        return self if self.limited else replace(self, timeout=spec.patience)

    def shelf(self, spec: Spec) -> Api:
        """Of one kind of resource: whose lists all share."""
        return super().api(spec)

    def api(self, spec: Spec) -> Api:
        """Each caller has one for himself, as they work side by side."""
        api = copy(self.shelf(spec))
        api.spec, api.task, api.project = spec, self, self.project
        api.timeout = self.timeout if self.wait else 0.0
        return api

    def resolve(self, noun: Nouns, desired: str, *, attribute: str = "id", **query: Any) -> str:
        """The zone's own comes first."""
        nouns = (noun,) if isinstance(noun, str) else noun
        entries = [entry for one in nouns
                   if (entry := self._meant(one, desired, query)) is not None]
        if not entries:
            return super().resolve(noun, desired, attribute=attribute, **query)
        if len(entries) > 1:
            raise self.several(desired, {one.noun: self.ids[one.key] for one in entries})
        entry, found = entries[0], self.ids[entries[0].key]
        if attribute == "name":
            return entry.name
        if attribute == "id" or found == entry.name:
            return found
        return super().resolve(entry.noun, found, attribute=attribute)

    def row(self, noun: str, desired: str, **query: Any) -> Any:
        """As of Task; None for the zone's own that is not there yet."""
        entry = self._meant(noun, desired, query)
        if entry is None:
            return super().row(noun, desired, **query)
        found = self.ids[entry.key]
        return super().row(noun, found) if found != entry.name else None

    def is_new(self, noun: str, desired: object) -> bool:
        """As of Task, and of the zone's own."""
        entry = self._meant(noun, desired, {}) if isinstance(desired, str) else None
        return super().is_new(noun, desired) if entry is None else (
            self.ids[entry.key] == entry.name)

    def _meant(self, noun: str, desired: str, query: dict[str, Any]) -> Entry | None:
        """That of the zone, unless it is another one than the query's."""
        spelled = self.specs[noun].spelled(desired) if self.own else desired
        return next((one for one in self.own.get((noun, spelled), ())
                     if one.key in self.ids and self._fits(one, query)), None)

    def _fits(self, entry: Entry, query: dict[str, Any]) -> bool:
        fields = entry.declared.all_fields
        return all(value(self, fields, name, entry.options) == query[attr(name, fields[name])]
                   for name in getattr(entry.declared, "scope", ())
                   if name in entry.options and attr(name, fields[name]) in query)

    def unseen(self, desired: str, error: CloudError) -> str:
        """As of Task."""
        if self.strict and error.kind == "not_found":
            raise error
        return super().unseen(desired, error)

    def rehearsal(self) -> ZoneRun:
        """A copy that writes nothing."""
        return replace(self, check_mode=True, strict=not self.check_mode, _ids=dict(self._ids),
                       ids=dict(self.ids))


def place_of(api: Api) -> tuple[str, str] | None:
    """The option that says what it is a part of, as a record of a zone, and its attribute."""
    return next(((name, place) for place in api.places for name, one in api.spec.fields.items()
                 if attr(name, one) == place), None)


@dataclass
class ZoneOutcome:
    """What was done, or would be: a row for each resource; diff: {before, after}, each {resource:
    options}."""

    rows: list[dict] = field(default_factory=list)
    errors: list[CloudError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    diff: dict = field(default_factory=lambda: {"before": {}, "after": {}})
    requests: int = 0
    seconds: float = 0.0

    def add(self, key: Key, resource_id: str | None, action: str, owned: bool = True) -> None:
        """One more row."""
        noun, name = key
        self.rows.append({"type": noun, "name": name, "id": resource_id, "action": action,
                          "owned": owned})

    def show(self, key: Key, diff: dict) -> None:
        """One more resource in the difference."""
        for side, options in diff.items():
            if options:
                self.diff[side][said(*key)] = options


class Site:
    """A zone on a target.  Whatever happens, `outcome` says what was done.

    project: of the login; None for one without.
    """

    project: str | None = None

    def __init__(self, run: ZoneRun, zone: str) -> None:
        self.run, self.zone = run, zone
        self.outcome = ZoneOutcome(warnings=run.warnings)

    def begin(self) -> None:
        """Logs in, and does all that there is to do."""
        try:
            self.project = self.run.connection.project_id()
        except CloudError as error:
            self.failed(error)
        else:
            self.go()

    def go(self) -> None:
        """What there is to do, after the login."""
        raise NotImplementedError

    def mark(self, declared: Declared) -> str:
        """The zone's; what administrators make has none of the project's, so that it says so."""
        return carrier.of(self.zone, self.project if "admin" in declared.role else None)

    def ask(self, function: Callable[[T], R], items: Iterable[T],
            key_of: Callable[[T], Key | None] = lambda item: None) -> dict[T, R]:
        """{item: function(item)} side by side, without what has failed.  key_of: Key or None."""
        found = each(items, function)
        for item, error in found.items():
            if isinstance(error, CloudError):
                self.failed(error, key_of(item))
        return {item: answer for item, answer in found.items()
                if not isinstance(answer, CloudError)}

    def failed(self, error: CloudError, key: Key | None = None) -> None:
        """One more error, of a resource if a key is given."""
        error = error.at(self.run.connection.target)
        if key is not None:
            error.more = {**error.more, "type": key[0], "name": key[1]}
            if said(*key) not in error.message:
                error.action = ": ".join(filter(None, [said(*key), error.action]))
        self.outcome.errors.append(error)
