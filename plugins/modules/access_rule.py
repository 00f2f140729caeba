#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: access_rule
short_description: Delete access rules
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Deletes access rules of the user who logs in. M(multicloud.openstack.application_credential)
    creates them, and Keystone keeps them for further credentials.
  - Keystone does not delete a rule that an application credential uses.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  method:
    description: Method of the requests that the rule allows.
    type: str
    required: true
  path:
    description: Path of the requests that the rule allows.
    type: str
    required: true
  service:
    description: Type of the service of the requests that the rule allows.
    type: str
    required: true
  state:
    description: The rule is deleted. Access rules can be neither created alone nor changed.
    type: str
    choices: [absent]
    default: absent
seealso:
  - module: multicloud.openstack.access_rule_info
  - module: multicloud.openstack.application_credential
"""

EXAMPLES = r"""
- name: Delete an access rule that no credential uses any more
  multicloud.openstack.access_rule:
    cloud: alpha
    service: compute
    path: /v2.1/limits
    method: GET
"""

RETURN = r"""
diff:
  description: The rule, before and after.
  returned: success
  type: dict
"""

from ..module_utils._resource.engine import ensure
from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.delegation import ACCESS_RULE


def main() -> None:
    state = {"state": {"choices": ["absent"], "default": "absent"}}
    run_module({**WAIT, **state, **ACCESS_RULE.arguments()},
               lambda task, options: ensure(task, ACCESS_RULE, options))


if __name__ == "__main__":
    main()
