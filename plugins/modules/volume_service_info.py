#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: volume_service_info
short_description: List services of Cinder
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the services of Cinder with their hosts, and whether they are up. Requires an
    administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.filters
options:
  binary:
    description: Only services with this binary, such as V(cinder-volume).
    type: str
  host:
    description: Only services on this host.
    type: str
seealso:
  - module: multicloud.openstack.compute_service_info
"""

EXAMPLES = r"""
- name: List the backends
  multicloud.openstack.volume_service_info:
    cloud: alpha-admin
    binary: cinder-volume
"""

RETURN = r"""
volume_services:
  description: The services.
  returned: success
  type: list
  elements: dict
  contains:
    availability_zone:
      description: The availability zone of its host.
      type: str
    binary:
      description: What it runs.
      type: str
      sample: cinder-volume
    disabled_reason:
      description: Why it is disabled.
      type: str
    host:
      description: The host that it runs on.
      type: str
    is_frozen:
      description: Whether its backend may not be changed. Only of C(cinder-volume).
      type: bool
    name:
      description: The same as C(binary).
      type: str
    state:
      description: Whether it is V(up) or V(down).
      type: str
    status:
      description: Whether it is V(enabled) or V(disabled).
      type: str
    updated_at:
      description: When it last reported.
      type: str
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.storage_admin import VOLUME_SERVICES


def main() -> None:
    info_module(VOLUME_SERVICES)


if __name__ == "__main__":
    main()
