# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the filters have in common that tell how to get to servers behind bastions."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from os.path import expanduser
from typing import Any

from ansible.errors import AnsibleFilterError

from .asked import Bastions
from .untrusted import plain

KEYS = ("id", "name", "cloud", "region_name", "group", "status", "metadata")


def asked(name: str, servers: Iterable[Mapping[str, Any]], known_hosts: str, port: int,
          private_key_file: str | None, user: str | None) -> Bastions:
    """The options of a filter.  Raises AnsibleFilterError where it was not given servers of a
    fleet."""
    for one in servers:
        missing = [key for key in KEYS if key not in one]
        if missing:
            raise AnsibleFilterError(f"{name}: a server has no {missing[0]}: give it what the "
                                     "modules fleet or fleet_info return as servers")
    return Bastions((expanduser(plain(known_hosts)),), int(port), plain(user) or None,
                    expanduser(plain(private_key_file)) if private_key_file else None)
