#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: config
short_description: Read the configuration of clouds
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Reads C(clouds.yaml), C(secure.yaml), vendor profiles and the environment, and returns what they
    say about each cloud. It sends no request to a cloud.
  - Secrets, such as passwords, are C(***) in the result.
  - A cloud whose entry is wrong is a warning, unless you name it.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
options:
  clouds:
    description: Names of the clouds. Defaults to all.
    type: list
    elements: str
    default: []
seealso:
  - module: multicloud.openstack.cloud_info
  - module: multicloud.openstack.doctor_info
"""

EXAMPLES = r"""
- name: Read the configuration of one cloud
  multicloud.openstack.config:
    clouds: [alpha]
  register: found

- name: Show where it is
  ansible.builtin.debug:
    msg: "{{ found.clouds[0].config.auth.auth_url }}"
"""

RETURN = r"""
clouds:
  description: The clouds, one entry for each region.
  returned: success
  type: list
  elements: dict
  contains:
    config:
      description: All settings of the cloud, without secrets.
      type: dict
    name:
      description: The name of the cloud.
      type: str
      sample: alpha
"""

from ..module_utils._cloud.module import CLOUD_OPTIONS, CloudModule
from ..module_utils._cloud.shown import configured


def main() -> None:
    options = {name: one for name, one in CLOUD_OPTIONS.items()
               if name not in ("cloud", "region_name")}
    clouds = {"type": "list", "elements": "str", "default": []}
    module = CloudModule(argument_spec={**options, "clouds": clouds}, supports_check_mode=True)
    module.run(configured)


if __name__ == "__main__":
    main()
