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
  - The result contains a complete C(clouds.yaml) entry that logs in with the credential.
  - An application credential cannot be changed, and its secret is returned only on creation. An
    existing one is kept, with a warning that the result has no secret. Set O(expires_in) to get a
    new one on each run.
  - Unlike openstack.cloud's module of this name, this module does not replace an existing
    credential unless O(expires_in) is set.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the application credential, or id of an existing one. A name is unique for
      each user, across all projects.
    type: str
    required: true
  description:
    description: Description of the credential. Cannot be changed.
    type: str
  secret:
    description:
      - Secret of the credential. By default, the cloud generates one.
      - Ansible hides its value everywhere, including the result.
      - The secret of an existing credential cannot be compared with it.
    type: str
  roles:
    description:
      - Roles of the credential, each by name or id. Cannot be changed. A new credential has all
        roles of the login by default.
      - The cloud adds the roles that these imply.
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the role.
        type: str
      id:
        description: Id of the role.
        type: str
      domain_id:
        description: Domain of the role, if it belongs to one.
        type: str
  expires_at:
    description:
      - When the credential expires, in UTC, such as V(2030-12-31T23:59:59). Cannot be changed.
      - Mutually exclusive with O(expires_in). Without either, a new credential does not expire.
    type: str
  expires_in:
    description:
      - Seconds from now until the credential expires.
      - An existing credential of this name is deleted and recreated. Each run gets its own, with a
        known secret, and none stays valid for long.
      - Concurrent runs must use different names.
    type: int
  unrestricted:
    description: Whether the credential may create and delete application credentials itself. Cannot
      be changed. Defaults to V(false) for a new credential.
    type: bool
  access_rules:
    description: The only requests that the credential may send. Cannot be changed. By default, a
      new credential may send all requests that its roles allow.
    type: list
    elements: dict
    suboptions:
      service:
        description: Type of the service, as in the catalog.
        type: str
        required: true
      path:
        description: Path of the request. V(*) matches one part of it, V(**) any number of parts.
        type: str
        required: true
      method:
        description: Method of the request, such as V(GET).
        type: str
        required: true
notes:
  - The result contains the secret. Set C(no_log) for the task if others can read its output.
seealso:
  - module: multicloud.openstack.application_credential_info
"""

EXAMPLES = r"""
- name: Create a credential that expires in one hour
  multicloud.openstack.application_credential:
    cloud: alpha
    name: deploy
    expires_in: 3600
  register: deploy
  no_log: true

- name: List networks with the credential
  multicloud.openstack.network_info:
    cloud: "{{ deploy.cloud }}"

- name: Create a credential that can only list servers
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

- name: Delete both credentials
  multicloud.openstack.application_credential:
    cloud: alpha
    name: "{{ item }}"
    state: absent
  loop: [deploy, monitoring]
"""

RETURN = r"""
id:
  description: The id of the application credential.
  returned: success, if it exists
  type: str
application_credential:
  description: The application credential, with openstacksdk's attribute names; in check mode, only
    what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the application credential.
      type: str
    name:
      description: Its name.
      type: str
    description:
      description: Its description.
      type: str
    secret:
      description: The secret that the cloud generated, if this task created the credential.
      type: str
    expires_at:
      description: When it expires, in UTC.
      type: str
      sample: "2030-12-31T23:59:59.000000"
    project_id:
      description: The project that it logs in to.
      type: str
    roles:
      description: Its roles, each with C(id) and C(name).
      type: list
      elements: dict
    access_rules:
      description: The only requests that it may send, if they are limited.
      type: list
      elements: dict
    unrestricted:
      description: Whether it may create and delete application credentials itself.
      type: bool
cloud:
  description:
    - The cloud's C(clouds.yaml) entry, changed to log in with the credential. Save it there, or
      pass it as O(cloud) to other modules.
    - If O(secret) is set, its value is hidden.
  returned: success, if the credential was just created, or if O(secret) is set
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
