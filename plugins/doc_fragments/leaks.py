# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """What a leak is, and which of them are meant."""

    DOCUMENTATION = r"""
options:
  fleet:
    description: Only resources of this fleet.
    type: str
  run:
    description:
      - Only servers that this run of M(multicloud.openstack.fleet) created, and their resources.
        The id of a run is C(multicloud_run) in the metadata of its servers.
    type: str
  older_than:
    description:
      - Minimum age of a leak, such as V(2h), V(1d12h) or V(3600) for seconds. Younger resources
        may belong to a run that is in progress.
      - It does not apply to expired servers and their resources, nor to server groups, because no
        cloud reports their age. Server groups of a fleet with younger leaks are not leaks.
    type: str
    default: 1h
  kept_volumes:
    description:
      - Whether volumes that are kept after their servers, by C(keep) of C(data_volumes) or
        C(terminate_volume=false), are also leaks when no server of their fleet is left.
    type: bool
    default: false
  pause:
    description:
      - Seconds between the first scan and a second one, which confirms leaks that the first one
        finds. Only a leak in both is reported. A port must be C(DOWN) in both, unless Nova reports
        that it has deleted its server.
    type: int
    default: 5
notes:
  - A leak is an orphaned resource. A server is a leak when it has expired, by
    O(multicloud.openstack.fleet#module:expires) or O(multicloud.openstack.server#module:expires). A
    server without an expiry is never a leak.
  - A floating IP, a port or a security group that was created for one server is a leak when that
    server is gone, and so is a volume without a server. A floating IP that somebody moved to
    another port is not a leak.
  - A keypair, a server group, or another resource of a whole fleet is a leak when no server of the
    fleet exists on any target. While a target of the fleet does not respond, it stays.
  - Leaks are identified by ownership metadata only, never by name. It is in the metadata of servers
    and volumes, in the description of floating IPs, ports and security groups, in the comment of a
    public key, and in the name of a server group. Ports that Nova creates carry none. They are
    identified by the floating IP of their server, or by the description of the server, which Nova
    still shows after deleting it.
  - Resources of M(multicloud.openstack.landing_zone) are never leaks, because they are needed
    without servers.
  - Each scan reads nine lists of each target, and each keypair of a fleet for its age. If Nova left
    ports undeleted, the scan also reads the servers that were deleted since these ports were
    created.
"""
