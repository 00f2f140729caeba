#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: baremetal_deploy_template_info
short_description: List deploy templates of bare metal nodes
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists deploy templates of bare metal nodes of Ironic.
  - Requires an administrator account. Most clouds require a login with the C(system_scope) V(all).
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the template to list. If none matches, the list is empty. Defaults to
      all.
    type: str
seealso:
  - module: multicloud.openstack.baremetal_deploy_template
"""

EXAMPLES = r"""
- name: List all deploy templates
  multicloud.openstack.baremetal_deploy_template_info:
    cloud: alpha-system
"""

RETURN = r"""
templates:
  description: The deploy templates of bare metal nodes, each as
    RV(multicloud.openstack.baremetal_deploy_template#module:template).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.bare_metal import DEPLOY_TEMPLATES


def main() -> None:
    info_module(DEPLOY_TEMPLATES)


if __name__ == "__main__":
    main()
