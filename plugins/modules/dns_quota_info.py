#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dns_quota_info
short_description: Get quotas for DNS
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Gets the quotas of a project for DNS. M(multicloud.openstack.quota_info) does so for other
    services.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
options:
  project:
    description: Name or id of the project, which only administrators can choose. Defaults to that
      of the login.
    type: str
seealso:
  - module: multicloud.openstack.dns_quota
  - module: multicloud.openstack.quota_info
"""

EXAMPLES = r"""
- name: Get the quotas of the project
  multicloud.openstack.dns_quota_info:
    cloud: alpha
"""

RETURN = r"""
dns_quota:
  description: The quotas, as RV(multicloud.openstack.dns_quota#module:dns_quota).
  returned: success
  type: dict
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.dns import DNS_QUOTA, dns_quota


def main() -> None:
    run_module({**WAIT, "project": {}}, dns_quota, DNS_QUOTA.role)


if __name__ == "__main__":
    main()
