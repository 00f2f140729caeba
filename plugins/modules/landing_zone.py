#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: landing_zone
short_description: Manage networks, images, DNS zones, users and all else as one document
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes what servers need, on any number of targets in parallel. A target
    is one cloud of C(clouds.yaml) in one region.
  - There is a section for each type of resource that has a module, such as O(networks), O(images),
    O(dns_zones), O(loadbalancers) or O(identity_users), and for what is between resources, such as
    O(role_assignments). Its name is that of the module in the plural. Each entry has the options of
    the module.
  - Entries can refer to each other by name, in any order. Independent resources are created in
    parallel, and deleted in the opposite order.
  - There is no state file. Resources carry the ownership tag of the zone from their creation on.
    Only resources with this tag are changed or deleted.
  - On each target, the module reads everything before it changes anything. If an entry refers to a
    resource that is neither in the zone nor on the target, or requires an impossible change,
    nothing is changed on that target.
  - A target that fails makes the task fail, but does not stop the others. The task always returns
    what it created.
  - The module sends one login for each target, one list request for each type of resource in the
    zone, and any other requests that the modules for these types send, such as for the ports of
    each router with C(interfaces). What administrators make for all projects, such as users, is
    queried by name. A type that is not in the zone costs no request.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.target
  - multicloud.openstack.clouds.targets
  - multicloud.openstack.landing_zone
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
      - The ownership tag is C(multicloud_zone=NAME). Where it is depends on the type, as each
        section says. That of resources that all projects have in common, such as users and flavors,
        is C(multicloud_zone=NAME@PROJECT_ID).
      - Only the name of a server group can carry the ownership tag, so a new one is called C(NAME
        multicloud_zone=ZONE), where C(NAME) is the name of the entry. Servers refer to it by
        RV(resources[].id).
      - The comment of the public key of a keypair is replaced with the ownership tag. A zone
        creates no private keys.
    type: str
    required: true
  state:
    description:
      - V(present) creates or updates all entries. Existing resources without the tag of the zone
        are used unchanged; if an entry defines them differently, the task fails. Resources that you
        remove from the task are kept.
      - Types that cannot carry the ownership tag are created if they are missing. Existing ones are
        used, and the task fails if they are not as defined.
      - V(absent) deletes all resources with the tag of the zone, on all clouds of C(clouds.yaml),
        or on O(targets) or O(cloud). Keypairs, images, networks, subnets, routers, security groups,
        volumes and server groups are always looked for, other types if the task has their sections,
        even empty ones. Whether or not an entry is listed makes no difference, but for its options
        that begin with C(delete_), such as C(delete_with_all_objects) of O(object_containers), and
        for parts of resources that are not in the zone, such as O(recordsets), which are looked for
        where entries are.
      - V(absent) does not delete what cannot carry the tag. The service deletes most of it with
        what it is part of, such as role assignments with their user. For others, such as O(secrets)
        and O(coe_clusters), use their modules. A warning names those of the task.
    type: str
    choices: [present, absent]
    default: present
  wait:
    description:
      - Whether to wait until all resources are ready.
      - The module always waits for resources that another entry refers to.
    type: bool
    default: true
  timeout:
    description:
      - How many seconds to wait for each resource, and to retry requests that a cloud refuses for
        now. Heat gives up O(stacks), and Magnum new O(coe_clusters), after that time as well.
      - Defaults to that of the module of each type, which is V(3600) for O(stacks),
        O(coe_clusters) and O(coe_nodegroups), V(1800) for O(baremetal_nodes), and V(180) for all
        others.
    type: float
notes:
  - An entry must be unique among entries of its type, by its name and what the name is unique in,
    such as the zone and type of a recordset.
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

- name: Create a DNS zone, a load balancer, a container, and a user with a role
  multicloud.openstack.landing_zone:
    name: shop-web
    cloud: alpha
    dns_zones:
      - name: shop.example.org
        email: dns@example.org
    recordsets:
      - name: www.shop.example.org
        zone: shop.example.org
        recordset_type: a
        records: [192.0.2.10]
    loadbalancers:
      - name: shop
        vip_subnet: shop
    lb_pools:
      - name: shop
        loadbalancer: shop
    lb_listeners:
      - name: shop
        load_balancer: shop
        protocol_port: 80
        default_pool: shop
    object_containers:
      - name: shop-assets
    identity_users:
      - name: shop-deploy
        password: "{{ vault_deploy_password }}"
    role_assignments:
      - user: shop-deploy
        role: member
        project: shop

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

- name: Delete what the second task created
  multicloud.openstack.landing_zone:
    name: shop-web
    cloud: alpha
    state: absent
    dns_zones: []
    loadbalancers: []
    lb_pools: []
    lb_listeners: []
    object_containers: []
    identity_users: []
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
      description: The type of the resource, such as V(network), V(zone) or V(role_assignment).
      type: str
    name:
      description: The name of the entry, with what tells it from others of the same name. Of an
        entry without a name, its options.
      type: str
    id:
      description:
        - Its id. The id of a keypair is its name. In check mode, a resource that would be created
          has an id such as V(would-be-created:network:shop), which later tasks in check mode
          accept.
        - What is between resources, such as a role assignment, has none.
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
from ..module_utils._zone.run import ZONE_OPTIONS, run, secrets


def main() -> None:
    module = CloudModule(
        argument_spec={**CLOUD_OPTIONS, **ZONE_OPTIONS}, supports_check_mode=True,
        mutually_exclusive=EXCLUSIVE, secrets=secrets)
    module.run(run)


if __name__ == "__main__":
    main()
