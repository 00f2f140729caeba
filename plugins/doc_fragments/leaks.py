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
  - A server is a leak when it is past its mark C(multicloud_expires), which
    O(multicloud.openstack.fleet#module:expires) and O(multicloud.openstack.server#module:expires)
    give it. A server without it is never a leak.
  - A floating IP, a port or a security group that is for one server is a leak when that server is
    gone, and so is a volume on no server. If somebody has
    moved a floating IP to another port, it is no leak.
  - A keypair, a server group, or whatever else is for a whole fleet, is a leak when no server of
    the fleet is left on any target. So all targets of the fleet have to be queried. If one of
    them does not answer, such things are left.
  - Only marks count, and no name ever. They are the metadata of servers and volumes, the
    description of floating IPs, ports and security groups, the comment in a keypair's public key,
    and the name of a server group. Nova's ports carry none. They are known by the floating IP of
    their server, or by the description of the server, which Nova still shows after it has deleted
    it.
  - What M(multicloud.openstack.landing_zone) has made is no leak, as it is needed without servers.
  - Nine lists are read of each target for a look, and each keypair of ours for its age. Where Nova
    has left ports behind, the servers are read that it has deleted since these were made.
"""
