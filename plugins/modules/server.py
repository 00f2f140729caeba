#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: server
short_description: Manage servers
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates and deletes servers.
  - For several servers, or several clouds, M(multicloud.openstack.fleet) is much faster than a loop
    over this module.
  - The image, the flavor and some other options cannot be changed after creation. If they differ,
    the module fails, says what you can do, and does not change the server.
  - The module waits for a server that is being built, rebuilt or resized. For a server in status
    V(ERROR), it fails with the reason that Nova gives. Delete the server to have it recreated.
  - If the module fails after it created the server, the error has its id. The next run continues
    from there.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.resource
  - multicloud.openstack.resource.state
options:
  name:
    description:
      - Name of the server, or id of an existing one.
      - If several servers have the name, the module fails and lists their ids.
    type: str
    required: true
  image:
    description:
      - Name or id of the image, a shell pattern of its name such as V(debian-*), or a mapping of
        requirements. For new servers, a name, a pattern or a mapping only matches images that are
        active and not hidden.
      - A pattern or a mapping matches public images, and if none of them fits, images that are
        shared with the project. It matches the project's own images only with C(own=true), and
        snapshots of servers only with C(image_type=snapshot) in C(properties).
      - The keys of the mapping are C(name) and C(exclude), shell patterns of names; C(os_distro),
        C(os_version) and C(architecture), as in Glance; C(properties), a mapping of any other
        properties; C(newest); and C(own).
      - If several images fit, C(newest=true) selects the one that was created last; without it, the
        module fails and lists them.
      - An existing server is up to date if its image has this name or id, or fits, no matter which
        other images exist by now. If its image has been deleted, there is a warning that it cannot
        be compared.
      - Cannot be changed. Use M(multicloud.openstack.server_action) to rebuild a server.
      - Required for a new server, unless O(boot_volume) is set.
    type: raw
  image_exclude:
    description: If O(image) is a pattern, a text that must not be in the name of the image.
    type: str
    default: (deprecated)
  flavor:
    description:
      - Name or id of the flavor, or a mapping of requirements. The smallest matching flavor is
        selected, by memory, then by vCPUs, disk and name.
      - The keys of the mapping are the minimums C(vcpus), C(ram) in MiB and C(disk) in GiB;
        C(extra_specs), a mapping that the flavor must have in full; and C(name) and C(exclude),
        shell patterns of names.
      - It cannot be changed by this module. M(multicloud.openstack.fleet) resizes servers that it
        has created or adopted.
      - Required for a new server, unless O(flavor_ram) is set.
    type: raw
  flavor_ram:
    description:
      - Minimum memory of the flavor in MiB. The smallest matching flavor is selected.
      - An existing server is up to date if it has at least this much.
    type: int
  flavor_include:
    description: With O(flavor_ram), a text that must be in the name of the flavor.
    type: str
  network:
    description:
      - Name or id of the network to attach the server to. Cannot be changed.
      - Without this and O(nics), a new server is attached to the network with C(default_interface)
        in C(networks) of the cloud's entry in C(clouds.yaml), or the one with C(nat_destination),
        or the only network of the project that has a subnet, or the only network that is shared
        with the project.
    type: str
  nics:
    description:
      - Networks and ports to attach the server to. Others are kept. To change them later, use
        M(multicloud.openstack.server_interface).
      - Each is a mapping with C(net-id), C(net-name), C(port-id) or C(port-name), and optionally
        with the address C(v4-fixed-ip), C(v6-fixed-ip) or C(fixed_ip), and with a C(tag), which the
        metadata service shows to the server.
      - Or each is a string such as V(net-name=private), or several of these separated by commas.
        V(net-id=ID,v4-fixed-ip=ADDRESS) is a single one with an address.
      - Each requires a port of its own. If an existing server lacks one, the module fails.
    type: list
    elements: raw
  availability_zone:
    description: Availability zone. Cannot be changed. By default, Nova chooses one.
    type: str
  key_name:
    description: Name of the keypair whose public key is authorized on the server. Cannot be
      changed.
    type: str
  userdata:
    description:
      - User data, for C(cloud-init). It is never shown, and cannot be changed.
      - Nova never shows it, so a new server gets a short digest of it in its metadata. For servers
        without this digest, any user data is considered the same.
    type: str
  config_drive:
    description:
      - Whether the server has a config drive. Cannot be changed.
      - With V(false), none is requested, but some clouds attach one to every server.
    type: bool
  scheduler_hints:
    description:
      - Hints for Nova's scheduler, such as the id of a server group as C(group). They are only used
        when a server is created.
    type: dict
  description:
    description: Description of the server.
    type: str
  metadata:
    description:
      - Metadata of the server, as a mapping, or a string such as V(stage=test,url=http://a/?b=c).
        Other keys are kept, unless O(purge=true). A key with the value V(null) is removed.
      - In a string, a comma begins another key if there is a V(=) between it and the next comma;
        otherwise it is part of the value.
      - Keys that begin with C(multicloud_) are ownership metadata of this collection.
    type: raw
    aliases: [meta]
  expires:
    description:
      - When the server expires. After that, M(multicloud.openstack.reap) deletes it. Expiry alone
        deletes nothing.
      - A span from now on, such as V(2h), V(1d12h) or V(3600) for seconds, or a time such as
        V(2030-01-31T18:00:00Z), in UTC unless it says otherwise. The same span renews the expiry
        once half of it is over.
    type: str
  tags:
    description: Tags of the server. Others are kept, unless O(purge=true).
    type: list
    elements: str
  purge:
    description:
      - Whether to remove tags and metadata that are not in O(tags) and O(metadata), except
        ownership metadata. If you do not set an option, none of its values are removed.
    type: bool
    default: false
  security_groups:
    description:
      - Security groups of all ports of the server, by name or id. This includes ports that existed
        before the server. Others are removed.
      - By default, or if the list is empty, ports that Nova creates for a new server are in the
        project's default group.
    type: list
    elements: str
  auto_ip:
    description:
      - Whether the server has a floating IP if its own address is not reachable from outside. It is
        reachable if the network has C(routes_ipv4_externally) in C(clouds.yaml) or is external in
        Neutron.
      - The floating IP is created for the server's port, as soon as the port exists. It is tagged
        as created for this server, and deleted with it.
      - If C(floating_ip_source) in C(clouds.yaml) is V(none), the cloud has no floating IPs.
      - By default, a new server gets a floating IP if it needs one, and another one if that is
        lost. With V(false), none is created, and existing ones are kept.
    type: bool
    aliases: [auto_floating_ip, public_ip]
  floating_ip_pools:
    description:
      - Networks, by name or id. The server always has a floating IP. If it has none, one is created
        from the first of these networks that has a free address.
    type: list
    elements: str
  floating_ips:
    description:
      - Floating IPs to attach to the server. They must exist, and must not be attached to a port.
      - Others are detached, and deleted if they were created for this server. An empty list leaves
        the server without floating IPs.
    type: list
    elements: str
  reuse_ips:
    description:
      - Whether to use an existing floating IP of the project that is not attached to a port, before
        creating one. Floating IPs with a description or tags are considered to be in use. A reused
        one is not deleted with the server.
      - Concurrent tasks never get the same one.
    type: bool
    default: false
  delete_ips:
    description:
      - Whether to delete all floating IPs of the server with it, if O(state=absent).
      - Those that were created for this server are always deleted. Without this option, all others
        are kept in the project.
    type: bool
    default: false
    aliases: [delete_fip]
  boot_from_volume:
    description:
      - Whether the server boots from a volume, which Cinder creates from O(image), instead of a
        disk of its host. Cannot be changed.
    type: bool
  volume_size:
    description:
      - Size in GiB of the volume that is created with O(boot_from_volume). Defaults to the disk
        size of the flavor, but at least what the image requires.
      - An existing volume may be larger. If it is smaller, the module fails. Use
        M(multicloud.openstack.volume) to extend it.
    type: int
  volume_type:
    description:
      - Type of the volume that is created with O(boot_from_volume). Cannot be changed. Defaults to
        the cloud's default type.
      - Requires Nova 19.0 (Stein) or later.
    type: str
  boot_volume:
    description: Name or id of an existing volume to boot from. Cannot be changed.
    type: str
    aliases: [root_volume]
  terminate_volume:
    description:
      - Whether to delete the boot volume with the server. With Nova 21.0 (Ussuri) or later, it can
        be changed, even by the task that deletes the server.
      - Defaults to V(true) for a volume that was created with O(boot_from_volume), and to V(false)
        for O(boot_volume).
    type: bool
  volumes:
    description:
      - Existing volumes to attach to the server, by name or id. Other volumes stay attached. Use
        M(multicloud.openstack.server_volume) to detach them.
    type: list
    elements: str
  wait:
    description:
      - Whether to wait until the server is built, or deleted.
      - With V(false), the module still waits for the port of a floating IP, which Nova creates long
        before the server is built.
    type: bool
    default: true
  wait_port:
    description:
      - Wait until this TCP port of the server's address answers, such as V(22) for SSH, if O(wait)
        is set. If it does not, the error tells whether the security groups allow it, and includes
        the last lines of the console as C(console) in C(failures).
    type: int
seealso:
  - module: multicloud.openstack.fleet
  - module: multicloud.openstack.server_info
  - module: multicloud.openstack.server_action
"""

EXAMPLES = r"""
- name: Create a server, and wait until it is reachable from outside
  multicloud.openstack.server:
    cloud: alpha
    name: app1
    image: debian-12
    flavor: m1.tiny
    network: private
    key_name: me
    wait_port: 22
  register: app1

- name: Show its address
  ansible.builtin.debug:
    msg: "{{ app1.server.address }}"

- name: Select the image and flavor by requirements, which work on every cloud
  multicloud.openstack.server:
    cloud: beta
    name: app1
    image:
      os_distro: debian
      os_version: "12"
    flavor:
      ram: 1024

- name: Set metadata, tags and an expiry of an existing server
  multicloud.openstack.server:
    cloud: alpha
    name: app1
    metadata:
      stage: test
    tags: [app]
    expires: 2h

- name: Create a server with a boot volume, a data volume and an existing floating IP
  multicloud.openstack.server:
    cloud: alpha
    name: db1
    image: debian-12
    flavor: m1.tiny
    boot_from_volume: true
    volume_size: 10
    volumes: [db1-data]
    nics:
      - net-name: private
    floating_ips: ["{{ address }}"]

- name: Create a server without waiting for it
  multicloud.openstack.server:
    cloud: alpha
    name: app2
    image: debian-12
    flavor_ram: 512
    wait: false

- name: Delete all servers, with the floating IPs that were created for them
  multicloud.openstack.server:
    cloud: "{{ item.cloud }}"
    name: "{{ item.name }}"
    state: absent
  loop:
    - {cloud: alpha, name: app1}
    - {cloud: alpha, name: app2}
    - {cloud: alpha, name: db1}
    - {cloud: beta, name: app1}
"""

RETURN = r"""
id:
  description: The id of the server.
  returned: success, if it exists
  type: str
server:
  description:
    - The server, with openstacksdk's attribute names, and its addresses.
    - In check mode, only what is known; for a new server, what would be requested from Nova.
  returned: success, if it exists
  type: dict
  contains:
    id:
      description: The id of the server.
      type: str
    name:
      description: The name of the server.
      type: str
    status:
      description: The status of the server.
      type: str
      sample: ACTIVE
    address:
      description:
        - The address to connect to. A floating IP comes before others, and IPv4 before IPv6.
        - V(null) if the server has none yet.
      type: str
    interface_ip:
      description: The same, with shade's name; empty if the server has none yet.
      type: str
    public_v4:
      description: Its floating IP, or its own address if that is public. Empty if there is none.
      type: str
    private_v4:
      description: Its internal IPv4 address. Empty if there is none.
      type: str
    public_v6:
      description: Its IPv6 address that is neither unique local nor link-local. Empty if there is
        none.
      type: str
    addresses:
      description: All addresses, by network name, each with C(addr), C(version) and
        C(OS-EXT-IPS:type).
      type: dict
    access_ipv4:
      description: Its access IPv4 address, if one was set in Nova.
      type: str
    access_ipv6:
      description: Its access IPv6 address, if one was set in Nova.
      type: str
    attached_volumes:
      description: The attached volumes, each with C(id) and C(delete_on_termination). The boot
        volume comes first.
      type: list
      elements: dict
    volumes:
      description: The same.
      type: list
      elements: dict
    availability_zone:
      description: Its availability zone.
      type: str
    config_drive:
      description: Whether it has a config drive.
      type: str
    compute_host:
      description: The name of its host, for administrators.
      type: str
    created_at:
      description: When it was created.
      type: str
    description:
      description: Its description.
      type: str
    disk_config:
      description: V(AUTO) or V(MANUAL).
      type: str
    fault:
      description: The error, if its status is V(ERROR).
      type: dict
    flavor:
      description: Its flavor, with C(name), C(vcpus), C(ram), C(disk) and C(extra_specs).
      type: dict
    has_config_drive:
      description: Whether it has a config drive.
      type: str
    host_id:
      description: A digest of its host.
      type: str
    host_status:
      description: The status of the host, for administrators.
      type: str
    hostname:
      description: Its host name, for administrators.
      type: str
    hypervisor_hostname:
      description: The name of the hypervisor, for administrators.
      type: str
    image:
      description: The image of the server, with its C(id); empty if it boots from a volume.
      type: dict
    instance_name:
      description: The name of the server in the hypervisor, for administrators.
      type: str
    is_locked:
      description: Whether it is locked.
      type: bool
    key_name:
      description: The name of its keypair.
      type: str
    launched_at:
      description: When it was launched.
      type: str
    links:
      description: Links to it in Nova's API.
      type: list
      elements: dict
    metadata:
      description: Its metadata, including the ownership metadata of this collection.
      type: dict
    power_state:
      description: V(1) if it is running.
      type: int
    progress:
      description: The progress of the build, in percent.
      type: int
    project_id:
      description: The id of its project.
      type: str
    root_device_name:
      description: Its boot device, for administrators.
      type: str
    security_groups:
      description: Its security groups, each with C(name).
      type: list
      elements: dict
    server_groups:
      description: Its server groups, if Nova shows them.
      type: list
      elements: str
    tags:
      description: Its tags.
      type: list
      elements: str
    task_state:
      description: The operation in progress, or V(null).
      type: str
    terminated_at:
      description: When it was deleted.
      type: str
    updated_at:
      description: When it was last changed.
      type: str
    user_id:
      description: The id of the user who created it.
      type: str
    vm_state:
      description: Its state in Nova.
      type: str
      sample: active
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.server import SERVER


def main() -> None:
    state_module(SERVER)


if __name__ == "__main__":
    main()
