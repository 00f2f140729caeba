#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: share_type_info
short_description: List share types of Manila
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the share types that the project can use, or one by name. Administrators see all.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the share type to list. If none matches, the list is empty. Defaults
      to all.
    type: str
seealso:
  - module: multicloud.openstack.share_type
"""

EXAMPLES = r"""
- name: List all share types
  multicloud.openstack.share_type_info:
    cloud: alpha

- name: Get one share type
  multicloud.openstack.share_type_info:
    cloud: alpha
    name: default
"""

RETURN = r"""
share_type:
  description:
    - The first of RV(share_types), with RV(share_type.optional_extra_specs) in addition.
  returned: success, with O(name), if it exists
  type: dict
  contains:
    optional_extra_specs:
      description: Those of its extra specifications that not each share type has.
      type: dict
share_types:
  description: The share types, each as RV(multicloud.openstack.share_type#module:share_type).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.shares import SHARE_TYPES, types


def main() -> None:
    run_module({**WAIT, **SHARE_TYPES.arguments()}, types)


if __name__ == "__main__":
    main()
