#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: network_segment_info
short_description: List network segments
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the segments of networks, or only those that match. Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  network:
    description: Name or id of the network. Defaults to all.
    type: str
seealso:
  - module: multicloud.openstack.network_segment
"""

EXAMPLES = r"""
- name: List the segments of a network
  multicloud.openstack.network_segment_info:
    cloud: alpha-admin
    network: racks
"""

RETURN = r"""
network_segments:
  description: The segments, each as
    RV(multicloud.openstack.network_segment#module:network_segment).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.network_admin import SEGMENTS


def main() -> None:
    info_module(SEGMENTS)


if __name__ == "__main__":
    main()
