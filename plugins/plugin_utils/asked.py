# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is asked of a target, and what it says.  Pure."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..module_utils._cloud.errors import CloudError
from ..module_utils._portable.address import Preference

# of cloud images, as their makers document them; by os_distro, as Glance's and libosinfo's words
USERS = {
    "almalinux": "almalinux", "alpine": "alpine", "amzn": "ec2-user", "arch": "arch",
    "centos": "cloud-user", "cirros": "cirros", "debian": "debian", "fedora": "fedora",
    "fedora-coreos": "core", "flatcar": "core", "freebsd": "freebsd", "gentoo": "gentoo",
    "ol": "cloud-user", "opensuse": "opensuse", "rhel": "cloud-user", "rocky": "rocky",
    "sled": "sles", "sles": "sles", "ubuntu": "ubuntu",
}


@dataclass(frozen=True)
class Bastions:
    """How to log in to bastions.  known_hosts: the files of host keys, for them and for the servers
    behind them; @{fleet} in their names stands for that of the fleet."""

    known_hosts: tuple[str, ...] = ()
    port: int = 22
    user: str | None = None
    private_key_file: str | None = None


@dataclass(frozen=True)
class Users:
    """Whom to log in as, by os_distro of the image; given counts more than USERS."""

    given: Mapping[str, str] = field(default_factory=dict)

    def of(self, distro: object) -> str | None:
        """None where nobody knows."""
        return {**USERS, **self.given}.get(distro) if isinstance(distro, str) else None


@dataclass(frozen=True)
class Asked:
    """The options that decide what the servers of a target are: nothing else is in their rows.

    query: as query.query() gives it.  users: where they were asked for.  prices: a table, as
    _fleet.spec.prices has it.
    """

    query: dict[str, Any]
    fleet: str | None = None
    details: tuple[str, ...] = ()
    addresses: tuple[Preference, ...] = ()
    reachable_port: int | None = None
    legacy_groups: bool = False
    legacy_variables: str | None = None
    bastions: Bastions = Bastions()
    users: Users | None = None
    prices: tuple[dict[str, Any], ...] = ()


@dataclass
class Listed:
    """rows: [{variables: of its host, user: whom to log in as if that is known, groups and chosen:
    those of openstack.cloud, if desired for}].

    failures: what could not be had beside the servers themselves.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    failures: list[CloudError] = field(default_factory=list)
