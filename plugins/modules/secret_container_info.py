#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: secret_container_info
short_description: List containers of secrets in Barbican
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the containers of the project, or only those that match, with references to their secrets
    and with their consumers.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  type:
    description: Type of the containers.
    type: str
    choices: [certificate, generic, rsa]
seealso:
  - module: multicloud.openstack.secret_container
"""

EXAMPLES = r"""
- name: List all containers of certificates
  multicloud.openstack.secret_container_info:
    cloud: alpha
    type: certificate
"""

RETURN = r"""
secret_containers:
  description: The containers, each as
    RV(multicloud.openstack.secret_container#module:secret_container).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.secret_container import SECRET_CONTAINERS


def main() -> None:
    info_module(SECRET_CONTAINERS)


if __name__ == "__main__":
    main()
