#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: port_forwarding_info
short_description: List port forwardings of floating IPs
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the port forwardings of a floating IP, or of all floating IPs of the project.
  - The module sends one request for each floating IP that has port forwardings.
  - Requires the extension C(floating-ip-port-forwarding).
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
options:
  floating_ip:
    description: Address or id of the floating IP. Defaults to all floating IPs.
    type: str
  port_forwarding_id:
    description: Id of the port forwarding to list. If none matches, the list is empty. If set, all
      other filters except O(floating_ip) are ignored.
    type: str
  external_port:
    description: Port number on the floating IP.
    type: int
  internal_port_id:
    description: Id of the destination Neutron port.
    type: str
  protocol:
    description: Forwarded protocol, such as V(tcp) or V(udp).
    type: str
seealso:
  - module: multicloud.openstack.port_forwarding
"""

EXAMPLES = r"""
- name: List all port forwardings
  multicloud.openstack.port_forwarding_info:
    cloud: alpha

- name: List the port forwardings of one floating IP
  multicloud.openstack.port_forwarding_info:
    cloud: alpha
    floating_ip: "{{ address }}"
  register: forwarded
"""

RETURN = r"""
port_forwardings:
  description: The port forwardings, each as
    RV(multicloud.openstack.port_forwarding#module:port_forwarding).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.addresses import FORWARDINGS, forwardings


def main() -> None:
    run_module({**WAIT, **FORWARDINGS}, forwardings)


if __name__ == "__main__":
    main()
