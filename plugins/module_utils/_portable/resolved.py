# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a requirement resolves to on one target.  Pure."""
from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from .nic import ResolvedNic

INTERNAL = ("floating", "image_disk", "port_security", "nics")     # what results do not show


@dataclass(frozen=True)
class Resolved:
    """One provider's answer to a spec: ids and names, sizes (ram in MiB, disk in GiB), and how an
    address is had.  What the spec does not speak of is None.

    address: 'direct' (a server's own is reachable from outside), 'floating' (by a floating IP from
    the network `floating`, called `floating_from`) or 'none'.
    """

    image: str | None
    image_name: str | None
    flavor: str | None
    flavor_name: str | None
    vcpus: int | None
    ram: int | None
    disk: int | None
    network: str
    network_name: str
    address: str
    floating: str | None
    floating_from: str | None
    image_disk: int | None = None       # what the image needs of a disk
    image_reason: str | None = None     # why it is this one, where it was chosen by what it has
    port_security: bool = True          # whether the network knows security groups
    nics: tuple[ResolvedNic, ...] = ()  # of a server that is on more than the network

    def report(self) -> dict[str, Any]:
        """As results show it, with ids called so."""
        return {f"{name}_id" if name in ("image", "flavor", "network") else name: value
                for name, value in asdict(self).items() if name not in INTERNAL}
