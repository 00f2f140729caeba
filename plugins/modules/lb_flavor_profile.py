#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: lb_flavor_profile
short_description: Manage profiles of load balancer flavors
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes profiles, which say what a provider makes of a flavor.
  - Requires an administrator. Octavia changes no profile that a flavor uses.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the profile, or id of an existing one.
    type: str
    required: true
  flavor_data:
    description: What the provider is told. Required for a new profile.
    type: dict
  provider_name:
    description: Provider of load balancers. Required for a new profile.
    type: str
    aliases: [provider]
seealso:
  - module: multicloud.openstack.lb_flavor_profile_info
  - module: multicloud.openstack.lb_flavor
"""

EXAMPLES = r"""
- name: Create a profile
  multicloud.openstack.lb_flavor_profile:
    cloud: alpha-admin
    name: single
    provider_name: amphora
    flavor_data:
      loadbalancer_topology: SINGLE
"""

RETURN = r"""
id:
  description: The id of the profile.
  returned: success, if it exists
  type: str
lb_flavor_profile:
  description: The profile, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    flavor_data:
      description: What the provider is told, as JSON.
      type: str
    id:
      description: The id of the profile.
      type: str
    name:
      description: The name of the profile.
      type: str
    provider_name:
      description: The provider.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.load_balancer import LB_FLAVOR_PROFILE


def main() -> None:
    state_module(LB_FLAVOR_PROFILE)


if __name__ == "__main__":
    main()
