#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: application_credential_info
short_description: List application credentials
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the application credentials of the user, for all projects, or one by name or id. Secrets
    cannot be read.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
seealso:
  - module: multicloud.openstack.application_credential
"""

EXAMPLES = r"""
- name: List all application credentials
  multicloud.openstack.application_credential_info:
    cloud: alpha
"""

RETURN = r"""
application_credentials:
  description: The application credentials, each as
    RV(multicloud.openstack.application_credential#module:application_credential).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.identity import APPLICATION_CREDENTIALS


def main() -> None:
    info_module(APPLICATION_CREDENTIALS)


if __name__ == "__main__":
    main()
