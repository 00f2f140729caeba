#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dns_ptr_info
short_description: List the PTR records of floating IPs
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the names that the floating IPs of the project resolve to. Floating IPs without a name are
    left out.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.filters
options:
  floating_ip:
    description: Address or id of the floating IP. If it does not exist, the list is empty. Defaults
      to all.
    type: str
seealso:
  - module: multicloud.openstack.dns_ptr
  - module: multicloud.openstack.floating_ip_info
"""

EXAMPLES = r"""
- name: List the names of all floating IPs
  multicloud.openstack.dns_ptr_info:
    cloud: alpha

- name: Get the name of one
  multicloud.openstack.dns_ptr_info:
    cloud: alpha
    floating_ip: 192.0.2.44
"""

RETURN = r"""
ptrs:
  description: The PTR records, each as RV(multicloud.openstack.dns_ptr#module:ptr).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.dns import PTRS


def main() -> None:
    info_module(PTRS)


if __name__ == "__main__":
    main()
