# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One task: what all the resources that it is about share."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._portable.catalog import Catalog
from .._portable.choose import ID
from .api import Api
from .foreseen import PREFIX, is_foreseen
from .spec import Nouns, Spec

if TYPE_CHECKING:
    from openstack.resource import Resource


@dataclass
class Task:
    """What the resources of one task share: nothing is looked up twice.

    specs: {noun: Spec}, for references.
    project: the id of the one that names are looked up in; None for the login's.
    assumed: names that stand for what check mode takes for granted.
    """

    connection: Connection
    specs: Mapping[str, Spec]
    check_mode: bool = False
    timeout: float = 180.0
    wait: bool = True
    warnings: list[str] = field(default_factory=list)
    project: str | None = None
    assumed: set[str] = field(default_factory=set)
    _apis: dict[str, Api] = field(default_factory=dict)
    _ids: dict[tuple, str] = field(default_factory=dict)

    def api(self, spec: Spec) -> Api:
        """Of one kind of resource."""
        if spec.noun not in self._apis:
            self._apis[spec.noun] = Api(self.connection, spec,
                                        self.timeout if self.wait else 0.0)
        found = self._apis[spec.noun]
        found.task, found.project, found.assumed = self, self.project, self.assumed
        return found

    @cached_property
    def catalog(self) -> Catalog:
        """Images, flavors and networks."""
        return Catalog(self.connection)

    def know(self, noun: str, desired: str, found: Resource | None) -> None:
        """For resolve(): what has been looked for already; one that is yet to be made is None, and
        its id its name so far."""
        self._ids[(noun, desired, "id", self.project)] = found.id if found is not None else desired
        if found is not None:
            self._ids[(noun, found.id, "id", self.project)] = found.id
            self._ids[(noun, found.id, "name", self.project)] = found.name

    def resolve(self, noun: Nouns, desired: str, *, attribute: str = "id", **query: Any) -> str:
        """The id of another resource, by its name or id, or another attribute of it; query narrows
        the search.  It may be of any of several kinds.

        In check mode one that is not there may be made by a task before: the name, and a warning.
        An id that may not be read is used as it is.
        Raises CloudError: not_found, ambiguous.
        """
        key = (noun, desired, attribute, self.project, *query.items())
        if key not in self._ids:
            try:
                self._ids[key] = getattr(self._get(noun, desired, query), attribute)
            except CloudError as error:
                self._ids[key] = self.unseen(desired, error)
        return self._ids[key]

    def _get(self, noun: Nouns, desired: str, query: dict[str, Any]) -> Resource:
        if isinstance(noun, str):
            return self.api(self.specs[noun]).get(desired, **query)
        found = {one: row for one in noun
                 if (row := self.api(self.specs[one]).find(desired, **query)) is not None}
        if len(found) == 1:
            return found.popitem()[1]
        if found:
            raise self.several(desired, {one: row.id for one, row in found.items()})
        kinds = " or ".join(noun).replace("_", " ")
        raise CloudError("not_found", f"there is no {kinds} {desired!r} here",
                         self.connection.target)

    def several(self, desired: str, ids: Mapping[str, str]) -> CloudError:
        """The error for a name that resources of several kinds have; ids: {noun: id}."""
        kinds = " and ".join(f"a {noun} ({found})" for noun, found in ids.items())
        return CloudError("ambiguous", f"{kinds.replace('_', ' ')} are named {desired!r}: name one "
                          "by its id", self.connection.target)

    def row(self, noun: str, desired: str, **query: Any) -> Resource | None:
        """The other resource itself; None where check mode takes it for granted, as resolve()."""
        try:
            found = self.api(self.specs[noun]).get(desired, **query)
        except CloudError as error:
            if error.kind == "not_found":
                self.unseen(desired, error)
                return None
            raise
        self.know(noun, desired, found)
        return found

    def is_new(self, noun: str, desired: object) -> bool:
        """Whether what has this name is only known to come: in check mode, by a task before."""
        return is_foreseen(desired)

    def unseen(self, desired: str, error: CloudError) -> str:
        """What stands for a resource that cannot be read, or raises the error."""
        if error.kind == "forbidden" and ID.fullmatch(desired):
            return desired       # projects, for one, are not for everybody to read
        if not self.check_mode or error.kind != "not_found":
            raise error
        if PREFIX not in error.message:     # the task before that would make it has said so
            self.warnings.append(f"{error}; check mode assumes that it exists")
        self.assumed.add(desired)
        return desired
