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
  - Lists the floating IPs of the project, or those that match.
  - Administrators see those of all projects.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: The address or id of the floating IP to show. If there is none, the list is empty.
      Without it, all are shown.
    type: str
  description:
    description: The text about the floating IPs.
    type: str
  fixed_ip_address:
    description: The address that they stand for.
    type: str
  floating_ip_address:
    description: The address itself.
    type: str
  floating_network:
    description: The network that they come from, by name or id.
    type: str
  port:
    description: The port that they are on, by name or id.
    type: str
  project:
    description: The project that they belong to, by name or id.
    type: str
    aliases: [project_id]
  router:
    description: The router that translates the addresses, by name or id.
    type: str
  status:
    description: Their status.
    type: str
    choices: [active, down]
seealso:
  - module: multicloud.openstack.floating_ip
"""

EXAMPLES = r"""
- name: All floating IPs
  multicloud.openstack.floating_ip_info:
    cloud: alpha

- name: Those from one network that are on no server that runs
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
