#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: image
short_description: Manage images
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes images.
  - The data of an image is uploaded from a file, without loading all of it into memory, or
    downloaded by Glance. It cannot be changed later. The module fails if an existing image of this
    name has other data.
  - If an upload is incomplete, the new image is deleted.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: Name of the image, or id of an existing one.
    type: str
    required: true
  id:
    description:
      - Id of the image. If set, the image is looked up by id, and renamed to O(name).
      - A new image gets this id.
    type: str
  checksum:
    description:
      - Required checksum of the data, either MD5 or the other hash that Glance keeps.
      - If several images have this name, those with another checksum are ignored.
    type: str
  container_format:
    description:
      - Container format. Cannot be changed. Defaults to V(bare) for a new image.
    type: str
  disk_format:
    description:
      - Disk format. Cannot be changed. Defaults to V(qcow2) for a new image.
    type: str
  filename:
    description:
      - Path of a file with the data of a new image. A relative path starts from the folder of
        the playbook, which for a playbook of a collection is inside the collection.
      - The hash of an existing image must match the file. If the file no longer exists, there is
        only a warning.
    type: path
  import_method:
    description:
      - How Glance imports the data of a new image. V(web-download) takes it from O(uri),
        V(glance-direct) from O(filename), and V(glance-download) from the image O(remote_image_id)
        in O(remote_region).
      - O(uri) implies V(web-download), and O(use_import) implies V(glance-direct).
    type: str
    choices: [glance-direct, glance-download, web-download]
  is_protected:
    description: Whether the image is protected from deletion.
    type: bool
    aliases: [protected]
  is_public:
    description:
      - V(true) is O(visibility=public), V(false) is O(visibility=private). Mutually exclusive with
        O(visibility).
    type: bool
  kernel:
    description: Name or id of the kernel image to boot this image with.
    type: str
  members:
    description:
      - Names or ids of the projects that may use the image once they accept it. All other members
        are removed.
      - Makes the image V(shared), unless O(visibility) says otherwise.
    type: list
    elements: str
  min_disk:
    description: Minimum disk of a server with this image, in GiB.
    type: int
  min_ram:
    description: Minimum memory of a server with this image, in MiB.
    type: int
  owner:
    description:
      - Name or id of the project that the image belongs to. Defaults to the project of the login
        for a new image. Another project requires an administrator account.
    type: str
    aliases: [project]
  owner_domain:
    description: Name or id of the domain of O(owner), if several projects have this name.
    type: str
    aliases: [project_domain]
  properties:
    description:
      - Additional properties of the image. Properties that are not listed are kept. A property
        without a value is removed.
      - All values are converted to text.
    type: dict
  ramdisk:
    description: Name or id of the RAM disk image to boot this image with.
    type: str
  remote_image_id:
    description: Id of the image in O(remote_region). Required if O(import_method=glance-download).
    type: str
  remote_region:
    description: Region whose Glance has the data. Required if O(import_method=glance-download).
    type: str
  server:
    description:
      - Name or id of the server to create a new image from, which must not boot from a volume.
        Ignored if the image exists.
      - Stop the server before, so that its file systems are complete.
      - The task always waits for the image, because the other options can be set only afterwards.
      - Nova chooses O(disk_format) and the id of such an image. O(id) cannot be set for a new one.
    type: str
  state:
    description:
      - V(present) creates or updates the image, V(absent) deletes it.
      - V(inactive) deactivates an existing image, so that only the provider can use its data.
        V(present) reactivates it.
    type: str
    choices: [present, absent, inactive]
    default: present
  tags:
    description: Tags of the image. Other tags are removed.
    type: list
    elements: str
  uri:
    description:
      - URL from which Glance downloads the data of a new image. Ignored if the image has data.
    type: str
  use_import:
    description:
      - Whether Glance imports the data in O(filename), and may convert it, instead of storing it
        unchanged. If Glance converts it, omit O(filename) in later runs, because the image then has
        other data.
    type: bool
  visibility:
    description:
      - Who can see the image. Defaults to V(private) for a new image, or to V(shared) with
        O(members).
    type: str
    choices: [public, private, shared, community]
  volume:
    description:
      - Name or id of the volume to create a new image from. It must be C(available). Ignored if the
        image exists.
      - The task always waits for the image, because the other options can be set only afterwards.
      - Cinder chooses the id of such an image. O(id) cannot be set for a new one.
    type: str
seealso:
  - module: multicloud.openstack.image_info
"""

EXAMPLES = r"""
- name: Upload an image
  multicloud.openstack.image:
    cloud: alpha
    name: tiny
    filename: ~/images/tiny.img
    disk_format: raw
    min_disk: 1
    tags: [test]
    properties:
      os_distro: debian
      os_version: "12"
  register: made

- name: Deactivate the image
  multicloud.openstack.image:
    cloud: alpha
    name: tiny
    state: inactive

- name: Delete the image
  multicloud.openstack.image:
    cloud: alpha
    name: "{{ made.image.id }}"
    state: absent

- name: Create an image from a volume
  multicloud.openstack.image:
    cloud: alpha
    name: app-disk
    volume: app-root
    disk_format: raw

- name: Let Glance download an image
  multicloud.openstack.image:
    cloud: beta
    name: debian-13
    uri: https://cloud.debian.org/images/cloud/trixie/latest/debian-13-genericcloud-amd64.qcow2
    timeout: 1800
"""

RETURN = r"""
id:
  description: The id of the image.
  returned: success, if it exists
  type: str
msg:
  description: How much data was uploaded.
  returned: if a file was uploaded
  type: str
  sample: 65536 bytes of /tmp/tiny.img were sent
image:
  description: The image, with openstacksdk's attribute names; in check mode, only what is known.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the image.
      type: str
    name:
      description: The name of the image.
      type: str
    status:
      description: The status of the image.
      type: str
      sample: active
    checksum:
      description: The MD5 checksum of its data.
      type: str
    hash_algo:
      description: The algorithm of RV(image.hash_value).
      type: str
      sample: sha512
    hash_value:
      description: A hash of its data.
      type: str
    container_format:
      description: The container format.
      type: str
    disk_format:
      description: The disk format.
      type: str
    is_protected:
      description: Whether it is protected from deletion.
      type: bool
    min_disk:
      description: The minimum disk of a server, in GiB.
      type: int
    min_ram:
      description: The minimum memory of a server, in MiB.
      type: int
    owner:
      description: The id of the project that it belongs to.
      type: str
    properties:
      description: Properties without an attribute of their own. Others, such as C(os_distro), are
        attributes of the image.
      type: dict
    size:
      description: The size of its data in bytes.
      type: int
    tags:
      description: Its tags.
      type: list
      elements: str
    visibility:
      description: Who can see it.
      type: str
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.image import IMAGE, image


def main() -> None:
    run_module({**WAIT, **IMAGE.arguments()}, image, **IMAGE.constraints)


if __name__ == "__main__":
    main()
