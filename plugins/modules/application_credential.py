#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: application_credential
short_description: Manage application credentials
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates and deletes application credentials of the user, for the project of the login.
  - The result has a complete entry of C(clouds.yaml) that logs in with it.
  - An application credential cannot be changed, and its secret is returned only on creation. If it
    exists already, it is left as it is, with a warning that the result has no secret. Use
    O(expires_in) for a new one on each run.
  - Unlike openstack.cloud's module of this name, it does not replace an existing one unless
    O(expires_in) is set.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: The name of the application credential, or the id of one that is there. A user may
      have each name once, in all projects.
    type: str
    required: true
  description:
    description: A text about it. It cannot be changed.
    type: str
  secret:
    description:
      - Its secret. Without it, the cloud makes one.
      - As Ansible hides it wherever it is, the result does not show it either.
      - The secret of one that is there already cannot be compared with it.
    type: str
  roles:
    description:
      - The roles that it has, each by its name or id. They cannot be changed. Without them, a new
        one has all roles of the login.
      - The cloud adds the roles that these imply.
    type: list
    elements: dict
    suboptions:
      name:
        description: The name of a role.
        type: str
      id:
        description: The id of a role.
        type: str
      domain_id:
        description: The domain of a role that belongs to one.
        type: str
  expires_at:
    description:
      - When it ends, in UTC, as V(2030-12-31T23:59:59). It cannot be changed.
      - Without this and O(expires_in), a new one does not end.
    type: str
  expires_in:
    description:
      - After how many seconds from now it ends.
      - One of this name that is there is deleted, and another one is made. So each run has its own,
        with a secret that is known, and leaves none behind that works for long.
      - Two runs at the same time need two names.
    type: int
  unrestricted:
    description: Whether it may make and delete application credentials itself. It cannot be
      changed. Without it, a new one may not.
    type: bool
  access_rules:
    description: All that it may ask for. They cannot be changed. Without them, a new one may ask
      for whatever its roles allow.
    type: list
    elements: dict
    suboptions:
      service:
        description: The type of the service, as in the catalog.
        type: str
        required: true
      path:
        description: The path, in which V(*) stands for a part of it and V(**) for any number of
          parts.
        type: str
        required: true
      method:
        description: The method of the request, as V(GET).
        type: str
        required: true
notes:
  - The result has the secret. Set C(no_log) for the task where others read its output.
"""

EXAMPLES = r"""
- name: A credential for one hour
  multicloud.openstack.application_credential:
    cloud: alpha
    name: deploy
    expires_in: 3600
  register: deploy
  no_log: true

- name: Use it
  multicloud.openstack.network_info:
    cloud: "{{ deploy.cloud }}"

- name: One that can only look at servers
  multicloud.openstack.application_credential:
    cloud: alpha
    name: monitoring
    description: For the dashboard
    roles:
      - name: reader
    access_rules:
      - service: compute
        path: /v2.1/servers
        method: GET
    expires_at: "2099-12-31T23:59:59"
  register: monitoring
  no_log: true

- name: Delete both
  multicloud.openstack.application_credential:
    cloud: alpha
    name: "{{ item }}"
    state: absent
  loop: [deploy, monitoring]
"""

RETURN = r"""
id:
  description: The id of the application credential.
  returned: success, if it is there
  type: str
application_credential:
  description: The application credential, by openstacksdk's names; in check mode what is known of
    it.
  returned: success, if it is there
  type: dict
  contains:
    id:
      description: The id of the application credential.
      type: str
    name:
      description: Its name.
      type: str
    description:
      description: The text about it.
      type: str
    secret:
      description: The secret that the cloud has made, if it was made just now.
      type: str
    expires_at:
      description: When it ends, in UTC.
      type: str
      sample: "2030-12-31T23:59:59.000000"
    project_id:
      description: The project that it logs in to.
      type: str
    roles:
      description: The roles that it has, each with its C(id) and C(name).
      type: list
      elements: dict
    access_rules:
      description: All that it may ask for, if that is limited.
      type: list
      elements: dict
    unrestricted:
      description: Whether it may make and delete application credentials itself.
      type: bool
cloud:
  description:
    - The cloud's entry in C(clouds.yaml) with this login in the place of another one. It can be
      written there, or given as O(cloud) to other modules.
    - Where O(secret) is given, that is hidden in it.
  returned: success, if it was made just now, or O(secret) is given
  type: dict
  sample:
    auth_type: v3applicationcredential
    auth:
      auth_url: https://192.0.2.1/identity
      application_credential_id: 3e73d1b4f0cb473f920bd54dfce3c26d
      application_credential_secret: JxE7LajLY75NZgDH1hfu0N_6xS9hQ-Af40W3
    region_name: RegionOne
"""

from ..module_utils._resource.module import STATE, WAIT, run_module
from ..module_utils._resource.specs.identity import APPLICATION_CREDENTIAL, credential


def main() -> None:
    run_module({**WAIT, **STATE, **APPLICATION_CREDENTIAL.arguments()}, credential,
               **APPLICATION_CREDENTIAL.constraints)


if __name__ == "__main__":
    main()
