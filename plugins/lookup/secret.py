# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: secret
short_description: Read secrets from Barbican
version_added: 0.1.0
author:
  - The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Returns the payloads of secrets in Barbican.
  - The cloud is queried each time that the value is used. If that is too often, store the value in
    a variable with M(ansible.builtin.set_fact) and C(no_log).
extends_documentation_fragment:
  - multicloud.openstack.clouds
options:
  _terms:
    description:
      - Names, ids or references of the secrets. All are read with one login.
    type: list
    elements: str
    required: true
  cloud:
    description:
      - Cloud to use, by its name in C(clouds.yaml).
      - Or its whole entry as a dictionary, as in C(clouds.yaml).
      - Optional if there is only one cloud, or if E(OS_CLOUD) names one.
    type: raw
  region_name:
    description:
      - Region of O(cloud) to use.
      - Defaults to the first region of the cloud in C(clouds.yaml).
    type: str
notes:
  - Payloads are never evaluated as templates.
  - Set C(no_log) for tasks that would show the value.
  - A binary payload is returned in base64. If it is text after all, decode it with
    P(ansible.builtin.b64decode#filter).
seealso:
  - module: multicloud.openstack.secret
  - module: multicloud.openstack.secret_info
"""

EXAMPLES = r"""
- name: Write a password to a file
  ansible.builtin.template:
    src: database.yml.j2
    dest: /etc/shop/database.yml
    mode: "0600"
  vars:
    password: "{{ lookup('multicloud.openstack.secret', 'shop-database', cloud='alpha') }}"
  no_log: true

- name: Read two secrets with one login
  ansible.builtin.set_fact:
    keys: "{{ query('multicloud.openstack.secret', 'shop-api', 'shop-cookies', cloud='alpha') }}"
  no_log: true
"""

RETURN = r"""
_raw:
  description: The payloads, in the order of the terms. Binary payloads are in base64.
  type: list
  elements: str
"""

import sys
from typing import Any

from ansible.errors import AnsibleError
from ansible.plugins.lookup import LookupBase

from ..module_utils._cloud.errors import CloudError
from ..module_utils._resource.specs.secret import texts
from ..plugin_utils.untrusted import plain, untrusted


class LookupModule(LookupBase):
    """What Barbican keeps."""

    def run(self, terms: list, variables: dict | None = None, **kwargs: Any) -> list[str]:
        """The payload of each term."""
        self.set_options(var_options=variables, direct=kwargs)
        try:
            return untrusted(texts(plain(self.get_options()),
                                   [str(term) for term in self._flatten(plain(terms))]))
        except CloudError as error:
            raise AnsibleError(str(error)) from None
        except ModuleNotFoundError as error:
            raise AnsibleError(
                f"the Python that runs Ansible ({sys.executable}) has no {error.name}: install "
                "openstacksdk there") from None
