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
  - Creates a host for every target, that is, for every cloud of C(clouds.yaml) in each of its
    regions, in the group C(targets).
  - A play on C(targets) works on all providers at once. If one of them fails, Ansible continues
    with the others.
  - With groups by cloud, region, vendor profile and capability, a play can work on some of them.
  - Tasks run on the machine that runs Ansible, with the same Python. Pass C(cloud) and
    C(region_name) of the host to the modules of this collection, as in the example below.
  - Put variables for one provider in C(host_vars) under the name of its host, and variables for one
    vendor in C(group_vars) under the name of the group of its profile.
  - Without O(probe), no requests are sent to clouds. The plugin only reads C(clouds.yaml) and its
    related files, and vendor profiles that C(clouds.yaml) refers to by URL.
notes:
  - A host is called C(CLOUD-REGION), as in C(alpha-RegionOne), or C(CLOUD) if C(clouds.yaml) names
    no region for it. Characters other than letters, digits, V(_), V(.) and V(-) are replaced with
    V(_). If that is the name of two targets, or of a group, eight characters are appended, which
    are always the same for the same target.
  - Each host has the variables C(cloud), C(region_name) (empty if C(clouds.yaml) names none),
    C(profile) (empty if it has none), C(ansible_connection) and C(ansible_python_interpreter), and
    with O(probe) also C(services).
  - The group C(targets_cloud_CLOUD) has the targets of a cloud. C(targets_region_REGION) has the
    targets in regions of this name, on any cloud.
  - The group C(targets_profile_PROFILE) has the targets of a vendor, by the C(profile) of the
    cloud's entry in C(clouds.yaml), for example C(targets_profile_vexxhost) for the profile
    V(vexxhost). A profile with a URL is named after the host of the URL, for example
    C(targets_profile_example_org) for V(https://example.org).
  - The group C(floating_ips) has the targets where servers can get floating IPs, and
    C(no_floating_ips) all other targets. A target is in the latter if C(floating_ip_source) is
    V(none) or C(has_network) is V(false) in C(clouds.yaml) or the vendor's profile, or if O(probe)
    finds no network service.
  - The group C(no_service_TYPE) has the targets where C(has_TYPE) is V(false) in C(clouds.yaml) or
    the vendor's profile, for example C(no_service_object_store) for C(has_object_store).
  - The group C(service_TYPE) has the targets with a service of this type, for example
    C(service_compute). Requires O(probe).
  - The group C(unreachable_targets) has the targets that did not respond, or that refused the
    login. Requires O(probe). The group exists even if it is empty. Such a target is still a host,
    but in no group C(service_TYPE).
  - The names of these groups differ from those of P(multicloud.openstack.servers#inventory), so
    that a play on the servers of a cloud does not also run on this machine.
  - Invalid characters in group names are replaced with V(_).
extends_documentation_fragment:
  - constructed
  - multicloud.openstack.clouds.inventory
  - multicloud.openstack.clouds
options:
  plugin:
    description: Marks the file as a configuration of this plugin.
    type: str
    required: true
    choices: [multicloud.openstack.targets]
  probe:
    description:
      - Whether to log in to all targets in parallel, and find out which services they have.
      - This is only a login, which takes one or two requests for each target, depending on its
        C(auth_type). The services are those with an endpoint in the catalog for the region and
        C(interface) of the target, except those with C(has_TYPE) V(false) in C(clouds.yaml). The
        plugin does not check whether they work.
      - Each host gets the variable C(services), a list of the types of its services. It is empty if
        the target did not respond. Different names of a type are unified, for example
        V(block-storage) for C(volumev3).
      - If a target does not respond, or refuses the login, a warning names it. It remains a host,
        in the group C(unreachable_targets). With O(fail_on_errors), it is an error.
      - O(timeout) limits how long the slowest target may take.
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
# Two clouds of another clouds.yaml, and a group for each: at_alpha, at_beta
plugin: multicloud.openstack.targets
clouds_yaml: ~/production/clouds.yaml
clouds: [alpha, beta]
keyed_groups:
  - prefix: at
    key: cloud

---
# Log in, and group the targets that have all required services
plugin: multicloud.openstack.targets
probe: true
groups:
  complete: "['compute', 'object-store', 'load-balancer'] is subset(services)"

---
# Variables for one provider: host_vars/alpha-RegionOne.yml
web_image: debian-12
web_flavor: m1.small

---
# Variables for one vendor: group_vars/targets_profile_vexxhost.yml
web_flavor: v3-standard-2

---
# A playbook for all providers
- hosts: targets
  gather_facts: false
  module_defaults:
    group/multicloud.openstack.openstack:
      cloud: "{{ cloud }}"
      region_name: "{{ region_name }}"
  tasks:
    - name: Show what this provider offers
      multicloud.openstack.cloud_info:

# With probe: targets that respond and have an object store
- hosts: targets:!unreachable_targets:&service_object_store
  gather_facts: false
  tasks:
    - name: Show all services
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
