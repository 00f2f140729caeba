#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: secret_order_info
short_description: List orders of keys in Barbican
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the orders of the project, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
seealso:
  - module: multicloud.openstack.secret_order
"""

EXAMPLES = r"""
- name: List all orders of the project
  multicloud.openstack.secret_order_info:
    cloud: alpha
"""

RETURN = r"""
secret_orders:
  description: The orders, each as RV(multicloud.openstack.secret_order#module:secret_order).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.secret_order import SECRET_ORDERS


def main() -> None:
    info_module(SECRET_ORDERS)


if __name__ == "__main__":
    main()
