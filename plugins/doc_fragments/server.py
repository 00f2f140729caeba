# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """What a server is, in the options' names of openstack.cloud.server."""

    # what each provider answers in its own way
    PORTABLE = r"""
options:
  image:
    description:
      - The image, by name or id, or a mapping of what it must have, for which each cloud may have
        another image. By a name or a mapping, only images that are active and not hidden count; an
        id may also be that of a hidden image, of a community image, or of one that is offered to
        the project and not yet accepted.
      - A mapping means public images, and where none of them fits, those that others share with the
        project. It never means an image of the project's own, unless C(own=true) asks for these,
        nor a snapshot of a server, unless C(properties) has C(image_type=snapshot).
      - If several images have the name, the project's own comes first, then a public one, then one
        that others share with it.
      - Keys of the mapping are C(name) and C(exclude), shell patterns of names such as
        V(debian-*); C(os_distro), C(os_version) and C(architecture), by their names in Glance;
        C(properties), a mapping of any other properties; C(newest); and C(own).
      - If several images fit, C(newest=true) takes the one that was created last; without it, that
        is an error which lists them. If none does, the error says what comes closest.
      - C(image_format) of the cloud's entry in C(clouds.yaml), V(qcow2) if it has none, is the
        C(disk_format) which is preferred if several images fit, or have the name asked for, and
        C(newest) is not set.
      - Put versions in quotes, as YAML makes V(24.1) of V(24.10).
    type: raw
  flavor:
    description:
      - The flavor, by name or id, or a mapping of what it must have, for which each cloud may have
        another flavor. The smallest that fits is taken, by memory, then by virtual CPUs, disk and
        name.
      - Keys of the mapping are C(vcpus), C(ram) in MiB and C(disk) in GiB, of which the flavor has
        at least so much; C(extra_specs), a mapping of which it has all; C(name) and C(exclude),
        shell patterns of names.
      - A flavor that is chosen by what it must have also has the memory and disk that the image
        asks for.
      - If none fits, the error says what comes closest.
    type: raw
  network:
    description:
      - The network that the server is on, by name or id.
      - Without it, the one with C(default_interface) in C(networks) of the cloud's entry in
        C(clouds.yaml), else the one with C(nat_destination) where there are floating IPs, else
        the only one of the project's own that has a subnet, else the only one of those that others
        share with it.
    type: str
  ip_version:
    description:
      - By which kind of address the server is reached from outside; V(any) if it is not given.
      - V(4) and V(any) are by its own address, where C(networks) in C(clouds.yaml) says
        C(routes_ipv4_externally) or Neutron says that the network is external, else by a floating
        IP. V(any) also takes an IPv6 address if there is no other.
      - V(6) is by its own address. There is no floating IP, and the network must have an IPv6
        subnet, which is not unique local unless C(networks) in C(clouds.yaml) says
        C(routes_ipv6_externally).
    type: str
    choices: ['4', '6', any]
  auto_ip:
    description:
      - Whether the server gets a floating IP where its network is not reachable from outside and
        the cloud has floating IPs; V(true) if it is not given.
      - It is created for this server and deleted with it; none is ever taken from the project's
        pool.
      - There are none where C(floating_ip_source) in C(clouds.yaml) is V(none). Any other value is
        Neutron.
    type: bool
"""

    DOCUMENTATION = r"""
options:
  key_name:
    description:
      - The keypair whose public key is let in.
    type: str
  public_key:
    description:
      - The public key of the keypair. If it is given, the keypair is created where it is missing,
        and deleted with the fleet.
      - If it changes, servers have drifted where the keypair has another one. No keypair is
        changed or deleted for that, and so a new key needs another O(key_name).
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
  availability_zones:
    description:
      - Availability zones to be used in turn. One that has no host left is left out.
    type: list
    elements: str
  anti_affinity:
    description:
      - Whether the servers are on different hosts of a target, V(soft) as far as possible or
        V(hard) in any case. A server group is created for that, and deleted with the fleet.
    type: str
    choices: [soft, hard]
  boot_from_volume:
    description:
      - Whether the server boots from a volume, which Cinder makes of the image, and not from a disk
        of its host. The disk of the flavor is no matter then.
      - The volume is created before the server, in its availability zone if Cinder has one of that
        name, and tagged with the fleet in its metadata. Lists of volumes call it V(_boot).
      - Where the cloud attaches no volume of another zone (Nova's C(cross_az_attach) is off), set
        C(availability_zone). Without it, Cinder chooses a zone, and Nova may choose another one.
      - Nova cannot rebuild such a server with another image, it has to be replaced.
    type: bool
  volume_size:
    description:
      - The size of the boot volume in GiB. Without it, what the flavor has as a disk, and at least
        what the image needs.
    type: int
  volume_type:
    description:
      - The type of the boot volume; without it, the cloud's default.
    type: str
  terminate_volume:
    description:
      - Whether the boot volume is deleted with the server; V(true) if it is not given. If
        not, the volume is kept like a data volume with C(keep), but no other server boots from it.
    type: bool
  data_volumes:
    description:
      - Volumes of every server, each its own. They are created before the server, tagged with the
        fleet in their metadata, and attached when the server is created, in this order.
      - A server whose volumes change has to be replaced. A volume of its own that is there and free
        is used again, and extended if it is smaller than it should be.
      - They have to be in the server's availability zone where the cloud says so. So they are
        created in a zone of the same name, if Cinder has one.
    type: list
    elements: dict
    suboptions:
      name:
        description: The name of the volume, unique on the server.
        type: str
        required: true
      size:
        description: Its size in GiB.
        type: int
        required: true
      type:
        description: Its type; without it, the cloud's default.
        type: str
      keep:
        description:
          - Whether it stays when its server is deleted, for the next server with this number. That
            can only be created on the same target then, also if there is no room and other targets
            have some. While a target cannot be queried, only C(unseen=hold) keeps the server from
            being created elsewhere with an empty volume.
          - It holds from the next server on; a server that is there is not changed for it.
        type: bool
        default: false
  userdata:
    description:
      - User data, for C(cloud-init). It is never shown.
    type: str
  config_drive:
    description:
      - Whether to attach a config drive.
    type: bool
  metadata:
    description:
      - Metadata of the server, in addition to the ownership metadata of the fleet, whose keys begin
        with C(multicloud_).
    type: dict
    aliases: [meta]
  tags:
    description:
      - Tags of the server.
    type: list
    elements: str
"""
