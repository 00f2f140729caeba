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
      - The name of the server, or the id of one that is there.
      - If several servers have the name, that is an error which has their ids.
    type: str
    required: true
  image:
    description:
      - The image, by name or id, a shell pattern of its name such as V(debian-*), or a mapping of
        what it must have. By a name, a pattern or a mapping, only images that are active and not
        hidden are used for new servers.
      - A pattern or a mapping means public images, and where none of them fits, those that others
        share with the project. It never means an image of the project's own, unless C(own=true)
        asks for these, nor a snapshot of a server, unless C(properties) has
        C(image_type=snapshot).
      - Keys of the mapping are C(name) and C(exclude), shell patterns of names; C(os_distro),
        C(os_version) and C(architecture), by their names in Glance; C(properties), a mapping of any
        other properties; C(newest); and C(own).
      - If several images fit, C(newest=true) takes the one that was created last; without it, that
        is an error which lists them.
      - A server that is there is as defined if its image has this name or id, or fits, whatever
        other images there are by now. If its image has been deleted, a warning says that this
        cannot be told.
      - It cannot be changed; M(multicloud.openstack.server_action) rebuilds a server.
      - A new server needs this or O(boot_volume).
    type: raw
  image_exclude:
    description: Where O(image) is a pattern, a text that is not in the name of the image.
    type: str
    default: (deprecated)
  flavor:
    description:
      - The flavor, by name or id, or a mapping of what it must have. The smallest that fits is
        taken, by memory, then by virtual CPUs, disk and name.
      - Keys of the mapping are C(vcpus), C(ram) in MiB and C(disk) in GiB, of which the flavor has
        at least so much; C(extra_specs), a mapping of which it has all; C(name) and C(exclude),
        shell patterns of names.
      - It cannot be changed here; M(multicloud.openstack.fleet) resizes the servers that it has
        made or adopted.
      - A new server needs this or O(flavor_ram).
    type: raw
  flavor_ram:
    description:
      - The least memory of the flavor in MiB. The smallest flavor that fits is taken.
      - A server that is there is as defined if it has as much.
    type: int
  flavor_include:
    description: With O(flavor_ram), a text that is in the name of the flavor.
    type: str
  network:
    description:
      - The network that the server is on, by name or id. It cannot be changed.
      - Without it and O(nics), a new server is on the network with C(default_interface) in
        C(networks) of the cloud's entry in C(clouds.yaml), else on the one with
        C(nat_destination), else on the only one of the project's own that has a subnet, else on the
        only one of those that others share with it.
    type: str
  nics:
    description:
      - The networks and ports that the server is on. Others that it is on are left alone. They
        cannot be changed here, but with M(multicloud.openstack.server_interface).
      - Each is a mapping with C(net-id), C(net-name), C(port-id) or C(port-name), and if need be
        with the address C(v4-fixed-ip), C(v6-fixed-ip) or C(fixed_ip), and with a C(tag), which
        the server's metadata service shows.
      - Or each is a text such as V(net-name=private), or a text of several, separated by commas.
        V(net-id=ID,v4-fixed-ip=ADDRESS) is one, with an address.
      - Each needs a port of its own. One that the server lacks is an error.
    type: list
    elements: raw
  availability_zone:
    description: The availability zone. It cannot be changed. Without it, Nova chooses.
    type: str
  key_name:
    description: The keypair whose public key is let in. It cannot be changed.
    type: str
  userdata:
    description:
      - User data, for C(cloud-init). It is never shown, and cannot be changed.
      - Nova shows nobody what it was, so a new server gets a short digest of it in its metadata. Of
        servers without the digest nothing is known, and any user data is taken for the same.
    type: str
  config_drive:
    description:
      - Whether the server has a config drive. It cannot be changed.
      - With V(false), none is asked for; some clouds have one for every server.
    type: bool
  scheduler_hints:
    description:
      - Hints for Nova's scheduler, such as the id of a server group as C(group). They count when a
        server is created.
    type: dict
  description:
    description: A text about the server.
    type: str
  metadata:
    description:
      - Metadata of the server, a mapping, or a text such as V(stage=test,url=http://a/?b=c). Other
        keys are left alone, unless O(purge=true); a key with the value V(null) is taken away.
      - In a text, a comma begins another key if there is a V(=) between it and the next comma, else
        it belongs to the value.
      - Keys that begin with C(multicloud_) are ownership metadata of this collection.
    type: raw
    aliases: [meta]
  expires:
    description:
      - When the server expires. After that, M(multicloud.openstack.reap) deletes it. Expiry alone
        deletes nothing.
      - A span from now on, such as V(2h), V(1d12h) or V(3600) for seconds, or a time such as
        V(2030-01-31T18:00:00Z), in UTC unless it says otherwise. The same span renews it as soon as
        half of it is over.
    type: str
  tags:
    description: Tags of the server. Others are left alone, unless O(purge=true).
    type: list
    elements: str
  purge:
    description:
      - Whether to remove tags and metadata that are not in O(tags) and O(metadata), except
        ownership metadata. An option that is not given removes nothing.
    type: bool
    default: false
  security_groups:
    description:
      - The security groups of the server, by name or id, on all of its ports, also on those that
        were there before it. Others are taken off them.
      - Without it, the ports that Nova makes for a new server are in the project's default group;
        an empty list means the same.
    type: list
    elements: str
  auto_ip:
    description:
      - Whether the server has a floating IP where it is not reachable from outside by an address of
        its own, which is so where C(networks) in C(clouds.yaml) says C(routes_ipv4_externally) or
        Neutron says that the network is external.
      - A floating IP is created in front of the server's port, as soon as that is there. It is
        tagged as created for this server, and deleted with it.
      - There are none where C(floating_ip_source) in C(clouds.yaml) is V(none).
      - Without it, a new server gets a floating IP if it needs one, and again if that is gone. With
        V(false) none is made; those that are there stay.
    type: bool
    aliases: [auto_floating_ip, public_ip]
  floating_ip_pools:
    description:
      - Networks, by name or id. The server has a floating IP in any case; if it has none, one is
        created from the first of these networks that has an address left.
    type: list
    elements: str
  floating_ips:
    description:
      - The floating IPs that the server has, which are there already and on no port.
      - Others are taken off it, and deleted if they were made for it. So an empty list leaves it
        without any.
    type: list
    elements: str
  reuse_ips:
    description:
      - Whether a floating IP of the project that is on no port is taken, if there is one, before
        one is created. Those with a description or tags are somebody's and are not taken. It is not
        deleted with the server.
      - Tasks that look for one at the same time never get the same.
    type: bool
    default: false
  delete_ips:
    description:
      - Whether to delete all floating IPs of the server with it, if O(state=absent).
      - Those that were created for this server are always deleted. Without this option, all others
        stay in the project.
    type: bool
    default: false
    aliases: [delete_fip]
  boot_from_volume:
    description:
      - Whether the server boots from a volume, which Cinder makes of O(image), and not from a disk
        of its host. It cannot be changed.
    type: bool
  volume_size:
    description:
      - The size in GiB of the volume that is made with O(boot_from_volume). Without it, that of the
        flavor's disk, and at least what the image needs.
      - A larger one is fine. One that is too small is an error;
        M(multicloud.openstack.volume) extends it.
    type: int
  volume_type:
    description:
      - The type of the volume that is made with O(boot_from_volume). It cannot be changed. Without
        it, the cloud's default.
      - It needs Nova 19.0 (Stein) or later.
    type: str
  boot_volume:
    description: A volume that is there and that the server boots from, by name or id. It cannot be
      changed.
    type: str
    aliases: [root_volume]
  terminate_volume:
    description:
      - Whether the volume that the server boots from is deleted with it. It can be changed, and
        also be said when the server is deleted, if Nova is 21.0 (Ussuri) or later.
      - Without it, a volume that was made with O(boot_from_volume) is deleted with its server, and
        O(boot_volume) is not.
    type: bool
  volumes:
    description:
      - Volumes that are there and are attached to the server, by name or id. Others that are
        attached are left alone; M(multicloud.openstack.server_volume) detaches them.
    type: list
    elements: str
  wait:
    description:
      - Whether to wait until the server is built, or deleted.
      - With V(false), a floating IP is waited for no longer than until Nova has made the port,
        which is long before the server is built.
    type: bool
    default: true
  wait_port:
    description:
      - Wait until this TCP port of the server's address answers, such as V(22) for SSH, if O(wait)
        is set. If it does not, the error says whether the security groups let it in, and has the
        last lines of the console as C(console) in C(failures).
    type: int
seealso:
  - module: multicloud.openstack.fleet
  - module: multicloud.openstack.server_info
  - module: multicloud.openstack.server_action
"""

EXAMPLES = r"""
- name: A server, which is reachable from outside however this cloud does that
  multicloud.openstack.server:
    cloud: alpha
    name: app1
    image: debian-12
    flavor: m1.tiny
    network: private
    key_name: me
    wait_port: 22
  register: app1

- name: Where it is
  ansible.builtin.debug:
    msg: "{{ app1.server.address }}"

- name: The same for each cloud, by what image and flavor must have
  multicloud.openstack.server:
    cloud: beta
    name: app1
    image:
      os_distro: debian
      os_version: "12"
    flavor:
      ram: 1024

- name: Metadata and tags of a server that is there, which is needed for two hours more
  multicloud.openstack.server:
    cloud: alpha
    name: app1
    metadata:
      stage: test
    tags: [app]
    expires: 2h

- name: A server on a volume of its own, with another one, and a floating IP that is there
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

- name: A server that nobody waits for
  multicloud.openstack.server:
    cloud: alpha
    name: app2
    image: debian-12
    flavor_ram: 512
    wait: false

- name: Delete them, with the floating IPs that were made for them
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
  returned: success, if it is there
  type: str
server:
  description:
    - The server, by openstacksdk's names, and where it is reached.
    - In check mode what is known of it; of a new one, what would be asked of Nova.
  returned: success, if it is there
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
        - It is V(null) if the server has none yet.
      type: str
    interface_ip:
      description: The same, by shade's name; empty if the server has none yet.
      type: str
    public_v4:
      description: Its floating IP, else an address of its own that is one on the Internet. Empty if
        there is none.
      type: str
    private_v4:
      description: Its IPv4 address inside of the cloud. Empty if there is none.
      type: str
    public_v6:
      description: Its IPv6 address that is neither unique local nor link-local. Empty if there is
        none.
      type: str
    addresses:
      description: All addresses, by the names of the networks, each with C(addr), C(version) and
        C(OS-EXT-IPS:type).
      type: dict
    access_ipv4:
      description: What was set as its IPv4 address by others.
      type: str
    access_ipv6:
      description: What was set as its IPv6 address by others.
      type: str
    attached_volumes:
      description: The volumes that are attached, each with C(id) and C(delete_on_termination). That
        which it boots from comes first.
      type: list
      elements: dict
    volumes:
      description: The same.
      type: list
      elements: dict
    availability_zone:
      description: The availability zone that it is in.
      type: str
    config_drive:
      description: Whether it has a config drive.
      type: str
    compute_host:
      description: The host that it is on, for administrators.
      type: str
    created_at:
      description: When it was created.
      type: str
    description:
      description: A text about it.
      type: str
    disk_config:
      description: V(AUTO) or V(MANUAL).
      type: str
    fault:
      description: What has gone wrong, if its status is V(ERROR).
      type: dict
    flavor:
      description: Its flavor, with C(name), C(vcpus), C(ram), C(disk) and C(extra_specs).
      type: dict
    has_config_drive:
      description: Whether it has a config drive.
      type: str
    host_id:
      description: A digest of the host that it is on.
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
      description: The name that the hypervisor has for it, for administrators.
      type: str
    is_locked:
      description: Whether it is locked.
      type: bool
    key_name:
      description: The name of its keypair.
      type: str
    launched_at:
      description: When it was built.
      type: str
    links:
      description: Where Nova has more about it.
      type: list
      elements: dict
    metadata:
      description: Its metadata, including the ownership metadata of this collection.
      type: dict
    power_state:
      description: V(1) if it runs.
      type: int
    progress:
      description: How far it is built, in percent.
      type: int
    project_id:
      description: The project that it belongs to.
      type: str
    root_device_name:
      description: The device that it boots from, for administrators.
      type: str
    security_groups:
      description: Its security groups, each with C(name).
      type: list
      elements: dict
    server_groups:
      description: The server groups that it is in, where Nova shows them.
      type: list
      elements: str
    tags:
      description: Its tags.
      type: list
      elements: str
    task_state:
      description: What is under way on it, else V(null).
      type: str
    terminated_at:
      description: When it was deleted.
      type: str
    updated_at:
      description: When it was changed last.
      type: str
    user_id:
      description: The user who has created it.
      type: str
    vm_state:
      description: Its state as Nova sees it.
      type: str
      sample: active
"""

from ..module_utils._resource.module import state_module
from ..module_utils._resource.specs.server import SERVER


def main() -> None:
    state_module(SERVER)


if __name__ == "__main__":
    main()
