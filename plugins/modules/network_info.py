#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: network_info
short_description: List networks
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the networks that the project can see, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
seealso:
  - module: multicloud.openstack.network
"""

EXAMPLES = r"""
- name: List all networks
  multicloud.openstack.network_info:
    cloud: alpha

- name: List external networks
  multicloud.openstack.network_info:
    cloud: alpha
    filters:
      is_router_external: true
  register: outside
"""

RETURN = r"""
networks:
  description: The networks, each as RV(multicloud.openstack.network#module:network).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.network import NETWORKS


def main() -> None:
    info_module(NETWORKS)


if __name__ == "__main__":
    main()
