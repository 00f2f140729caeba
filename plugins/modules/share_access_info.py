#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: share_access_info
short_description: List access rules of shares
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists who may mount a share.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.filters
options:
  access_keys:
    description: Whether the result has C(access_key) as well, the secret that a user of CephFS
      mounts with. Requires C(no_log) on the task.
    type: bool
    default: false
  share:
    description: Name or id of the share. If it does not exist, the list is empty.
    type: str
    required: true
seealso:
  - module: multicloud.openstack.share_access
"""

EXAMPLES = r"""
- name: List who may mount a share
  multicloud.openstack.share_access_info:
    cloud: alpha
    share: projects
"""

RETURN = r"""
share_accesses:
  description: The access rules of shares, each as
    RV(multicloud.openstack.share_access#module:share_access).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.info import listing
from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.shares import SHARE_ACCESSES, WITH_KEYS

KEYS = {"type": "bool", "default": False, "no_log": False}


def main() -> None:
    run_module({**WAIT, **SHARE_ACCESSES.arguments(), "access_keys": KEYS},
               lambda task, options: listing(
                   task, WITH_KEYS if options["access_keys"] else SHARE_ACCESSES, options),
               secret=("access_keys",))


if __name__ == "__main__":
    main()
