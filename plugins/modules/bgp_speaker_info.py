#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bgp_speaker_info
short_description: List BGP speakers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the BGP speakers, or one by name.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the BGP speaker to list. If none matches, the list is empty. Defaults
      to all.
    type: str
seealso:
  - module: multicloud.openstack.bgp_speaker
"""

EXAMPLES = r"""
- name: List all BGP speakers
  multicloud.openstack.bgp_speaker_info:
    cloud: alpha-admin
"""

RETURN = r"""
bgp_speakers:
  description: The BGP speakers, each as RV(multicloud.openstack.bgp_speaker#module:bgp_speaker).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.bgp import BGP_SPEAKERS


def main() -> None:
    info_module(BGP_SPEAKERS)


if __name__ == "__main__":
    main()
