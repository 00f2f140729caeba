# SPDX-License-Identifier: GPL-3.0-or-later
"""Resources of openstacksdk in memory, behind the methods of _resource.api.Api."""

from __future__ import annotations

from builders import A
from fakes import FakeRegion

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.api import Api


class Memory:
    """The connection to a target that has these: {noun: [attributes of each]}.

    Of those, `later` is what each further look shows: [attributes, ...].
    faults: {"creating network": CloudError}.  lost: whether what fails is carried out all the same.
    builds: the status of a new one, which is active at the next look.
    log: what was asked, (action, noun, id or attributes).
    """

    def __init__(self, rows=None, faults=None, lost=False, target=A):
        self.rows = {noun: {row["id"]: dict(row) for row in found}
                     for noun, found in (rows or {}).items()}
        self.faults, self.lost, self.target = faults or {}, lost, target
        self.region, self.requests, self.log = FakeRegion(), 0, []
        self.builds = "active"

    def project_id(self):
        if "login" in self.faults:
            raise self.faults["login"]
        return "project"

    @property
    def writes(self):
        return [entry for entry in self.log if entry[0] not in ("listing", "reading")]


class Shelf(Api):
    """All of one kind that a Memory has."""

    @property
    def rows(self):
        return self.connection.rows.setdefault(self.spec.noun, {})

    def _ask(self, action, what, carry_out=lambda: None):
        self.connection.log.append((action, self.spec.noun, what))
        fault = self.connection.faults.get(f"{action} {self.spec.noun}")
        if fault is None or self.connection.lost:
            found = carry_out()
        if fault is not None:
            raise fault
        return found

    def list(self, **query):
        def fitting(row):
            return all(row.get(key) in (value if isinstance(value, list) else [value])
                       for key, value in query.items())
        return self._ask("listing", query, lambda: [
            self.kind.existing(**row) for row in self.rows.values() if fitting(row)])

    def call(self, action, function, *arguments, creates=False, **keywords):
        if action == "listing":         # for what an error says that there is instead
            raise CloudError("api", "nobody is asked")
        if action == "reading":
            return self.again(function.__self__)
        return self._ask(action, arguments)

    def again(self, resource, **_query):
        row = self._ask("reading", resource.id, lambda: self.rows.get(resource.id))
        if row is None:
            return None
        row.update(row["later"].pop(0) if row.get("later") else {})
        resource._update(**{key: value for key, value in row.items() if key != "later"})
        return resource

    def create(self, attributes):
        def carry_out():
            name = f"{self.spec.noun}-{len(self.rows) + 1}"
            self.rows[name] = {"id": name, "project_id": "project", "status": "active",
                               **attributes}
            return self.kind.existing(**{**self.rows[name], "status": self.connection.builds})
        return self._ask("creating", attributes, carry_out)

    def update(self, resource, attributes):
        self._ask("changing", attributes, lambda: self.rows[resource.id].update(attributes))
        resource._update(**attributes)

    def delete(self, resource):
        self._ask("deleting", resource.id, lambda: self.rows.pop(resource.id, None))
