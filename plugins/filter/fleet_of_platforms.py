# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: fleet_of_platforms
author:
  - The multicloud.openstack contributors
version_added: 0.1.0
short_description: Define a fleet from the platforms of a molecule scenario
description:
  - Each platform becomes a group of one server, which is only created on the cloud of the platform,
    so that one call of M(multicloud.openstack.fleet) creates all of them.
  - The playbooks C(molecule_create) and C(molecule_destroy) use it.
options:
  _input:
    description:
      - The C(platforms) of C(molecule.yml). Each has C(name), C(cloud) and C(user), optionally
        C(region_name), and any option of M(multicloud.openstack.fleet) that a group can have, such
        as C(image).
      - C(groups) and C(children) are options of molecule itself.
      - Molecule only allows a string for C(image). A string that is a dictionary in YAML is a
        mapping of requirements.
    type: list
    elements: dict
    required: true
"""

EXAMPLES = r"""
- name: Create a server for each platform, in parallel
  multicloud.openstack.fleet:
    name: try
    name_template: "@{group}"
    groups: "{{ platforms_fleet.groups }}"
    targets: "{{ platforms_fleet.targets }}"
  vars:
    platforms_fleet: "{{ platforms | multicloud.openstack.fleet_of_platforms }}"
    platforms:
      - {name: here, user: debian, cloud: alpha, image: debian-12, flavor: m1.small}
      - {name: there, user: debian, cloud: gamma, region_name: RegionTwo, image: debian-12,
         flavor: m1.small}
"""

RETURN = r"""
_value:
  description: C(groups) and C(targets), as options of M(multicloud.openstack.fleet).
  type: dict
"""

from collections.abc import Callable

import yaml
from ansible.errors import AnsibleFilterError

OWN = ("cloud", "region_name", "user", "groups", "children")    # the others are the fleet's


def fleet_of_platforms(platforms: list[dict]) -> dict:
    """See DOCUMENTATION."""
    for platform in platforms:
        for key in ("name", "cloud", "user"):
            if not platform.get(key):
                raise AnsibleFilterError(f"platforms: {platform.get('name', 'one')} has no {key}.")
    return {"groups": [_group(platform) for platform in platforms], "targets": [
        {**place, "groups": [{"name": other["name"], "max": 0} for other in platforms
                             if _place(other) != place]} for place in _places(platforms)]}


def _group(platform: dict) -> dict:
    """Its server."""
    desired = {key: value for key, value in platform.items() if key not in OWN}
    if str(desired.get("image")).startswith("{"):
        try:
            desired["image"] = yaml.safe_load(desired["image"])
        except yaml.YAMLError:
            raise AnsibleFilterError(f"platforms: {platform['name']}: image is not valid YAML: "
                                     f"{desired['image']}") from None
    return {"count": 1, **desired}


def _place(platform: dict) -> dict:
    """Where its server is."""
    return {key: platform[key] for key in ("cloud", "region_name") if platform.get(key)}


def _places(platforms: list[dict]) -> list[dict]:
    places = []
    for platform in platforms:
        if _place(platform) not in places:
            places.append(_place(platform))
    return places


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable]:
        return {"fleet_of_platforms": fleet_of_platforms}
