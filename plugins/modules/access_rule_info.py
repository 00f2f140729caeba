#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: access_rule_info
short_description: List access rules
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the access rules of the user who logs in, or only those that match. Rules stay when the
    application credentials that they were created for are deleted.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.filters
options:
  method:
    description: Method of the requests that the rules allow.
    type: str
  path:
    description: Path of the requests that the rules allow.
    type: str
  service:
    description: Type of the service of the requests that the rules allow.
    type: str
seealso:
  - module: multicloud.openstack.access_rule
  - module: multicloud.openstack.application_credential
"""

EXAMPLES = r"""
- name: List all my access rules
  multicloud.openstack.access_rule_info:
    cloud: alpha
"""

RETURN = r"""
access_rules:
  description: The access rules.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: The id of the rule.
      type: str
    name:
      description: Always V(null), because rules have no names.
      type: str
    links:
      description: The links to it.
      type: dict
    method:
      description: The method of the requests that it allows.
      type: str
      sample: GET
    path:
      description: The path of the requests that it allows.
      type: str
      sample: /v2.1/servers
    service:
      description: The type of the service.
      type: str
      sample: compute
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.delegation import ACCESS_RULES


def main() -> None:
    info_module(ACCESS_RULES)


if __name__ == "__main__":
    main()
