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
  - Gives the payloads of secrets that Barbican keeps.
  - The cloud is asked each time that the value is used. Keep it in a variable with
    M(ansible.builtin.set_fact) and C(no_log) where that is too often.
extends_documentation_fragment:
  - multicloud.openstack.clouds
options:
  _terms:
    description:
      - The secrets, each by its name, id or reference. One login is enough for all.
    type: list
    elements: str
    required: true
  cloud:
    description:
      - The cloud to use, by its name in C(clouds.yaml).
      - Or its whole entry as a dictionary, with what C(clouds.yaml) would have.
      - It need not be given if there is only one, or if E(OS_CLOUD) names one.
    type: raw
  region_name:
    description:
      - The region of O(cloud) to use.
      - Without it, the first one that C(clouds.yaml) gives the cloud.
    type: str
notes:
  - A payload is never taken for a template.
  - It is for the task to have C(no_log), where it shows the value.
  - A payload that is no text is given in base64. P(ansible.builtin.b64decode#filter) makes text of
    it where it is one after all.
seealso:
  - module: multicloud.openstack.secret
  - module: multicloud.openstack.secret_info
"""

EXAMPLES = r"""
- name: Write a file with a password that is nowhere else
  ansible.builtin.template:
    src: database.yml.j2
    dest: /etc/shop/database.yml
    mode: "0600"
  vars:
    password: "{{ lookup('multicloud.openstack.secret', 'shop-database', cloud='alpha') }}"
  no_log: true

- name: Two at once, with one login
  ansible.builtin.set_fact:
    keys: "{{ query('multicloud.openstack.secret', 'shop-api', 'shop-cookies', cloud='alpha') }}"
  no_log: true
"""

RETURN = r"""
_raw:
  description: The payloads, in the order of the terms. Those that are no text are in base64.
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
