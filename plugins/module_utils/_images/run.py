# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The whole of a task about a rollout: look at all targets, plan, carry out, say what came of it.
"""
from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from .._cloud.connection import Connection, own_project
from .._cloud.errors import CloudError
from .._cloud.module import CLOUD_OPTIONS, TARGET_OPTIONS
from .._cloud.pool import each
from .._cloud.select import select
from .._cloud.sentences import some
from .._cloud.target import Target
from .._fleet.progress_file import announcer
from . import report, source
from .checked import checked
from .convert import Formats
from .glance import Glance
from .plan import Desired
from .progress import Progress
from .share import Members
from .source import Source
from .target import Rollout
from .upload import Upload
from .version import Version, own

SHORT = 12          # digits of a checksum that name a build
OPTIONS: dict[str, Any] = {
    **CLOUD_OPTIONS,
    "targets": {"type": "list", "elements": "dict", "options": {
        **TARGET_OPTIONS, "members": {"type": "list", "elements": "str"},
        "stores": {"type": "list", "elements": "str"}}},
    "name": {"required": True},
    "state": {"choices": ["present", "promoted", "withdrawn", "absent"], "default": "present"},
    "build": {},
    "only": {"type": "list", "elements": "str"},
    "filename": {"type": "path"},
    "uri": {},
    "source_cloud": {"type": "raw"},
    "source_region_name": {},
    "source_image": {"type": "raw"},
    "checksum": {},
    "import_method": {"choices": ["glance-direct", "web-download"]},
    "properties": {"type": "dict"},
    "min_disk": {"type": "int"},
    "min_ram": {"type": "int"},
    "keep": {"type": "int", "default": 2},
    "work_dir": {"type": "path"},
    "timeout": {"type": "float", "default": 3600.0},
}
SOURCES = ("filename", "uri", "source_image")
CONSTRAINTS: dict[str, Any] = {
    "mutually_exclusive": [("cloud", "targets"), ("region_name", "targets"), SOURCES],
    "required_if": [("state", "present", SOURCES, True), ("state", "withdrawn", ("build",))],
    "required_together": [("source_cloud", "source_image")],
}


def roll_out(options: dict, check_mode: bool) -> dict:
    """Carries out one state on all targets; the module's result."""
    checked(options)
    selection = select(options)
    found = selection.look(lambda connection: own(
        Glance(connection, options["timeout"]).versions(options["name"]), options["name"],
        own_project(connection)))
    there = {target: rows for target, rows in found.items() if not isinstance(rows, CloudError)}
    failures = [*selection.failures,
                *(error for error in found.values() if isinstance(error, CloudError))]
    with _folder(options["work_dir"]) as folder:
        run = Run(options, there, folder, check_mode)
        rollouts = {target: run.rollout(selection.connections[target], entry)
                    for target, entry in selection.entries if target in there}
        ended = each(rollouts, lambda target: rollouts[target].go())
    failures += [error for error in ended.values() if isinstance(error, CloudError)]
    targets = [{**target.report(), "requests": selection.connections[target].requests,
                "sent": run.sent.get(target, 0)}
               for target in selection.targets]
    return {**report.result(
        options["name"], run.build, [row for one in rollouts.values() for row in one.done],
        {target: one.versions for target, one in rollouts.items()}, targets, failures),
        "warnings": [*_unknown(options, there),
                     *(text for one in rollouts.values() for text in one.warnings)]}


@contextmanager
def _folder(work_dir: str | None) -> Iterator[str]:
    """For what is made of the source; it is gone in the end."""
    try:
        found = tempfile.TemporaryDirectory(prefix="multicloud-image-", dir=work_dir)
    except OSError as error:
        raise source.full(f"{work_dir or os.path.dirname(str(error.filename))}/", error) from None
    with found as folder:
        yield os.path.abspath(folder)


def _unknown(options: dict, there: Mapping[Target, list[Version]]) -> list[str]:
    """Of a build to withdraw that no target has: what is broken may go on serving."""
    known = {one.build for versions in there.values() for one in versions if one.build}
    if options["state"] != "withdrawn" or not there or options["build"] in known:
        return []
    return [f"build: no target has {options['build']!r} of {options['name']}, so nothing was "
            f"withdrawn; {'it has ' + some(sorted(known)) if known else 'it has no build'}"]


class Run:
    """What all targets have in common.  sent: bytes, by target."""

    def __init__(self, options: dict, there: Mapping[Target, list[Version]], folder: str,
                 check_mode: bool) -> None:
        self.options, self.there, self.check_mode = options, there, check_mode
        self.sent: dict[Target, int] = {}
        self._source = source.of(options, folder) if options["state"] == "present" else None
        self._formats = self._source and Formats(self._source, folder)
        self._progress = Progress(options["name"], announcer())
        self.build: str | None = options["build"]
        if self._source and not self.build:
            self.build = self._named(self._source)

    def _named(self, found: Source) -> str:
        """Of a build without a name: as it is called on another target, or by its checksum."""
        known = [one.build for versions in self.there.values() for one in versions
                 if one.has(found.checksums) and one.build]
        return known[0] if known else min(found.checksums).partition(":")[2][:SHORT]

    def rollout(self, connection: Connection, entry: Mapping[str, Any]) -> Rollout:
        """That of one target.  entry: its options."""
        options, target = self.options, connection.target
        properties = {key: str(value) for key, value in (options["properties"] or {}).items()
                      if value is not None}
        properties.update({key: options[key] for key in ("min_disk", "min_ram")
                           if options[key] is not None})
        desired = Desired(
            options["name"], options["state"], self.build,
            self._source.checksums if self._source else frozenset(),
            str(connection.region.config.get("image_format") or "qcow2"), options["keep"],
            frozenset(options["only"]) if options["only"] is not None else None,
            properties, frozenset(entry.get("stores") or ()))
        upload = self._source and self._formats and Upload(
            self._source, self._formats, options["import_method"],
            lambda sent, size: self._count(target, sent, size))
        return Rollout(Glance(connection, options["timeout"]), self.there[target], desired,
                       upload or None, Members(options, entry.get("members") or (), target),
                       self.check_mode)

    def _count(self, target: Target, sent: int, size: int) -> None:
        self.sent[target] = self.sent.get(target, 0) + sent
        self._progress.look(target, self.sent[target], size)
