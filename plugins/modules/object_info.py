#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: object_info
short_description: List objects of Swift
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the objects of a container of Swift, or one by name.
  - Creates temporary URLs, by which anyone can download, replace or delete an object for some time.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name of the object to list, with all that its own request shows. If none matches,
      the list is empty.
      Defaults to all.
    type: str
  container:
    description: Name of the container. If it does not exist, the list is empty.
    type: str
    required: true
  prefix:
    description: Lists only objects whose names begin with it.
    type: str
  temp_url_method:
    description: What the temporary URLs allow.
    type: str
    choices: [GET, HEAD, PUT, POST, DELETE]
    default: GET
  temp_url_seconds:
    description:
      - Adds a temporary URL to each object that is listed, which is valid for so many seconds.
      - With this URL, anybody can use the object. Therefore the module requires C(no_log) on its
        task.
      - The container needs a key for it,
        O(multicloud.openstack.object_container#module:temp_url_key).
    type: int
seealso:
  - module: multicloud.openstack.object
"""

EXAMPLES = r"""
- name: List the objects of a container
  multicloud.openstack.object_info:
    cloud: alpha
    container: config
    prefix: etc/

- name: Get a URL to download an object within an hour
  multicloud.openstack.object_info:
    cloud: alpha
    container: config
    name: etc/os-release
    temp_url_seconds: 3600
  no_log: true
  register: download
"""

RETURN = r"""
objects:
  description: The objects, each as RV(multicloud.openstack.object#module:object). With
    O(temp_url_seconds), C(temp_url)
    is the URL.
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.object_store import OBJECTS_ARGUMENTS, objects


def main() -> None:
    run_module({**WAIT, **OBJECTS_ARGUMENTS}, objects, secret=("temp_url_seconds",))


if __name__ == "__main__":
    main()
