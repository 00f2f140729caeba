#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: address_scope_info
short_description: List address scopes
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the address scopes that the project can see, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
seealso:
  - module: multicloud.openstack.address_scope
"""

EXAMPLES = r"""
- name: List all address scopes
  multicloud.openstack.address_scope_info:
    cloud: alpha
"""

RETURN = r"""
address_scopes:
  description: The address scopes, each as
    RV(multicloud.openstack.address_scope#module:address_scope).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.network_admin import ADDRESS_SCOPES


def main() -> None:
    info_module(ADDRESS_SCOPES)


if __name__ == "__main__":
    main()
