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
      - Name or id of the image, or a mapping of requirements, which can resolve to a different
        image on each cloud. A name or a mapping only matches images that are active and not hidden.
        An id may also be that of a hidden image, a community image, or an image that is shared with
        the project but not yet accepted.
      - A mapping matches public images, and if none of them fits, images that are shared with the
        project. It matches the project's own images only with C(own=true), and snapshots of servers
        only with C(image_type=snapshot) in C(properties).
      - With C(rollout), the name of a rollout of M(multicloud.openstack.image_rollout), it is
        the version that is promoted on the target, the project's own or one that is shared with it.
      - If several images have the name, the project's own image comes first, then a public one,
        then a shared one.
      - The keys of the mapping are C(name) and C(exclude), shell patterns of names such as
        V(debian-*); C(os_distro), C(os_version) and C(architecture), as in Glance; C(properties), a
        mapping of any other properties; C(newest); C(own); and C(rollout).
      - If several images fit, C(newest=true) selects the one that was created last; without it, the
        module fails and lists them. If none fits, the error names the closest one.
      - If several images fit or have the requested name, and C(newest) is not set, those whose
        C(disk_format) is the C(image_format) of the cloud's entry in C(clouds.yaml) are preferred.
        It defaults to V(qcow2).
      - Quote versions, because YAML reads V(24.10) as V(24.1).
      - For servers of a fleet, also a list of such names and mappings in order of preference.
    type: raw
  flavor:
    description:
      - Name or id of the flavor, or a mapping of requirements, which can resolve to a different
        flavor on each cloud. The smallest matching flavor is selected, by memory, then by vCPUs,
        disk and name.
      - The keys of the mapping are the minimums C(vcpus), C(ram) in MiB and C(disk) in GiB;
        C(extra_specs), a mapping that the flavor must have in full; and C(name) and C(exclude),
        shell patterns of names.
      - A flavor that is selected by a mapping also has the memory and disk that the image requires.
      - If none fits, the error names the closest one.
      - For servers of a fleet, also a list of such names and mappings in order of preference. If a
        target does not have the first, or has no host or quota for it, the next one is tried on the
        same target, and then the next target. A server with any of them is up to date.
    type: raw
  network:
    description:
      - Name or id of the network to attach the server to.
      - Defaults to the one with C(default_interface) in C(networks) of the cloud's entry in
        C(clouds.yaml), or the one with C(nat_destination) if the cloud has floating IPs, or the
        only network of the project that has a subnet, or the only network that is shared with the
        project.
    type: str
  ip_version:
    description:
      - IP version of the address to reach the server at from outside. Defaults to V(any).
      - V(4) and V(any) use the server's own address if its network has C(routes_ipv4_externally) in
        C(clouds.yaml) or is external in Neutron, and a floating IP otherwise. V(any) also uses an
        IPv6 address if there is no other.
      - V(6) uses the server's own address. There is no floating IP, and the network must have an
        IPv6 subnet, which must not be unique local unless the network has C(routes_ipv6_externally)
        in C(clouds.yaml).
    type: str
    choices: ['4', '6', any]
  auto_ip:
    description:
      - Whether the server gets a floating IP if its network is not reachable from outside and the
        cloud has floating IPs. Defaults to V(true).
      - The floating IP is created for this server and deleted with it. Existing floating IPs of the
        project are never used.
      - If C(floating_ip_source) in C(clouds.yaml) is V(none), the cloud has no floating IPs. Any
        other value means Neutron.
    type: bool
"""

    DOCUMENTATION = r"""
options:
  key_name:
    description:
      - Name of the keypair whose public key is authorized on the server.
    type: str
  public_key:
    description:
      - Public key of the keypair. If set, the keypair is created where it is missing, and
        deleted with the fleet.
      - If it changes, servers whose keypair has another public key have drifted. The keypair itself
        is never changed or deleted for this, so a new key requires another O(key_name).
    type: str
  security_groups:
    description:
      - Security groups, by name or id. Defaults to the project's default group.
    type: list
    elements: str
  availability_zone:
    description:
      - Availability zone. By default, Nova chooses one.
    type: str
  availability_zones:
    description:
      - Availability zones to use in turn. A zone that does not exist, or without a free host, is
        skipped. If all are, and O(flavor) is a list, its next entry is tried in all of them.
    type: list
    elements: str
  anti_affinity:
    description:
      - Places the servers on different hosts of a target, with V(soft) as far as possible, with
        V(hard) always. A server group is created for this, and deleted with the fleet.
    type: str
    choices: [soft, hard]
  affinity:
    description:
      - Places the servers on the same host of a target, with V(soft) as far as possible, with
        V(hard) always. A server group is created for this, and deleted with the fleet. Mutually
        exclusive with O(anti_affinity).
    type: str
    choices: [soft, hard]
  server_group:
    description:
      - Name or id of an existing server group to create the servers in, instead of one for the
        fleet. It is never changed or deleted. Mutually exclusive with O(anti_affinity) and
        O(affinity).
    type: str
  scheduler_hints:
    description:
      - Hints for the scheduler of Nova, such as C(different_host) with a list of ids of servers.
        Nova ignores those that the provider has not enabled.
    type: dict
  boot_from_volume:
    description:
      - Whether the server boots from a volume, which Cinder creates from the image, instead of a
        disk of its host. The server does not use the disk of the flavor.
      - The volume is created before the server, in the server's availability zone if Cinder has one
        of that name, and tagged with the fleet in its metadata. In lists of volumes, it is called
        V(_boot).
      - If the cloud does not attach volumes across zones (C(cross_az_attach) of Nova is off), set
        C(availability_zone). Otherwise Cinder chooses a zone, and Nova may choose another one.
      - Nova cannot rebuild such a server with another image. It must be replaced.
    type: bool
  volume_size:
    description:
      - Size of the boot volume in GiB. Defaults to the disk size of the flavor, but at least what
        the image requires.
    type: int
  volume_type:
    description:
      - Type of the boot volume, or a list of types in order of preference. Defaults to the cloud's
        default type.
    type: raw
  terminate_volume:
    description:
      - Whether to delete the boot volume with the server. Defaults to V(true). With V(false), the
        volume is kept like a data volume with C(keep), but no other server boots from it.
    type: bool
  data_volumes:
    description:
      - A set of volumes for each server. They are created before the server, tagged with the fleet
        in their metadata, and attached in this order when the server is created.
      - A server whose volumes change must be replaced. Its existing volumes are reused if they are
        free, and extended if they are too small.
      - Some clouds require volumes to be in the availability zone of the server, so they are
        created in a zone of the same name, if Cinder has one.
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the volume, unique on the server.
        type: str
        required: true
      size:
        description: Size in GiB.
        type: int
        required: true
      type:
        description: Volume type, or a list of types in order of preference. Defaults to the cloud's
          default type.
        type: raw
      keep:
        description:
          - Whether to keep the volume when its server is deleted, for the next server with this
            number. That server can then only be created on the same target, even if only other
            targets have room. While a target cannot be queried, only C(unseen=hold) prevents the
            server from being created elsewhere with an empty volume.
          - It applies to new servers. Existing servers are not changed for it.
        type: bool
        default: false
  userdata:
    description:
      - User data, for C(cloud-init). It is never shown.
      - Several parts can be a list of texts, such as a C(#cloud-config) and a script, or a MIME
        message. A list becomes a MIME message, whose parts C(cloud-init) runs in their order. Each
        must begin with C(#cloud-config), C(#!) or whatever else tells C(cloud-init) what it is.
      - It can contain the placeholders of O(name_template), C(@{name}) and those of
        O(template_vars).
      - It is compressed with gzip if it has more than the 49149 bytes that Nova accepts, which
        C(cloud-init) undoes.
    type: raw
  template_vars:
    description:
      - Variables for O(userdata), by name. C(@{role}) there becomes the value of C(role). Values
        are texts or numbers.
      - Under the number of a server, a dictionary has the variables of that server alone, which
        override the others. A variable that O(userdata) uses must have a value for every server.
      - Only servers whose user data becomes different have drifted when a variable changes.
      - Values of variables that are named like secrets, such as C(join_token) or C(password), are
        hidden in Ansible's output.
    type: dict
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
