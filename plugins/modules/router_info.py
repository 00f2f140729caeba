#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: router_info
short_description: List routers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the routers that the project can see, or only those that match, with their internal
    interfaces.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
seealso:
  - module: multicloud.openstack.router
"""

EXAMPLES = r"""
- name: List all routers
  multicloud.openstack.router_info:
    cloud: alpha
  register: all

- name: Show their internal addresses
  ansible.builtin.debug:
    msg: "{{ inside | flatten | map(attribute='ip_address') }}"
  vars:
    inside: "{{ all.routers | map(attribute='interfaces_info') }}"

- name: List routers that are administratively down
  multicloud.openstack.router_info:
    cloud: alpha
    filters:
      is_admin_state_up: false
"""

RETURN = r"""
routers:
  description: The routers, each as RV(multicloud.openstack.router#module:router), with their
    interfaces.
  returned: success
  type: list
  elements: dict
  contains:
    interfaces_info:
      description: Its internal interfaces.
      type: list
      elements: dict
      contains:
        ip_address:
          description: The address.
          type: str
        port_id:
          description: The id of the port with this address.
          type: str
        subnet_id:
          description: The id of the subnet of this address.
          type: str
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.router import ROUTERS


def main() -> None:
    info_module(ROUTERS)


if __name__ == "__main__":
    main()
