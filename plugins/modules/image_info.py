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
  - Lists the images that the project can see, or those that match.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: The name or id of what to show. If there is none, the list is empty. Without it,
      all are shown.
    type: str
    aliases: [image]
  filters:
    description:
      - What else images must have, by openstacksdk's or Glance's names of attributes and
        properties. Glance does the search.
    type: dict
    aliases: [properties]
seealso:
  - module: multicloud.openstack.image
"""

EXAMPLES = r"""
- name: All images
  multicloud.openstack.image_info:
    cloud: alpha

- name: Those of one distribution that everybody sees
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
