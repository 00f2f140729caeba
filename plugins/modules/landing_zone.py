#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: landing_zone
short_description: Manage networks, images and other base resources across OpenStack clouds
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes the base resources that servers need, on any number of targets in
    parallel. These are keypairs, images, networks, subnets, routers, security groups, volumes and
    server groups. A target is one cloud of C(clouds.yaml) in one region.
  - Entries can refer to each other by name, in any order. Independent resources are created in
    parallel.
  - There is no state file. Resources carry the ownership tag of the zone from their creation on.
    Only resources with this tag are changed or deleted.
  - On each target, the module reads everything before it changes anything. If an entry refers to a
    resource that is neither in the zone nor on the target, or requires an impossible change,
    nothing is changed on that target.
  - A target that fails makes the task fail, but does not stop the others. The task always returns
    what it created.
  - The module sends one login for each target, one list request for each type of resource in the
    zone, and any other requests that the modules for these types send, such as for the ports of
    each router with C(interfaces).
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.target
  - multicloud.openstack.clouds.targets
attributes:
  check_mode:
    support: full
    details:
      - If an entry refers to a resource that does not exist, there is a warning instead of an
        error, as an earlier task may create it.
  diff_mode:
    support: full
options:
  name:
    description:
      - Name of the zone, with up to 40 letters, digits, dots, dashes and underscores.
      - The ownership tag is C(multicloud_zone=NAME). It is part of the C(description) of networks,
        subnets, routers and security groups, one of the C(tags) of an image, the C(metadata) of a
        volume, and the comment of a keypair's public key.
    type: str
    required: true
  state:
    description:
      - V(present) creates or updates all entries. Existing resources without the tag of the zone
        are used unchanged; if an entry defines them differently, the task fails. Resources that you
        remove from the task are kept.
      - V(absent) deletes all resources with the tag of the zone, on all clouds of C(clouds.yaml),
        or on O(targets) or O(cloud). Entries are ignored.
    type: str
    choices: [present, absent]
    default: present
  keypairs:
    description:
      - Keypairs, each with the options of M(multicloud.openstack.keypair) except C(state).
      - A public key is required. Its comment is replaced with the ownership tag.
    type: list
    elements: dict
  images:
    description: Images, each with the options of M(multicloud.openstack.image) except C(state).
    type: list
    elements: dict
  networks:
    description: Networks, each with the options of M(multicloud.openstack.network) except C(state).
    type: list
    elements: dict
  subnets:
    description: Subnets, each with the options of M(multicloud.openstack.subnet) except C(state).
    type: list
    elements: dict
  routers:
    description: Routers, each with the options of M(multicloud.openstack.router) except C(state).
    type: list
    elements: dict
  security_groups:
    description: Security groups, each with the options of M(multicloud.openstack.security_group)
      except C(state).
    type: list
    elements: dict
  volumes:
    description: Volumes, each with the options of M(multicloud.openstack.volume) except C(state).
    type: list
    elements: dict
  server_groups:
    description:
      - Server groups, each with the options of M(multicloud.openstack.server_group) except
        C(state).
      - Only the name of a server group can carry the ownership tag, so a new one is called C(NAME
        multicloud_zone=ZONE), where C(NAME) is the name of the entry. Servers refer to it by
        RV(resources[].id).
    type: list
    elements: dict
  wait:
    description:
      - Whether to wait until all resources are ready.
      - The module always waits for resources that another entry refers to.
    type: bool
    default: true
  timeout:
    description: How many seconds to wait for each resource, and to retry requests that a cloud
      refuses for now.
    type: float
    default: 180.0
notes:
  - The name of an entry must be unique among entries of its type.
  - The role C(multicloud.openstack.prepare) runs this module and shows a summary.
seealso:
  - module: multicloud.openstack.fleet
"""

EXAMPLES = r"""
- name: Create the base resources for servers on two clouds
  multicloud.openstack.landing_zone:
    name: shop
    targets:
      - cloud: alpha
      - cloud: gamma
        region_name: RegionTwo
    keypairs:
      - name: shop
        public_key: "{{ lookup('ansible.builtin.file', '~/.ssh/id_ed25519.pub') }}"
    networks:
      - name: shop
    subnets:
      - name: shop
        network: shop
        cidr: 10.20.0.0/24
        dns_nameservers: [9.9.9.9]
    routers:
      - name: shop
        network: public
        interfaces: [shop]
    security_groups:
      - name: shop-web
        security_group_rules:
          - protocol: tcp
            port_range_min: 443
            port_range_max: 443
            remote_ip_prefix: 0.0.0.0/0
    volumes:
      - name: shop-uploads
        size: 20
    server_groups:
      - name: shop-db
        policy: soft-anti-affinity
  register: zone

- name: Show the id of the network on each target
  ansible.builtin.debug:
    msg: "{{ item.cloud }}/{{ item.region_name }}: {{ item.id }}"
  loop: "{{ zone.resources | selectattr('type', 'eq', 'network') }}"
  loop_control:
    label: "{{ item.name }}"

- name: Delete the zone on all clouds
  multicloud.openstack.landing_zone:
    name: shop
    state: absent
"""

RETURN = r"""
resources:
  description:
    - The resources, each with what was done, or in check mode would be done.
    - Resources that were created are listed even if they are not ready or incomplete.
  returned: when the clouds were queried
  type: list
  elements: dict
  contains:
    type:
      description: The type of the resource, such as V(network) or V(security_group).
      type: str
    name:
      description: The name of the entry.
      type: str
    id:
      description: Its id. The id of a keypair is its name. In check mode, a resource that would be
        created has an id such as V(would-be-created:network:shop), which later tasks in check mode
        accept.
      type: str
    action:
      description:
        - V(created), V(changed), V(unchanged) or V(deleted).
        - V(failed) if an existing resource could not be changed or deleted.
      type: str
    owned:
      description: Whether it has the ownership tag of the zone, so that O(state=absent) deletes it.
      type: bool
    cloud:
      description: The cloud of the resource.
      type: str
    region_name:
      description: The region of the resource; empty if the cloud has none.
      type: str
  sample:
    - type: network
      name: shop
      id: 0427811d-67b1-4014-b6bf-f3678c05eaad
      action: created
      owned: true
      cloud: alpha
      region_name: RegionOne
targets:
  description: What was done on each target.
  returned: when the clouds were queried
  type: list
  elements: dict
  contains:
    cloud:
      description: The cloud.
      type: str
    region_name:
      description: The region.
      type: str
    created:
      description: Resources created there.
      type: int
    changed:
      description: Resources changed there.
      type: int
    unchanged:
      description: Resources that were up to date.
      type: int
    deleted:
      description: Resources deleted there.
      type: int
    failed:
      description: Failures there.
      type: int
    requests:
      description: HTTP requests sent to it, including the login.
      type: int
    seconds:
      description: Seconds until the target was finished.
      type: float
failures:
  description:
    - The errors, each with C(kind), C(msg), C(cloud), C(region_name) and C(action).
    - If known, also with the C(type), C(name) and C(id) of the resource, and the C(status) and
      C(request_id) of the response.
  returned: always
  type: list
  elements: dict
"""

from ..module_utils._cloud.module import CLOUD_OPTIONS, EXCLUSIVE, CloudModule
from ..module_utils._zone.run import LISTS, ZONE_OPTIONS, run


def main() -> None:
    module = CloudModule(
        argument_spec={**CLOUD_OPTIONS, **ZONE_OPTIONS}, supports_check_mode=True,
        mutually_exclusive=EXCLUSIVE, required_if=[("state", "present", list(LISTS), True)])
    module.run(run)


if __name__ == "__main__":
    main()
