#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: object
short_description: Manage objects of Swift
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Uploads, replaces and deletes objects of the object store, Swift.
  - Checksums decide whether an object is up to date, and Swift verifies each upload by them.
  - Large files are sent in segments, in parallel. An interrupted upload continues with the segments
    that are missing.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the object. It may have slashes.
    type: str
    required: true
  container:
    description: Name of the container, which must exist.
    type: str
    required: true
  data:
    description: Content of the object. O(state=present) requires it or O(filename).
    type: str
  filename:
    description: Path of the file to upload.
    type: path
  segment_size:
    description:
      - Size in MiB from which a content is sent in segments of that size. Clouds accept up to 5120.
        For more than 1,000
        segments, they become larger.
      - The segments are in the container with the suffix C(_segments), which is created. They are
        deleted with the object.
    type: int
    default: 256
seealso:
  - module: multicloud.openstack.object_container
  - module: multicloud.openstack.object_info
  - module: multicloud.openstack.object_sync
"""

EXAMPLES = r"""
- name: Upload a file
  multicloud.openstack.object:
    cloud: alpha
    container: config
    name: etc/os-release
    filename: /etc/os-release

- name: Upload a text
  multicloud.openstack.object:
    cloud: alpha
    container: config
    name: motd
    data: "Welcome\n"

- name: Delete an object
  multicloud.openstack.object:
    cloud: alpha
    container: config
    name: motd
    state: absent
"""

RETURN = r"""
id:
  description: The name of the object.
  returned: success, if it exists
  type: str
object:
  description: The object, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    container:
      description: The name of its container.
      type: str
    content_length:
      description: Its size in bytes.
      type: int
    content_type:
      description: Its MIME type.
      type: str
    delete_at:
      description: When Swift deletes it, in seconds since 1970.
      type: str
    etag:
      description: The MD5 of its content; of a large object, that of the checksums of its segments.
      type: str
    is_static_large_object:
      description: Whether it consists of segments.
      type: bool
    last_modified_at:
      description: When it was uploaded.
      type: str
    metadata:
      description: Its metadata, with keys in lower case.
      type: dict
    name:
      description: Its name.
      type: str
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.object_store import OBJECT


def main() -> None:
    state_module(OBJECT)


if __name__ == "__main__":
    main()
