# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """Modules about one target: `resource` for all of them, `resource.state` beside it for those
    that create, change and delete, `resource.info` for those that list, or `resource.filters` where
    what they list has no name."""

    DOCUMENTATION = r"""
options:
  cloud:
    description:
      - Cloud to use, by its name in C(clouds.yaml).
      - Or its whole entry as a dictionary, as in C(clouds.yaml), for example with secrets from
        Ansible Vault.
      - Optional if there is only one cloud, if E(OS_CLOUD) names one, or with O(auth).
    type: raw
  region_name:
    description:
      - Region of O(cloud) to use.
      - Defaults to the first region of the cloud in C(clouds.yaml).
    type: str
  auth:
    description:
      - Overrides C(auth) in the cloud's entry, key by key. Without O(cloud), it must be a complete
        login.
    type: dict
  auth_type:
    description: Name of the keystoneauth plugin to log in with.
    type: str
  interface:
    description:
      - Endpoints of the catalog to use. Defaults to the setting in C(clouds.yaml), or to V(public).
    type: str
    choices: [admin, internal, public]
    aliases: [endpoint_type]
  validate_certs:
    description: Whether to verify certificates. Defaults to the setting in C(clouds.yaml), or to
      V(true).
    type: bool
    aliases: [verify]
  ca_cert:
    description: Path of the CA certificates to verify with.
    type: path
    aliases: [cacert]
  client_cert:
    description: Path of the client certificate.
    type: path
    aliases: [cert]
  client_key:
    description: Path of the client key.
    type: path
    aliases: [key]
  wait:
    description: Whether to wait until the operation is complete.
    type: bool
    default: true
  timeout:
    description: How many seconds to wait, and to retry requests that a cloud refuses for now.
    type: float
    default: 180.0
"""

    STATE = r"""
options:
  state:
    description:
      - V(present) creates or updates the resource, V(absent) deletes it. Attributes that you do not
        set are left unchanged.
    type: str
    choices: [present, absent]
    default: present
notes:
  - A name refers to a resource of the login's own project, or of the option C(project) if there is
    one. If the project has no resource of that name, the name may refer to one that is shared with
    it, such as an external network. The module uses such a resource, but neither changes nor
    deletes it. Refer to resources of other projects, which administrators can see, only by id.
attributes:
  check_mode:
    support: full
    details:
      - If another resource that you name does not exist, there is a warning instead of an error, as
        an earlier task may create it.
      - The C(id) of a resource that would be created is C(would-be-created:), its type and its
        name, as in V(would-be-created:network:web). Later tasks in check mode accept it wherever
        they take an id, so that you can check a whole chain of tasks. Outside check mode, it is
        rejected.
  diff_mode:
    support: full
"""

    INFO = r"""
options:
  name:
    description: Name or id of the resource to list. If none matches, the list is empty. Defaults to
      all.
    type: str
  filters:
    description:
      - Further filters, with openstacksdk's names of query parameters and attributes. The service
        applies them where it can.
    type: dict
"""

    FILTERS = r"""
options:
  filters:
    description:
      - Further filters, with openstacksdk's names of query parameters and attributes. The service
        applies them where it can.
    type: dict
"""
