#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: trust_info
short_description: List trusts
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the trusts of the user who logs in, the trustor, or only those that match.
  - Keystone shows the roles of a trust only to M(multicloud.openstack.trust).
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.filters
options:
  project:
    description: Name or id of the project of the trusts to list.
    type: str
  trustee:
    description: Name or id of the user who can use the trusts. If none matches, the list is empty.
    type: str
seealso:
  - module: multicloud.openstack.trust
"""

EXAMPLES = r"""
- name: List all my trusts
  multicloud.openstack.trust_info:
    cloud: alpha
"""

RETURN = r"""
trusts:
  description: The trusts, each as RV(multicloud.openstack.trust#module:trust), without roles.
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.delegation import TRUSTS


def main() -> None:
    info_module(TRUSTS)


if __name__ == "__main__":
    main()
