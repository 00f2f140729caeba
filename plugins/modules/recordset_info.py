#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: recordset_info
short_description: List DNS records
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the DNS records of a zone, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  data:
    description: A value that the records have, such as V(192.0.2.*).
    type: str
  description:
    description: Description of the records.
    type: str
  recordset_type:
    description: Type of the records.
    type: str
    choices: [a, aaaa, caa, cert, cname, mx, naptr, ns, ptr, spf, srv, sshfp, txt]
  ttl:
    description: TTL of the records, in seconds.
    type: int
  zone:
    description: Name or id of the zone. If none matches, the list is empty.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.recordset
"""

EXAMPLES = r"""
- name: List the addresses of a zone
  multicloud.openstack.recordset_info:
    cloud: alpha
    zone: shop.example.org.
    recordset_type: a
"""

RETURN = r"""
recordsets:
  description:
    - The sets of records, each as RV(multicloud.openstack.recordset#module:recordset).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.dns import RECORDSETS


def main() -> None:
    info_module(RECORDSETS)


if __name__ == "__main__":
    main()
