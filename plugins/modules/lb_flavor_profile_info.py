#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: lb_flavor_profile_info
short_description: List profiles of load balancer flavors
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the profiles of flavors, or one by name or id.
  - Requires an administrator.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
seealso:
  - module: multicloud.openstack.lb_flavor_profile
  - module: multicloud.openstack.lb_flavor_info
"""

EXAMPLES = r"""
- name: List all profiles
  multicloud.openstack.lb_flavor_profile_info:
    cloud: alpha-admin
"""

RETURN = r"""
flavor_profiles:
  description:
    - The profiles, each as
      RV(multicloud.openstack.lb_flavor_profile#module:lb_flavor_profile).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.load_balancer import LB_FLAVOR_PROFILES


def main() -> None:
    info_module(LB_FLAVOR_PROFILES)


if __name__ == "__main__":
    main()
