#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: server_ready
short_description: Wait until servers accept logins and have finished booting
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Waits for many servers on many targets in parallel, no matter how they were created. Each server
    goes through the following phases, each with its own timeout.
  - C(active) ends when Nova has built the server; C(port), when O(port) answers, with O(login) as
    an SSH server; C(host_keys), when the host keys are known; C(login), when C(ssh) has logged in
    and run a command; and C(cloud_init), when C(cloud-init) has finished.
  - Host keys are always checked. By default they are read from the console of the server through
    the cloud's API, and not from the network. If a server answers with another key, the task fails.
  - A server of a fleet with O(multicloud.openstack.fleet#module:groups[].through) is reached
    through the bastion of its target, with the host keys of both checked. The module logs in to
    the bastion first, even if O(servers) does not name it. Such a server has no phase C(port).
  - If a server fails, the result has the last lines of its console. If no security group allows its
    port, the error says so.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.target
  - multicloud.openstack.clouds.targets
attributes:
  check_mode:
    support: full
    details:
      - The module waits for servers in check mode as well, but does not write O(known_hosts).
  diff_mode:
    support: full
    details:
      - Shows changes of O(known_hosts).
options:
  fleet:
    description: Servers of this fleet, see M(multicloud.openstack.fleet).
    type: str
  servers:
    description:
      - Servers by name or id. If a server is found on several targets, the module waits for all of
        them.
      - Or dictionaries with C(id) or C(name), and C(cloud) and C(region_name), such as
        M(multicloud.openstack.fleet) returns. In that case, only these targets are queried, and the
        times of the first two phases are those that the fleet's run measured.
    type: list
    elements: raw
  port:
    description: TCP port of SSH, or of another service if O(login=false), such as V(5986) for
      WinRM.
    type: int
    default: 22
  login:
    description: Whether to log in. If V(false), servers are ready when O(port) answers.
    type: bool
    default: true
  remote_user:
    description: User to log in as. Defaults to the one that C(ssh) chooses.
    type: str
  private_key_file:
    description: Private key to log in with. Defaults to those that C(ssh) tries.
    type: path
  ssh_common_args:
    description:
      - Additional arguments for C(ssh), such as V(-J me@bastion.example.org) for a jump host, whose
        own host key must be known to C(ssh).
      - Through a jump host, there is no phase C(port).
      - For a server behind a bastion of its fleet, they are arguments of the login to the bastion.
      - They cannot disable host key checking.
    type: str
  bastion_user:
    description: User to log in as at bastions, if not O(remote_user).
    type: str
  known_hosts:
    description:
      - A file for the SSH host keys of the servers, to be used as C(UserKnownHostsFile) of C(ssh).
        It can be the file of the fleet.
      - If it has a key of the same server at the same address, this key is used without reading the
        console. If the server answers with another key, the console is trusted only if Nova reports
        that it has launched the server again since, for example for a rebuild; otherwise the task
        fails.
      - If two servers have the same address, the task fails, and no line is written for them.
      - Lines of other addresses are kept. Lines of other servers at the same addresses are removed,
        and with O(servers) also those of servers that no longer exist on a queried target.
      - Servers behind a bastion have no address there, but a C(HostKeyAlias), V(multicloud_) and
        their id, as two targets may have the same address.
    type: path
  host_keys:
    description:
      - V(console) trusts the console of a server. If its metadata has a key that
        M(multicloud.openstack.fleet) has injected, and the console shows others, the task fails.
      - V(injected) trusts this metadata without checking the console. It is for fleets with
        O(multicloud.openstack.fleet#module:host_keys=injected). Anybody who can set metadata in the
        project can set another key there. A key in O(known_hosts) takes precedence, and on the host
        that created the fleet, that file has it.
      - V(first_use) trusts the console as well. If the console shows no key within
        O(host_keys_timeout), it trusts the key that the server presents the first time, and
        O(known_hosts) from then on. An impostor that answers the first time is not detected. It
        does not work through a jump host.
    type: str
    choices: [console, injected, first_use]
    default: console
  active_timeout:
    description: Timeout in seconds for the phase C(active), from the start of the task.
    type: int
    default: 600
  port_timeout:
    description: Timeout in seconds for the phase C(port).
    type: int
    default: 300
  host_keys_timeout:
    description: Timeout in seconds for the phase C(host_keys). C(cloud-init) prints the keys near
      its end.
    type: int
    default: 300
  login_timeout:
    description: Timeout in seconds for the phase C(login).
    type: int
    default: 120
  cloud_init_timeout:
    description: Timeout in seconds for the phase C(cloud_init).
    type: int
    default: 600
notes:
  - The module must run on a host that can reach the clouds and the servers and has openstacksdk and
    C(ssh) of OpenSSH, usually on localhost with C(ansible_python_interpreter={{
    ansible_playbook_python }}).
  - The module logs in to up to 64 servers at the same time.
seealso:
  - module: multicloud.openstack.fleet
  - module: multicloud.openstack.console_info
  - module: ansible.builtin.wait_for_connection
"""

EXAMPLES = r"""
- name: Wait until all servers of a fleet have finished booting
  multicloud.openstack.server_ready:
    fleet: ci
    remote_user: debian
    private_key_file: ~/.ssh/id_ed25519
    known_hosts: ~/.ssh/known_hosts.ci

- name: Wait for other servers behind a jump host
  multicloud.openstack.server_ready:
    cloud: alpha
    servers: [web1, web2]
    remote_user: debian
    ssh_common_args: -J me@bastion.example.org
    known_hosts: ~/.ssh/known_hosts.web
    cloud_init_timeout: 1200

- name: Wait until the WinRM port of a Windows server answers
  multicloud.openstack.server_ready:
    cloud: beta
    servers: [desktop1]
    port: 5986
    login: false
    port_timeout: 900
"""

RETURN = r"""
servers:
  description: The servers that were found, by name.
  returned: when the clouds were queried
  type: list
  elements: dict
  sample:
    - name: ci-1
      id: 0427811d-67b1-4014-b6bf-f3678c05eaad
      cloud: alpha
      region_name: RegionOne
      address: 203.0.113.5
      ready: true
      cloud_init: done
      seconds: {active: 11.0, port: 9.31, host_keys: 4.03, login: 0.42, cloud_init: 6.9}
  contains:
    id:
      description: Its id.
      type: str
    name:
      description: Its name.
      type: str
    cloud:
      description: The cloud of the server.
      type: str
    region_name:
      description: The region of the server; empty if the cloud has none.
      type: str
    address:
      description: The address that was tried, from its bastion if it has one.
      type: str
    ready:
      description: Whether all phases succeeded.
      type: bool
    cloud_init:
      description: The status of C(cloud-init), V(done), V(degraded) or V(error); V(none) if the
        server has no C(cloud-init), and V(null) if it was not checked.
      type: str
    host_keys:
      description: Its public host keys.
      type: list
      elements: str
    seconds:
      description: How many seconds each phase took, from the end of the previous phase or from the
        start of the task. C(active) is the time that Nova reports for the build, or that the
        fleet's run measured, which also has the time until the creation was C(accepted).
      type: dict
targets:
  description: The targets, each with C(cloud), C(region_name), the number of C(servers), how many
    of them are C(ready), the median C(seconds) of each phase, and an C(error) if it could not be
    queried.
  returned: when the clouds were queried
  type: list
  elements: dict
failures:
  description: The errors, each with C(kind), C(msg), C(cloud), C(region_name), and for a server,
    C(server_id), C(server_name) and the last lines of its C(console). If another machine answers at
    its address, C(kind) is V(host_key). If it cannot be reached through its bastion, C(kind) is
    V(bastion).
  returned: always
  type: list
  elements: dict
"""

from ..module_utils._cloud.module import CLOUD_OPTIONS, EXCLUSIVE, TARGETS, CloudModule
from ..module_utils._ready.run import ready

OPTIONS = {
    "targets": TARGETS,
    "fleet": {},
    "servers": {"type": "list", "elements": "raw"},
    "port": {"type": "int", "default": 22},
    "login": {"type": "bool", "default": True},
    "remote_user": {},
    "private_key_file": {"type": "path"},
    "ssh_common_args": {},
    "bastion_user": {},
    "known_hosts": {"type": "path"},
    "host_keys": {"choices": ["console", "injected", "first_use"], "default": "console",
                  "no_log": False},
    "active_timeout": {"type": "int", "default": 600},
    "port_timeout": {"type": "int", "default": 300},
    "host_keys_timeout": {"type": "int", "default": 300, "no_log": False},
    "login_timeout": {"type": "int", "default": 120},
    "cloud_init_timeout": {"type": "int", "default": 600},
}


def main() -> None:
    module = CloudModule(
        argument_spec={**CLOUD_OPTIONS, **OPTIONS}, supports_check_mode=True,
        mutually_exclusive=[*EXCLUSIVE, ("fleet", "servers")],
        required_one_of=[("fleet", "servers")],
        required_if=[("host_keys", "first_use", ("known_hosts",))])
    module.run(ready)


if __name__ == "__main__":
    main()
