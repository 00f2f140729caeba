#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: vpn_ike_policy
short_description: Manage IKE policies of VPNs
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes IKE policies, by which two VPN gateways authenticate each other.
  - Neutron changes and deletes no policy that a connection uses.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
  - multicloud.openstack.vpn
options:
  name:
    description: Name of the IKE policy, or id of an existing one.
    type: str
    required: true
  ike_version:
    description: Version of IKE. Neutron's default for a new policy is V(v1).
    type: str
    choices: [v1, v2]
  phase1_negotiation_mode:
    description: Mode of IKE version 1.
    type: str
    choices: [aggressive, main]
seealso:
  - module: multicloud.openstack.vpn_ike_policy_info
  - module: multicloud.openstack.vpn_ipsec_policy
  - module: multicloud.openstack.vpn_ipsec_site_connection
"""

EXAMPLES = r"""
- name: Create an IKE policy
  multicloud.openstack.vpn_ike_policy:
    cloud: alpha
    name: strong-ike
    ike_version: v2
    auth_algorithm: sha256
    encryption_algorithm: aes-256
    pfs: group14

- name: Delete the IKE policy
  multicloud.openstack.vpn_ike_policy:
    cloud: alpha
    name: strong-ike
    state: absent
"""

RETURN = r"""
id:
  description: The id of the IKE policy.
  returned: success, if it exists
  type: str
vpn_ike_policy:
  description: The IKE policy, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    auth_algorithm:
      description: The algorithm that authenticates.
      type: str
    description:
      description: Its description.
      type: str
    encryption_algorithm:
      description: The algorithm that encrypts.
      type: str
    id:
      description: The id.
      type: str
    ike_version:
      description: The version of IKE.
      type: str
    lifetime:
      description: The lifetime, with C(units) and C(value).
      type: dict
    name:
      description: The name.
      type: str
    pfs:
      description: The group for perfect forward secrecy.
      type: str
    phase1_negotiation_mode:
      description: The mode of IKE version 1.
      type: str
    project_id:
      description: The id of its project.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.vpn import IKE_POLICY


def main() -> None:
    state_module(IKE_POLICY)


if __name__ == "__main__":
    main()
