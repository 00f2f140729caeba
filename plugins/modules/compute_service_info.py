#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: compute_service_info
short_description: List services of Nova
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the services of Nova with their hosts, and whether they are up. Requires an administrator
    account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.filters
options:
  binary:
    description: Only services with this binary, such as V(nova-compute).
    type: str
  host:
    description: Only services on this host.
    type: str
seealso:
  - module: multicloud.openstack.compute_service
"""

EXAMPLES = r"""
- name: List the compute hosts
  multicloud.openstack.compute_service_info:
    cloud: alpha-admin
    binary: nova-compute
  register: hosts

- name: Show those that are down
  ansible.builtin.debug:
    msg: "{{ hosts.compute_services | selectattr('state', 'eq', 'down') | map(attribute='host') }}"
"""

RETURN = r"""
compute_services:
  description: The services, each as
    RV(multicloud.openstack.compute_service#module:compute_service).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.hosts import COMPUTE_SERVICES


def main() -> None:
    info_module(COMPUTE_SERVICES)


if __name__ == "__main__":
    main()
