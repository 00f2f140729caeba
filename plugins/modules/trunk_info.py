#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: trunk_info
short_description: List trunks
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the trunks of the project, or only those that match.
  - Requires the extension C(trunk).
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
seealso:
  - module: multicloud.openstack.trunk
"""

EXAMPLES = r"""
- name: List all trunks
  multicloud.openstack.trunk_info:
    cloud: alpha

- name: List one trunk
  multicloud.openstack.trunk_info:
    cloud: alpha
    name: uplink
  register: uplink
"""

RETURN = r"""
trunks:
  description: The trunks, each as RV(multicloud.openstack.trunk#module:trunk).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.addresses import TRUNKS


def main() -> None:
    info_module(TRUNKS)


if __name__ == "__main__":
    main()
