#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: coe_nodegroup_info
short_description: List node groups of container clusters
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists node groups of container clusters, or one by name.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the node group to list. If none matches, the list is empty. Defaults
      to all.
    type: str
  cluster:
    description: Name or id of the cluster of the node groups to list.
    type: str
    required: true
  role:
    description: Lists only node groups with this role.
    type: str
seealso:
  - module: multicloud.openstack.coe_nodegroup
"""

EXAMPLES = r"""
- name: Create a cluster template
  multicloud.openstack.coe_cluster_template:
    cloud: alpha
    name: k8s-listed
    coe: kubernetes
    image_id: debian-12
    flavor_id: m1.small
    master_flavor_id: m1.small
    external_network_id: public

- name: Create a cluster
  multicloud.openstack.coe_cluster:
    cloud: alpha
    name: k8s-listed
    cluster_template_id: k8s-listed
    node_count: 2

- name: List the node groups of a cluster
  multicloud.openstack.coe_nodegroup_info:
    cloud: alpha
    cluster: k8s-listed

- name: Get the node group of worker nodes
  multicloud.openstack.coe_nodegroup_info:
    cloud: alpha
    cluster: k8s-listed
    name: default-worker

- name: Delete the cluster
  multicloud.openstack.coe_cluster:
    cloud: alpha
    name: k8s-listed
    state: absent

- name: Delete the cluster template
  multicloud.openstack.coe_cluster_template:
    cloud: alpha
    name: k8s-listed
    state: absent
"""

RETURN = r"""
nodegroups:
  description: The node groups, each as RV(multicloud.openstack.coe_nodegroup#module:nodegroup).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.clusters import NODE_GROUPS


def main() -> None:
    info_module(NODE_GROUPS)


if __name__ == "__main__":
    main()
