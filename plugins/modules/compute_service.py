#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: compute_service
short_description: Enable and disable services of Nova
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Enables and disables services of Nova. A disabled C(nova-compute) gets no new servers, and keeps
    those that it has.
  - Requires an administrator account.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
options:
  host:
    description: Host of the service.
    type: str
    required: true
  binary:
    description: Binary of the service, such as V(nova-compute).
    type: str
    required: true
  disabled_reason:
    description: Why it is disabled. Only with O(status=disabled).
    type: str
  status:
    description: Whether the service is used.
    type: str
    choices: [disabled, enabled]
    default: enabled
seealso:
  - module: multicloud.openstack.compute_service_info
"""

EXAMPLES = r"""
- name: Take a host out of use
  multicloud.openstack.compute_service:
    cloud: alpha-admin
    host: compute1
    binary: nova-compute
    status: disabled
    disabled_reason: new memory

- name: Take it back into use
  multicloud.openstack.compute_service:
    cloud: alpha-admin
    host: compute1
    binary: nova-compute
    status: enabled
"""

RETURN = r"""
id:
  description: The id of the service.
  returned: success
  type: str
compute_service:
  description: The service.
  returned: success
  type: dict
  contains:
    availability_zone:
      description: The availability zone of its host.
      type: str
    binary:
      description: What it runs.
      type: str
      sample: nova-compute
    disabled_reason:
      description: Why it is disabled.
      type: str
    host:
      description: The host that it runs on.
      type: str
    id:
      description: The id.
      type: str
    is_forced_down:
      description: Whether somebody has declared it down.
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
compute_services:
  description: A list of RV(compute_service) alone.
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.hosts import COMPUTE_SERVICE, compute_service


def main() -> None:
    run_module({**WAIT, **COMPUTE_SERVICE.arguments()}, compute_service, COMPUTE_SERVICE.role)


if __name__ == "__main__":
    main()
