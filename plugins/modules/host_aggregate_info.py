#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: host_aggregate_info
short_description: List host aggregates
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists aggregates of compute hosts, or one by name or id. Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
seealso:
  - module: multicloud.openstack.host_aggregate
"""

EXAMPLES = r"""
- name: List all aggregates
  multicloud.openstack.host_aggregate_info:
    cloud: alpha-admin
"""

RETURN = r"""
aggregates:
  description: The aggregates, each as RV(multicloud.openstack.host_aggregate#module:aggregate).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.hosts import HOST_AGGREGATES


def main() -> None:
    info_module(HOST_AGGREGATES)


if __name__ == "__main__":
    main()
