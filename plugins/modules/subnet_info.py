#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: subnet_info
short_description: List subnets
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the subnets that the project can see, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    aliases: [subnet]
seealso:
  - module: multicloud.openstack.subnet
"""

EXAMPLES = r"""
- name: List all subnets
  multicloud.openstack.subnet_info:
    cloud: alpha

- name: List IPv6 subnets
  multicloud.openstack.subnet_info:
    cloud: alpha
    filters:
      ip_version: 6
  register: ipv6
"""

RETURN = r"""
subnets:
  description: The subnets, each as RV(multicloud.openstack.subnet#module:subnet).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.network import SUBNETS


def main() -> None:
    info_module(SUBNETS)


if __name__ == "__main__":
    main()
