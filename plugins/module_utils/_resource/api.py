# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One kind of resource on one target: openstacksdk's classes, with our session, retries, errors."""
from __future__ import annotations

import re
import time
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, Any

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._portable import image
from .._portable.choose import ID, known, own_first
from .compare import answered
from .foreseen import is_foreseen
from .kinds import class_of
from .spec import Spec

if TYPE_CHECKING:
    from keystoneauth1.adapter import Adapter
    from openstack.resource import Resource

    from .task import Task

Rows = list[Any]        # openstacksdk's resources; inside of Api, list is its method
# services that list several names at once, and how they are asked
SEVERAL: dict[str, Callable[[tuple[str, ...]], object]] = {
    "network": list, "image": lambda names: "in:" + ",".join(f'"{name}"' for name in names)}
ONE = {"image": image.named}        # and how for one
LONGEST = 4000      # characters of names in a query
# services whose lists show what other projects have as well; what says whose a row is
OWNER = {"container-infrastructure-management": "project_id", "dns": "project_id",
         "image": "owner_id", "load-balancer": "project_id", "network": "project_id"}
PLACE = re.compile(r"%\((\w+)\)s")      # what an address has in it, as that of a pool's members
PAUSE = 0.5         # seconds before a change that was refused is tried again
MANY = 1000         # how many are looked at for the names in an error


class Api:
    """All methods raise CloudError; resources are openstacksdk's.

    timeout: for how many seconds aspects may wait; 0 if they are not to.
    task: the one that asks, if one does.  given: the options of engine.ensure(), for
    aspects that need more than what changes.
    project, assumed: as of Task.
    """

    task: Task

    def __init__(self, connection: Connection, spec: Spec, timeout: float = 0.0) -> None:
        self.connection, self.spec, self.timeout = connection, spec, timeout
        self.given: dict[str, Any] = {}
        self.project: str | None = None
        self.assumed: set[str] = set()
        self.kind = class_of(spec)
        self._uri = spec.uri(connection) if spec.uri else {}
        # what is in its address of the resource that it is a part of
        self.places = [name for name in PLACE.findall(self.kind.base_path or "")
                       if name not in self._uri]
        self.held: Rows | None = None

    @property
    def adapter(self) -> Adapter:
        """keystoneauth's adapter, for calls that openstacksdk's resource has a method for."""
        return self.connection.adapter(self.spec.service, self.spec.microversion or None)

    def call(self, action: str, function: Callable[..., Any], *arguments: Any,
             creates: bool = False, **keywords: Any) -> Any:
        """function(adapter, *arguments, **keywords) of openstacksdk, guarded."""
        return self.connection.guarded(
            f"{action} {self.spec.noun}".replace("_", " "),
            lambda: function(self.adapter, *arguments, **keywords), self.spec.service, creates)

    def write(self, action: str, function: Callable[..., Any], *arguments: Any,
              **keywords: Any) -> Any:
        """As call(), again and again while something is busy with another change."""
        began = time.monotonic()
        while True:
            try:
                return self.call(action, function, *arguments, **keywords)
            except CloudError as error:
                if not self.spec.calm:
                    raise
                left = began + self.task.timeout - time.monotonic()
                if left <= 0 or not self.spec.calm(self, error, left):
                    raise
                time.sleep(min(PAUSE, left))    # it may be refused although nothing looks busy

    def list(self, **query: Any) -> Rows:
        """All that fit; what the service cannot filter by, openstacksdk does."""
        query = {**self.spec.query,
                 **{key: value for key, value in query.items() if value is not None}}
        if any(str(query[name]) in self.assumed for name in query if name != self.spec.key):
            return []       # nothing is in what is yet to be made
        try:
            return self.call("listing", lambda adapter: list(
                self.kind.list(adapter, **self._uri, **query)))
        except CloudError as error:
            if self.spec.extension and error.kind == "not_found" and not self._place(query):
                raise CloudError("not_found", f"Neutron has no {self._noun}s here: it lacks the "
                                 f"extension {self.spec.extension}",
                                 self.connection.target) from None
            raise

    def fetch(self, key: str, **query: Any) -> Resource | None:
        """The one of this id; None if there is none."""
        place = self._place(query)
        return self.again(self.kind.new(id=key, **self._uri, **place), **{
            name: value for name, value in query.items() if name not in place})

    def anew(self, resource: Resource) -> Resource | None:
        """The resource, with nothing of what is known of it so far; None if it is gone."""
        return self.fetch(resource.id, **{name: getattr(resource, name) for name in self.places})

    def again(self, resource: Resource, **query: Any) -> Resource | None:
        """The resource as it is now; None if it is gone."""
        try:
            return self.call("reading", resource.fetch, **query)
        except CloudError as error:
            if error.kind not in ("not_found", "invalid"):
                raise
            return None

    def hold(self, *names: str) -> None:
        """Lists all of these names, in one go: search() looks there from now on, in `held`."""
        self.held = self.list(**self._query(*names))

    def search(self, desired: str, **query: Any) -> Rows:
        """Those of this name, or the one of this id; an id wins."""
        if is_foreseen(desired):
            return []
        desired = self.spec.spelled(desired)
        if self.held is not None:
            held = _named([row for row in self.held if all(
                answered(self.spec, row, key) == value for key, value in query.items())], desired)
            if held or not ID.fullmatch(desired):
                return held
        if self.spec.find == "id":
            found = self.fetch(desired, **query)
            return [found] if found is not None else []
        found = self.fetch(desired, **self._place(query)) if ID.fullmatch(desired) else None
        if found is not None:
            return [found]
        return _named(self.list(**{**self._query(desired), **query}), desired)

    def find(self, desired: str, **scope: Any) -> Resource | None:
        """The one of this name or id; None if there is none.

        A name means the project's own, or else one that others share with it; scope may have
        project_id, of another project, or all_projects.
        Raises CloudError (ambiguous), with the ids, if there are several.
        """
        return self.only(desired, self.search(desired, **scope), **scope)

    def only(self, desired: str, found: Rows, **scope: Any) -> Resource | None:
        """The one of those found, as find()."""
        if "all_projects" not in scope and not any(row.id == desired for row in found):
            found = self.own(found, scope.get("project_id"))
        if len(found) > 1:
            ids = ", ".join(sorted(row.id for row in found))
            raise CloudError("ambiguous", f"{len(found)} {self._noun}s are named {desired!r}: name "
                             f"one by its id ({ids})", self.connection.target)
        return found[0] if found else None

    def own(self, found: Rows, project: str | None = None) -> Rows:
        """Of those of one name the project's own, or else those that others share with it."""
        return own_first(found, project or self._home(), self._owner,
                         lambda rows: self.spec.shared(self, rows))

    def is_own(self, resource: Resource) -> bool:
        """Whether it is the project's, as far as it says."""
        return self._owner(resource) in (None, self._home())

    def _owner(self, row: Resource) -> str | None:
        return getattr(row, OWNER.get(self.spec.service, ""), None)

    @property
    def home(self) -> str | None:
        """The id of the project that names are looked up in."""
        return self.project or self.connection.project_id()

    def _home(self) -> str | None:
        """None for what has no owner."""
        return self.home if self.spec.service in OWNER else None

    def get(self, desired: str, **scope: Any) -> Resource:
        """As find().  Raises CloudError (not_found, with its noun) if there is none."""
        rows = self.search(desired, **scope)
        found = self.only(desired, rows, **scope)
        if found is None:
            raise CloudError("not_found", f"there is no {self._noun} {desired!r} here"
                             f"{self._others(desired, rows)}", self.connection.target,
                             noun=self.spec.noun)
        return found

    def _others(self, desired: str, rows: Rows) -> str:
        """What there is instead."""
        if rows:
            ids = ", ".join(sorted(row.id for row in rows))
            return f" in this project; to use that of another, name it by its id ({ids})"
        if is_foreseen(desired):
            return ""
        try:
            found = self.call("listing", lambda adapter: list(islice(
                self.kind.list(adapter, **self._uri, **self.spec.query), MANY)))
        except CloudError:
            return ""
        return f"; {known((row.name or row.id for row in found if self.is_own(row)), desired)}"

    def create(self, attributes: dict) -> Resource:
        """Makes one."""
        new = self.kind.new(**self._uri, **attributes)
        return self.write("creating", new.create, creates=True)

    def update(self, resource: Resource, attributes: dict) -> Resource:
        """Changes attributes, in one request."""
        for name, value in attributes.items():
            setattr(resource, name, value)
        return self.write("changing", resource.commit)

    def delete(self, resource: Resource) -> None:
        """Deletes it; one that is gone already is fine."""
        try:
            self.write("deleting", resource.delete)
        except CloudError as error:
            # something else may be what is not found
            if error.kind != "not_found" or self.again(resource) is not None:
                raise

    def shown(self, resource: Resource, **more: Any) -> dict:
        """As results show it; more: what is not in openstacksdk's dict."""
        row = {**more, **resource.to_dict(computed=False)}
        return self.spec.show({name: value for name, value in row.items()
                               if name not in self.spec.hidden}, self.connection.target)

    @property
    def _noun(self) -> str:
        return self.spec.noun.replace("_", " ")

    def _place(self, query: dict[str, Any]) -> dict[str, Any]:
        """The part of a query that is in the address."""
        return {name: query[name] for name in self.places if name in query}

    def _query(self, *names: str) -> dict[str, Any]:
        """What narrows a list to these names, if the service can do that."""
        if self.spec.find == "pattern":
            return {"name": f"^({'|'.join(map(re.escape, names))})$"}
        if self.spec.find != "name":
            return {}
        if len(names) == 1:
            return {self.spec.key: ONE.get(self.spec.service, str)(names[0])}
        several = SEVERAL.get(self.spec.service)
        if several is None or len("".join(names)) >= LONGEST:
            return {}
        return {self.spec.key: several(names)}


def _named(rows: Rows, desired: str) -> Rows:
    found = [row for row in rows if desired in (row.name, row.id)]
    return [row for row in found if row.id == desired] or found
