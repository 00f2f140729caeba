#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: image_info
short_description: List images
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists the images that the project can see, or only those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the image. If none matches, the list is empty. Defaults to all
      images.
    type: str
    aliases: [image]
  filters:
    description:
      - Attributes and properties that the images must have, by openstacksdk's or Glance's names.
        Glance does the filtering.
    type: dict
    aliases: [properties]
seealso:
  - module: multicloud.openstack.image
"""

EXAMPLES = r"""
- name: List all images
  multicloud.openstack.image_info:
    cloud: alpha

- name: List the public images of one distribution
  multicloud.openstack.image_info:
    cloud: alpha
    filters:
      os_distro: debian
      visibility: public
  register: debian
"""

RETURN = r"""
images:
  description: The images, each as RV(multicloud.openstack.image#module:image).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import WAIT, run_module
from ..module_utils._resource.specs.image import IMAGES_ARGUMENTS, images


def main() -> None:
    run_module({**WAIT, **IMAGES_ARGUMENTS}, images)


if __name__ == "__main__":
    main()
