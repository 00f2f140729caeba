#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: auth
short_description: Get a token
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Logs in, and returns the token.
  - The token is a secret. With it, anybody can do what you can, until it expires. Therefore the
    module requires C(no_log) on its task, which hides the result from the output and from logs. You
    can still use a registered result in later tasks, which need C(no_log) as well.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
seealso:
  - module: multicloud.openstack.cloud_info
  - module: multicloud.openstack.resources_info
"""

EXAMPLES = r"""
- name: Log in
  multicloud.openstack.auth:
    cloud: alpha
  no_log: true
  register: login

- name: Ask a service that has no module
  ansible.builtin.uri:
    url: https://search.example.com/v1
    headers:
      X-Auth-Token: "{{ login.auth_token }}"
  no_log: true
"""

RETURN = r"""
auth_token:
  description: The token.
  returned: success
  type: str
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.delegation import token


def main() -> None:
    run_module(WAIT, token, secret=True)


if __name__ == "__main__":
    main()
