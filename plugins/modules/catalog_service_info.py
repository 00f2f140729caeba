#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: catalog_service_info
short_description: List services of the catalog
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists all services of Keystone's catalog, or only those that match.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  type:
    description: Type of the services to list.
    type: str
    aliases: [service_type]
seealso:
  - module: multicloud.openstack.catalog_service
  - module: multicloud.openstack.cloud_info
"""

EXAMPLES = r"""
- name: List all services
  multicloud.openstack.catalog_service_info:
    cloud: alpha-admin

- name: List one service
  multicloud.openstack.catalog_service_info:
    cloud: alpha-admin
    name: keystone
"""

RETURN = r"""
services:
  description: The services, each as RV(multicloud.openstack.catalog_service#module:service).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.catalog import SERVICES


def main() -> None:
    info_module(SERVICES)


if __name__ == "__main__":
    main()
