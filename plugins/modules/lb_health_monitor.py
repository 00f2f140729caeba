#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: lb_health_monitor
short_description: Manage health monitors of pools
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes health monitors of pools of load balancers. A pool has one at
    most, whatever its name.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.load_balancer.monitor
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the health monitor, or id of an existing one.
    type: str
    required: true
  pool:
    description:
      - Name or id of the pool. Required with O(state=present). If set, its health monitor is meant,
        even if that has another name. Cannot be changed.
    type: str
seealso:
  - module: multicloud.openstack.lb_health_monitor_info
  - module: multicloud.openstack.lb_pool
"""

EXAMPLES = r"""
- name: Create a load balancer
  multicloud.openstack.loadbalancer:
    cloud: alpha
    name: checked
    vip_network: private

- name: Create a pool
  multicloud.openstack.lb_pool:
    cloud: alpha
    name: checked-web
    loadbalancer: checked

- name: Create a health monitor
  multicloud.openstack.lb_health_monitor:
    cloud: alpha
    name: checked-web
    pool: checked-web
    delay: 5
    health_monitor_timeout: 3
    max_retries: 2
    url_path: /health

- name: Delete the load balancer with everything in it
  multicloud.openstack.loadbalancer:
    cloud: alpha
    name: checked
    state: absent
"""

RETURN = r"""
id:
  description: The id of the health monitor.
  returned: success, if it exists
  type: str
health_monitor:
  description: The health monitor, with openstacksdk's attribute names; in check mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    created_at:
      description: When it was created.
      type: str
    delay:
      description: Seconds between two checks.
      type: int
    expected_codes:
      description: HTTP status codes of a healthy member.
      type: str
    http_method:
      description: The HTTP method of the checks.
      type: str
    id:
      description: The id of the health monitor.
      type: str
    is_admin_state_up:
      description: Whether it is administratively up.
      type: bool
    max_retries_down:
      description: Failed checks until a member is in error.
      type: int
    max_retries:
      description: Successful checks until a member is online.
      type: int
    name:
      description: The name of the health monitor.
      type: str
    operating_status:
      description: Whether it works, such as C(ONLINE).
      type: str
    pools:
      description: The id of its pool.
      type: list
      elements: dict
    project_id:
      description: The id of its project.
      type: str
    provisioning_status:
      description: Whether it is being changed, such as C(ACTIVE).
      type: str
    tags:
      description: Its tags.
      type: list
      elements: str
    timeout:
      description: Seconds until a check fails.
      type: int
    type:
      description: The type of the checks.
      type: str
    updated_at:
      description: When it was last changed.
      type: str
    url_path:
      description: The path of the checks.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.pool import HEALTH_MONITOR


def main() -> None:
    state_module(HEALTH_MONITOR)


if __name__ == "__main__":
    main()
