#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: lb_member_info
short_description: List members
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the members of a pool, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  pool:
    description: Name or id of the pool. If none matches, the list is empty.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.lb_member
"""

EXAMPLES = r"""
- name: List the members of a pool
  multicloud.openstack.lb_member_info:
    cloud: alpha
    pool: shop-web
"""

RETURN = r"""
members:
  description:
    - The members, each as RV(multicloud.openstack.lb_member#module:member).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.pool import MEMBERS


def main() -> None:
    info_module(MEMBERS)


if __name__ == "__main__":
    main()
