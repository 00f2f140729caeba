#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: resources_info
short_description: List resources of any kind that openstacksdk knows
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the resources of one kind that the project can see, or those that are asked for.
  - This is for what has no module of its own.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
options:
  service:
    description: The service, by the name of openstacksdk's package, as V(network),
      V(block_storage) or V(load_balancer).
    type: str
    required: true
  type:
    description: The kind of the resources, by the name of openstacksdk's class in small letters, as
      V(security_group_rule). V(ip) is a floating IP.
    type: str
    required: true
  parameters:
    description:
      - What to narrow the list by, by openstacksdk's names of the queries and attributes. The
        service does it where it can.
      - Resources whose address has the id of another one, as C(floatingip_id), need that here.
    type: dict
seealso:
  - module: multicloud.openstack.resource
"""

EXAMPLES = r"""
- name: All images
  multicloud.openstack.resources_info:
    cloud: alpha
    service: image
    type: image

- name: The networks that lead outside
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
  description: The resources, by openstacksdk's names.
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
