#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: lb_listener_info
short_description: List listeners
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the listeners of the project, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  load_balancer:
    description: Name or id of the load balancer. If none matches, the list is empty.
    type: str
    aliases: [loadbalancer]
  protocol:
    description: Protocol of the listeners.
    type: str
  protocol_port:
    description: Port of the listeners.
    type: int
seealso:
  - module: multicloud.openstack.lb_listener
"""

EXAMPLES = r"""
- name: List the listeners of a load balancer
  multicloud.openstack.lb_listener_info:
    cloud: alpha
    load_balancer: shop
"""

RETURN = r"""
listeners:
  description:
    - The listeners, each as RV(multicloud.openstack.lb_listener#module:listener).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.listener import LISTENERS


def main() -> None:
    info_module(LISTENERS)


if __name__ == "__main__":
    main()
