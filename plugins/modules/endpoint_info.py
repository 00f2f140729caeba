#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: endpoint_info
short_description: List endpoints of the catalog
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists all endpoints of Keystone's catalog, or only those that match.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.filters
options:
  endpoint_interface:
    description: Interface of the endpoints to list.
    type: str
    choices: [admin, internal, public]
  region:
    description: Region of the endpoints to list.
    type: str
  service:
    description: Name or id of the service whose endpoints are listed. If none matches, the list is
      empty.
    type: str
seealso:
  - module: multicloud.openstack.endpoint
"""

EXAMPLES = r"""
- name: List the public endpoints of a region
  multicloud.openstack.endpoint_info:
    cloud: alpha-admin
    endpoint_interface: public
    region: RegionOne
"""

RETURN = r"""
endpoints:
  description: The endpoints, each as RV(multicloud.openstack.endpoint#module:endpoint).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.catalog import ENDPOINTS


def main() -> None:
    info_module(ENDPOINTS)


if __name__ == "__main__":
    main()
