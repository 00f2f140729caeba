#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dns_quota
short_description: Manage quotas for DNS
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Changes the quotas of a project for DNS, and returns them. M(multicloud.openstack.quota) does
    so for other services.
  - Requires an administrator.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
options:
  project:
    description: Name or id of the project.
    type: str
    required: true
  api_export_size:
    description: Records in an export of a zone.
    type: int
  recordset_records:
    description: Records in a set.
    type: int
  zone_records:
    description: Records in a zone.
    type: int
  zone_recordsets:
    description: Sets of records in a zone.
    type: int
  zones:
    description: Zones of the project.
    type: int
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
seealso:
  - module: multicloud.openstack.dns_quota_info
  - module: multicloud.openstack.quota
"""

EXAMPLES = r"""
- name: Allow a project twenty zones
  multicloud.openstack.dns_quota:
    cloud: alpha-admin
    project: shop
    zones: 20
"""

RETURN = r"""
dns_quota:
  description: The quotas.
  returned: success
  type: dict
  contains:
    api_export_size:
      description: Records in an export of a zone.
      type: int
    id:
      description: The id of the project.
      type: str
    recordset_records:
      description: Records in a set.
      type: int
    zone_records:
      description: Records in a zone.
      type: int
    zone_recordsets:
      description: Sets of records in a zone.
      type: int
    zones:
      description: Zones of the project.
      type: int
id:
  description: The id of the project.
  returned: success
  type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.dns import DNS_QUOTA


def main() -> None:
    state_module(DNS_QUOTA, lasting=True)


if __name__ == "__main__":
    main()
