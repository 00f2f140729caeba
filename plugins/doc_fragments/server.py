# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """What a server is, in the options' names of openstack.cloud.server."""

    DOCUMENTATION = r"""
options:
  image:
    description:
      - The image, by name or id.
    type: str
  flavor:
    description:
      - The flavor, by name or id.
    type: str
  network:
    description:
      - The network that the server is on, by name or id.
      - Without it, the one with C(default_interface) in C(networks) of the cloud's entry in
        C(clouds.yaml), or the only one there is.
    type: str
  key_name:
    description:
      - The keypair whose public key is let in.
    type: str
  public_key:
    description:
      - The public key of the keypair. If it is given, the keypair is made where it is missing,
        and deleted with the fleet.
    type: str
  security_groups:
    description:
      - The security groups, by name or id. Without it, the project's default group.
    type: list
    elements: str
  availability_zone:
    description:
      - The availability zone; without it, Nova chooses.
    type: str
  userdata:
    description:
      - User data, for C(cloud-init). It is never shown.
    type: str
  config_drive:
    description:
      - Whether to attach a config drive.
    type: bool
  auto_ip:
    description:
      - Whether the server gets a floating IP where its network is not reachable from outside and
        the cloud has floating IPs; V(true) if it is not given.
      - It is created for this server and deleted with it; none is ever taken from the project's
        pool.
    type: bool
  metadata:
    description:
      - Metadata of the server, beside the marks of the fleet, whose keys begin with
        C(multicloud_).
    type: dict
    aliases: [meta]
  tags:
    description:
      - Tags of the server.
    type: list
    elements: str
"""
