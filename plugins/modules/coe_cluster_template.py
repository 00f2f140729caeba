#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: coe_cluster_template
short_description: Manage templates of container clusters
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes cluster templates of Magnum.
  - Magnum allows few changes of a template that clusters use.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name or id of the cluster template. A new one gets this name.
    type: str
    required: true
  coe:
    description: Container orchestration engine. A new template needs one.
    type: str
    choices: [kubernetes, mesos, swarm]
  dns_nameserver:
    description: IP address of the name server of the nodes.
    type: str
  docker_storage_driver:
    description: Storage driver of Docker.
    type: str
    choices: [devicemapper, overlay, overlay2]
  docker_volume_size:
    description: Size in GiB of the volume for images of containers on each node.
    type: int
  external_network_id:
    description: Name or id of the external network. A new template needs one, unless
      O(is_floating_ip_enabled=false).
    type: str
  fixed_network:
    description: Name or id of the network of the nodes. By default, Magnum creates one for each
      cluster.
    type: str
  fixed_subnet:
    description: Name or id of the subnet of the nodes.
    type: str
  flavor_id:
    description: Name or id of the flavor of the worker nodes.
    type: str
  http_proxy:
    description: URL of the proxy of the nodes for HTTP.
    type: str
  https_proxy:
    description: URL of the proxy of the nodes for HTTPS.
    type: str
  image_id:
    description: Name or id of the image of the nodes, which needs the property C(os_distro). A new
      template needs one.
    type: str
  insecure_registry:
    description: URL of a registry that the nodes use without TLS.
    type: str
  is_floating_ip_enabled:
    description: Whether nodes have floating IPs. New templates get V(true) if it is not set.
    type: bool
    aliases: [floating_ip_enabled]
  is_master_lb_enabled:
    description: Whether control plane nodes are behind a load balancer. New templates get V(false)
      if it is not set.
    type: bool
    aliases: [master_lb_enabled]
  is_public:
    description: Whether all projects can use the template. Requires an administrator account.
    type: bool
    aliases: [public]
  is_registry_enabled:
    description: Whether clusters have a registry of their own.
    type: bool
    aliases: [registry_enabled]
  is_tls_disabled:
    description: Whether the API of clusters is without TLS.
    type: bool
    aliases: [tls_disabled]
  keypair_id:
    description: Name of the keypair to log in to nodes with.
    type: str
  labels:
    description:
      - Labels, which are parameters of Magnum's driver, as a dictionary or as text such as
        V(kube_tag:v1.33.1,auto_healing_enabled:true).
      - Other labels stay. A label without a value is deleted.
    type: raw
  master_flavor_id:
    description: Name or id of the flavor of the control plane nodes.
    type: str
  network_driver:
    description: Network driver of containers.
    type: str
    choices: [calico, docker, flannel]
  no_proxy:
    description: Addresses to reach without a proxy, separated by commas.
    type: str
  server_type:
    description: Whether nodes are virtual machines or bare metal.
    type: str
    choices: [bm, vm]
  volume_driver:
    description: Volume driver of containers.
    type: str
    choices: [cinder, rexray]
seealso:
  - module: multicloud.openstack.coe_cluster
  - module: multicloud.openstack.coe_cluster_template_info
"""

EXAMPLES = r"""
- name: Create a cluster template
  multicloud.openstack.coe_cluster_template:
    cloud: alpha
    name: k8s-small
    coe: kubernetes
    image_id: debian-12
    flavor_id: m1.small
    master_flavor_id: m1.small
    external_network_id: public
    labels:
      kube_tag: v1.33.1

- name: Change a label of the template, and keep the others
  multicloud.openstack.coe_cluster_template:
    cloud: alpha
    name: k8s-small
    labels:
      auto_healing_enabled: true

- name: Delete the cluster template
  multicloud.openstack.coe_cluster_template:
    cloud: alpha
    name: k8s-small
    state: absent
"""

RETURN = r"""
cluster_template:
  description: The template, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    cluster_distro:
      description: The C(os_distro) of its image.
      type: str
    coe:
      description: Its container orchestration engine.
      type: str
    external_network_id:
      description: The id of its external network.
      type: str
    flavor_id:
      description: The flavor of worker nodes.
      type: str
    id:
      description: Its id.
      type: str
    image_id:
      description: The id of its image.
      type: str
    is_floating_ip_enabled:
      description: Whether nodes have floating IPs.
      type: bool
    is_public:
      description: Whether all projects can use it.
      type: bool
    is_tls_disabled:
      description: Whether clusters are without TLS.
      type: bool
    labels:
      description: Its labels.
      type: dict
    master_flavor_id:
      description: The flavor of control plane nodes.
      type: str
    name:
      description: Its name.
      type: str
    network_driver:
      description: Its network driver.
      type: str
    project_id:
      description: The project that it belongs to.
      type: str
    uuid:
      description: Its id.
      type: str
id:
  description: The id of the template.
  returned: success, if it exists
  type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.cluster_templates import CLUSTER_TEMPLATE


def main() -> None:
    state_module(CLUSTER_TEMPLATE)


if __name__ == "__main__":
    main()
