#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: volume_backup_info
short_description: List volume backups
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the backups of the project's volumes, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  volume:
    description:
      - Name or id of the volume that the backups were created from. If none matches, the list is
        empty.
    type: str
seealso:
  - module: multicloud.openstack.volume_backup
"""

EXAMPLES = r"""
- name: List all backups of the project
  multicloud.openstack.volume_backup_info:
    cloud: alpha

- name: List failed backups
  multicloud.openstack.volume_backup_info:
    cloud: alpha
    filters:
      status: error
"""

RETURN = r"""
volume_backups:
  description: The backups, each as RV(multicloud.openstack.volume_backup#module:volume_backup).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.storage import VOLUME_BACKUPS


def main() -> None:
    info_module(VOLUME_BACKUPS)


if __name__ == "__main__":
    main()
