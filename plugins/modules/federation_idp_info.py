#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: federation_idp_info
short_description: List identity providers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists all identity providers, or only those that match.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name of the identity provider to list, which is also its id. If none matches, the
      list is empty. Defaults to all.
    type: str
    aliases: [id]
seealso:
  - module: multicloud.openstack.federation_idp
"""

EXAMPLES = r"""
- name: List all identity providers
  multicloud.openstack.federation_idp_info:
    cloud: alpha-admin

- name: List one identity provider
  multicloud.openstack.federation_idp_info:
    cloud: alpha-admin
    name: partner
"""

RETURN = r"""
identity_providers:
  description: The identity providers, each as
    RV(multicloud.openstack.federation_idp#module:identity_provider).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.federation import IDENTITY_PROVIDERS


def main() -> None:
    info_module(IDENTITY_PROVIDERS)


if __name__ == "__main__":
    main()
