#!/usr/bin/python
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: fleet
short_description: Manage fleets of identical servers across OpenStack clouds
version_added: 0.1.0
author: The contributors to multicloud.openstack (@multicloud-openstack)
description:
  - Creates, updates, scales and deletes fleets. A fleet is a named set of identical servers,
    numbered from 1 and spread over targets. A target is one cloud in one region.
  - All targets are queried, changed and waited for in parallel, by one process with one login for
    each target.
  - There is no state file. Servers carry ownership metadata from their creation on. Only resources
    with this metadata are changed or deleted.
  - If a target fails, other targets take over its servers, as far as O(targets[].max) and quotas
    allow. The task fails if servers are missing at the end. It always returns what it created.
  - The module is idempotent. Concurrent runs on one fleet do not harm each other. If a run is
    killed, the next one completes it or cleans up after it.
extends_documentation_fragment:
  - multicloud.openstack.attributes
  - multicloud.openstack.clouds
  - multicloud.openstack.clouds.target
  - multicloud.openstack.prices
  - multicloud.openstack.server
  - multicloud.openstack.server.portable
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
  action:
    description: Has an action plugin of the same name, which runs on the control node.
    support: full
    details:
      - It only shows the progress of the module.
  async:
    description: Can be used with C(async).
    support: full
    details:
      - Progress is not shown.
options:
  name:
    description:
      - Name of the fleet. Server number 3 of the fleet V(ci) is called V(ci-3), or V(ci-web-3) in
        the group V(web), unless O(name_template) is set.
    type: str
    required: true
  state:
    description:
      - V(present) creates or updates the fleet.
      - V(absent) deletes the fleet with its floating IPs, keypairs and volumes, on all clouds of
        C(clouds.yaml), or on O(targets) or O(cloud). Volumes with O(data_volumes[].keep), and boot
        volumes with O(terminate_volume=false), are kept, see O(delete_kept_volumes).
    type: str
    choices: [present, absent]
    default: present
  count:
    description:
      - Number of servers in the fleet. Required if O(state=present), unless O(groups) is set.
        Mutually exclusive with O(groups).
      - A higher number creates servers. A lower one deletes the servers with the highest numbers,
        but never while a target does not respond.
    type: int
  groups:
    description:
      - Groups of different servers in one fleet, each numbered from 1. They are queried, planned,
        created and waited for together. Mutually exclusive with O(count).
      - Every option that describes a server can be set for a group. An option of a target overrides
        it, and an option of a group on a target overrides both.
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the group.
        type: str
        required: true
      count:
        description: Number of servers in the group. Required, unless O(groups[].each) is set.
        type: int
      each:
        description:
          - Number of servers of the group in every target, instead of O(groups[].count), for
            example V(1) bastion. Each target has its own numbers, from 1. They count for
            O(targets[].min), O(targets[].max) and RV(count), and are never placed on another
            target.
          - O(targets[].groups[].max) lowers it for a target.
        type: int
      through:
        description:
          - Group of bastions through which the servers of the group are reached. They get no
            floating IP, whatever O(auto_ip) says. The bastion of a server is the first one of
            that group on the same target that works.
          - They are only created on targets that have a bastion, or get one in the same run.
          - With O(wait=reachable), the run waits until they are active, as only a login can show
            more, see M(multicloud.openstack.server_ready). With O(known_hosts), they have a
            C(HostKeyAlias) there, V(multicloud_) and their id.
          - Bastions must be reachable directly, so their group cannot have it as well.
        type: str
      min_ready:
        description: As O(min_ready).
        type: int
      <<: &server
        image:
          description: As O(image).
          type: raw
        flavor:
          description: As O(flavor).
          type: raw
        network:
          description: As O(network).
          type: raw
        nics:
          description: As O(nics).
          type: list
          elements: dict
          suboptions:
            network:
              description: As O(nics[].network).
              type: str
              required: true
            subnet:
              description: As O(nics[].subnet).
              type: str
            fixed_ip:
              description: As O(nics[].fixed_ip).
              type: str
            security_groups:
              description: As O(nics[].security_groups).
              type: list
              elements: str
            port_security_enabled:
              description: As O(nics[].port_security_enabled).
              type: bool
            allowed_address_pairs:
              description: As O(nics[].allowed_address_pairs).
              type: list
              elements: dict
              suboptions:
                ip_address:
                  description: As O(nics[].allowed_address_pairs[].ip_address).
                  type: str
                  required: true
                mac_address:
                  description: As O(nics[].allowed_address_pairs[].mac_address).
                  type: str
            vnic_type:
              description: As O(nics[].vnic_type).
              type: str
              choices: [normal, direct, direct-physical, macvtap, virtio-forwarder]
            qos_policy:
              description: As O(nics[].qos_policy).
              type: str
            segmentation_id:
              description: As O(nics[].segmentation_id).
              type: int
        ip_version:
          description: As O(ip_version).
          type: str
          choices: ['4', '6', any]
        auto_ip:
          description: As O(auto_ip).
          type: bool
        key_name:
          description: As O(key_name).
          type: str
        public_key:
          description: As O(public_key).
          type: str
        security_groups:
          description: As O(security_groups).
          type: list
          elements: str
        availability_zone:
          description: As O(availability_zone).
          type: str
        availability_zones:
          description: As O(availability_zones).
          type: list
          elements: str
        anti_affinity:
          description: As O(anti_affinity).
          type: str
          choices: [soft, hard]
        affinity:
          description: As O(affinity).
          type: str
          choices: [soft, hard]
        server_group:
          description: As O(server_group).
          type: str
        scheduler_hints:
          description: As O(scheduler_hints).
          type: dict
        boot_from_volume:
          description: As O(boot_from_volume).
          type: bool
        volume_size:
          description: As O(volume_size).
          type: int
        volume_type:
          description: As O(volume_type).
          type: raw
        terminate_volume:
          description: As O(terminate_volume).
          type: bool
        data_volumes:
          description: As O(data_volumes).
          type: list
          elements: dict
          suboptions:
            name:
              description: As O(data_volumes[].name).
              type: str
              required: true
            size:
              description: As O(data_volumes[].size).
              type: int
              required: true
            type:
              description: As O(data_volumes[].type).
              type: raw
            keep:
              description: As O(data_volumes[].keep).
              type: bool
              default: false
        userdata:
          description: As O(userdata).
          type: raw
        template_vars:
          description: As O(template_vars).
          type: dict
        config_drive:
          description: As O(config_drive).
          type: bool
        metadata:
          description: As O(metadata).
          type: dict
          aliases: [meta]
        tags:
          description: As O(tags).
          type: list
          elements: str
  network:
    description:
      - Name or id of the network to attach the server to, or a list of networks in order of
        preference. A server is attached to one network; for several, use O(nics).
      - Defaults to the one with C(default_interface) in C(networks) of the cloud's entry in
        C(clouds.yaml), or the one with C(nat_destination) if the cloud has floating IPs, or the
        only network of the project that has a subnet, or the only network that is shared with the
        project.
      - Mutually exclusive with O(nics).
    type: raw
  nics:
    description:
      - The networks of each server, in order, with a port for each. Two can be on the same network.
        Mutually exclusive with O(network).
      - The server is reached on the first one, which also gets the floating IP.
      - The ports are created before their server, tagged with the fleet in their descriptions, and
        deleted with it.
      - Changed security groups, address pairs, QoS policies and port security are drift that
        O(update_policy=in_place) fixes. Anything else requires O(update_policy=replace). If
        O(nics) changes, settings that others have added to the ports are removed.
    type: list
    elements: dict
    suboptions:
      network:
        description: Name or id of the network.
        type: str
        required: true
      subnet:
        description: Name or id of a subnet of the network. By default, Neutron chooses one of each
          IP version.
        type: str
      fixed_ip:
        description: An address such as V(10.0.0.10), or a range such as V(10.0.0.10-10.0.0.40), of
          which the server with number 1 gets the first address, and so on. It must have an address
          for each server of the group. Mutually exclusive with O(create_first).
        type: str
      security_groups:
        description: Security groups of the port, by name or id. Defaults to O(security_groups).
        type: list
        elements: str
      port_security_enabled:
        description: Whether the port has security groups, and only lets out packets from its own
          addresses. Defaults to the setting of the network. Requires the extension
          C(port-security).
        type: bool
      allowed_address_pairs:
        description: Other addresses that the server may use on the port, such as a virtual address
          of several servers.
        type: list
        elements: dict
        suboptions:
          ip_address:
            description: An address, or a network in CIDR notation.
            type: str
            required: true
          mac_address:
            description: Its MAC address. Defaults to that of the port.
            type: str
      vnic_type:
        description: Type of network card. Defaults to V(normal).
        type: str
        choices: [normal, direct, direct-physical, macvtap, virtio-forwarder]
      qos_policy:
        description: Name or id of a QoS policy. Requires the extension C(qos).
        type: str
      segmentation_id:
        description:
          - VLAN of a subport. The closest network before it without a VLAN becomes the parent port
            of a trunk with it. The server does not get a card for it, and must configure the VLAN
            on the card of the parent itself. Requires the extension C(trunk).
          - The trunk has the name and the ownership metadata of its parent port, and is deleted
            with it.
        type: int
  name_template:
    description:
      - Template for the names of servers. C(@{fleet}), C(@{group}), C(@{index}), C(@{cloud}) and
        C(@{region_name}) are replaced; C(@{index:03}) has leading zeros.
      - O(userdata) can contain the same placeholders, and more.
    type: str
  targets:
    description:
      - Clouds and regions of the servers, instead of O(cloud) and O(region_name). Defaults to every
        cloud of C(clouds.yaml) in every region.
      - A target without options of its own can be a name, such as V(alpha) or V(alpha/RegionOne).
      - Every option that describes a server can be set for a target, and overrides that of the
        fleet there.
      - A target that is no longer listed is not queried. To remove a fleet from a target, list the
        target with O(targets[].max=0).
    type: list
    elements: dict
    suboptions:
      cloud:
        description: Name of the cloud in C(clouds.yaml), or its whole entry as a dictionary.
        type: raw
        required: true
      region_name:
        description: Region of the cloud. Defaults to all its regions.
        type: str
      min:
        description: Minimum number of servers on the target. Missing servers go to targets below
          their minimum first.
        type: int
      max:
        description: Maximum number of servers on the target. Surplus servers are recreated on other
          targets.
        type: int
      weight:
        description: Number of servers relative to other targets, if O(placement=spread). Defaults
          to V(1).
        type: float
      price:
        description: Price of a server on the target, in any unit. Required if
          O(placement=cheapest), unless O(prices) has prices of the target.
        type: float
      limits:
        description:
          - Limits on the target, in addition to the provider's quota. They include the fleet's
            existing servers, and are checked when servers are created. Existing servers are not
            deleted for them.
        type: dict
        suboptions:
          instances:
            description: Maximum number of servers.
            type: int
          cores:
            description: Maximum number of vCPUs. Nova older than 16.0 (Pike) does not report those
              of existing servers, which then count as 0.
            type: int
          ram:
            description: Maximum memory in MiB, as for C(cores).
            type: int
          floating_ips:
            description: Maximum number of floating IPs of servers.
            type: int
          volumes:
            description: Maximum number of volumes.
            type: int
          gigabytes:
            description: Maximum size of all volumes, in GiB.
            type: int
          fleets:
            description: Names of other fleets of the project, or shell patterns of names, that
              share these limits. Set the same limits for each of them.
            type: list
            elements: str
      rate_limit:
        description: As O(rate_limit), for the target.
        type: float
      <<: *server
      groups:
        description: Options of O(groups) on the target.
        type: list
        elements: dict
        suboptions:
          name:
            description: Name of the group.
            type: str
            required: true
          max:
            description: Maximum number of the group's servers on the target; V(0) for none.
            type: int
          <<: *server
  min_ready:
    description:
      - Makes the fleet a pool, from which M(multicloud.openstack.claim) takes servers. Each run
        keeps so many servers ready that nobody has claimed, in addition to the claimed ones, but
        never more than O(count) altogether.
      - Servers whose claim has ended are replaced or rebuilt, as O(reuse_policy) says, or deleted
        if they are not needed.
      - Claimed servers stay as they are, whatever the definition and O(count) say, also those of a
        fleet without this option. O(state=absent) fails while there are any.
    type: int
  max_ready_age:
    description: After which time a server of a pool that was never claimed is replaced, as a span
      such as V(12h) or V(2d). By default, never.
    type: str
  reuse_policy:
    description:
      - What happens to a server of a pool whose claim has ended, if the pool still needs it.
      - V(replace) deletes it, and creates a new one.
      - V(rebuild) rebuilds it from O(image), which is faster, and keeps its addresses. The disk of
        the claim is lost. A server that has volumes or boots from one is replaced all the same, as
        is one that has drifted in an option that Nova cannot change.
    type: str
    choices: [replace, rebuild]
    default: replace
  max_cost:
    description:
      - What the fleet may cost per month of 730 hours, by O(prices). If it would cost more than
        this, and more than before, the run does nothing and fails. This also holds for what it
        plans later, such as servers that have waited for room.
    type: float
  placement:
    description:
      - V(spread) places each missing server on the target with the fewest servers of its group in
        relation to O(targets[].weight).
      - V(fill) places it on the first target, in the order given, that has room.
      - V(cheapest) places it where O(targets[].price) is lowest, and spreads servers evenly over
        targets with the same price. With O(prices), it uses the cheapest combination of a target
        and a flavor, of all flavors that match O(flavor), and of all its entries if it is a list.
      - A target has room if its quotas allow another server, with the usage of the whole project.
      - Placement never moves existing servers.
    type: str
    choices: [spread, fill, cheapest]
    default: spread
  unseen:
    description:
      - What to do about missing servers while a target cannot be queried.
      - V(replace) recreates them on other targets. When the target is back, duplicates are deleted.
        Of two servers with the same number, the older one is kept. If volumes are kept, the new
        servers start with empty ones, and a warning names them.
      - V(hold) creates nothing until all targets respond.
    type: str
    choices: [replace, hold]
    default: replace
  update_policy:
    description:
      - What the module may do to fix servers that have drifted from the definition, because the
        definition or the servers were changed. Drift that it may not fix is reported as a warning.
      - A server has drifted if it differs from what the definition resolves to on its target.
        Naming a property that it already has, such as its network, is not drift. If clouds do not
        show a property, such as user data, any change of it in the definition is drift.
      - V(none) does not fix drift.
      - V(in_place) changes names, metadata, tags, security groups, floating IPs and settings of
        O(nics), and attaches data volumes that were detached from their servers.
      - V(resize) also resizes servers to another flavor. Their disks are never lost.
      - V(rebuild) also rebuilds servers with another image. The data on their disks is lost.
      - V(replace) also deletes and recreates servers, if nothing else is possible.
      - With C(newest) in O(image), existing servers keep their image when a newer one is published.
        To roll out the newer image, name it in O(image), or list servers in O(replace).
      - Other metadata, tags and security groups of servers are kept, unless O(purge=true). If
        O(security_groups) changes, other security groups are removed.
      - Under every policy, servers that are C(SHUTOFF), C(PAUSED), C(SUSPENDED), C(SHELVED) or
        C(SHELVED_OFFLOADED) are started, and a server that has lost its floating IP gets a new one.
        A server in C(RESCUE) is reported as a failure and never touched.
    type: str
    choices: [none, in_place, resize, rebuild, replace]
    default: in_place
  prefer_first:
    description:
      - Whether servers are moved to the first of several choices. By default, a server that was
        created with a later entry of a list, such as a list of flavors, is up to date. With
        V(true), it has drifted, and is resized, rebuilt or replaced as O(update_policy) allows.
      - It stays as it is, with the reason in RV(plan), as long as its target does not have the
        first choice, or has no quota for it. If there are several earlier choices, it gets the
        first of them that is available.
      - Clouds do not show whether they have a free host. If a server cannot be resized or rebuilt,
        the error is reported, and it stays as it is. Before a server is replaced, the new one is
        created, so that O(create_first) is required for lists of networks, volume types and, with
        O(boot_from_volume), images if O(update_policy=replace).
      - Cannot be used with O(placement=cheapest).
    type: bool
    default: false
  max_unavailable:
    description:
      - Maximum number of working servers that a rolling update resizes, rebuilds or replaces at the
        same time, or a percentage such as V(25%). At least one is always allowed.
      - Broken servers count, so a bad change stops at the first servers.
    type: str
    default: '1'
  create_first:
    description:
      - Whether to keep a working server until its replacement is up to date. This needs quota for
        both. Mutually exclusive with O(data_volumes[].keep).
    type: bool
    default: false
  purge:
    description:
      - Whether to remove metadata, tags and security groups that are not in the definition, except
        ownership metadata. If O(security_groups) is not set, no security groups are removed.
    type: bool
    default: false
  adopt:
    description:
      - Existing servers to import into the fleet, by name or id. Each gets the lowest free number
        and the ownership metadata of the fleet, and is deleted with it.
      - Each is also renamed to fit O(name_template), unless O(update_policy=none).
    type: list
    elements: str
  replace:
    description:
      - Ids of servers of the fleet to recreate although they seem to work.
    type: list
    elements: str
  only:
    description:
      - Ids of the servers that the task may change, replace or delete. All others stay as they are,
        whatever is wrong with them. Missing servers are created nevertheless.
      - The role P(multicloud.openstack.roll#role) updates a fleet in batches with it.
      - Defaults to all servers.
    type: list
    elements: str
  max_replace:
    description:
      - Maximum number of servers that the task may create, as replacements or because they are
        missing, also if it waits for room. If more are needed, it does nothing and fails. If it
        turns out later, it does nothing more.
      - This protects a fleet when much more than usual is wrong.
      - Defaults to no limit.
    type: int
  max_replace_per_hour:
    description:
      - Maximum number of servers that may be replaced within an hour, by this task and all runs
        before it. If the task would exceed it, it does nothing and fails.
      - This ends a chain of replacements that do not last either. Nothing is stored; the count is
        that of the servers that were deleted in the last hour, for whatever reason, from places
        that the fleet still needs. It takes one more list of each target. A Nova that does not show
        deleted servers, or no C(description) of them, counts none.
      - Servers of pools are also deleted after they were used, and count as well.
      - Defaults to no limit.
    type: int
  expires:
    description:
      - When the servers expire. After that, M(multicloud.openstack.reap) deletes them. Expiry alone
        deletes nothing.
      - A span from now on, such as V(2h), V(1d12h) or V(3600) for seconds, or a time such as
        V(2030-01-31T18:00:00Z), in UTC unless it says otherwise.
      - A later run renews the expiry in place. The same span renews it once half of it is over, so
        an immediate second run changes nothing.
      - If not set, the servers do not expire, even if they did before.
    type: str
  out_of_service:
    description:
      - A value for C(multicloud_out) in the metadata of new servers, which keeps them out of load
        balancers and DNS records that follow the fleet, such as those of
        M(multicloud.openstack.fleet_members). When you have checked a server, put it into service
        by deleting the key.
      - By default, new servers are in service.
    type: str
  retries:
    description:
      - How many times a server that fails to build is recreated. After two failures on a target, it
        goes to another one. A lack of quota or hosts is not a failure of the server, which goes to
        another target at once.
      - A target that keeps failing gets no more servers in this run.
    type: int
    default: 3
  min_success:
    description:
      - How many servers must exist for the task to succeed, as a number or a percentage such as
        V(80%). Defaults to all.
    type: str
  delete_kept_volumes:
    description:
      - Whether O(state=absent) also deletes volumes with O(data_volumes[].keep), and boot volumes
        with O(terminate_volume=false). Their data is lost.
    type: bool
    default: false
  on_failure:
    description:
      - Whether to V(delete) servers that have failed for good, or to V(keep) them for inspection.
    type: str
    choices: [delete, keep]
    default: delete
  rate_limit:
    description:
      - Maximum number of requests per second to each service of a target. Defaults to C(rate_limit)
        in C(clouds.yaml).
    type: float
  wait:
    description:
      - V(none) waits until every server is accepted, and has its floating IP if it needs one.
      - V(active) waits until every server is C(ACTIVE).
      - V(reachable) also waits until O(port) of every server answers. Use it if the play logs in
        next.
      - If the security groups of new servers block O(port), V(reachable) reports it at once, also
        in check mode, and does not wait for these servers.
      - The task always waits for deletions.
    type: str
    choices: [none, active, reachable]
    default: active
  port:
    description: TCP port that must answer with O(wait=reachable), and SSH port in O(known_hosts).
    type: int
    default: 22
  known_hosts:
    description:
      - A file for the SSH host keys of the servers, to be used as C(UserKnownHostsFile) of C(ssh).
      - The keys are read from the console of each server, where C(cloud-init) prints them, and not
        from the network. With O(wait=none), none are read.
      - Lines of the fleet's servers that no longer exist are removed. Lines of other servers are
        kept.
      - Each line is for an address. If two servers of the fleet have the same address, for example
        in private networks of two clouds, the task fails and names them. Use a separate fleet and
        file for each of these clouds, or do not set this option.
    type: path
  host_keys:
    description:
      - Source of the host keys of new servers.
      - With V(console), servers generate their own keys, and print them on their consoles.
      - V(injected) generates a key for each server and passes it to C(cloud-init) in the user data,
        for clouds whose consoles show no keys. The public key is in the metadata of the server, for
        runs that do not find it in O(known_hosts). Anybody who can set metadata in the project can
        change it there. The private key is kept only in the user data, where any process on the
        server can read it.
    type: str
    choices: [console, injected]
    default: console
  create_timeout:
    description:
      - Timeout in seconds for a server to become C(ACTIVE) after it is created, started, resized or
        rebuilt. After that, a new server is deleted and recreated, as O(retries) allows.
      - By default, only O(timeout) applies.
    type: int
  reachable_timeout:
    description:
      - Timeout in seconds for a server that is C(ACTIVE) to answer, if O(wait=reachable).
      - After that, a new server is deleted and recreated, as O(retries) allows, if another server
        of the fleet has answered on the same target. Otherwise, it is kept for inspection.
    type: int
    default: 300
  delete_timeout:
    description: Timeout in seconds for the deletion of a server. By default, only O(timeout)
      applies.
    type: int
  timeout:
    description: Timeout in seconds for the whole run, without the time that it has waited for room
      (O(wait_for_room)).
    type: int
    default: 600
  plan_digest:
    description:
      - The RV(plan_digest) of a dry run that was reviewed. If the plan is not the same any more,
        because the clouds or the definition have changed since, the run does nothing, and fails
        with what has changed. With O(state=absent), this includes the volumes that are deleted.
    type: str
  lock_owner:
    description:
      - The name of this controller. It locks the fleet on its targets while the run lasts, so that
        no run with a O(lock_owner) on another machine changes it. Such a run fails at once, and
        says who holds the lock, and until when.
      - If a run is killed, its lock ends one minute after its O(timeout). The clock of each cloud
        counts. A target that cannot be locked is handled as one that does not respond.
      - The lock is a security group of the fleet, which O(state=absent) deletes. It needs a Neutron
        with the extension C(revision-if-match), and three requests to each target.
      - 1 to 64 letters, digits, and C(.:@_-). By default, nothing is locked. Runs on one machine
        always wait for each other.
    type: str
  wait_for_room:
    description:
      - How long to wait for room for servers that no target has quota, a host or an address for,
        such as V(30m) or V(2h). They are tried again with growing pauses of 10 seconds to two
        minutes, until all have a place or the time is over. By default, the run does not wait.
      - A target that has refused a server for its quota is tried again when its quota or the usage
        has changed. Hosts, pools of addresses, and quotas that the target does not report, are
        tried with one server first, as their room is not shown.
      - Servers for which there is room are created at once. A dry run does not wait.
    type: str
notes:
  - The module must run on a host that can reach the clouds and has openstacksdk, usually on
    localhost with C(ansible_python_interpreter={{ ansible_playbook_python }}).
  - A run that takes longer than two seconds prints its progress to standard error, at most once
    every five seconds, unless it has C(no_log), C(async) or a connection other than C(local).
seealso:
  - module: multicloud.openstack.fleet_info
  - module: multicloud.openstack.server_ready
  - module: multicloud.openstack.cloud_info
"""

EXAMPLES = r"""
- name: Create six servers, spread over three clouds
  multicloud.openstack.fleet:
    name: ci
    count: 6
    image: debian-12
    flavor: m1.small
    network: private
    key_name: ci
    public_key: "{{ lookup('ansible.builtin.file', '~/.ssh/id_ed25519.pub') }}"
    targets:
      - cloud: alpha
      - cloud: beta
        image: Debian 12
        flavor: s1-2
        network: Ext-Net
      - cloud: gamma
        region_name: RegionTwo
        max: 2
    wait: reachable
    known_hosts: ~/.ssh/known_hosts.ci

- name: Fill the cheaper cloud first, then another one
  multicloud.openstack.fleet:
    name: ci
    count: 6
    image: debian-12
    flavor: m1.small
    targets:
      - cloud: alpha
        max: 4
      - cloud: gamma
    placement: fill

- name: Create two groups of servers, selected by requirements, on all clouds
  multicloud.openstack.fleet:
    name: shop
    groups:
      - name: web
        count: 4
        flavor: {vcpus: 2, ram: 2048}
        userdata: |
          #cloud-config
          fqdn: @{name}.example.org
      - name: db
        count: 2
        flavor: {vcpus: 2, ram: 4000}
        anti_affinity: hard
    image: {os_distro: debian, os_version: "12", newest: true}
    update_policy: replace
    max_unavailable: 25%
    create_first: true

- name: Create three servers with a script and variables, one of which is the first server's own
  multicloud.openstack.fleet:
    name: queue
    count: 3
    image: debian-12
    flavor: m1.small
    network: private
    userdata:
      - |
        #cloud-config
        fqdn: @{name}.example.org
      - |
        #!/bin/sh
        echo "@{role}" > /etc/role
    template_vars:
      role: replica
      1: {role: primary}
    targets:
      - cloud: alpha
      - cloud: gamma
        region_name: RegionOne

- name: Create at least four runners within five minutes, where they are cheapest, for two hours
  multicloud.openstack.fleet:
    name: runners
    count: 5
    image: debian-12
    flavor: m1.small
    placement: cheapest
    targets:
      - cloud: alpha
        price: 0.012
      - cloud: gamma
        price: 0.010
        rate_limit: 5
    min_success: "4"
    expires: 2h
    create_timeout: 120
    timeout: 300

- name: Create two database servers with boot volumes, and data volumes that are kept
  multicloud.openstack.fleet:
    name: db
    count: 2
    image: debian-12
    flavor: m1.small
    boot_from_volume: true
    volume_size: 20
    data_volumes:
      - name: data
        size: 100
        type: ssd
        keep: true
    unseen: hold
    update_policy: replace
    targets:
      - cloud: alpha

- name: Create servers of the first flavor that is to be had, and wait up to half an hour for room
  multicloud.openstack.fleet:
    name: batch
    count: 4
    image: debian-12
    flavor: [m1.medium, {vcpus: 1, ram: 2048}]
    network: private
    wait_for_room: 30m
    targets:
      - cloud: alpha
        limits: {cores: 20, fleets: [batch*]}

- name: Create two routers, which forward packets on their second port
  multicloud.openstack.fleet:
    name: router
    count: 2
    image: debian-12
    flavor: m1.small
    nics:
      - network: private
        allowed_address_pairs:
          - ip_address: 192.168.0.100     # the one of them that works has it
      - network: private
        port_security_enabled: false
      - network: private
        segmentation_id: 100              # a VLAN on the port above
    targets:
      - cloud: alpha

- name: Create servers where they are cheapest, if they cost no more than 50 per month
  multicloud.openstack.fleet:
    name: cheap
    count: 2
    image: debian-12
    flavor: {vcpus: 1, ram: 512}
    network: private
    placement: cheapest
    prices:
      - cloud: alpha
        flavors: {m1.tiny: 0.01, m1.small: 0.02}
        floating_ip: 0.005
      - cloud: gamma
        region_name: RegionOne
        flavors: {m1.tiny: 0.02, m1.small: 0.008}
    max_cost: 50
    targets:
      - cloud: alpha
      - cloud: gamma
        region_name: RegionOne

- name: Keep 2 servers ready for whoever claims them, up to 8 altogether
  multicloud.openstack.fleet:
    name: runners
    count: 8
    min_ready: 2
    max_ready_age: 1d
    image: debian-12
    flavor: m1.tiny
    network: private
    targets:
      - cloud: alpha
      - cloud: gamma
        region_name: RegionOne

- name: Delete a fleet on all clouds
  multicloud.openstack.fleet:
    name: ci
    state: absent

- name: Delete other fleets, including their kept volumes
  multicloud.openstack.fleet:
    name: "{{ item }}"
    delete_kept_volumes: true
    state: absent
  loop: [shop, queue, runners, db]
"""

RETURN = r"""
servers:
  description: The servers of the fleet at the end, by number.
  returned: when the clouds were queried
  type: list
  elements: dict
  sample:
    - name: ci-1
      index: 1
      id: 0427811d-67b1-4014-b6bf-f3678c05eaad
      cloud: alpha
      region_name: RegionOne
      status: ACTIVE
      address: 203.0.113.5
  contains:
    name:
      description: Its name.
      type: str
    group:
      description: Its group; empty if the fleet has none.
      type: str
    index:
      description: Its number in the fleet or group.
      type: int
    id:
      description: Its id.
      type: str
    cloud:
      description: The cloud of the server.
      type: str
    region_name:
      description: The region of the server; empty if the cloud has none.
      type: str
    status:
      description: Its status in Nova.
      type: str
    address:
      description: The address to connect to.
      type: str
    floating_ip:
      description: Its floating IP, if it has one.
      type: str
    claim:
      description: The C(owner) of the server, and when the claim C(expires), if
        M(multicloud.openstack.claim) has taken it. It may have ended.
      type: dict
    addresses:
      description: All its addresses, each with C(address), C(version), C(type) and C(network).
      type: list
      elements: dict
    image_id:
      description: The id of its image.
      type: str
    flavor:
      description: The name of its flavor.
      type: str
    key_name:
      description: The name of the keypair that it was created with.
      type: str
    availability_zone:
      description: Its availability zone.
      type: str
    created:
      description: When it was created, in UTC.
      type: str
    security_groups:
      description: The names of its security groups.
      type: list
      elements: str
    metadata:
      description: Its metadata, including the ownership metadata of the fleet.
      type: dict
    tags:
      description: Its tags.
      type: list
      elements: str
    fault:
      description: The error that Nova reports for a server in C(ERROR).
      type: str
    volumes:
      description: Its data volumes, each with C(name), C(id), C(size) in GiB, C(type) and C(keep).
        Empty unless O(data_volumes) is set.
      type: list
      elements: dict
    times:
      description: Seconds from the create request until C(accepted), C(address) (floating IP),
        C(active), C(port) (answered) and C(done); empty for servers that already existed.
      type: dict
targets:
  description: What was done on each target; in check mode, what would be done.
  returned: when the clouds were queried
  type: list
  elements: dict
  contains:
    cloud:
      description: The cloud.
      type: str
    region_name:
      description: The region.
      type: str
    planned:
      description: Servers that the target should have at the end.
      type: int
    created:
      description: Servers that were created, whether they became ready or not.
      type: int
    recreated:
      description: Servers that were created to replace others, which were deleted.
      type: int
    updated:
      description: Servers that were changed, started, resized or rebuilt.
      type: int
    kept:
      description: Servers that were up to date.
      type: int
    deleted:
      description: Servers that were deleted.
      type: int
    failed:
      description: Failures on the target.
      type: int
    requests:
      description: HTTP requests to the target, including logins.
      type: int
    seconds:
      description: Seconds until its last server was done.
      type: float
    error:
      description: Why the target could not be used, if so.
      type: str
complete:
  description:
    - Whether the run succeeded, taking O(min_success) into account; in check mode, whether it could
      succeed. If not, the task fails.
    - Use it for tasks with C(failed_when=false).
  returned: when the clouds were queried
  type: bool
count:
  description: How many servers the fleet should have, in all groups together.
  returned: when the clouds were queried
  type: int
plan:
  description: Every decision, with C(action) (V(keep), V(create), V(update), V(start), V(resize),
    V(rebuild), V(replace) or V(delete)), C(name), C(group), C(index), C(cloud),
    C(region_name), C(availability_zone), C(id), C(reason), C(changes), C(held) (drift that is
    not fixed) and C(differences), each with C(option), C(before) and C(after). In check mode, what
    would be done.
  returned: when the clouds were queried
  type: list
  elements: dict
plan_digest:
  description: A digest of the changes in RV(plan), with what names and requirements resolve to.
    Pass it to O(plan_digest).
  returned: when the clouds were queried
  type: str
  sample: 1:1c5f2a0be3a5c0d2.9a0c5bb1d28e7f04
quotas:
  description: What the fleet takes of quotas before and after the changes in RV(plan), for each
    quota of each target of which it takes something. Volumes are counted if the definition has any.
  returned: when the clouds were queried
  type: list
  elements: dict
  sample:
    - {cloud: alpha, region_name: RegionOne, quota: cores, before: 2, after: 6, limit: 20, used: 9}
  contains:
    cloud:
      description: The cloud.
      type: str
    region_name:
      description: The region; empty if the cloud has none.
      type: str
    quota:
      description: V(instances), V(cores), V(ram) (in MiB), V(floating_ips), V(volumes) or
        V(gigabytes).
      type: str
    before:
      description: What the fleet takes of it now. Nova older than 16.0 (Pike) does not report the
        cores and memory of existing servers, which then count as 0.
      type: int
    after:
      description: What it takes of it after the changes.
      type: int
    limit:
      description: The quota. V(null) if there is none, or if it was not needed for the plan.
      type: int
    used:
      description: What the whole project takes of it now, like C(limit).
      type: int
cost:
  description: What the fleet costs C(before) and C(after) the changes in RV(plan), each per C(hour)
    and C(month) of 730 hours, including volumes that are kept without a server. Flavors without a
    price count as 0, with a warning.
  returned: if O(prices) has prices of a target
  type: dict
  sample: {before: {hour: 0.02, month: 14.6}, after: {hour: 0.05, month: 36.5}}
failures:
  description: The errors, each with C(kind), C(msg), C(cloud), C(region_name), C(action) and, if
    known, C(status), C(request_id), C(server_id), C(server_name), C(fault), C(waited_for) and, for
    the first servers of a target that did not answer in time, the last lines of their C(console).
  returned: always
  type: list
  elements: dict
foreign:
  description: Servers that have a name of the fleet, or incomplete ownership metadata. They are
    never touched.
  returned: when the clouds were queried
  type: list
  elements: dict
removed:
  description: Deleted resources other than servers, described in words.
  returned: when the clouds were queried
  type: list
  elements: str
kept_volumes:
  description: Volumes of the fleet that are kept without a server, each with C(name), C(id),
    C(size) in GiB, C(type), C(keep), C(group), C(index), C(cloud) and C(region_name).
  returned: when the clouds were queried
  type: list
  elements: dict
backups:
  description: Snapshots and backups of its volumes that are kept when the fleet is deleted, as
    RV(multicloud.openstack.fleet_info#module:backups). Empty with O(state=present).
  returned: when the clouds were queried
  type: list
  elements: dict
run:
  description: The id of the run, which is in the metadata of the servers that it created.
  returned: when the clouds were queried
  type: str
"""

from ..module_utils._cloud.module import CLOUD_OPTIONS, EXCLUSIVE, CloudModule
from ..module_utils._fleet.options import FLEET_OPTIONS
from ..module_utils._fleet.run import run
from ..module_utils._fleet.spec.fleet import readable


def main() -> None:
    module = CloudModule(
        argument_spec={**CLOUD_OPTIONS, **FLEET_OPTIONS}, supports_check_mode=True,
        mutually_exclusive=[*EXCLUSIVE, ("count", "groups")],
        required_if=[("state", "present", ["count", "groups"], True)],
        checks=lambda options: readable(options)[1])
    module.run(run)


if __name__ == "__main__":
    main()
