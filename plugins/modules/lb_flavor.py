#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: lb_flavor
short_description: Manage flavors of load balancers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes flavors of load balancers.
  - Requires an administrator.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the flavor, or id of an existing one.
    type: str
    required: true
  description:
    description: Description of the flavor.
    type: str
  flavor_profile:
    description: Name or id of the profile. Required for a new flavor. Cannot be changed.
    type: str
  is_enabled:
    description: Whether projects can use the flavor.
    type: bool
    aliases: [enabled]
seealso:
  - module: multicloud.openstack.lb_flavor_info
  - module: multicloud.openstack.lb_flavor_profile
  - module: multicloud.openstack.loadbalancer
"""

EXAMPLES = r"""
- name: Create a profile
  multicloud.openstack.lb_flavor_profile:
    cloud: alpha-admin
    name: pair
    provider_name: amphora
    flavor_data:
      loadbalancer_topology: ACTIVE_STANDBY

- name: Create a flavor
  multicloud.openstack.lb_flavor:
    cloud: alpha-admin
    name: pair
    flavor_profile: pair
"""

RETURN = r"""
id:
  description: The id of the flavor.
  returned: success, if it exists
  type: str
lb_flavor:
  description: The flavor, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    description:
      description: Its description.
      type: str
    flavor_profile_id:
      description: The id of its profile.
      type: str
    id:
      description: The id of the flavor.
      type: str
    is_enabled:
      description: Whether projects can use it.
      type: bool
    name:
      description: The name of the flavor.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.load_balancer import LB_FLAVOR


def main() -> None:
    state_module(LB_FLAVOR)


if __name__ == "__main__":
    main()
