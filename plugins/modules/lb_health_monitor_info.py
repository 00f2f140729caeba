#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: lb_health_monitor_info
short_description: List health monitors
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the health monitors of the project, or only those that match.
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
seealso:
  - module: multicloud.openstack.lb_health_monitor
"""

EXAMPLES = r"""
- name: List all health monitors of the project
  multicloud.openstack.lb_health_monitor_info:
    cloud: alpha
"""

RETURN = r"""
health_monitors:
  description:
    - The health monitors, each as RV(multicloud.openstack.lb_health_monitor#module:health_monitor).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.pool import HEALTH_MONITORS


def main() -> None:
    info_module(HEALTH_MONITORS)


if __name__ == "__main__":
    main()
