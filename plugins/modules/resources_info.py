#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: resources_info
short_description: List resources of any type that openstacksdk supports
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the resources of one type that the project can see, or only those that match.
  - Use it for types without a dedicated module.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
options:
  service:
    description: Service, by the name of its package in openstacksdk, such as V(network),
      V(block_storage) or V(load_balancer).
    type: str
    required: true
  type:
    description: Type of the resources, by the name of their class in openstacksdk, in snake case,
      such as V(security_group_rule). V(ip) is a floating IP.
    type: str
    required: true
  parameters:
    description:
      - Filters, with openstacksdk's names of query parameters and attributes. The service applies
        them where it can.
      - If the URL of the resources contains the id of another one, such as C(floatingip_id), that
        id is required here.
    type: dict
seealso:
  - module: multicloud.openstack.resource
"""

EXAMPLES = r"""
- name: List all images
  multicloud.openstack.resources_info:
    cloud: alpha
    service: image
    type: image

- name: List external networks
  multicloud.openstack.resources_info:
    cloud: alpha
    service: network
    type: network
    parameters:
      is_router_external: true
  register: outside
"""

RETURN = r"""
resources:
  description: The resources, with openstacksdk's attribute names.
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.generic import resources, without_service
from ..module_utils._resource.module import WAIT, run_module


def main() -> None:
    run_module({**WAIT, "service": {"required": True}, "type": {"required": True},
                "parameters": {"type": "dict"}}, resources, checks=without_service)


if __name__ == "__main__":
    main()
