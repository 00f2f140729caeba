# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """Modules about one target: `resource` for all of them, `resource.state` beside it for those
    that create, change and delete, `resource.info` for those that list."""

    DOCUMENTATION = r"""
options:
  cloud:
    description:
      - The cloud to use, by its name in C(clouds.yaml).
      - Or its whole entry as a dictionary, with what C(clouds.yaml) would have, for secrets that
        come from Ansible Vault, say.
      - It need not be given if there is only one, if E(OS_CLOUD) names one, or with O(auth).
    type: raw
  region_name:
    description:
      - The region of O(cloud) to use.
      - Without it, the first one that C(clouds.yaml) gives the cloud.
    type: str
  auth:
    description:
      - What takes the place of C(auth) in the cloud's entry, key by key, or a whole login where
        O(cloud) is not given.
    type: dict
  auth_type:
    description: The name of keystoneauth's plugin to log in with.
    type: str
  interface:
    description:
      - Which endpoints of the catalog to use. Without it, what C(clouds.yaml) says, else the public
        ones.
    type: str
    choices: [admin, internal, public]
    aliases: [endpoint_type]
  validate_certs:
    description: Whether certificates are verified. Without it, what C(clouds.yaml) says, else they
      are.
    type: bool
    aliases: [verify]
  ca_cert:
    description: The path of the CA certificates to verify with.
    type: path
    aliases: [cacert]
  client_cert:
    description: The path of the client's certificate.
    type: path
    aliases: [cert]
  client_key:
    description: The path of the client's key.
    type: path
    aliases: [key]
  wait:
    description: Whether to wait until it is done.
    type: bool
    default: true
  timeout:
    description: For how many seconds to wait, and to repeat what a cloud refuses for now.
    type: float
    default: 180.0
"""

    STATE = r"""
options:
  state:
    description:
      - V(present) creates or updates it, V(absent) deletes it. Attributes without an option are
        left as they are.
    type: str
    choices: [present, absent]
    default: present
notes:
  - A name means a resource of the login's own project, or of the option C(project) where there is
    one. Where the project has none of that name, it may be one that others share with it, as an
    external network; this is used, but neither changed nor deleted. What belongs to other projects,
    which administrators see as well, is meant by its id alone.
attributes:
  check_mode:
    support: full
    details:
      - Another resource that is named and is not there is a warning then, as a task before may make
        it.
      - The C(id) of what would be created is C(would-be-created:), the kind of resource and its
        name, as V(would-be-created:network:web). Later tasks in check mode accept it wherever they
        take an id, so that a whole chain of tasks can be checked. Without check mode, it is
        refused.
  diff_mode:
    support: full
"""

    INFO = r"""
options:
  name:
    description: The name or id of what to show. If there is none, the list is empty. Without it,
      all are shown.
    type: str
  filters:
    description:
      - What else to narrow the list by, by openstacksdk's names of the queries and attributes. The
        service does it where it can.
    type: dict
"""
