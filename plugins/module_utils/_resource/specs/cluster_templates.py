# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Magnum's templates of clusters."""
from __future__ import annotations

from typing import Any

from ..._cloud.errors import CloudError
from ..compare import attributes
from ..spec import FORBID, Field, Info, Spec
from ..task import Task
from .storage import texts

MAGNUM: dict[str, Any] = {"service": "container-infrastructure-management", "microversion": "1.10"}
KEYPAIR: dict[str, Any] = {"no_log": False}


def labelled(given: dict) -> dict:
    """Labels are also a text."""
    labels = given.get("labels")
    if not isinstance(labels, str):
        return dict(given)
    pairs = [pair.partition(":") for pair in labels.split(",") if pair]
    wrong = [key for key, colon, _value in pairs if not colon]
    if wrong:
        raise CloudError("config", f"labels: {wrong[0]!r} is not a label such as key:value")
    return {**given, "labels": {key.strip(): value.strip() for key, _colon, value in pairs}}


LABELS = Field("raw", compare="subset", send=texts)
FIXED_LABELS = Field("raw", compare="subset", send=texts, **FORBID)


def _outside(task: Task, desired: dict) -> dict:
    """Of a new template.  Without the network, Magnum refuses each of its clusters."""
    if desired.get("is_floating_ip_enabled") is not False and "external_network_id" not in desired:
        raise CloudError("invalid", "external_network_id: is missing; a new cluster template needs "
                         "one, or is_floating_ip_enabled: false", task.connection.target)
    return attributes(CLUSTER_TEMPLATE.at_creation, desired)


def _owned(kind: Any) -> Any:
    """openstacksdk does not know whose a template is."""
    from openstack.resource import Body

    class Owned(kind):
        uuid = vars(kind)["uuid"]       # its id, which openstacksdk looks for here alone
        project_id = Body("project_id")
    return Owned


CLUSTER_TEMPLATE = Spec(
    noun="cluster_template", find="list", kind=_owned, **MAGNUM, prepare=labelled,
    sdk="container_infrastructure_management.v1.cluster_template.ClusterTemplate",
    shared=lambda _api, rows: [row for row in rows if row.is_public], attributes=_outside,
    fields={
        "coe": Field(option={"choices": ["kubernetes", "mesos", "swarm"]}),
        "dns_nameserver": Field(),
        "docker_storage_driver": Field(option={"choices": ["devicemapper", "overlay", "overlay2"]}),
        "docker_volume_size": Field("int"),
        "external_network_id": Field(ref="network"),
        "fixed_network": Field(ref="network"),
        "fixed_subnet": Field(ref="subnet", within={"network_id": "fixed_network"}),
        "flavor_id": Field(ref="compute_flavor"),
        "http_proxy": Field(),
        "https_proxy": Field(),
        "image_id": Field(ref="image"),
        "insecure_registry": Field(),
        "is_floating_ip_enabled": Field("bool", option={"aliases": ["floating_ip_enabled"]}),
        "is_master_lb_enabled": Field("bool", initial=False,
                                      option={"aliases": ["master_lb_enabled"]}),
        "is_public": Field("bool", option={"aliases": ["public"]}),
        "is_registry_enabled": Field("bool", option={"aliases": ["registry_enabled"]}),
        "is_tls_disabled": Field("bool", option={"aliases": ["tls_disabled"]}),
        "keypair_id": Field(option=KEYPAIR),
        "labels": LABELS,
        "master_flavor_id": Field(ref="compute_flavor"),
        "network_driver": Field(option={"choices": ["calico", "docker", "flannel"]}),
        "no_proxy": Field(),
        "server_type": Field(option={"choices": ["bm", "vm"]}),
        "volume_driver": Field(option={"choices": ["cinder", "rexray"]}),
    },
    needs=(("coe",), ("image_id",)),
)

CLUSTER_TEMPLATES = Info(CLUSTER_TEMPLATE, "cluster_templates", filters={
    "coe": Field(), "is_public": Field("bool")})

SPECS = (CLUSTER_TEMPLATE,)
