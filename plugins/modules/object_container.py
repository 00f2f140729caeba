#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: object_container
short_description: Manage containers of Swift
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes containers of the object store, Swift.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the container.
    type: str
    required: true
    aliases: [container]
  delete_metadata_keys:
    description:
      - Keys of O(metadata) to delete. Keys that O(metadata) has as well are set instead.
    type: list
    elements: str
    aliases: [keys]
  delete_with_all_objects:
    description:
      - Whether O(state=absent) also deletes all objects of the container, with the segments of
        large ones. Otherwise, the
        deletion of a container that has objects fails.
    type: bool
    default: false
  metadata:
    description:
      - Metadata of the container. Other keys stay. A key without a value is deleted.
      - Case does not matter in keys, and V(_) is the same as V(-). Results have them in lower case.
      - Sets these settings of the container as well - C(content_type), C(history_location),
        C(is_content_type_detected), C(read_ACL), C(sync_to), C(versions_location) and
          C(write_ACL).
    type: dict
  read_ACL:
    description:
      - Who may read. V(.r:*,.rlistings) makes the container public, an empty string makes it
        private.
    type: str
  sync_key:
    description: Secret that this container and the one in C(sync_to) share.
    type: str
  temp_url_key:
    description:
      - Secret that temporary URLs are signed with. M(multicloud.openstack.object_info) creates
        them.
      - An empty string removes it, and with it the validity of all URLs that were signed with it.
    type: str
  temp_url_key_2:
    description:
      - A second one, to change keys while URLs with the first one stay valid.
    type: str
  write_ACL:
    description: Who may write.
    type: str
seealso:
  - module: multicloud.openstack.object_containers_info
  - module: multicloud.openstack.object
  - module: multicloud.openstack.object_sync
"""

EXAMPLES = r"""
- name: Create a public container
  multicloud.openstack.object_container:
    cloud: alpha
    name: downloads
    read_ACL: ".r:*,.rlistings"

- name: Delete a key of its metadata, and set another
  multicloud.openstack.object_container:
    cloud: alpha
    name: downloads
    metadata:
      owner: web
    delete_metadata_keys: [contact]

- name: Delete it with all objects
  multicloud.openstack.object_container:
    cloud: alpha
    name: downloads
    delete_with_all_objects: true
    state: absent
"""

RETURN = r"""
id:
  description: The name of the container.
  returned: success, if it exists
  type: str
container:
  description: The container, with openstacksdk's attribute names, without its secrets; in check
    mode, only what is
    known.
  returned: success, if it exists
  type: dict
  contains:
    bytes:
      description: The size of all its objects.
      type: int
    count:
      description: The number of its objects.
      type: int
    metadata:
      description: Its metadata, with keys in lower case.
      type: dict
    name:
      description: Its name.
      type: str
    read_ACL:
      description: Who may read.
      type: str
    storage_policy:
      description: The policy that its objects are stored with.
      type: str
    versions_location:
      description: The container that has earlier versions of its objects.
      type: str
    write_ACL:
      description: Who may write.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.object_store import CONTAINER


def main() -> None:
    state_module(CONTAINER)


if __name__ == "__main__":
    main()
