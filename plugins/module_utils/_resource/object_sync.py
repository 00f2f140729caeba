# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A folder in a container of Swift: only what differs is sent, in parallel."""
from __future__ import annotations

import os
from typing import NoReturn

from .._cloud.errors import CloudError
from .specs.object_data import SEGMENT, Content, Store, in_parallel
from .specs.object_store import CONTAINER, OBJECT
from .task import Task

ARGUMENTS: dict[str, dict] = {
    "container": {"required": True}, "path": {"type": "path", "required": True},
    "prefix": {"default": ""}, "purge": {"type": "bool", "default": False},
    "segment_size": {"type": "int", "default": SEGMENT}}


def sync(task: Task, options: dict) -> dict:
    """{changed, diff, uploaded: [name], deleted: [name], unchanged: number}"""
    files = {options["prefix"] + name: path for name, path in _files(options["path"]).items()}
    store = Store(task.api(OBJECT), options["container"])
    there = {row["name"]: row for row in store.rows(options["prefix"])}
    if not there:
        _exists(task, options["container"])
    new = [name for name, path in files.items()
           if name not in there or not _same(store, there[name], Content(path))]
    gone = sorted(there.keys() - files.keys()) if options["purge"] else []
    if not task.check_mode:
        in_parallel(new, lambda name: store.send(
            name, Content(files[name]), options["segment_size"],
            "slo_etag" in there.get(name, {})))
        in_parallel(gone, lambda name: store.remove(name, "slo_etag" in there[name]))
    return {"changed": bool(new or gone), "uploaded": new, "deleted": gone,
            "unchanged": len(files) - len(new), "diff": {
                "before": {name: there[name]["hash"] for name in [*new, *gone] if name in there},
                "after": {name: files[name] for name in new}}}


def _files(folder: str) -> dict[str, str]:
    """{name with slashes: path}, in their order.  Raises CloudError (invalid) for what cannot be
    read: its objects would count as surplus; and for links, behind which there may be anything."""
    if not os.path.isdir(folder):
        raise CloudError("invalid", f"path: there is no folder {os.path.abspath(folder)}")
    paths = [os.path.join(place, name) for place, folders, names in os.walk(folder, onerror=_refuse)
             for name in (*folders, *names)]
    if links := [path for path in paths if os.path.islink(path)]:
        raise CloudError("invalid", f"path: {links[0]} is a link: replace it by what it is to, or "
                         "remove it")
    return {os.path.relpath(path, folder).replace(os.sep, "/"): path
            for path in sorted(paths) if os.path.isfile(path)}


def _refuse(error: OSError) -> NoReturn:
    raise CloudError("invalid", f"path: cannot read {error.filename}: {error.strerror}") from None


def _exists(task: Task, container: str) -> None:
    """Raises CloudError (not_found); check mode assumes that a task before creates it."""
    task.resolve(CONTAINER.noun, container)


def _same(store: Store, row: dict, content: Content) -> bool:
    """By what the list shows, which suffices but for large objects."""
    if row["bytes"] != content.size:
        return False
    if "slo_etag" not in row:
        return content.fits([(row["bytes"], row["hash"])])
    there = store.api.fetch(row["name"], container=store.container)
    return there is not None and content.fits(store.parts(there))
