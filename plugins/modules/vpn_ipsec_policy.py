#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: vpn_ipsec_policy
short_description: Manage IPsec policies of VPNs
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes IPsec policies, by which VPNs protect traffic.
  - Neutron changes and deletes no policy that a connection uses.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
  - multicloud.openstack.vpn
options:
  name:
    description: Name of the IPsec policy, or id of an existing one.
    type: str
    required: true
  encapsulation_mode:
    description: Whether whole packets are encapsulated, or their payload alone.
    type: str
    choices: [transport, tunnel]
  transform_protocol:
    description: Protocol that protects packets. Neutron's default for a new policy is V(esp).
    type: str
    choices: [ah, ah-esp, esp]
seealso:
  - module: multicloud.openstack.vpn_ipsec_policy_info
  - module: multicloud.openstack.vpn_ike_policy
  - module: multicloud.openstack.vpn_ipsec_site_connection
"""

EXAMPLES = r"""
- name: Create an IPsec policy
  multicloud.openstack.vpn_ipsec_policy:
    cloud: alpha
    name: strong-ipsec
    auth_algorithm: sha256
    encryption_algorithm: aes-256
    pfs: group14
    lifetime:
      value: 7200

- name: Delete the IPsec policy
  multicloud.openstack.vpn_ipsec_policy:
    cloud: alpha
    name: strong-ipsec
    state: absent
"""

RETURN = r"""
id:
  description: The id of the IPsec policy.
  returned: success, if it exists
  type: str
vpn_ipsec_policy:
  description: The IPsec policy, with openstacksdk's attribute names; in check mode, only what is
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
    encapsulation_mode:
      description: V(tunnel) or V(transport).
      type: str
    encryption_algorithm:
      description: The algorithm that encrypts.
      type: str
    id:
      description: The id.
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
    project_id:
      description: The id of its project.
      type: str
    transform_protocol:
      description: The protocol that protects packets.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.vpn import IPSEC_POLICY


def main() -> None:
    state_module(IPSEC_POLICY)


if __name__ == "__main__":
    main()
