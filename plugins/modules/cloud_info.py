#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: cloud_info
short_description: Report what clouds offer, and whether they can be reached
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Queries any number of clouds in parallel, and returns a row for each target. A target is one
    cloud in one region.
  - A row shows whether the target is reachable, its services and their versions, its regions,
    availability zones, limits and usage, and its networks with how their servers are reached from
    outside.
  - If a target is not reachable, or its configuration is invalid, its row has the reason. The
    task fails only if C(clouds.yaml) itself cannot be read.
  - With O(image), O(flavor), O(network), O(ip_version) or O(auto_ip), a row also shows what this
    definition resolves to on the target, before M(multicloud.openstack.fleet) creates anything with
    it.
  - Each target takes one login, one request for each service in the catalog, and five more. A
    definition takes one more for the images, one for the flavors, and, if IPv6 is requested, one
    for the subnets.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.target
  - multicloud.openstack.clouds.targets
  - multicloud.openstack.server.portable
seealso:
  - module: multicloud.openstack.fleet
  - plugin: multicloud.openstack.targets
    plugin_type: inventory
"""

EXAMPLES = r"""
- name: Query all clouds in clouds.yaml
  multicloud.openstack.cloud_info:
  register: found

- name: Fail if a cloud cannot be used
  ansible.builtin.assert:
    that: found.clouds | rejectattr('reachable') | length == 0
    fail_msg: "{{ found.clouds | map(attribute='error') | select | list }}"

- name: Show how many more servers each cloud allows
  ansible.builtin.debug:
    msg: "{{ item.cloud }}: {{ limit.limit - limit.used if limit.limit is not none else 'any' }}"
  vars:
    limit: "{{ item.limits.compute.instances }}"
  loop: "{{ found.clouds | selectattr('reachable') }}"
  loop_control:
    label: "{{ item.cloud }}"

- name: Query two clouds of another file, with ten seconds for each response
  multicloud.openstack.cloud_info:
    clouds_yaml: ~/production/clouds.yaml
    api_timeout: 10
    targets:
      - cloud: alpha
      - cloud: gamma
        region_name: RegionTwo

- name: Resolve a definition on each cloud
  multicloud.openstack.cloud_info:
    image:
      os_distro: debian
      os_version: "13"
      newest: true
    flavor:
      vcpus: 2
      ram: 4096
  register: found

- name: Show the result, or what comes closest
  ansible.builtin.debug:
    msg: "{{ item.answer_error or item.answer }}"
  loop: "{{ found.clouds | selectattr('reachable') }}"
  loop_control:
    label: "{{ item.cloud }}"
"""

RETURN = r"""
clouds:
  description:
    - The targets, in the order of C(clouds.yaml) or O(targets). Those with an unusable
      configuration come last.
    - All rows have all keys. Unknown values are empty.
  returned: success
  type: list
  elements: dict
  contains:
    cloud:
      description: The name of the cloud.
      type: str
      sample: alpha
    region_name:
      description: The region; empty if C(clouds.yaml) names none.
      type: str
      sample: RegionOne
    reachable:
      description: Whether the login succeeded.
      type: bool
    error:
      description: Why the login did not succeed, in one sentence, or V(null).
      type: str
      sample: "alpha/RegionOne: login: the login was refused (401); check the user, password or
        credential of this cloud in clouds.yaml and secure.yaml"
    failures:
      description:
        - RV(clouds[].error), or what could not be read although the login succeeded.
        - Each has C(kind), C(msg), C(action), C(cloud) and C(region_name). A response of the cloud
          also has C(status) and C(request_id).
        - C(kind) is one of V(config), V(unreachable), V(auth), V(forbidden), V(not_found),
          V(ambiguous), V(invalid), V(rate_limited), V(timeout) and V(api).
      type: list
      elements: dict
      sample:
        - kind: auth
          msg: "alpha/RegionOne: login: the login was refused (401); check the user, password or
            credential of this cloud in clouds.yaml and secure.yaml"
          action: login
          cloud: alpha
          region_name: RegionOne
          status: 401
    services:
      description: The services in the catalog of this region.
      type: list
      elements: dict
      contains:
        type:
          description: The type of the service in the catalog.
          type: str
          sample: compute
        url:
          description: The endpoint of the service in the catalog.
          type: str
        answers:
          description: Whether it returned its versions.
          type: bool
        version:
          description: The current version, or the one in its URL if it does not respond.
          type: str
          sample: "2.1"
        min_microversion:
          description: The lowest microversion of RV(clouds[].services[].version), if any.
          type: str
          sample: "2.1"
        max_microversion:
          description: The highest microversion of RV(clouds[].services[].version), if any.
          type: str
          sample: "2.96"
        versions:
          description: All versions.
          type: list
          elements: str
    regions:
      description: All regions in the catalog, whether or not C(clouds.yaml) names them.
      type: list
      elements: str
    availability_zones:
      description: The availability zones in which servers can be created.
      type: list
      elements: str
    limits:
      description: The limits of the project, as RV(multicloud.openstack.quota_info#module:quotas).
      type: dict
    networks:
      description: The networks that the project can see.
      type: list
      elements: dict
      contains:
        id:
          description: The id of the network.
          type: str
        name:
          description: The name of the network.
          type: str
        external:
          description: Whether it is an external network.
          type: bool
        shared:
          description: Whether it is shared between projects.
          type: bool
        default:
          description: Whether servers without O(network) are created on it.
          type: bool
        address:
          description:
            - How a server on this network is reached from outside. V(direct) means by its own
              address, V(floating) by a floating IP, V(none) not at all.
          type: str
          sample: floating
        floating_from:
          description:
            - The external networks that a floating IP may come from. If there are several,
              those that a router connects to this network, if any. If several remain, set
              C(nat_source) for one of them in C(clouds.yaml).
          type: list
          elements: str
    answer:
      description:
        - What the definition resolves to on this target. V(null) if there is no definition, or if
          it resolves to nothing.
        - What the definition does not specify is V(null).
      type: dict
      contains:
        image_id:
          description: The id of the image.
          type: str
        image_name:
          description: The name of the image.
          type: str
          sample: debian-13
        image_reason:
          description: Why this image was selected, if O(image) is a mapping.
          type: str
          sample: the newest of 2 public images that fit
        flavor_id:
          description: The id of the flavor.
          type: str
        flavor_name:
          description: The name of the flavor.
          type: str
          sample: m1.small
        vcpus:
          description: The virtual CPUs of the flavor.
          type: int
        ram:
          description: The memory of the flavor, in MiB.
          type: int
        disk:
          description: The disk of the flavor, in GiB. V(0) means as large as the image.
          type: int
        network_id:
          description: The id of the network that a server is on.
          type: str
        network_name:
          description: The name of the network that a server is on.
          type: str
          sample: private
        address:
          description:
            - How a server is reached from outside. V(direct) means by its own address, V(floating)
              by a floating IP, V(none) not at all.
          type: str
          sample: floating
        floating_from:
          description: The name of the network of its floating IP, if it gets one.
          type: str
          sample: public
    answer_error:
      description: Why the definition resolves to nothing, in one sentence, or V(null).
      type: str
      sample: "alpha/RegionOne: image: no image here fits os_distro debian, os_version 14; closest:
        debian-13, which has os_version 13"
    seconds:
      description: How long the queries took, in seconds.
      type: float
    requests:
      description: The number of HTTP requests sent, including the login.
      type: int
"""

from ..module_utils._cloud.module import CLOUD_OPTIONS, EXCLUSIVE, TARGETS, CloudModule
from ..module_utils._portable.info import info
from ..module_utils._portable.requirement import OPTIONS


def main() -> None:
    module = CloudModule(argument_spec={**CLOUD_OPTIONS, **OPTIONS, "targets": TARGETS},
                         supports_check_mode=True, mutually_exclusive=EXCLUSIVE)
    module.run(info)


if __name__ == "__main__":
    main()
