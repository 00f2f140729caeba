#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: trait_info
short_description: List traits of Placement
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists traits, or one by name. Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name of the trait to list. If none matches, the list is empty. Defaults to all.
    type: str
    aliases: [id]
  associated:
    description: Whether to list only traits that hosts have, or only those that none has.
    type: bool
seealso:
  - module: multicloud.openstack.trait
"""

EXAMPLES = r"""
- name: List the traits that hosts have
  multicloud.openstack.trait_info:
    cloud: alpha-admin
    associated: true

- name: List the cloud's own traits
  multicloud.openstack.trait_info:
    cloud: alpha-admin
    filters:
      name: startswith:CUSTOM_
"""

RETURN = r"""
traits:
  description: The traits, each as RV(multicloud.openstack.trait#module:trait).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.hosts import TRAITS


def main() -> None:
    info_module(TRAITS)


if __name__ == "__main__":
    main()
