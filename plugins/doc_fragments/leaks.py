# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """What a leak is, and which of them are meant."""

    DOCUMENTATION = r"""
options:
  fleet:
    description: Only what belongs to this fleet.
    type: str
  run:
    description:
      - Only servers that this run of M(multicloud.openstack.fleet) has created, and what goes with
        them. It is C(multicloud_run) in their metadata.
    type: str
  older_than:
    description:
      - How old a leak is at least, as a span such as V(2h), V(1d12h) or V(3600) for seconds. What
        is younger may belong to a run that is at work.
      - It does not matter for servers that have expired and what goes with them, nor for server
        groups, whose age no cloud tells. Those of a fleet with younger leaks are needed.
    type: str
    default: 1h
  kept_volumes:
    description:
      - Whether volumes that were to outlive their servers, with C(keep) of C(data_volumes) or
        C(terminate_volume=false), are leaks as well when no server of their fleet is left.
    type: bool
    default: false
  pause:
    description:
      - Seconds between the two looks, if the first one finds any leak. Only what is a leak in both
        of them is one. So a port has to be C(DOWN) in both, unless Nova says that it has deleted
        its server.
    type: int
    default: 5
notes:
  - A leak is an orphaned resource. A server is one when it has expired, by
    O(multicloud.openstack.fleet#module:expires) or O(multicloud.openstack.server#module:expires).
    A server without an expiry is never a leak.
  - A floating IP, a port or a security group that was created for one server is a leak when that
    server is gone, and so is a volume without a server. A floating IP that somebody has moved to
    another port is no leak.
  - A keypair, a server group, or another resource of a whole fleet, is a leak when no server of
    the fleet exists on any target. If a target of the fleet does not respond, it stays.
  - Only ownership metadata counts, and never a name. It is in the metadata of servers and volumes,
    in the description of floating IPs, ports and security groups, in the comment of a public key,
    and in the name of a server group. The ports of Nova carry none. They are known by the floating
    IP of their server, or by the description of the server, which Nova still shows after it has
    deleted it.
  - What M(multicloud.openstack.landing_zone) has created is no leak, as it is needed without
    servers.
  - Each look reads nine lists of each target, and each keypair of a fleet for its age. If Nova has
    left ports, it also reads the servers that were deleted since these were created.
"""
