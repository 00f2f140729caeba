# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which projects may use a private flavor, or a private type of volumes."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..._cloud.connection import Connection
from ..._cloud.errors import CloudError
from ..related import Ends, Relation
from ..relation import relate
from ..spec import REQUIRED, Field, Info, Spec
from ..task import Task
from .identity import domain


def _of(service: str, path: str, what: str, word: str) -> Relation:
    """path: that of all which projects may use.  what: as in the service's words for access.
    word: its word for a project."""
    noun = f"{what}_access"

    def exists(connection: Connection, ends: Ends) -> bool:
        found = connection.get(service, f"{path}/{ends['name']}/os-{what.replace('_', '-')}-access",
                               f"reading {noun}")
        return any(row.get(f"{word}_id") == ends["project"] for row in found.rows(noun))

    def change(connection: Connection, ends: Ends, desired: bool) -> None:
        action = f"{'add' if desired else 'remove'}{word.title()}Access"
        connection.post(service, f"{path}/{ends['name']}/action",
                        {action: {word: ends["project"]}}, f"changing {noun}")

    return Relation(noun, exists=exists, change=change, fields={
        "name": Field(ref=what if service == "block-storage" else f"compute_{what}", **REQUIRED),
        "project": Field(ref="project", within={"domain_id": "project_domain"}, **REQUIRED),
        "project_domain": Field(send=domain),
    })


FLAVOR_ACCESS = _of("compute", "/flavors", "flavor", "tenant")
VOLUME_TYPE_ACCESS = _of("block-storage", "/types", "volume_type", "project")


def _listed(_flavor: Any) -> Any:
    """openstacksdk has no class for them."""
    from openstack.exceptions import NotFoundException
    from openstack.resource import URI, Body, Resource

    class Access(Resource):
        """Of a project."""

        resources_key, allow_list = "flavor_access", True
        base_path = "/flavors/%(flavor_id)s/os-flavor-access"
        flavor_id, project_id = URI("flavor_id"), Body("tenant_id")

        @classmethod
        def list(cls, *arguments: Any, **options: Any) -> Any:
            """A public flavor has no list."""
            try:
                yield from super().list(*arguments, **options)
            except NotFoundException:
                return
    return Access


FLAVOR_ACCESSES = Info(
    Spec(noun="flavor_access", service="compute", sdk="compute.v2.flavor.Flavor", kind=_listed,
         fields={}, role="admin", hidden=("id", "name")),
    "flavor_accesses", named=False,
    filters={"name": Field(attr="flavor_id", ref="compute_flavor", **REQUIRED)})


def access(relation: Relation, key: str) -> Callable[[Task, dict], dict]:
    """What a module does: as relate(), with what may be used in the result, by that key."""
    noun = relation.fields["name"].ref

    def run(task: Task, options: dict) -> dict:
        api = task.api(task.specs[noun])
        there = api.find(options["name"])
        if there is None:
            return relate(task, relation, options)      # which says so
        task.know(noun, options["name"], there)
        if not there.is_public:
            return {**relate(task, relation, options), key: api.shown(there)}
        if options["state"] == "present":
            raise CloudError("conflict", f"the {noun.replace('_', ' ')} {there.name} is public: "
                             "all projects can use it; access can be granted to private ones only",
                             task.connection.target)
        return {"changed": False, "diff": {"before": {}, "after": {}}, key: api.shown(there)}
    return run


RELATIONS = (FLAVOR_ACCESS, VOLUME_TYPE_ACCESS)
