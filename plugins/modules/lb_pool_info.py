#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: lb_pool_info
short_description: List pools
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the pools of the project, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  loadbalancer:
    description: Name or id of the load balancer. If none matches, the list is empty.
    type: str
  protocol:
    description: Protocol of the pools.
    type: str
seealso:
  - module: multicloud.openstack.lb_pool
"""

EXAMPLES = r"""
- name: List the pools of a load balancer
  multicloud.openstack.lb_pool_info:
    cloud: alpha
    loadbalancer: shop
"""

RETURN = r"""
pools:
  description:
    - The pools, each as RV(multicloud.openstack.lb_pool#module:pool).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.pool import POOLS


def main() -> None:
    info_module(POOLS)


if __name__ == "__main__":
    main()
