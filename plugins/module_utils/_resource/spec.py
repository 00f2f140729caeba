# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a resource is, as data: its options, how they are sent and compared.  Pure."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar, Union

from .._cloud.given import given_only
from .._cloud.target import Target

if TYPE_CHECKING:
    from openstack.resource import Resource

    from .._cloud.connection import Connection
    from .._cloud.errors import CloudError
    from .api import Api
    from .task import Task

T = TypeVar("T")
Nouns = Union[str, tuple[str, ...]]     # noqa: UP007, pylint knows no other; any of several

UPDATES = ("in_place", "grow", "forbid", "recreate")
COMPARES = ("exact", "set", "subset", "rows", "never")
FINDS = ("name", "pattern", "list", "id")
FORBID: Mapping[str, Any] = {"update": "forbid"}       # of a Field
REQUIRED: Mapping[str, Any] = {"option": {"required": True}}
PATIENCE = 180.0
EACH = "*"      # the attr of an option that is a dict of attributes


@dataclass(frozen=True)
class Field:
    """One option.

    type, and in `option` what else Ansible's argument spec says of it (choices, aliases, elements,
    required, no_log, default).  An option that is not given (None) is left as it is.
    attr: openstacksdk's attribute, of the option's name if empty; EACH for a dict of such
    attributes, which is sent at creation alone (an Aspect's then).
    ref: the noun of another resource; the option is its name or id, and its id is sent.
    names: nouns of what else it refers to, which is created before, and deleted after it.
    within: {openstacksdk's query: the option with its value}, which narrow the search for it.
    seen: what is there, by openstacksdk's resource, where that is not the attribute itself.
    send: instead of ref, value = send(value, resolve), where resolve(noun, name, **query) gives an
    id, or another attribute=...; noun may be several of them; query narrows the search.
    compare: exact; set, a list in any order; subset, a dict whose other keys are left alone, and
    where None takes a key away, or a list whose other items are left alone; rows, dicts in any
    order, whose other keys are left alone; never, where no answer shows it; or a function
    (before, after) of whether they are the same.
    update: in_place; grow, it may only become larger; forbid; recreate, another one replaces it.
    advice: what an error says that can be done about a change that is not possible.
    initial: what is sent at creation if the option is not given.
    internal: whether it is no option, as lookup or prepare of the spec give it.
    """

    type: str = "str"
    attr: str = ""
    ref: str = ""
    names: tuple[str, ...] = ()
    within: Mapping[str, str] = field(default_factory=dict)
    seen: Callable[[Any], Any] | None = None
    send: Callable[[Any, Callable[..., Any]], Any] | None = None
    compare: str | Callable[[Any, Any], bool] = "exact"
    update: str = "in_place"
    advice: str = "delete it first"
    initial: object = None
    internal: bool = False
    option: Mapping[str, Any] = field(default_factory=dict)

    def argument(self) -> dict[str, Any]:
        """Of Ansible's argument spec."""
        kind = {} if self.type == "str" else {"type": self.type}
        return {**kind, **self.option}

    def sent(self, given: Any, resolve: Callable[..., Any]) -> Any:
        """What is sent for the option; resolve: as of `send`."""
        if "options" in self.option:
            given = given_only(given)
        if self.send:
            return self.send(given, resolve)
        if not self.ref:
            return given
        if isinstance(given, list):
            return [resolve(self.ref, item) for item in given]
        return resolve(self.ref, given)


class Aspect:
    """A part of a resource that needs calls of its own.

    fields: its options, as those of the spec.  at_creation: whether the request that creates the
    resource carries them as well, by their attr; apply() is for changes alone then.
    early: whether apply() need not wait until a new resource is ready.
    """

    fields: Mapping[str, Field] = {}
    at_creation = False
    early = False

    def read(self, api: Api, resource: Resource) -> dict[str, Any]:
        """{option: value} of a resource that is there; api: _resource.api.Api."""
        raise NotImplementedError

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple[Any, Any]]) -> None:
        """Carries out {option: (before, after)}; before is None where nothing was there."""
        raise NotImplementedError

    def release(self, api: Api, resource: Resource) -> None:
        """Before the resource is deleted: takes away what the service does not delete with it."""


def _as_it_is(given: T, *_more: object) -> T:
    return given


def flagged(_api: Api, rows: list[Any]) -> list[Any]:
    """Those that say that others may use them."""
    return [row for row in rows if any(getattr(row, flag, False) for flag in (
        "is_router_external", "is_shared", "shared"))]


@dataclass(frozen=True)
class Spec:
    """One kind of resource.

    noun: as in messages and results.  service: in the catalog.  sdk: openstacksdk's class, as
    'network.v2.network.Network'.  kind: a function from it to the class that is used in its place,
    where it errs.  key: the option that names it.  role: what most clouds require to change it.
    scope: options that a search by name is narrowed by.
    find: how it is searched for by name: name, a filter of the service, called as its key; pattern,
    a filter that takes a regular expression; list, there is no filter; id, its name is its id.
    spelled: a pure function from a name to the form that the service gives it.
    shared: (api, rows of other projects) -> those that the login's project may use.
    lookup: instead, for what has no name: (task, api, options) -> openstacksdk's resource or None;
    it may put into options, which prepare must have copied then, what it has found out.
    returns: keys of the result.  status: the attribute that has its status.  ready, failed: of its
    status, ready may be a function of it; without ready, it is there at once.  lingers: whether
    one without a status is deleted later than the service has answered.
    reason: (api, resource) -> why it has failed, where another request says it; None if not.
    patience: for how many seconds a task waits, unless it says so itself.
    calm: (api, error, seconds) waits until what has refused a change is no longer busy with
    another one, for so long; False for errors that mean something else.
    microversion: of the service; without it, that of cloud.adapter.  extension: of Neutron, without
    which a cloud has none of this kind.  query: what all of its lists are asked with.
    uri: from the Connection to what its address has beside its id, by openstacksdk's names.
    prepare: a pure function from the options given to those that fields and aspects know.
    attributes: (task, {option: value}) -> openstacksdk's of a new one, if not one for each option.
    create: (api, attributes) -> openstacksdk's resource, where that takes a request of its own.
    settle: (api, resource, changed), at the end, for what has to be waited for beside its status;
    changed: whether this task has changed something.
    show: a pure function from openstacksdk's dict, and the target, to that of the result.
    hidden: attributes that no result shows.
    needs: what a new one must have: tuples of options, one of each.  completes: options with what
    is of use to others only when this is there as well, as a network with its subnet.
    constraints: of the argument spec: required_if, mutually_exclusive, ...
    """

    noun: str
    service: str
    sdk: str
    fields: Mapping[str, Field]
    aspects: tuple[Aspect, ...] = ()
    key: str = "name"
    scope: tuple[str, ...] = ()
    find: str = "name"
    spelled: Callable[[str], str] = _as_it_is
    shared: Callable[[Api, list[Any]], list[Any]] = flagged
    lookup: Callable[[Task, Api, dict[str, Any]], Resource | None] | None = None
    returns: tuple[str, ...] = ()
    status: str = "status"
    ready: tuple[str, ...] | Callable[[str], bool] = ()
    failed: tuple[str, ...] = ("error",)
    lingers: bool = False
    reason: Callable[[Api, Resource], str | None] | None = None
    patience: float = PATIENCE
    calm: Callable[[Api, CloudError, float], bool] | None = None
    microversion: str = ""
    extension: str = ""
    query: Mapping[str, Any] = field(default_factory=dict)
    uri: Callable[[Connection], dict[str, Any]] | None = None
    kind: Callable[[Any], Any] | None = None
    prepare: Callable[[dict[str, Any]], dict[str, Any]] = _as_it_is
    attributes: Callable[[Task, dict[str, Any]], dict[str, Any]] | None = None
    create: Callable[[Api, dict[str, Any]], Resource] | None = None
    settle: Callable[[Api, Resource, bool], None] | None = None
    show: Callable[[dict[str, Any], Target], dict[str, Any]] = _as_it_is
    hidden: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    completes: tuple[str, ...] = ()
    constraints: Mapping[str, Any] = field(default_factory=dict)
    only_prepare: Mapping[str, Any] = field(default_factory=dict)
    role: str = ""

    @property
    def all_fields(self) -> dict[str, Field]:
        """Those of the aspects as well."""
        found = dict(self.fields)
        for aspect in self.aspects:
            found.update(aspect.fields)
        return found

    @property
    def at_creation(self) -> dict[str, Field]:
        """Those that the request carries which creates it."""
        found = {self.key: Field(), **self.fields}
        for aspect in self.aspects:
            found.update(aspect.fields if aspect.at_creation else {})
        return found

    def initial(self, given: dict[str, Any]) -> dict[str, Any]:
        """What a new one is made with, beside the options given."""
        values = {name: one.initial for name, one in self.all_fields.items()
                  if one.initial is not None}
        return {**values, self.key: given[self.key]} if self.key in given else values

    @property
    def keys(self) -> tuple[str, ...]:
        """Where the result has the resource."""
        return self.returns or (self.noun,)

    def arguments(self) -> dict[str, Any]:
        """The argument spec of its own options.  only_prepare: those that prepare() takes in."""
        return {self.key: {"required": True},
                **{name: one.argument() for name, one in self.all_fields.items()
                   if not one.internal},
                **self.only_prepare}


@dataclass(frozen=True)
class Info:
    """What is listed of one kind of resource.

    plural: the key of the result.  filters: options that narrow the list, each a Field whose attr
    is openstacksdk's query, and whose type list means any of several.
    aliases: of the option name.  named: whether one can be asked for by its name or id.
    query: what is always asked with.  extend: (task, rows as dicts) -> rows, for what needs more
    requests, and only then.
    """

    spec: Spec
    plural: str
    filters: Mapping[str, Field] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    query: Mapping[str, Any] = field(default_factory=dict)
    extend: Callable[[Task, list[dict[str, Any]]], list[dict[str, Any]]] | None = None
    named: bool = True

    def arguments(self) -> dict[str, Any]:
        """The argument spec of its own options."""
        aliases = {"aliases": list(self.aliases)} if self.aliases else {}
        return {**({"name": aliases} if self.named else {}), "filters": {"type": "dict"},
                **{name: one.argument() for name, one in self.filters.items()}}
