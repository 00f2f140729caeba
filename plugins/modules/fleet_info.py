#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: fleet_info
short_description: Show the servers of fleets on all OpenStack clouds
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Finds the servers that carry the mark of a fleet, on all targets at the same time.
  - A target that cannot be looked at is named in RV(failures) and in a warning; the others are
    shown all the same.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.target
  - multicloud.openstack.clouds.targets
options:
  name:
    description: The name of the fleet; without it, all fleets are shown.
    type: str
seealso:
  - module: multicloud.openstack.fleet
"""

EXAMPLES = r"""
- name: What is there of one fleet
  multicloud.openstack.fleet_info:
    name: ci
  register: found

- name: Where it can be reached
  ansible.builtin.debug:
    msg: "{{ found.servers | map(attribute='address') }}"
"""

RETURN = r"""
servers:
  description: The servers, by fleet and number, as RV(multicloud.openstack.fleet#module:servers).
  returned: success
  type: list
  elements: dict
fleets:
  description: The same servers, in a list for each fleet, by its name.
  returned: success
  type: dict
failures:
  description: The targets that could not be looked at, with C(kind), C(msg), C(cloud) and
    C(region_name).
  returned: always
  type: list
  elements: dict
"""

from ..module_utils.cloud.module import CLOUD_OPTIONS, EXCLUSIVE, TARGET_OPTIONS, CloudModule
from ..module_utils.fleet.info import info


def main():
    targets = {"type": "list", "elements": "dict", "options": TARGET_OPTIONS}
    module = CloudModule(argument_spec={**CLOUD_OPTIONS, "name": {}, "targets": targets},
                         supports_check_mode=True, mutually_exclusive=EXCLUSIVE)
    module.run(info)


if __name__ == "__main__":
    main()
