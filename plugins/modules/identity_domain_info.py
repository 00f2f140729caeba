#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: identity_domain_info
short_description: List domains
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists all domains, or only those that match.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
seealso:
  - module: multicloud.openstack.identity_domain
"""

EXAMPLES = r"""
- name: List all domains
  multicloud.openstack.identity_domain_info:
    cloud: alpha-admin

- name: List one domain
  multicloud.openstack.identity_domain_info:
    cloud: alpha-admin
    name: Default
  register: default

- name: List disabled domains
  multicloud.openstack.identity_domain_info:
    cloud: alpha-admin
    filters:
      is_enabled: false
"""

RETURN = r"""
domains:
  description: The domains, each as RV(multicloud.openstack.identity_domain#module:domain).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.accounts import DOMAINS


def main() -> None:
    info_module(DOMAINS)


if __name__ == "__main__":
    main()
