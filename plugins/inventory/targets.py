# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: targets
short_description: Dynamic inventory of clouds and regions
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Makes a host of every target, that is of every cloud of C(clouds.yaml) in each of its regions,
    and puts them into the group C(targets).
  - A play over C(targets) works on all providers at once. Where one of them fails, Ansible goes on
    with the others.
  - Groups by cloud, region, vendor profile and capability let a play work on some of them.
  - Tasks run on the machine that Ansible runs on, with the same Python. Modules of this collection
    find their cloud by C(cloud) and C(region_name) of the host, as the example below shows.
  - What is different with one provider belongs in C(host_vars) under the name of its host, what is
    different with a vendor in C(group_vars) under the name of its profile's group.
  - Without O(probe) no request is sent to any cloud. Only C(clouds.yaml) and its like are read, and
    vendor profiles that C(clouds.yaml) names by their URLs.
notes:
  - A host is called C(CLOUD-REGION), as in C(alpha-RegionOne), or C(CLOUD) where C(clouds.yaml)
    names no region for it. Characters other than letters, digits, V(_), V(.) and V(-) are replaced
    with V(_). Where that is the name of two targets, or of a group, eight more letters follow,
    always the same for the same target.
  - Each host has the variables C(cloud), C(region_name) (empty where C(clouds.yaml) names none),
    C(profile) (empty without one), C(ansible_connection) and C(ansible_python_interpreter), and
    with O(probe) also C(services).
  - The group C(targets_cloud_CLOUD) has the targets of a cloud, C(targets_region_REGION) those in a
    region of this name, whatever their cloud.
  - The group C(targets_profile_PROFILE) has the targets of a vendor, as the C(profile) of the
    clouds' entries in C(clouds.yaml) names it, for example C(targets_profile_vexxhost) for the
    profile V(vexxhost). A profile that is named by its URL is called like the URL's host, for
    example C(targets_profile_example_org) for V(https://example.org).
  - The group C(floating_ips) has the targets where servers may get floating IPs, C(no_floating_ips)
    those where they do not. A target is in the latter if C(clouds.yaml) or the vendor's profile has
    C(floating_ip_source) V(none) or C(has_network) V(false) for it, or if O(probe) finds no network
    service. Every target is in one of them.
  - The group C(no_service_TYPE) has the targets for which C(clouds.yaml) or the vendor's profile
    has C(has_TYPE) V(false), as in C(no_service_object_store) for C(has_object_store).
  - The group C(service_TYPE) has the targets with a service of this type, as in C(service_compute).
    It needs O(probe).
  - The group C(unreachable_targets) has the targets that did not answer, or that refused the login.
    It needs O(probe), and is there as well if it is empty. Such a target is still a host, but in no
    group C(service_TYPE).
  - These groups have other names than those of P(multicloud.openstack.servers#inventory), for a
    play over the servers of a cloud is not to run on this machine as well.
  - Characters that a group's name may not have are replaced with V(_).
extends_documentation_fragment:
  - constructed
  - multicloud.openstack.clouds.inventory
  - multicloud.openstack.clouds
options:
  plugin:
    description: Tells that the file is meant for this plugin.
    type: str
    required: true
    choices: [multicloud.openstack.targets]
  probe:
    description:
      - Whether to log in to all targets, at the same time, and to see which services they have.
      - This is the login alone, that is one request to each target or two, depending on its
        C(auth_type). The services are those with an endpoint in the catalog, of the target's region
        and C(interface), and without those that C(clouds.yaml) denies by C(has_TYPE) V(false). They
        are not asked whether they work.
      - Each host gets the variable C(services), a list of the types of its services. It is empty if
        the target did not answer. Different names for one type are one, as in V(block-storage) for
        C(volumev3).
      - A target that does not answer, or that refuses the login, costs a warning that names it. It
        stays a host, and is in the group C(unreachable_targets). With O(fail_on_errors) it is an
        error.
      - O(timeout) is how long the slowest target may take.
    type: bool
    default: false
seealso:
  - plugin: multicloud.openstack.servers
    plugin_type: inventory
  - module: multicloud.openstack.cloud_info
"""

EXAMPLES = r"""
# targets.yml: all clouds of the clouds.yaml that openstacksdk finds
---
plugin: multicloud.openstack.targets

---
# Two clouds of another file, and a group for each cloud: at_alpha, at_beta
plugin: multicloud.openstack.targets
clouds_yaml: ~/production/clouds.yaml
clouds: [alpha, beta]
keyed_groups:
  - prefix: at
    key: cloud

---
# Log in, and see what there is; a group of those that have all that is needed
plugin: multicloud.openstack.targets
probe: true
groups:
  complete: "['compute', 'object-store', 'load-balancer'] is subset(services)"

---
# What is different with one provider: host_vars/alpha-RegionOne.yml
web_image: debian-12
web_flavor: m1.small

---
# What is different with one vendor: group_vars/targets_profile_vexxhost.yml
web_flavor: v3-standard-2

---
# A playbook for all providers at once
- hosts: targets
  gather_facts: false
  module_defaults:
    group/multicloud.openstack.openstack:
      cloud: "{{ cloud }}"
      region_name: "{{ region_name }}"
  tasks:
    - name: See what this provider has
      multicloud.openstack.cloud_info:

# With probe: those that answer, and have an object store
- hosts: targets:!unreachable_targets:&service_object_store
  gather_facts: false
  tasks:
    - name: Show what else there is
      ansible.builtin.debug:
        var: services
"""

import sys

from ..module_utils._cloud.capabilities import endpoints
from ..module_utils._cloud.connection import Connection
from ..module_utils._cloud.errors import CloudError
from ..module_utils._cloud.select import Selection
from ..module_utils._cloud.target import Target
from ..module_utils._portable.catalog import Catalog
from ..plugin_utils import capable
from ..plugin_utils.hosts import TARGETS, Host, of_targets
from ..plugin_utils.inventory import CloudInventory

HERE = {"ansible_connection": "local", "ansible_python_interpreter": sys.executable}


class InventoryModule(CloudInventory):
    """Every target as a host."""

    NAME, GROUP = "multicloud.openstack.targets", TARGETS

    def hosts(self) -> list[Host]:
        selection = self.select()
        answers = self._probed(selection) if self.get_option("probe") else {}
        described = {target: _described(selection.connections[target], answers.get(target))
                     for target in selection.targets}
        groups = {name for _variables, names in described.values() for name in names}
        self._always()
        return of_targets(selection.targets, self.taken({TARGETS, *groups}), described)

    def made_of(self, variables: dict) -> Target:
        return Target(variables.get("cloud", ""), variables.get("region_name", ""))

    def _probed(self, selection: Selection) -> dict[Target, list[str] | CloudError]:
        """{target: types of its services, or CloudError}"""
        answers = selection.ask(_services, within=self.get_option("timeout"))
        for answer in answers.values():
            if isinstance(answer, CloudError):
                self.warn(answer)
        return answers

    def _always(self) -> None:
        """A play that names one of these is no mistake, whichever targets there are."""
        probed = [capable.UNREACHABLE] if self.get_option("probe") else []
        for name in (capable.FLOATING, capable.NO_FLOATING, *probed):
            self.inventory.add_group(name)


def _described(connection: Connection, answer: list[str] | CloudError | None
               ) -> tuple[dict, tuple[str, ...]]:
    """Variables and groups of a target's host."""
    floating = Catalog(connection).hints().floating_ips
    variables, groups = capable.known(connection.target, connection.region.config, floating, answer)
    return {**HERE, **variables}, groups


def _services(connection: Connection) -> list[str]:
    interface = connection.region.get_interface() or "public"
    return capable.official(endpoints(connection.catalog(), connection.target.region, interface))
