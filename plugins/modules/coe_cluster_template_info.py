#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: coe_cluster_template_info
short_description: List templates of container clusters
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists templates of container clusters, or one by name.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.attributes.info
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.info
options:
  name:
    description: Name or id of the template to list. If none matches, the list is empty. Defaults to
      all.
    type: str
  coe:
    description: Lists only templates with this container orchestration engine.
    type: str
  is_public:
    description: Lists only templates that all projects can use, or only others.
    type: bool
seealso:
  - module: multicloud.openstack.coe_cluster_template
"""

EXAMPLES = r"""
- name: List all cluster templates
  multicloud.openstack.coe_cluster_template_info:
    cloud: alpha

- name: List public cluster templates
  multicloud.openstack.coe_cluster_template_info:
    cloud: alpha
    is_public: true
"""

RETURN = r"""
cluster_templates:
  description: The templates, each as
    RV(multicloud.openstack.coe_cluster_template#module:cluster_template).
  returned: success
  type: list
  elements: dict
"""

from ..module_utils._resource.module import info_module
from ..module_utils._resource.specs.cluster_templates import CLUSTER_TEMPLATES


def main() -> None:
    info_module(CLUSTER_TEMPLATES)


if __name__ == "__main__":
    main()
