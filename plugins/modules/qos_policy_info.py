#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: qos_policy_info
short_description: List QoS policies
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the QoS policies that the project can see, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
seealso:
  - module: multicloud.openstack.qos_policy
"""

EXAMPLES = r"""
- name: List all QoS policies
  multicloud.openstack.qos_policy_info:
    cloud: alpha
"""

RETURN = r"""
qos_policies:
  description: The policies, each as RV(multicloud.openstack.qos_policy#module:qos_policy).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.qos import QOS_POLICIES


def main() -> None:
    info_module(QOS_POLICIES)


if __name__ == "__main__":
    main()
