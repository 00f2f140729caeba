#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: image_rollout
short_description: Keep versions of an image on many clouds, and promote one of them
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Uploads one image to all targets in parallel, to each in the format that C(image_format) in its
    entry in C(clouds.yaml) names. V(qemu-img) converts the data, once for each format.
  - Each upload is a version of the rollout, with ownership metadata in its properties. A version
    serves once it is promoted. O(multicloud.openstack.fleet#module:image) with the key C(rollout)
    is the promoted version of each target.
  - Data that a target has are not sent again. They are recognized by the checksum of their source.
  - Old versions are deleted, except those that servers, volumes or snapshots use, or that are
    shared with a project whose use of them cannot be queried.
  - If a run is killed, the next one deletes or completes what is incomplete. Run only one at a
    time for a rollout.
  - If a target fails, the others continue.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.target
attributes:
  check_mode:
    support: full
    details:
      - Files are read and downloaded as usual if they are needed for the checksum, but not
        converted.
  diff_mode:
    support: full
options:
  targets:
    description:
      - Several targets at once, instead of O(cloud) and O(region_name).
      - A target can also be a name, such as V(alpha) or V(alpha/RegionOne).
    type: list
    elements: dict
    suboptions:
      cloud:
        description: Name of the cloud in C(clouds.yaml), or its whole entry as a dictionary.
        type: raw
        required: true
      region_name:
        description: Region of the cloud. Defaults to all its regions.
        type: str
      members:
        description:
          - Projects to share the promoted version with, each as the name of a cloud in
            C(clouds.yaml) that logs in to this project, or as the id of the project.
          - A project that is named by a cloud also accepts it. Otherwise, it must accept it
            itself.
        type: list
        elements: str
      stores:
        description:
          - Stores of Glance that must have the data. Glance copies them there with its import
            method V(copy-image).
        type: list
        elements: str
  name:
    description: Name of the rollout. Names of versions are O(name), V(-) and O(build).
    type: str
    required: true
  state:
    description:
      - V(present) uploads the build to all targets that lack it.
      - V(promoted) makes O(build) the version that serves. Check it first, with servers that are
        created from it, as the role C(multicloud.openstack.images) does.
      - V(withdrawn) withdraws O(build). If it is promoted, the version that was promoted before it
        serves again.
      - V(absent) deletes O(build), or all versions of the rollout.
    type: str
    choices: [present, promoted, withdrawn, absent]
    default: present
  build:
    description:
      - Name of the build.
      - For V(present), defaults to the first 12 digits of its checksum. The name of a version with
        the same data is changed to it.
      - For V(promoted), defaults to the newest version that was not withdrawn.
      - Required for V(withdrawn).
    type: str
  only:
    description:
      - With O(state=promoted), the ids of the versions that may be promoted. Targets that have none
        of them stay as they are. Defaults to all.
    type: list
    elements: str
  filename:
    description:
      - Path of the image, or of a folder with images, of which the newest one is used.
      - The format is detected, and can be any that C(qemu-img) converts. It can be compressed with
        C(gzip), C(xz) or C(bzip2).
      - One of O(filename), O(uri) and O(source_image) is required for O(state=present).
    type: path
  uri:
    description:
      - HTTP or HTTPS URL of the image, as for O(filename).
      - It is downloaded only if a target lacks it. Without O(checksum), it is always downloaded.
    type: str
  source_cloud:
    description: Cloud of O(source_image), by its name in C(clouds.yaml), or its whole entry as a
      dictionary.
    type: raw
  source_region_name:
    description: Region of O(source_image). Defaults to the first one of O(source_cloud).
    type: str
  source_image:
    description:
      - An image of another cloud, as in O(multicloud.openstack.fleet#module:image).
    type: raw
  checksum:
    description:
      - Required checksum of the source, before it is unpacked or converted, such as
        V(sha256:0123...) or V(sha512:0123...).
      - Or the algorithm and the URL of a file with checksums, such as
        V(sha512:https://example.org/images/SHA512SUMS).
    type: str
  import_method:
    description:
      - Lets Glance import the data, on targets that can and whose format is that of the source.
        Other targets get an upload.
      - V(web-download) lets Glance download O(uri). It requires a sha512 O(checksum).
      - V(glance-direct) uploads the data to Glance's staging area, from which Glance imports them
        and may convert them.
    type: str
    choices: [glance-direct, web-download]
  properties:
    description:
      - Properties of the versions, such as C(os_distro). Other properties are kept.
      - All values are converted to text.
    type: dict
  min_disk:
    description: Minimum disk of a server with this image, in GiB.
    type: int
  min_ram:
    description: Minimum memory of a server with this image, in MiB.
    type: int
  keep:
    description:
      - How many versions to keep on each target that are or were promoted, including the one that
        serves. V(2) is needed to withdraw one.
      - Of the versions that were never promoted, or were withdrawn, the newest one is kept.
    type: int
    default: 2
  work_dir:
    description:
      - Folder for downloaded, unpacked and converted data, which are deleted at the end.
      - Defaults to the folder for temporary files.
    type: path
  timeout:
    description: Timeout in seconds for a download, and for each upload.
    type: float
    default: 3600.0
notes:
  - The module must run on a host that can reach the clouds, usually localhost.
  - C(qemu-img) is required if a target needs another format than that of the source.
seealso:
  - module: multicloud.openstack.image
  - module: multicloud.openstack.fleet
"""

EXAMPLES = r"""
- name: Upload the newest build to all clouds
  multicloud.openstack.image_rollout:
    name: web
    filename: /srv/builds/web
    properties: {os_distro: debian}
    min_disk: 1
  register: rollout

- name: Promote it
  multicloud.openstack.image_rollout:
    name: web
    state: promoted
    build: "{{ rollout.build }}"

- name: Create servers from the promoted version of each cloud
  multicloud.openstack.fleet:
    name: web
    count: 4
    image: {rollout: web}
    flavor: {vcpus: 1, ram: 1024}

- name: Roll back to the version before
  multicloud.openstack.image_rollout:
    name: web
    state: withdrawn
    build: "{{ rollout.build }}"

- name: Upload Debian's image, and let Glance download it where it can
  multicloud.openstack.image_rollout:
    name: debian-13
    uri: https://cloud.debian.org/images/cloud/trixie/latest/debian-13-genericcloud-amd64.qcow2
    checksum: sha512:https://cloud.debian.org/images/cloud/trixie/latest/SHA512SUMS
    import_method: web-download

- name: Copy an image of one cloud to others
  multicloud.openstack.image_rollout:
    name: golden
    source_cloud: alpha
    source_image: golden
    targets: [beta, gamma/RegionOne]

- name: Share the promoted version with another project
  multicloud.openstack.image_rollout:
    name: web
    state: promoted
    targets:
      - cloud: alpha
        members: [alpha-staging]
"""

RETURN = r"""
build:
  description: The name of the build.
  returned: when the clouds were queried
  type: str
  sample: 4f0c35b1a2de
versions:
  description: All versions of the rollout, the newest first, on targets that were queried.
  returned: when the clouds were queried
  type: list
  elements: dict
  sample:
    - id: 4a4da0d7-1ccd-4b52-a11b-1f8b2dd0a9a1
      name: web-4f0c35b1a2de
      build: 4f0c35b1a2de
      state: promoted
      status: active
      disk_format: raw
      size: 67108864
      cloud: alpha
      region_name: RegionOne
  contains:
    id:
      description: The id of the image.
      type: str
    name:
      description: The name of the image.
      type: str
    build:
      description: The name of the build.
      type: str
    state:
      description: V(promoted) if it serves, V(former) if it served, V(candidate) if it was never
        promoted, V(withdrawn), or V(incomplete).
      type: str
    status:
      description: Glance's status.
      type: str
    disk_format:
      description: Its format.
      type: str
    size:
      description: The size of its data in bytes.
      type: int
    checksums:
      description: Checksums of the source, each as V(algorithm:hex).
      type: list
      elements: str
    made:
      description: When the upload started, in UTC.
      type: str
    promoted:
      description: When it was promoted, in UTC.
      type: str
    cloud:
      description: The cloud.
      type: str
    region_name:
      description: The region; empty if the cloud has none.
      type: str
actions:
  description: What was done, each with C(action), C(id), C(name), C(build), C(reason), C(cloud) and
    C(region_name). C(action) is V(upload), V(wait), V(copy), V(update), V(promote), V(withdraw),
    V(share) or V(delete).
  returned: when the clouds were queried
  type: list
  elements: dict
targets:
  description: The targets, each with C(cloud), C(region_name), the number of C(requests), the bytes
    that were C(sent), and an C(error) if it failed.
  returned: when the clouds were queried
  type: list
  elements: dict
failures:
  description: The errors, each with C(kind), C(msg), C(cloud) and C(region_name).
  returned: always
  type: list
  elements: dict
"""

from ..module_utils._cloud.module import CloudModule
from ..module_utils._images.run import CONSTRAINTS, OPTIONS, roll_out


def main() -> None:
    module = CloudModule(argument_spec=OPTIONS, supports_check_mode=True, **CONSTRAINTS)
    module.run(roll_out)


if __name__ == "__main__":
    main()
