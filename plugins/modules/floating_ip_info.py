#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: floating_ip_info
short_description: List floating IPs
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the floating IPs of the project, or only those that match. Administrators see the floating
    IPs of all projects.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Address or id of the floating IP. If none matches, the list is empty. Defaults to
      all floating IPs.
    type: str
  description:
    description: Description of the floating IPs.
    type: str
  fixed_ip_address:
    description: Address that the floating IP maps to.
    type: str
  floating_ip_address:
    description: Address of the floating IP.
    type: str
  floating_network:
    description: Name or id of their external network.
    type: str
  port:
    description: Name or id of the port that they are attached to.
    type: str
  project:
    description: Name or id of the project that they belong to.
    type: str
    aliases: [project_id]
  router:
    description: Name or id of the router that translates the addresses.
    type: str
  status:
    description: Status of the floating IPs.
    type: str
    choices: [active, down]
seealso:
  - module: multicloud.openstack.floating_ip
"""

EXAMPLES = r"""
- name: List all floating IPs
  multicloud.openstack.floating_ip_info:
    cloud: alpha

- name: List those from one network that are not on a running server
  multicloud.openstack.floating_ip_info:
    cloud: alpha
    floating_network: public
    status: down
  register: idle
"""

RETURN = r"""
floating_ips:
  description: The floating IPs, each as RV(multicloud.openstack.floating_ip#module:floating_ip).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.addresses import FLOATING_IPS


def main() -> None:
    info_module(FLOATING_IPS)


if __name__ == "__main__":
    main()
