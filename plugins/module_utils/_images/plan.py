# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is there of a rollout on one target, held against what is to be: steps.  Pure."""
from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .._cloud.errors import CloudError
from .._portable.image import BUILD
from . import version as versions_of
from .version import Version, current, history


@dataclass(frozen=True)
class Desired:
    """What is to be on a target.  build: None for any.  checksums: of the source, if there is one.
    only: the ids of those that may be promoted, None for all.  properties: of the image, beside
    marks.  stores: of Glance, that are to have it.
    """

    rollout: str
    state: str
    build: str | None = None
    checksums: frozenset[str] = frozenset()
    disk_format: str = ""
    keep: int = 2
    only: frozenset[str] | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)
    stores: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Of a new image."""
        return f"{self.rollout}-{self.build}"


@dataclass(frozen=True)
class Step:
    """action: upload, wait, copy, update, promote, withdraw or delete.  version: None if it is a
    new one.  changes: properties to set, and None for those to remove."""

    action: str
    version: Version | None
    reason: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    stores: frozenset[str] = frozenset()

    def report(self) -> dict[str, Any]:
        """For results."""
        one = self.version
        return {"action": self.action, "id": one and one.id, "name": one and one.name,
                "build": one and one.build, "reason": self.reason}


def plan(desired: Desired, there: list[Version], now: datetime) -> list[Step]:
    """there: the newest first.  Without those that go because they are too many: see surplus().

    Raises CloudError: not_found, conflict.
    """
    return list(STATES[desired.state](desired, there, now))


def surplus(desired: Desired, there: list[Version]) -> list[Version]:
    """Those that nobody needs, after all steps: of those that serve or have served the last `keep`
    stay, of the others the newest, and the one that is desired: it may be checked just now, or is
    not to come back once it was withdrawn."""
    if desired.state == "absent":
        return []
    good = history(there)
    others = [one for one in there if one.usable and one not in good]
    spared = {one.id for one in [*good[:desired.keep], *others[:1]]}
    return [one for one in there if one.usable and one.id not in spared
            and not one.has(desired.checksums)]


def _present(desired: Desired, there: list[Version], _now: datetime) -> Iterator[Step]:
    fitting = [one for one in there if one.has(desired.checksums)
               and one.disk_format == desired.disk_format]
    found = next((one for one in fitting if one.usable), None)
    coming = next((one for one in fitting if one.coming), None)
    _check_build(desired, there)
    yield from (Step("delete", one, f"it is incomplete: {one.status}") for one in there
                if not one.usable and (found or one is not coming))
    if found is None and coming:
        yield Step("wait", coming, "Glance is importing it")
        found = coming
    if found is None:
        yield Step("upload", None, f"build {desired.build} is missing")
        return
    changes = {key: value for key, value in {**desired.properties, BUILD: desired.build}.items()
               if found.row.get(key) != value}
    if changes:
        yield Step("update", found, f"{', '.join(sorted(changes))} changed", changes)
    if missing := desired.stores - found.stores:
        yield Step("copy", found, f"it is not in {', '.join(sorted(missing))}", stores=missing)


def _check_build(desired: Desired, there: list[Version]) -> None:
    """A name stands for one source alone."""
    if any(one.build == desired.build and one.usable and not one.has(desired.checksums)
           for one in there):
        raise CloudError("conflict", f"build {desired.build!r} of {desired.rollout} exists with "
                         "other data: give the new data another name in build")


def _promoted(desired: Desired, there: list[Version], now: datetime) -> Iterator[Step]:
    serving = current(there)
    there = [one for one in there if desired.only is None or one.id in desired.only]
    if desired.only is not None and not there:
        return
    if desired.build is None:
        found = next((one for one in there if one.status == "active" and not one.withdrawn), None)
        what = "version that can be promoted"
    else:
        found = next((one for one in there if one.status == "active"
                      and one.build == desired.build), None)
        what = f"build {desired.build}"
    if found is None:
        raise CloudError("not_found", f"{desired.rollout} has no {what} here: upload it with state "
                         "present")
    if found is not serving:
        yield Step("promote", found, _instead(serving),
                   versions_of.promoting(found, serving, now))


def _withdrawn(desired: Desired, there: list[Version], now: datetime) -> Iterator[Step]:
    serving = history(there)
    for one in there:
        if one.build != desired.build or one.withdrawn or not one.usable:
            continue
        if [one] == serving:
            raise CloudError("conflict", f"build {one.build} of {desired.rollout} is the only one "
                             "that was ever promoted here: promote another one first")
        after = next((other for other in serving if other is not one), None)
        reason = (f"{after.build} serves again" if after and serving[0] is one
                  else "it is not to be promoted")
        yield Step("withdraw", one, reason, versions_of.withdrawing(one, now))


def _absent(desired: Desired, there: list[Version], _now: datetime) -> Iterator[Step]:
    for one in there:
        if desired.build in (None, one.build):
            yield Step("delete", one, "it is to be absent" if one.usable
                       else f"it is incomplete: {one.status}")


STATES = {"present": _present, "promoted": _promoted, "withdrawn": _withdrawn, "absent": _absent}


def after(step: Step, there: list[Version], new: Version | None = None) -> list[Version]:
    """What is there once a step is done.  new: what came of it, if it is known."""
    rest = [one for one in there if one is not step.version]
    if step.action == "delete":
        return rest
    if new is None and step.version and step.changes:
        row = {**step.version.row, **step.changes}
        new = Version.of({key: value for key, value in row.items() if value is not None})
    made = new or step.version
    return sorted([*rest, *([made] if made else [])], key=lambda one: (one.made, one.id),
                  reverse=True)


def _instead(serving: Version | None) -> str:
    return f"instead of build {serving.build}" if serving else "none was promoted"


def spared(uses: Collection[str]) -> str:
    """Why one that is too many stays."""
    return f"it stays: {', '.join(sorted(uses))}"
