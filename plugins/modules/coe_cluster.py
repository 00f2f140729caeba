#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: coe_cluster
short_description: Manage container clusters
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, resizes, upgrades and deletes container clusters, for example of Kubernetes, with
    Magnum.
  - The module waits until Magnum has completed the operation. If that fails, the error has Magnum's
    reason.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name or id of the cluster. A new one gets this name.
    type: str
    required: true
  cluster_template_id:
    description:
      - Name or id of the cluster template. A new cluster needs one.
      - Another template upgrades the cluster to it.
    type: str
  discovery_url:
    description: URL that nodes use to find each other. Cannot be changed.
    type: str
  fixed_network:
    description: Name or id of the network of the nodes. Defaults to that of the template. Cannot be
      changed.
    type: str
  fixed_subnet:
    description: Name or id of the subnet of the nodes. Defaults to that of the template. Cannot be
      changed.
    type: str
  flavor_id:
    description: Name or id of the flavor of the worker nodes. Defaults to that of the template.
      Cannot be changed.
    type: str
  is_floating_ip_enabled:
    description: Whether nodes have floating IPs. Defaults to that of the template. Cannot be
      changed.
    type: bool
    aliases: [floating_ip_enabled]
  keypair:
    description: Name of the keypair to log in to nodes with. Defaults to that of the template.
      Cannot be changed.
    type: str
  labels:
    description: Labels, as a dictionary or as text such as
      V(kube_tag:v1.33.1,auto_healing_enabled:true). Defaults to those of the template. Cannot be
      changed.
    type: raw
  master_count:
    description: Number of control plane nodes. New clusters get V(1) if it is not set. Cannot be
      changed; M(multicloud.openstack.coe_nodegroup) resizes the node group C(default-master).
    type: int
  master_flavor_id:
    description: Name or id of the flavor of the control plane nodes. Defaults to that of the
      template. Cannot be changed.
    type: str
  node_count:
    description: Number of worker nodes in the node group C(default-worker). New clusters get V(1)
      if it is not set. Other node groups do not count.
    type: int
  timeout:
    description: How many seconds to wait, and after how many Magnum gives up a new cluster.
    type: float
    default: 3600.0
seealso:
  - module: multicloud.openstack.coe_cluster_config
  - module: multicloud.openstack.coe_cluster_info
  - module: multicloud.openstack.coe_cluster_template
  - module: multicloud.openstack.coe_nodegroup
"""

EXAMPLES = r"""
- name: Create a cluster template
  multicloud.openstack.coe_cluster_template:
    cloud: alpha
    name: k8s
    coe: kubernetes
    image_id: debian-12
    flavor_id: m1.small
    master_flavor_id: m1.small
    external_network_id: public

- name: Create a cluster
  multicloud.openstack.coe_cluster:
    cloud: alpha
    name: k8s
    cluster_template_id: k8s
    node_count: 2

- name: Add a worker node
  multicloud.openstack.coe_cluster:
    cloud: alpha
    name: k8s
    node_count: 3

- name: Delete the cluster
  multicloud.openstack.coe_cluster:
    cloud: alpha
    name: k8s
    state: absent

- name: Delete the cluster template
  multicloud.openstack.coe_cluster_template:
    cloud: alpha
    name: k8s
    state: absent
"""

RETURN = r"""
cluster:
  description: The cluster, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    api_address:
      description: The URL of its API.
      type: str
    cluster_template_id:
      description: The id of its template.
      type: str
    coe_version:
      description: The version of its engine.
      type: str
    create_timeout:
      description: After how many minutes Magnum gives up creating it.
      type: int
    created_at:
      description: When it was created.
      type: str
    faults:
      description: Why it has failed, by node group.
      type: dict
    flavor_id:
      description: The flavor of worker nodes.
      type: str
    health_status:
      description: Its health, as Magnum knows it.
      type: str
    id:
      description: Its id.
      type: str
    is_floating_ip_enabled:
      description: Whether nodes have floating IPs.
      type: bool
    keypair:
      description: The keypair to log in with.
      type: str
    labels:
      description: Its labels.
      type: dict
    master_addresses:
      description: The addresses of its control plane nodes.
      type: list
      elements: str
    master_count:
      description: How many control plane nodes it has.
      type: int
    name:
      description: Its name.
      type: str
    node_addresses:
      description: The addresses of its worker nodes.
      type: list
      elements: str
    node_count:
      description: How many worker nodes it has, in all node groups.
      type: int
    status:
      description: Its status, for example V(CREATE_COMPLETE).
      type: str
    status_reason:
      description: Why it has this status.
      type: str
    uuid:
      description: Its id.
      type: str
id:
  description: The id of the cluster.
  returned: success, if it exists
  type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.clusters import CLUSTER


def main() -> None:
    state_module(CLUSTER)


if __name__ == "__main__":
    main()
