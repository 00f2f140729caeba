#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: subnet_pool_info
short_description: List subnet pools
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the subnet pools that the project can see, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
seealso:
  - module: multicloud.openstack.subnet_pool
"""

EXAMPLES = r"""
- name: List all subnet pools
  multicloud.openstack.subnet_pool_info:
    cloud: alpha

- name: List the default pools
  multicloud.openstack.subnet_pool_info:
    cloud: alpha
    filters:
      is_default: true
"""

RETURN = r"""
subnet_pools:
  description: The subnet pools, each as RV(multicloud.openstack.subnet_pool#module:subnet_pool).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.network_admin import SUBNET_POOLS


def main() -> None:
    info_module(SUBNET_POOLS)


if __name__ == "__main__":
    main()
