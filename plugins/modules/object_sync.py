#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: object_sync
short_description: Upload a folder to Swift
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Uploads the files of a folder to a container of Swift, in parallel, if they are new or differ.
  - One list of the container shows what differs, by size and checksum.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
options:
  container:
    description: Name of the container, which must exist.
    type: str
    required: true
  path:
    description: Path of the folder. Files in its subfolders are uploaded as well; their names have
      slashes. A folder with symbolic links, or with files that cannot be read, is an error.
    type: path
    required: true
  prefix:
    description: Beginning of the names of all objects, for example V(site/).
    type: str
    default: ""
  purge:
    description: Whether to delete objects whose names begin with O(prefix) and that are not in the
      folder.
    type: bool
    default: false
  segment_size:
    description: As O(multicloud.openstack.object#module:segment_size).
    type: int
    default: 256
seealso:
  - module: multicloud.openstack.object
"""

EXAMPLES = r"""
- name: Upload a folder, and delete what is no longer in it
  multicloud.openstack.object_sync:
    cloud: alpha
    container: site
    path: ~/images
    prefix: images/
    purge: true
"""

RETURN = r"""
deleted:
  description: The names of the objects that were deleted.
  returned: success
  type: list
  elements: str
unchanged:
  description: The number of files that were up to date.
  returned: success
  type: int
uploaded:
  description: The names of the objects that were uploaded.
  returned: success
  type: list
  elements: str
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.object_sync import ARGUMENTS, sync


def main() -> None:
    run_module({**WAIT, **ARGUMENTS}, sync)


if __name__ == "__main__":
    main()
