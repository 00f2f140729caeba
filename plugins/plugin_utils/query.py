# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The option `server_filters`: by what Nova itself leaves out servers.  Pure.

Nova ignores what it does not know, and of most filters says that only administrators may use them:
it would list all servers then.  So names are checked here.
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..module_utils._cloud.errors import CloudError

# openstacksdk's names, which openstack.cloud takes: Nova's
EVERYBODY = {"name": "name", "status": "status", "image": "image", "flavor": "flavor",
             "ipv4_address": "ip", "ipv6_address": "ip6", "tags": "tags", "any_tags": "tags-any",
             "not_tags": "not-tags", "not_any_tags": "not-tags-any",
             "changes_since": "changes-since", "reservation_id": "reservation_id"}
# where all projects are listed, which is an administrator's right
ADMINISTRATORS = {"project_id": "project_id", "user_id": "user_id", "compute_host": "host",
                  "availability_zone": "availability_zone", "key_name": "key_name",
                  "vm_state": "vm_state", "task_state": "task_state", "power_state": "power_state",
                  "description": "description", "deleted_only": "deleted"}
TAGS = ("tags", "tags-any", "not-tags", "not-tags-any")     # one text, with commas between them


def query(filters: Mapping[str, Any], all_projects: bool = False) -> dict[str, str | list[str]]:
    """Nova's query: {its name: value}.  Values may be lists, and names may be Nova's own.

    Raises CloudError (invalid).
    """
    known = {**EVERYBODY, **ADMINISTRATORS}
    names = {**{ours.lower(): ours for ours in known.values()}, **known}
    found: dict[str, str | list[str]] = {"all_tenants": "1"} if all_projects else {}
    for name, value in filters.items():
        nova = names.get(name)
        if nova is None:
            raise CloudError("invalid", f"server_filters: Nova has no filter {name!r}; there are "
                             f"{', '.join(known)}. For everything else, use the option filters")
        if nova in ADMINISTRATORS.values() and not all_projects:
            raise CloudError("invalid", f"server_filters: Nova applies {name!r} only for "
                             "administrators: set all_projects, or use the option filters")
        if value is not None:
            found[nova] = _text(nova, value)
        if isinstance(found.get(nova), list) and nova != "status":
            raise CloudError("invalid", f"server_filters: {name} takes one value: of several, Nova "
                                        "would apply only the last")
    return found


def with_tag(asked: dict[str, Any], tag: str | None) -> dict[str, Any]:
    """The same query for servers with this tag as well."""
    return {**asked, "tags": ",".join(filter(None, (asked.get("tags"), tag)))} if tag else asked


def _text(nova: str, value: object) -> str | list[str]:
    values = [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
    if nova in TAGS:
        return ",".join(values)
    return values if len(values) > 1 else values[0]
