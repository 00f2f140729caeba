# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Magnum's clusters and their node groups.

Magnum answers before it begins: what it is asked for shows a moment later.
"""
from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from .. import wait
from ..api import Api
from ..compare import attributes
from ..spec import FORBID, REQUIRED, Aspect, Field, Info, Spec
from ..task import Task
from .cluster_templates import FIXED_LABELS, KEYPAIR, MAGNUM, labelled
from .image_data import ask

if TYPE_CHECKING:
    from keystoneauth1.adapter import Adapter
    from openstack.resource import Resource

UNDER_WAY = "_IN_PROGRESS"
FAILED = tuple(f"{action}_failed" for action in (
    "create", "delete", "restore", "resume", "rollback", "suspend", "update"))
STATUS: dict[str, Any] = {"ready": lambda status: status.endswith("_complete"), "failed": FAILED,
                          "patience": 3600.0}
NO_ADDRESS = "Cluster API address is not available yet"


def _refused(error: Exception) -> CloudError:
    """While its node groups are made or deleted, for a moment: to be asked again."""
    return CloudError("api", f"Magnum does not show a cluster that it makes or deletes: {error}",
                      status=503)


def _cluster(kind: Any) -> Any:
    """openstacksdk asks for the reason of a status by another name, and for no faults."""
    from openstack.exceptions import BadRequestException
    from openstack.resource import Body

    class Cluster(kind):
        """What Magnum cannot show for a moment is asked for again."""

        uuid = vars(kind)["uuid"]       # its id, which openstacksdk looks for here alone
        project_id = Body("project_id")
        status_reason = Body("status_reason")
        faults = Body("faults", type=dict)
        health_status = Body("health_status")

        @property
        def fault(self) -> dict:
            """By node group."""
            return {"message": "; ".join(f"{group}: {reason}" for group, reason
                                         in (self.faults or {}).items() if reason)}

        def fetch(self, session: Adapter, *more: Any, **options: Any) -> Any:
            try:
                return super().fetch(session, *more, **options)
            except BadRequestException as error:
                raise _refused(error) from None

        @classmethod
        def list(cls, session: Adapter, *more: Any, **options: Any) -> Any:
            try:
                yield from super().list(session, *more, **options)
            except BadRequestException as error:
                raise _refused(error) from None
    return Cluster


def _done(api: Api, there: Resource, name: str, value: Any, *signs: str) -> None:
    """Waits until what was asked for has begun, as the value, another status or a change of one of
    the signs shows, and ended; there: as it was before.

    That a cluster was updated is no sign: Magnum also writes down its health.
    """
    before = {sign: getattr(there, sign) for sign in ("status", *signs)}

    def waits(row: Resource) -> bool:
        return getattr(row, name) != value and all(
            getattr(row, sign) == was for sign, was in before.items())
    if api.timeout:
        wait.until_ready(api, there, api.timeout, busy=waits)


def _rest(api: Api, there: Resource) -> None:
    """What is asked for meanwhile, Magnum takes and drops."""
    if str(there.status).endswith(UNDER_WAY):
        wait.until_ready(api, there, api.task.timeout)


def _act(api: Api, cluster: str, action: str, **body: Any) -> None:
    api.write(action, ask, "POST", f"/clusters/{cluster}/actions/{action}", json=body)


def _workers(api: Api, cluster: Resource) -> dict[str, Any]:
    """The first group of them, as far as Magnum lists it; {} if there is none."""
    rows = api.connection.get(api.spec.service, f"/clusters/{cluster.id}/nodegroups",
                              "listing node groups", microversion="1.10").rows("nodegroups")
    return next((row for row in rows if row["is_default"] and row["role"] != "master"), {})


class Nodes(Aspect):
    """How many nodes the first group of workers has, and the template of a cluster."""

    at_creation = True
    fields = {"cluster_template_id": Field(ref="cluster_template"),
              "node_count": Field("int")}

    def read(self, api: Api, resource: Resource) -> dict:
        """Magnum's own number is that of all groups."""
        found = {"cluster_template_id": resource.cluster_template_id}
        if "node_count" in api.given:
            found["node_count"] = _workers(api, resource).get("node_count", resource.node_count)
        return found

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """Two actions."""
        _rest(api, resource)
        if "cluster_template_id" in changes:
            _before, template = changes["cluster_template_id"]
            _act(api, resource.id, "upgrade", max_batch_size=1, cluster_template=template)
            _done(api, resource, "cluster_template_id", template)
        if "node_count" in changes:
            _before, count = changes["node_count"]
            groups = api.task.api(NODE_GROUP)
            group = groups.get(_workers(api, resource).get("uuid", ""), cluster_id=resource.id)
            _act(api, resource.id, "resize", node_count=count)
            _done(groups, group, "node_count", count, "updated_at")


def _new_cluster(task: Task, desired: dict) -> dict:
    return {**attributes(CLUSTER.at_creation, desired),
            "create_timeout": max(1, math.ceil(task.timeout / 60))}


MASTERS: dict[str, Any] = {"update": "forbid",
                           "advice": "change the node group default-master with coe_nodegroup"}
CLUSTER = Spec(
    noun="cluster", find="list", kind=_cluster, **MAGNUM, **STATUS, prepare=labelled,
    sdk="container_infrastructure_management.v1.cluster.Cluster",
    query={"base_path": "/clusters/detail"}, attributes=_new_cluster,
    fields={
        "discovery_url": Field(**FORBID),
        "fixed_network": Field(ref="network", **FORBID),
        "fixed_subnet": Field(ref="subnet", within={"network_id": "fixed_network"}, **FORBID),
        "flavor_id": Field(ref="compute_flavor", **FORBID),
        "is_floating_ip_enabled": Field("bool", option={"aliases": ["floating_ip_enabled"]},
                                        **FORBID),
        "keypair": Field(names=("keypair",), option=KEYPAIR, **FORBID),
        "labels": FIXED_LABELS,
        "master_count": Field("int", **MASTERS),
        "master_flavor_id": Field(ref="compute_flavor", **FORBID),
    },
    aspects=(Nodes(),), needs=(("cluster_template_id",),),
)


def _node_group(_cluster: Any) -> Any:
    """openstacksdk has no class for them."""
    from openstack.resource import URI, Body, Resource

    class NodeGroup(Resource):
        """Of a cluster."""

        resources_key, base_path = "nodegroups", "/clusters/%(cluster_id)s/nodegroups"
        allow_create = allow_fetch = allow_commit = allow_delete = allow_list = allow_patch = True
        commit_method = "PATCH"
        id = Body("uuid", alternate_id=True)
        cluster_id = URI("cluster_id")
        created_at, updated_at = Body("created_at"), Body("updated_at")
        docker_volume_size = Body("docker_volume_size", type=int)
        flavor_id, image_id = Body("flavor_id"), Body("image_id")
        is_default = Body("is_default", type=bool)
        labels = Body("labels", type=dict)
        merge_labels = Body("merge_labels", type=bool)
        max_node_count = Body("max_node_count", type=int)
        min_node_count = Body("min_node_count", type=int)
        node_addresses = Body("node_addresses", type=list)
        node_count = Body("node_count", type=int)
        project_id, role, stack_id = Body("project_id"), Body("role"), Body("stack_id")
        status, status_reason = Body("status"), Body("status_reason")

        @classmethod
        def list(cls, session: Adapter, *more: Any, **options: Any) -> Any:
            """Each as a whole: Magnum lists little of them."""
            for row in super().list(session, *more, **options):
                yield row.fetch(session)
    return NodeGroup


class GroupSize(Aspect):
    """How many nodes a group has, and may have."""

    at_creation = True
    fields = {name: Field("int") for name in ("max_node_count", "node_count", "min_node_count")}

    def read(self, api: Api, resource: Resource) -> dict:
        """As it is."""
        return {name: getattr(resource, name) for name in self.fields}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """One after the other, as the number has to be within its limits all the time."""
        grows = changes.get("node_count", (0, 0))[1] > resource.node_count
        for name in self.fields if grows else [*self.fields][::-1]:
            if name in changes:
                _rest(api, resource)
                self._set(api, resource, name, changes[name][1])

    @staticmethod
    def _set(api: Api, group: Resource, name: str, value: int) -> None:
        if name == "node_count":
            _act(api, group.cluster_id, "resize", nodegroup=group.id, node_count=value)
        else:
            api.write("changing", ask, "PATCH",
                      f"/clusters/{group.cluster_id}/nodegroups/{group.id}",
                      json=[{"op": "replace", "path": f"/{name}", "value": value}])
        _done(api, group, name, value, "updated_at")


def _calm(api: Api, error: CloudError, seconds: float) -> bool:
    """Groups are added to a cluster that is complete."""
    if NO_ADDRESS not in error.message:
        return False
    clusters = api.task.api(CLUSTER)
    there = clusters.get(api.given["cluster"])
    wait.until_ready(clusters, there, seconds)
    return True


NODE_GROUP = Spec(
    noun="nodegroup", find="id", scope=("cluster",), kind=_node_group, calm=_calm, **MAGNUM,
    **STATUS, sdk="container_infrastructure_management.v1.cluster.Cluster", prepare=labelled,
    fields={
        "cluster": Field(attr="cluster_id", ref="cluster", compare="never", **REQUIRED),
        "docker_volume_size": Field("int", **FORBID),
        "flavor": Field(attr="flavor_id", ref="compute_flavor", **FORBID),
        "image": Field(attr="image_id", ref="image", **FORBID),
        "labels": FIXED_LABELS,
        "merge_labels": Field("bool", compare="never"),
        "role": Field(**FORBID),
    },
    aspects=(GroupSize(),),
)

CLUSTERS = Info(CLUSTER, "clusters", filters={
    "cluster_template": Field(attr="cluster_template_id", ref="cluster_template"),
    "status": Field()})
NODE_GROUPS = Info(NODE_GROUP, "nodegroups", filters={
    "cluster": Field(attr="cluster_id", ref="cluster", **REQUIRED), "role": Field()})

SPECS = (CLUSTER, NODE_GROUP)
