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
from .._resource.spec import Spec
from .._resource.task import Task
from .document import Key, said

T = TypeVar("T")
R = TypeVar("R")


@dataclass
class ZoneRun(Task):
    """ids: of what the zone has, by its name; a name stands for what is not there yet.
    strict: whether what is not there is an error in check mode as well.
    """

    ids: dict[Key, str] = field(default_factory=dict)
    strict: bool = False

    def shelf(self, spec: Spec) -> Api:
        """Of one kind of resource: whose lists all share."""
        return super().api(spec)

    def api(self, spec: Spec) -> Api:
        """Each caller has one for himself, as they work side by side."""
        api = copy(self.shelf(spec))
        api.timeout, api.project = self.timeout if self.wait else 0.0, self.project
        return api

    def resolve(self, noun: str, desired: str, **more: Any) -> str:
        """The zone's own comes first."""
        return self.ids.get((noun, desired)) or super().resolve(noun, desired, **more)

    def unseen(self, desired: str, error: CloudError) -> str:
        """As of Task."""
        if self.strict and error.kind == "not_found":
            raise error
        return super().unseen(desired, error)

    def rehearsal(self) -> ZoneRun:
        """A copy that writes nothing."""
        return replace(self, check_mode=True, strict=not self.check_mode, _ids=dict(self._ids),
                       ids=dict(self.ids))


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
    """A zone on a target.  Whatever happens, `outcome` says what was done."""

    def __init__(self, run: ZoneRun, zone: str) -> None:
        self.run, self.zone = run, zone
        self.outcome = ZoneOutcome(warnings=run.warnings)

    def begin(self) -> None:
        """Logs in, and does all that there is to do."""
        try:
            self.run.connection.project_id()
        except CloudError as error:
            self.failed(error)
        else:
            self.go()

    def go(self) -> None:
        """What there is to do, after the login."""
        raise NotImplementedError

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
