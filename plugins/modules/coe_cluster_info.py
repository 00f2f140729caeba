#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: coe_cluster_info
short_description: List container clusters
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists container clusters, or one by name.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the cluster to list. If none matches, the list is empty. Defaults to
      all.
    type: str
  cluster_template:
    description: Name or id of the template of the clusters to list.
    type: str
  status:
    description: Lists only clusters with this status, for example V(CREATE_FAILED).
    type: str
seealso:
  - module: multicloud.openstack.coe_cluster
"""

EXAMPLES = r"""
- name: List all clusters
  multicloud.openstack.coe_cluster_info:
    cloud: alpha

- name: List clusters that could not be created
  multicloud.openstack.coe_cluster_info:
    cloud: alpha
    status: CREATE_FAILED
"""

RETURN = r"""
clusters:
  description: The container clusters, each as RV(multicloud.openstack.coe_cluster#module:cluster).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.clusters import CLUSTERS


def main() -> None:
    info_module(CLUSTERS)


if __name__ == "__main__":
    main()
