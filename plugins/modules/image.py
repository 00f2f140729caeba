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
  - The data of an image is uploaded from a file, without reading all of it into memory, or
    downloaded by Glance. It cannot be changed later. If an image of this name has other data, the
    module fails.
  - If an upload is incomplete, the new image is deleted.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description: The name of the image, or the id of one that is there.
    type: str
    required: true
  id:
    description:
      - The id of the image. The image is found by it, and called O(name).
      - A new image gets this id.
    type: str
  checksum:
    description:
      - The checksum that the data must have, MD5 or the hash that Glance keeps beside it.
      - If several images have this name, those with another checksum do not count.
    type: str
  container_format:
    description:
      - The format of the container. Without it, a new image is V(bare). It cannot be changed.
    type: str
  disk_format:
    description:
      - The format of the data. Without it, a new image is V(qcow2). It cannot be changed.
    type: str
  filename:
    description:
      - The path of a file with the data of a new image. A relative path starts from the folder of
        the playbook, which for a playbook of a collection is inside of the collection.
      - The hash of an image that is there is compared with the file. They must be the same. If
        there is no such file any more, that is a warning.
    type: path
  import_method:
    description:
      - How Glance is to import the data of a new image, V(web-download) from O(uri),
        V(glance-direct) from O(filename), or V(glance-download) from the Glance of another region,
        which O(remote_region) and O(remote_image_id) say.
      - The first two follow from O(uri) and O(use_import), and need not be given.
    type: str
    choices: [glance-direct, glance-download, web-download]
  is_protected:
    description: Whether the image cannot be deleted.
    type: bool
    aliases: [protected]
  is_public:
    description:
      - V(true) is V(public) as O(visibility), V(false) is V(private).
    type: bool
  kernel:
    description: The image with the kernel to start this one with, by name or id.
    type: str
  members:
    description:
      - The projects that may use the image once they accept it, by name or id. All other members
        are removed.
      - The image is V(shared) then, unless O(visibility) says otherwise.
    type: list
    elements: str
  min_disk:
    description: The disk in GiB that a server needs for this image.
    type: int
  min_ram:
    description: The memory in MiB that a server needs for this image.
    type: int
  owner:
    description:
      - The project that the image belongs to, by name or id. Without it, a new one belongs to the
        project of the login. Another project requires an administrator's account.
    type: str
    aliases: [project]
  owner_domain:
    description: The domain of O(owner), by name or id, if there are several of this name.
    type: str
    aliases: [project_domain]
  properties:
    description:
      - Further properties of the image. Properties that are not listed stay; one without a value is
        removed.
      - All values are converted to text.
    type: dict
  ramdisk:
    description: The image with the RAM disk to start this one with, by name or id.
    type: str
  remote_image_id:
    description: The id of the image in O(remote_region), with O(import_method=glance-download).
    type: str
  remote_region:
    description: The region whose Glance has the data, with O(import_method=glance-download).
    type: str
  state:
    description:
      - V(present) creates or updates it, V(absent) deletes it.
      - V(inactive) deactivates an existing image, so that only the provider can use its data.
        V(present) activates it again.
    type: str
    choices: [present, absent, inactive]
    default: present
  tags:
    description: The tags of the image. Other tags are removed.
    type: list
    elements: str
  uri:
    description:
      - A URL that Glance fetches the data of a new image from. It is ignored if the image has
        data.
    type: str
  use_import:
    description:
      - Whether Glance imports the data in O(filename), and may convert it, instead of storing it as
        it is. If it converts it, omit O(filename) in later runs, as the image then has other data.
    type: bool
  visibility:
    description:
      - Who sees the image. Without it, a new one is V(private), or V(shared) with O(members).
    type: str
    choices: [public, private, shared, community]
  volume:
    description:
      - The volume that a new image is made of, by name or id. It has to be C(available). It is
        ignored if the image exists.
      - It is waited for in any case, as the other options can be set only then.
      - Cinder gives such an image its id, so that it cannot have a new O(id).
    type: str
seealso:
  - module: multicloud.openstack.image_info
"""

EXAMPLES = r"""
- name: An image
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

- name: Deactivate it
  multicloud.openstack.image:
    cloud: alpha
    name: tiny
    state: inactive

- name: Delete it
  multicloud.openstack.image:
    cloud: alpha
    name: "{{ made.image.id }}"
    state: absent

- name: An image of a volume
  multicloud.openstack.image:
    cloud: alpha
    name: app-disk
    volume: app-root
    disk_format: raw

- name: An image that Glance fetches by itself
  multicloud.openstack.image:
    cloud: beta
    name: debian-13
    uri: https://cloud.debian.org/images/cloud/trixie/latest/debian-13-genericcloud-amd64.qcow2
    timeout: 1800
"""

RETURN = r"""
id:
  description: The id of the image.
  returned: success, if it is there
  type: str
msg:
  description: How much was sent.
  returned: if a file was sent
  type: str
  sample: 65536 bytes of /tmp/tiny.img were sent
image:
  description: The image, by openstacksdk's names; in check mode what is known of it.
  returned: success, if it is there
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
      description: The format of the container.
      type: str
    disk_format:
      description: The format of the data.
      type: str
    is_protected:
      description: Whether it cannot be deleted.
      type: bool
    min_disk:
      description: The disk in GiB that a server needs.
      type: int
    min_ram:
      description: The memory in MiB that a server needs.
      type: int
    owner:
      description: The id of the project that it belongs to.
      type: str
    properties:
      description: Properties that have no attribute of their own. Others, such as C(os_distro), are
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
      description: Who sees it.
      type: str
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.image import IMAGE, image


def main() -> None:
    run_module({**WAIT, **IMAGE.arguments()}, image, **IMAGE.constraints)


if __name__ == "__main__":
    main()
