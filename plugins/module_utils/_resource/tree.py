# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A resource with what is in it as one document: a load balancer with its listeners and pools, a
pool with its members.

One that is new is made with all of it, where the service takes that.  Of one that is there, what
differs is changed, one after the other.  What the document does not list stays, unless the option
`purge` is set.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from . import wait
from .api import Api
from .compare import attributes, differs, named, new, seen_of
from .engine import ensure
from .spec import Aspect, Field, Spec
from .task import Task

if TYPE_CHECKING:
    from openstack.resource import Resource

Rows = list[dict[str, Any]]
Replace = Callable[[Api, Any, Rows, bool], None]
PURGE: dict[str, dict[str, Any]] = {"purge": {"type": "bool", "default": False}}


@dataclass(frozen=True)
class Branch:
    """What a resource has several of, or one.

    parent: the option of its spec that says what it is in.  outside: others that are none there.
    key: the options that tell one from another; none where there is but one.  optional: those of
    them that may be missing.
    wire: its name in a request, if that is not the option's.
    inner: {option: its name in a request}, of those that name another part of the document.
    replace: (its Api, parent, attributes of each, whether others stay), in one request.
    """

    spec: Spec
    parent: str
    outside: tuple[str, ...] = ()
    key: tuple[str, ...] = ("name",)
    optional: tuple[str, ...] = ()
    wire: str = ""
    inner: Mapping[str, str] = field(default_factory=dict)
    replace: Replace | None = None

    @property
    def branches(self) -> dict[str, Branch]:
        """Those of each of them."""
        return {option: branch for aspect in self.spec.aspects if isinstance(aspect, Tree)
                for option, branch in aspect.branches.items()}

    def option(self) -> Field:
        """The whole of it as one option."""
        own = {self.spec.key: Field(), **self.spec.all_fields}
        required = {*self.key} - {*self.optional}
        arguments = {name: {**one.argument(), **({"required": True} if name in required else {})}
                     for name, one in own.items() if name not in (self.parent, *self.outside)}
        parts = [one for name, one in own.items()
                 if name not in (self.parent, *self.outside, *self.inner)]
        return Field("list" if self.key else "dict", self.wire, names=tuple(named(parts)),
                     send=partial(_sent, self), compare=partial(_same, self),
                     option={**({"elements": "dict"} if self.key else {}), "options": arguments})

    def match(self, rows: Sequence[Any], desired: dict[str, Any]) -> Any:
        """The one of them that is meant."""
        return next((row for row in rows
                     if all(row.get(name) == desired.get(name) for name in self.key)), None)

    def fits(self, rows: Sequence[Any], desired: dict[str, Any]) -> bool:
        """Whether it is there, and up to date."""
        row, fields = self.match(rows, desired), self.spec.all_fields
        return row is not None and not any(differs(fields[name], row[name], value)
                                           for name, value in desired.items() if name in fields)


class Row(dict[str, Any]):
    """One that is there, by its options; there: openstacksdk's resource."""

    there: Resource


class Tree(Aspect):
    """All that is in a resource; branches in the order in which they need each other."""

    def __init__(self, at_creation: bool = False, **branches: Branch) -> None:
        self.at_creation, self.branches = at_creation, branches
        self.fields = {option: branch.option() for option, branch in branches.items()}

    def read(self, api: Api, resource: Resource) -> dict:
        """As far as the document speaks of it."""
        return {option: _there(api, branch, resource, api.given[option])
                for option, branch in self.branches.items() if option in api.given}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """What is new or different first, and then what is to go."""
        its = [(branch, _rows(changes[option][0]), _rows(changes[option][1]))
               for option, branch in self.branches.items() if option in changes]
        for branch, before, after in its:
            if branch.replace:
                _replace(api, branch, branch.replace, resource, before, after)
            else:
                _ensure(api, branch, resource, before, after)
        for branch, before, after in reversed(its):
            if not branch.replace:
                _delete(api.task, branch, _surplus(branch, before, after))

    def whole(self, api: Api, values: dict[str, Any]) -> Resource:
        """Makes one with all that is in it: as Spec.create."""
        wired = {option: _wired(api.task, branch, values[option])
                 for option, branch in self.branches.items() if option in values}
        return api.create({**values, **wired})


def _rows(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _sent(branch: Branch, given: Any, resolve: Callable[..., Any]) -> Any:
    """As given, references to what is outside of the document by their ids."""
    if isinstance(given, list):
        return [_sent(branch, one, resolve) for one in given]
    fields = branch.spec.all_fields
    own = branch.spec.prepare({name: value for name, value in given.items() if value is not None})
    return {name: fields[name].sent(value, resolve)
            if name in fields and name not in branch.inner else value
            for name, value in own.items()}


def _same(branch: Branch, before: Any, after: Any) -> bool:
    """Whether all are up to date, and there are no others."""
    there, desired = _rows(before), _rows(after)
    return len(there) == len(desired) and all(branch.fits(there, one) for one in desired)


def _surplus(branch: Branch, before: Rows, after: Rows) -> list[Any]:
    kept = [branch.match(before, one) for one in after]
    return [row for row in before if not any(row is one for one in kept)]


def _there(api: Api, branch: Branch, parent: Resource, given: Any) -> Any:
    """Those that the document lists, in its order, and with `purge` all others."""
    task, part = api.task, api.task.api(branch.spec)
    attribute = branch.spec.fields[branch.parent].attr
    rows = [_row(api, branch, row, {}) for row in part.list(**{attribute: parent.id})
            # a service that ignores the query lists those of others
            if _owner(branch, row) in (None, parent.id)]
    for row in rows:
        task.know(branch.spec.noun, row.there.name, row.there)
    found = []
    for one in _rows(_sent(branch, given, task.resolve)):
        row = branch.match(rows, one)
        if row is not None:
            rows.remove(row)
            found.append(_row(api, branch, row.there, one))
    found += rows if api.given.get("purge") else []
    return found if branch.key else next(iter(found), None)


def _owner(branch: Branch, row: Resource) -> Any:
    """The id of what it is in, as far as the row says so."""
    one = branch.spec.fields[branch.parent]
    return one.seen(row) if one.seen else getattr(row, one.attr, None)


def _row(api: Api, branch: Branch, there: Resource, desired: dict[str, Any]) -> Row:
    """One that is there, as far as it is desired, and its key."""
    names = dict.fromkeys([*branch.key, *desired])
    found = Row({name: _there(api, branch.branches[name], there, desired[name])
                 if name in branch.branches else seen_of(branch.spec, name, there)
                 for name in names})
    found.there = there
    for name in branch.inner.keys() & desired.keys():
        if found[name] not in (None, desired[name]):
            found[name] = api.task.resolve(branch.spec.fields[name].ref, found[name],
                                           attribute="name")
    return found


def _ensure(api: Api, branch: Branch, parent: Resource, before: Rows, after: Rows) -> None:
    for one in after:
        if not branch.fits(before, one):
            ensure(api.task, branch.spec, {**one, branch.parent: parent.id, "purge":
                                           api.given.get("purge")})


def _replace(api: Api, branch: Branch, write: Replace, parent: Resource, before: Rows,
             after: Rows) -> None:
    """Each row that is sent has to be complete: what is left out would be reset."""
    surplus = _surplus(branch, before, after)
    sent = []
    for one in after:
        if surplus or not branch.fits(before, one):
            row = branch.match(before, one)
            known = {name: seen_of(branch.spec, name, row.there)
                     for name in branch.spec.fields if name != branch.parent} if row else {}
            sent.append(attributes(branch.spec.at_creation, {**known, **one}))
    write(api.task.api(branch.spec), parent, sent, not surplus)
    if api.task.wait:
        wait.until_ready(api, api.again(parent) or parent, api.task.timeout)


def _delete(task: Task, branch: Branch, rows: list[Any]) -> None:
    api = task.api(branch.spec)
    for row in rows:
        api.delete(row.there)
        if task.wait:
            wait.until_gone(api, row.there, task.timeout)


def wire(api: Api, values: dict[str, Any]) -> dict[str, Any]:
    """A resource as it is sent within another one; values: by openstacksdk's attributes."""
    sent = api.kind.new(**values).to_dict(computed=False, original_names=True)
    # openstacksdk has an empty list of tags in all that it makes
    return {name: value for name, value in sent.items()
            if value is not None and (name != "tags" or name in values)}


def _wired(task: Task, branch: Branch, desired: Any) -> Any:
    if isinstance(desired, list):
        return [_wired(task, branch, one) for one in desired]
    values = new(branch.spec, desired, desired)
    parts = {one.wire or option: _wired(task, one, values.pop(option))
             for option, one in branch.branches.items() if option in values}
    inner = {name: {"name": values.pop(option)}
             for option, name in branch.inner.items() if option in values}
    own = wire(task.api(branch.spec), attributes(branch.spec.at_creation, values))
    return {**own, **parts, **inner}
