#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: doctor_info
short_description: Diagnose clouds, and report how to fix what is wrong
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Checks C(clouds.yaml) and C(secure.yaml) for keys that openstacksdk and keystoneauth do not
    know, incomplete logins, vendor profiles that do not exist, secrets that others can read,
    and several entries for one project, and the environment for E(OS_CLOUD) and other variables
    that describe a cloud.
  - Checks all clouds in all their regions in parallel. It logs in, and checks the services that
    servers need, the quota headroom, and that the servers of at least one network are reachable.
  - With O(fleet), it also checks the images, flavors, networks, keypairs and security groups of the
    fleet on each target, whether the security groups allow its port, and whether it fits the
    quotas, with the plan that M(multicloud.openstack.fleet) makes in check mode.
  - All problems are reported in one run. No finding contains a secret.
  - The module does not fail when it finds problems. The role P(multicloud.openstack.doctor#role)
    prints them, and fails if there are errors.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.target
options:
  fleet:
    description:
      - Definition of the fleet to check, with the options of M(multicloud.openstack.fleet).
      - Its options about clouds, such as C(targets), override those of this module.
      - If C(max) of a target is V(0), only its login, services and limits are checked.
    type: dict
notes:
  - The arguments of this module are not written to the system log, because a fleet may have user
    data.
seealso:
  - module: multicloud.openstack.cloud_info
  - module: multicloud.openstack.fleet
"""

EXAMPLES = r"""
- name: Check all clouds in clouds.yaml
  multicloud.openstack.doctor_info:
  register: found

- name: Show the findings
  ansible.builtin.debug:
    msg: "{{ item.severity }}: {{ item.msg }}; {{ item.mend }}"
  loop: "{{ found.findings }}"
  loop_control:
    label: "{{ item.cloud }}"

- name: Check the definition of a fleet
  multicloud.openstack.doctor_info:
    fleet:
      name: ci
      count: 4
      image: debian-12
      flavor: m1.small
      network: private
      security_groups: [default]
      targets:
        - cloud: alpha
        - cloud: beta
          image: Debian 12
          flavor: s1-2
          network: Ext-Net
  register: found

- name: Fail if there are errors
  ansible.builtin.assert:
    that: found.findings | selectattr('severity', 'eq', 'error') | length == 0
    fail_msg: "{{ found.findings | map(attribute='msg') }}"
"""

RETURN = r"""
findings:
  description: The problems, the most severe first.
  returned: success
  type: list
  elements: dict
  contains:
    severity:
      description: V(error) if something does not work, V(warning) if it may fail or is not safe,
        V(hint) if it is good to know.
      type: str
      sample: error
    msg:
      description: What is wrong, in one sentence without a full stop.
      type: str
      sample: the auth_type password has no option 'usernme'
    mend:
      description: How to fix it, in one sentence without a full stop.
      type: str
      sample: call it username
    file:
      description: The file with the problem; V(null) if it is in none.
      type: str
      sample: /home/me/.config/openstack/clouds.yaml
    cloud:
      description: The cloud; V(null) for all clouds.
      type: str
      sample: alpha
    region_name:
      description: The region; V(null) for all regions of the cloud.
      type: str
    key:
      description: The key of the cloud's entry, the option of the fleet, or the variable with the
        problem; V(null) if there is none.
      type: str
      sample: auth.usernme
targets:
  description: What was checked, a row for each cloud and region. Unknown values are V(null).
  returned: success
  type: list
  elements: dict
  contains:
    cloud:
      description: The name of the cloud.
      type: str
    region_name:
      description: The region; empty if C(clouds.yaml) names none.
      type: str
    reachable:
      description: Whether the login succeeded.
      type: bool
    instances:
      description: Servers that the quota still allows. V(null) also means no limit.
      type: int
    cores:
      description: Virtual CPUs that the quota still allows.
      type: int
    ram:
      description: Memory that the quota still allows, in MiB.
      type: int
    floating_ips:
      description: Floating IPs that the quota still allows.
      type: int
    address:
      description:
        - How servers are reached from outside, on the networks of the definition or, without one,
          on any network. V(direct) means by their own address, V(floating) by a floating IP,
          V(none) not at all.
      type: str
      sample: direct, floating
    errors:
      description: The number of errors found.
      type: int
    warnings:
      description: The number of warnings found.
      type: int
    hints:
      description: The number of hints found.
      type: int
    seconds:
      description: How long the checks took, in seconds.
      type: float
    requests:
      description: The number of HTTP requests sent, including the login.
      type: int
"""

from ..module_utils._cloud.module import CLOUD_OPTIONS, CloudModule
from ..module_utils._doctor.run import info


class DoctorModule(CloudModule):
    """Ansible knows nothing of the user data and secrets in a fleet."""

    def log(self, msg: str, log_args: dict | None = None) -> None:
        """Without the arguments."""
        super().log("Invoked")


def main() -> None:
    module = DoctorModule(argument_spec={**CLOUD_OPTIONS, "fleet": {"type": "dict"}},
                          supports_check_mode=True)
    module.run(info)


if __name__ == "__main__":
    main()
