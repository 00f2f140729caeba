# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Servers, listed: narrowed by Nova as far as it does that for everybody, else here."""
from __future__ import annotations

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from ..._cloud.connection import CHUNK
from ..._cloud.errors import CloudError
from ..._portable.image import EVERY, WILD
from ..api import Api
from ..task import Task

if TYPE_CHECKING:
    from openstack.resource import Resource

# Nova's, by openstacksdk's names; it leaves out others without a word for those who are no admins
SERVED = {"any_tags", "changes_before", "changes_since", "deleted_only", "ipv4_address",
          "ipv6_address", "not_any_tags", "not_tags", "reservation_id", "sort_dir", "sort_key",
          "status", "tags"}
REFERENCES = {"image": "image", "flavor": "compute_flavor"}

ARGUMENTS = {
    "name": {"aliases": ["server"]},
    "detailed": {"type": "bool", "default": False},
    "filters": {"type": "dict"},
    "all_projects": {"type": "bool", "default": False},
}


def servers(task: Task, options: dict) -> dict:
    """{changed, servers}; options: those of ARGUMENTS.

    Raises CloudError: invalid, for a filter by what servers do not have.
    """
    api = task.api(task.specs["server"])
    query, rest = _split(task, options["filters"] or {})
    known = api.shown(api.kind.new()).keys()
    if unknown := sorted(rest.keys() - known):
        raise CloudError("invalid", f"filters: servers have no {unknown[0]!r}")
    rows = [] if query is None else _rows(api, options["name"], query, options["all_projects"])
    found = [row for row in map(api.shown, rows) if fits(row, rest)]
    return {"changed": False, "servers": _detailed(task, found, options["all_projects"])
            if options["detailed"] else found}


def _split(task: Task, filters: Mapping) -> tuple[dict | None, dict]:
    """What Nova is asked for, None if there can be no such server; and what is left to us."""
    query, rest = {}, {}
    for name, value in filters.items():
        if name in SERVED:
            query[name] = _sent(name, value)
        elif name in REFERENCES and not isinstance(value, Mapping):
            try:
                query[name] = task.resolve(REFERENCES[name], str(value))
            except CloudError as error:
                if error.kind != "not_found":
                    raise
                return None, {}
        else:
            rest[name] = value
    return query, rest


def _sent(name: str, value: object) -> object:
    if name == "status":
        return str(value).upper()
    return ",".join(map(str, value)) if isinstance(value, list) else value


def _rows(api: Api, name: str | None, query: dict, all_projects: bool) -> list[Resource]:
    everywhere = {"all_projects": True} if all_projects else {}
    if not name:
        return api.list(**query, **everywhere)
    if WILD & set(name):
        return [row for row in api.list(**query, **everywhere, name=pattern(name))
                if row.name == name or fnmatchcase(row.name, name)]
    found = api.search(name, **query, **everywhere)
    if query and [row.id for row in found] == [name]:       # which no filter has seen
        found = [row for row in api.search(found[0].name, **query, **everywhere)
                 if row.id == name]
    return found


def pattern(name: str) -> str:
    """The regular expression of a shell pattern, or of somewhat more, as databases know them; names
    may have brackets as well."""
    exact = re.escape(name)
    text = re.sub(r"\\\[.*?\\\]", ".", exact).replace(r"\*", ".*").replace(r"\?", ".")
    return f"^({exact}|{text})$"


def fits(there: Any, desired: Any) -> bool:
    """Whether a value has what is desired of it: of a mapping these keys, of a list these items."""
    if isinstance(desired, Mapping):
        return isinstance(there, Mapping) and all(
            fits(there.get(key), value) for key, value in desired.items())
    if isinstance(desired, list):
        return isinstance(there, list) and all(
            any(fits(one, item) for one in there) for item in desired)
    return there == desired or str(there) == str(desired)


def _detailed(task: Task, rows: list[dict], all_projects: bool) -> list[dict]:
    """With the names of images and all about volumes: two more lists, however many servers."""
    names = _image_names(task, {row["image"]["id"] for row in rows if row.get("image")})
    volumes: dict[str, list[dict]] = {}
    if any(row["attached_volumes"] for row in rows):
        api = task.api(task.specs["volume"])
        for volume in api.list(all_projects=all_projects or None):
            shown = api.shown(volume)
            for one in shown["attachments"] or ():
                volumes.setdefault(one["server_id"], []).append({**shown, "device": one["device"]})
    for row in rows:
        if row.get("image"):
            row["image"]["name"] = names.get(row["image"]["id"])
        row["volumes"] = volumes.get(row["id"], [])
    return rows


def _image_names(task: Task, ids: set[str]) -> dict[str, str]:
    found, ordered = {}, sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        some = ",".join(ordered[start:start + CHUNK])
        rows = task.connection.pages("image", "/images", "images", "listing images",
                                     id=f"in:{some}", limit=EVERY["limit"])
        found.update({row["id"]: row["name"] for row in rows})
    return found
