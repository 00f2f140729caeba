#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: vpn_ipsec_policy_info
short_description: List IPsec policies
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the IPsec policies of the project, or one by name.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the IPsec policy to list. If none matches, the list is empty.
      Defaults to all.
    type: str
seealso:
  - module: multicloud.openstack.vpn_ipsec_policy
"""

EXAMPLES = r"""
- name: List all IPsec policies
  multicloud.openstack.vpn_ipsec_policy_info:
    cloud: alpha
"""

RETURN = r"""
vpn_ipsec_policies:
  description: The IPsec policies, each as
    RV(multicloud.openstack.vpn_ipsec_policy#module:vpn_ipsec_policy).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.vpn import IPSEC_POLICIES


def main() -> None:
    info_module(IPSEC_POLICIES)


if __name__ == "__main__":
    main()
