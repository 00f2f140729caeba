#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: coe_cluster_config
short_description: Get the kubeconfig of a container cluster
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates a private key, lets Magnum sign a certificate for it, and returns a kubeconfig with
    both. Each run returns another key and certificate. Nothing is stored.
  - The kubeconfig is a secret. With it, anybody has all permissions in the cluster, until the
    certificate expires or the certificates of the cluster are rotated. Therefore the module
    requires C(no_log) on its task, which hides the result from the output and from logs. You can
    still use a registered result in later tasks, which need C(no_log) as well.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
attributes:
  check_mode:
    support: full
    details:
      - It returns a kubeconfig in check mode as well. A missing cluster is a warning instead of an
        error, as an earlier task may create it.
  diff_mode:
    support: none
options:
  name:
    description: Name or id of the cluster.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.coe_cluster
"""

EXAMPLES = r"""
- name: Create a cluster template
  multicloud.openstack.coe_cluster_template:
    cloud: alpha
    name: k8s-login
    coe: kubernetes
    image_id: debian-12
    flavor_id: m1.small
    master_flavor_id: m1.small
    external_network_id: public

- name: Create a cluster
  multicloud.openstack.coe_cluster:
    cloud: alpha
    name: k8s-login
    cluster_template_id: k8s-login
    node_count: 2

- name: Get the kubeconfig
  multicloud.openstack.coe_cluster_config:
    cloud: alpha
    name: k8s-login
  register: login
  no_log: true

- name: Save the kubeconfig
  ansible.builtin.copy:
    content: "{{ login.kubeconfig }}"
    dest: ~/.kube/k8s-login
    mode: "0600"
  no_log: true

- name: Delete the cluster
  multicloud.openstack.coe_cluster:
    cloud: alpha
    name: k8s-login
    state: absent

- name: Delete the cluster template
  multicloud.openstack.coe_cluster_template:
    cloud: alpha
    name: k8s-login
    state: absent
"""

RETURN = r"""
kubeconfig:
  description: The kubeconfig, as YAML.
  returned: success
  type: str
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.cluster_config import cluster_config


def main() -> None:
    run_module({**WAIT, "name": {"required": True}}, cluster_config, secret=True)


if __name__ == "__main__":
    main()
