#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: secret_info
short_description: List secrets in Barbican
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the secrets of the project, or only those that match, without their payloads. Use the
    lookup plugin P(multicloud.openstack.secret#lookup) to read payloads.
  - Expired secrets are not listed.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
seealso:
  - module: multicloud.openstack.secret
"""

EXAMPLES = r"""
- name: List all secrets of the project
  multicloud.openstack.secret_info:
    cloud: alpha

- name: List the AES keys that expire in 2030 or before
  multicloud.openstack.secret_info:
    cloud: alpha
    filters:
      algorithm: aes
      expiration: lt:2031-01-01T00:00:00
"""

RETURN = r"""
secrets:
  description: The secrets, each as RV(multicloud.openstack.secret#module:secret).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.secret import SECRETS


def main() -> None:
    info_module(SECRETS)


if __name__ == "__main__":
    main()
