#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: coe_nodegroup
short_description: Manage node groups of container clusters
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, resizes and deletes node groups of container clusters of Magnum.
  - The node groups C(default-master) and C(default-worker) of each cluster can be resized, but not
    deleted.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name or id of the node group. A new one gets this name.
    type: str
    required: true
  cluster:
    description: Name or id of the cluster.
    type: str
    required: true
  docker_volume_size:
    description: Size in GiB of the volume for images of containers on each node. Cannot be changed.
    type: int
  flavor:
    description: Name or id of the flavor of the nodes. Defaults to that of the cluster. Cannot be
      changed.
    type: str
  image:
    description: Name or id of the image of the nodes. Defaults to that of the template. Cannot be
      changed.
    type: str
  labels:
    description: Labels, as a dictionary or as text such as V(kube_tag:v1.33.1). Defaults to those
      of the cluster. Cannot be changed.
    type: raw
  max_node_count:
    description: Maximum number of nodes.
    type: int
  merge_labels:
    description: Whether a new node group has the labels of its cluster as well.
    type: bool
  min_node_count:
    description: Minimum number of nodes. New node groups get V(0) if it is not set.
    type: int
  node_count:
    description: Number of nodes. New node groups get V(1) if it is not set.
    type: int
  role:
    description: Role of the nodes, which is a label in Kubernetes. New node groups get V(worker) if
      it is not set. Cannot be changed.
    type: str
  timeout:
    description: How many seconds to wait.
    type: float
    default: 3600.0
seealso:
  - module: multicloud.openstack.coe_cluster
  - module: multicloud.openstack.coe_nodegroup_info
"""

EXAMPLES = r"""
- name: Create a cluster template
  multicloud.openstack.coe_cluster_template:
    cloud: alpha
    name: k8s-groups
    coe: kubernetes
    image_id: debian-12
    flavor_id: m1.small
    master_flavor_id: m1.small
    external_network_id: public

- name: Create a cluster
  multicloud.openstack.coe_cluster:
    cloud: alpha
    name: k8s-groups
    cluster_template_id: k8s-groups
    node_count: 2

- name: Create a node group
  multicloud.openstack.coe_nodegroup:
    cloud: alpha
    cluster: k8s-groups
    name: ingress
    node_count: 2
    role: ingress

- name: Resize the node group
  multicloud.openstack.coe_nodegroup:
    cloud: alpha
    cluster: k8s-groups
    name: ingress
    node_count: 3
    max_node_count: 5

- name: Delete the node group
  multicloud.openstack.coe_nodegroup:
    cloud: alpha
    cluster: k8s-groups
    name: ingress
    state: absent

- name: Delete the cluster
  multicloud.openstack.coe_cluster:
    cloud: alpha
    name: k8s-groups
    state: absent

- name: Delete the cluster template
  multicloud.openstack.coe_cluster_template:
    cloud: alpha
    name: k8s-groups
    state: absent
"""

RETURN = r"""
id:
  description: The id of the node group.
  returned: success, if it exists
  type: str
nodegroup:
  description: The node group, with Magnum's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    cluster_id:
      description: The id of its cluster.
      type: str
    flavor_id:
      description: The flavor of its nodes.
      type: str
    id:
      description: Its id.
      type: str
    image_id:
      description: The image of its nodes.
      type: str
    is_default:
      description: Whether it was created with the cluster.
      type: bool
    labels:
      description: Its labels.
      type: dict
    max_node_count:
      description: The maximum number of nodes.
      type: int
    min_node_count:
      description: The minimum number of nodes.
      type: int
    name:
      description: Its name.
      type: str
    node_addresses:
      description: The addresses of its nodes.
      type: list
      elements: str
    node_count:
      description: How many nodes it has.
      type: int
    role:
      description: The role of its nodes.
      type: str
    status:
      description: Its status, for example V(CREATE_COMPLETE).
      type: str
    status_reason:
      description: Why it has this status.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.clusters import NODE_GROUP


def main() -> None:
    state_module(NODE_GROUP)


if __name__ == "__main__":
    main()
