# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: servers
short_description: Dynamic inventory of the servers of all OpenStack clouds
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Lists every server on every cloud of C(clouds.yaml), in each of its regions, as a host.
  - All clouds are queried in parallel, so the inventory takes as long as the slowest cloud. A cloud
    that does not respond within O(api_timeout), or takes longer than O(timeout), is skipped.
  - Names, metadata and other values from a cloud are untrusted text. They are never evaluated as
    templates, and names of hosts and groups only contain letters, digits, V(_), V(.) and V(-).
notes:
  - Host names are unique. A server gets the first of O(hostnames) that no other server has. If
    there is none, it is called C(NAME.CLOUD.REGION), as in C(web-1.alpha.RegionOne), with the first
    eight characters of its id appended if even that is not unique. The same applies to a server
    with the name of a group, of a target, of V(localhost), or of a host of another server or of an
    inventory source that was read before. O(merge_hosts) permits the latter.
  - In host names, invalid characters of a server's name are replaced with V(_), a leading V(.) or
    V(-) is removed, and V(_) replaces the dot of an extension such as V(.yml). The original name is
    C(server.name).
  - If a group would have the name of a host, V(localhost), V(all) or V(ungrouped), for example by
    O(keyed_groups) without a prefix, V(_) is prepended to its name.
  - Each host has the variables C(ansible_host), C(cloud), C(region_name), and C(server). The latter
    is a dictionary with the C(id), C(name), C(cloud), C(region_name), C(status), C(address),
    C(addresses), C(image_id), C(flavor), C(key_name), C(availability_zone), C(created),
    C(security_groups), C(metadata), C(tags) and C(fault) of the server, as
    M(multicloud.openstack.fleet) returns them. It also has C(fleet), the name of its fleet,
    C(project_id), C(hostname) (as Nova shows it to administrators), C(stale), and the keys that
    O(details) adds.
  - The C(ansible_host) of a server without an address is V(no-address.invalid), because Ansible
    would otherwise connect to its host name. Its C(server.address) is V(null).
  - All hosts are in the group C(servers). Invalid characters in group names are replaced with V(_).
  - Servers in any state are hosts, including C(ERROR) and C(BUILD), because a play may want to
    delete them. Use O(server_filters) or O(filters) to exclude them.
  - C(ansible-inventory --list) shows all text of this plugin as dictionaries with the key
    C(__ansible_unsafe), which marks untrusted text. C(ansible-inventory --list --yaml) shows plain
    text.
extends_documentation_fragment:
  - constructed
  - inventory_cache
  - multicloud.openstack.clouds.inventory
  - multicloud.openstack.clouds
options:
  plugin:
    description: Marks the file as a configuration of this plugin.
    type: str
    required: true
    choices: [multicloud.openstack.servers]
  fleet:
    description:
      - List only the servers of this fleet of M(multicloud.openstack.fleet).
      - Can be a template.
    type: str
  all_projects:
    description:
      - List the servers of all projects, not only of the projects of the logins.
      - Requires an administrator account.
    type: bool
    default: false
  server_filters:
    description:
      - Filters that are sent to Nova.
      - These are C(name) and C(ipv4_address) (regular expressions), C(ipv6_address), C(status),
        C(image) and C(flavor) (names or ids), C(tags), C(any_tags), C(not_tags), C(not_any_tags),
        C(changes_since) (a time as in V(2026-11-20T00:00:00Z)) and C(reservation_id).
      - With O(all_projects), also C(project_id), C(user_id), C(compute_host), C(availability_zone),
        C(key_name), C(vm_state), C(task_state), C(power_state), C(description) and C(deleted_only),
        which Nova ignores unless you are an administrator.
      - A list matches any of its items with C(status), and all of them with C(tags).
      - Values can be templates.
    type: dict
    default: {}
  filters:
    description:
      - Filters that Ansible evaluates, for conditions that Nova does not support.
      - Each entry has a key C(include) or C(exclude) with a condition on the variables of the host.
        The first entry whose condition is true decides. If none is true, the server is included.
      - A condition that fails, or that is neither true nor false, counts as false, or is an error
        with O(strict).
    type: list
    elements: dict
    default: []
  hostnames:
    description:
      - Host names in order of preference. A host gets the first one whose values all exist and that
        no other server has.
      - Each consists of the words V(name), V(id), V(cloud), V(region), V(fleet), V(zone) and
        V(hostname), separated by dots, as in V(name.cloud). Their values are those of C(server),
        where V(region) is C(region_name) and V(zone) is C(availability_zone).
      - Or it is a template that uses the same words and C(server), as in V({{ name }}.{{
        server.metadata.domain }}).
    type: list
    elements: str
    default: [name]
  addresses:
    description:
      - Addresses of a server in order of preference.
      - Each entry is a dictionary with some of the keys C(network) (a name, or a pattern as in
        V(mgmt-*)), C(type) (V(floating), V(fixed), V(public) or V(private)) and C(ip_version) (V(4)
        or V(6)). A floating IP is public, and so is a fixed address that is public on the Internet.
        An entry without a key matches any address.
      - Among the addresses that match an entry, floating IPs come before fixed addresses, and IPv4
        before IPv6. A server without a match has no address.
      - By default, C(force_ipv4), C(private) and the network with C(default_interface) in
        C(clouds.yaml) decide. Without these, any address is used.
    type: list
    elements: dict
    default: []
  reachable_port:
    description:
      - A TCP port, such as V(22). A server with several addresses gets the first one where this
        port responds, or the preferred one if none does.
      - This takes up to two seconds for each address that does not respond, with all servers in
        parallel.
    type: int
  details:
    description:
      - More details of servers. Each takes one list per target, for any number of servers.
      - V(volumes) adds C(server.volumes), the attached volumes (C(id), C(name), C(size) in GiB,
        C(status), C(volume_type), C(bootable)).
      - V(ports) adds C(server.ports) (C(id), C(name), C(network_id), C(mac_address), C(fixed_ips),
        C(status)).
      - V(floating_ips) adds C(server.floating_ips) (C(id), C(status), C(address), C(fixed_address),
        C(network_id)).
      - V(image) adds C(server.image), the name of the image.
      - V(flavor) adds C(server.flavor_id), C(server.vcpus), C(server.ram) (in MiB) and
        C(server.disk) (in GiB).
      - If a detail cannot be listed, it is empty, and there is a warning.
    type: list
    elements: str
    choices: [volumes, ports, floating_ips, image, flavor]
    default: []
  group_by:
    description:
      - Properties to group servers by. The groups are called C(cloud_CLOUD), C(region_REGION),
        C(availability_zone_ZONE), C(fleet_FLEET), C(fleet_FLEET_GROUP) (by V(group), the group of
        the server in its fleet), C(status_STATUS), C(image_IMAGE) (its name with V(image) in
        O(details), its id otherwise), C(flavor_FLAVOR), C(metadata_KEY_VALUE) and C(tag_TAG).
      - For other groups, use O(keyed_groups) and O(groups).
    type: list
    elements: str
    choices: [cloud, region, availability_zone, fleet, group, status, image, flavor, metadata, tags]
    default: [cloud, region, fleet, group]
  legacy_groups:
    description:
      - Whether to create the groups of P(openstack.cloud.openstack#inventory), for playbooks that
        were written for it. Anybody who can set a server's metadata can choose its groups.
      - In their names, characters other than letters, digits, V(_), V(.) and V(-) are replaced with
        V(_).
    type: bool
    default: false
  legacy_variables:
    description:
      - Adds the variable C(openstack) for playbooks that read it, as in V(openstack.cloud), or as
        in V(shade) and its inventory script C(openstack.py). Also sets C(ansible_ssh_host). Without
        O(addresses) and O(reachable_port), C(ansible_ssh_host) and C(ansible_host) have the same
        values as in that plugin or script.
    type: str
    choices: [openstack.cloud, shade]
  login_users:
    description:
      - Whether to set C(ansible_user) by the C(os_distro) of the image, such as V(debian),
        V(ubuntu), V(rocky), or V(cloud-user) for V(centos) and V(rhel). This takes one list of
        images per target.
      - It is a variable of the groups C(os_distro_DISTRO), so all C(group_vars), C(host_vars) and
        O(compose) override it. Such a server also has C(server.os_distro).
    type: bool
    default: false
  distro_users:
    description: Users by C(os_distro), in addition to the built-in ones, or instead of them. It
      implies O(login_users).
    type: dict
    default: {}
  bastion_known_hosts:
    description:
      - Files with the SSH host keys of bastions, and of the servers behind them. C(@{fleet}) is
        replaced with the name of the fleet.
      - A server behind a bastion, see O(multicloud.openstack.fleet#module:groups[].through), has
        the variables C(ansible_ssh_common_args), with the bastion of its target as C(ProxyCommand)
        of C(ssh) and a C(HostKeyAlias), and C(ansible_control_path). The host keys of both are
        always checked. C(ProxyJump) would tell the first login neither of these files nor of a key.
      - If the bastion is missing or does not work, there is a warning, and C(ansible_host) is
        V(no-address.invalid). The bastion must not be excluded by O(server_filters).
    type: list
    elements: str
    default: [~/.ssh/known_hosts, "~/.local/state/multicloud.openstack/@{fleet}/known_hosts"]
  bastion_port:
    description: SSH port of bastions.
    type: int
    default: 22
  bastion_user:
    description: User to log in as at bastions. Defaults to the one of its image with
      O(login_users), or else to that of the server behind it.
    type: str
  bastion_identity_file:
    description: Private key to log in with at bastions. Defaults to those that C(ssh) tries.
    type: path
  prices:
    description:
      - Prices per hour, as O(multicloud.openstack.fleet#module:prices). They add C(server.price),
        the price of the server with its floating IP and, with V(volumes) in O(details), its
        volumes. It is V(null) if its flavor has no price.
    type: list
    elements: dict
    default: []
  stale_if_error:
    description:
      - For how many seconds after O(cache_timeout) the cached servers of a target are still used if
        it does not respond. A warning names the target.
      - For such servers, C(server.stale) is V(true), and they are in the group C(stale).
      - Requires O(cache), and a persistent O(cache_plugin), such as
        P(ansible.builtin.jsonfile#cache).
    type: int
    default: 0
  cache:
    description:
      - Each target has its own cache entry, so that the next run adds the targets that failed.
        Incomplete lists are never cached.
      - A run that finds everything in the cache sends no requests. The cache is ignored after a
        change of C(clouds.yaml), of options that affect the list, of variables such as E(OS_CLOUD),
        or of the version of this collection.
seealso:
  - plugin: multicloud.openstack.targets
    plugin_type: inventory
  - module: multicloud.openstack.fleet
"""

EXAMPLES = r"""
# servers.yml: all servers on all clouds of the clouds.yaml that openstacksdk finds
---
plugin: multicloud.openstack.servers

---
# One fleet, with the login user by image, and groups by status and by a metadata key
plugin: multicloud.openstack.servers
fleet: ci
api_timeout: 10
details: [image]
group_by: [cloud, status]
compose:
  ansible_user: "'debian' if 'debian' in server.image | default('', true) | lower else 'cloud-user'"
keyed_groups:
  - prefix: role
    key: server.metadata.role
groups:
  reachable: server.address is not none

---
# Running servers except tests, with their clouds in their host names, on an internal network
plugin: multicloud.openstack.servers
server_filters:
  status: ACTIVE
filters:
  - include: "'production' in server.tags"
  - exclude: server.name is match('test-')
hostnames: [name.cloud, "{{ name }}-{{ id[:8] }}.{{ cloud }}"]
addresses:
  - network: mgmt-*
    ip_version: 4
  - type: floating

---
# Cache for ten minutes, and for up to a day more if a cloud is down
plugin: multicloud.openstack.servers
cache: true
cache_plugin: ansible.builtin.jsonfile
cache_connection: ~/.cache/ansible/servers
cache_timeout: 600
stale_if_error: 86400

---
# For playbooks that were written for openstack.cloud.openstack
plugin: multicloud.openstack.servers
legacy_groups: true
legacy_variables: openstack.cloud
hostnames: [name, id]
filters:
  - exclude: not server.addresses
"""

from typing import TYPE_CHECKING

from ansible.errors import AnsibleParserError
from ansible.utils.path import unfrackpath

from ..module_utils._fleet.spec import prices
from ..module_utils._portable.address import Preference
from ..plugin_utils import names
from ..plugin_utils.asked import Asked, Bastions, Listed, Users
from ..plugin_utils.hosts import SERVERS, Host, of_targets
from ..plugin_utils.inventory import TEMPLATES
from ..plugin_utils.legacy import RENAMED
from ..plugin_utils.query import query
from ..plugin_utils.remembering import RememberingInventory
from ..plugin_utils.untrusted import plain

if TYPE_CHECKING:
    from ..module_utils._cloud.connection import Connection


class InventoryModule(RememberingInventory):
    """Every server as a host."""

    NAME, GROUP, RENAMED = "multicloud.openstack.servers", SERVERS, RENAMED
    TEMPLATED = (*TEMPLATES, "fleet", "server_filters")

    def hosts(self) -> list[Host]:
        asked = self._asked()
        targets, found = self.remembered(asked, lambda connection: _listed(connection, asked))
        rows = sorted((row for row in found if self.meant(row["variables"])), key=_order)
        servers = [row["variables"]["server"] for row in rows]
        shared = [self._shared(row) for row in rows]
        groups = [(SERVERS, *names.groups(server, self.get_option("group_by")), *own)
                  for server, own in zip(servers, shared, strict=True)]
        taken = self.taken({group for row, own in zip(rows, groups, strict=True)
                            for group in (*own, *row["groups"])})
        taken.update(dict.fromkeys(host.name for host in of_targets(targets)))
        called = names.names(servers, self.get_option("hostnames"), taken, self.text)
        return [Host(name, row["variables"], own, (*row["groups"], *row["chosen"]), more)
                for name, row, own, more in zip(called, rows, groups, shared, strict=True)]

    @staticmethod
    def _shared(row: dict) -> dict[str, dict[str, str]]:
        """Whom to log in as is a variable of a group, so that what users say counts more."""
        distro = row["variables"]["server"].get("os_distro")
        return {f"os_distro_{distro}": {"ansible_user": row["user"]}} if row["user"] else {}

    def made_of(self, variables: dict) -> tuple | None:
        return names.identity(variables.get("server"))

    def _asked(self) -> Asked:
        fleet = plain(self.option("fleet"))
        if fleet is not None:
            from ..module_utils._fleet.spec import fleet as fleet_spec
            from ..module_utils._fleet.spec import validate
            validate.checked(fleet_spec.Fleet(fleet, {}),
                             "absent")     # Refused if none can be called so
        return Asked(query(plain(self.option("server_filters")), self.get_option("all_projects")),
                     fleet, tuple(self.get_option("details")),
                     tuple(Preference.of(plain(entry)) for entry in self.get_option("addresses")),
                     **{name: self.get_option(name)
                        for name in ("reachable_port", "legacy_groups", "legacy_variables")},
                     bastions=self._bastions(), users=self._users(), prices=self._prices())

    def _bastions(self) -> Bastions:
        files = tuple(unfrackpath(path, follow=False)
                      for path in plain(self.get_option("bastion_known_hosts")))
        return Bastions(files, *(plain(self.get_option(f"bastion_{name}"))
                                 for name in ("port", "user", "identity_file")))

    def _users(self) -> Users | None:
        given = plain(self.get_option("distro_users"))
        return Users(given) if given or self.get_option("login_users") else None

    def _prices(self) -> tuple[dict, ...]:
        table = plain(self.get_option("prices"))
        for sentence in prices.mistakes(table):
            raise AnsibleParserError(sentence)
        return tuple(table)


def _listed(connection: Connection, asked: Asked) -> Listed:
    # here: who finds all in a cache needs nothing of that
    from ..plugin_utils.rows import listed
    return listed(connection, asked)


def _order(row: dict) -> list[str]:
    return [row["variables"]["server"][key] for key in ("name", "cloud", "region_name", "id")]
