# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Applying a landing zone to one target: look, plan, and only then write."""
from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .._cloud.errors import CloudError
from .._cloud.pool import Pool
from .._portable.choose import ID
from .._resource import wait
from .._resource.engine import ensure, find
from .._resource.foreseen import foreseen
from .._resource.spec import Spec
from . import carrier
from .document import Entry, Key, names, said
from .site import Site, ZoneRun

if TYPE_CHECKING:
    from openstack.resource import Resource

LOST = ("unreachable", "timeout", "api")    # after these nobody knows whether it was done


@dataclass
class EntryStep:
    """What has to be done about an entry.  action: as results say it; owned: whether it has the
    mark, or will have it."""

    entry: Entry
    action: str
    options: dict
    owned: bool
    id: str | None
    diff: dict


class Application(Site):
    """All that is desired on a target."""

    def __init__(self, run: ZoneRun, zone: str, entries: list[Entry]) -> None:
        super().__init__(run, zone)
        self.entries = entries
        self._planning = run
        self._there: dict[Key, Resource | None] = {}
        self._needed = {key for entry in entries for key in entry.needs}

    def go(self) -> None:
        """Nothing is begun where something cannot be."""
        self._look()
        steps = self._plan() if not self.outcome.errors else []
        if self.outcome.errors:
            return
        for step in steps:
            self.outcome.show(step.entry.key, step.diff)
        if not self.run.check_mode:
            self._apply(steps)
            return
        for step in steps:
            self.outcome.add(step.entry.key, step.id or foreseen(*step.entry.key), step.action,
                             step.owned)

    # -- look

    def _look(self) -> None:
        """Each kind of resource is listed once."""
        named = names(self.entries)
        self.ask(lambda noun: self._hold(noun, named[noun]), named)
        self._planning = self.run.rehearsal()
        for entry in self.entries if not self.outcome.errors else ():
            try:
                self._find(entry)
            except CloudError as error:
                self.failed(_unknown(error, entry), entry.key)

    def _hold(self, noun: str, desired: set[str]) -> None:
        api = self.run.shelf(self.run.specs[noun])
        searched = {form for name in desired if not ID.fullmatch(name)
                    for form in carrier.names(noun, name, self.zone)}
        if not searched:
            return
        try:
            api.hold(*sorted(searched))
        except CloudError as error:
            if error.kind != "not_found":
                raise
            raise CloudError("not_found", f"there are no {noun.replace('_', ' ')}s on this cloud: "
                             "omit them, or the target") from None
        api.held = carrier.preferred(noun, api.held or [], self.zone)

    def _find(self, entry: Entry) -> None:
        found = None
        for name in carrier.names(entry.noun, entry.name, self.zone):
            if found is None:
                found = self._found(self._planning, entry, name)
        self._there[entry.key] = found
        self._planning.ids[entry.key] = entry.name if found is None else found.id
        if found is not None:
            self.run.ids[entry.key] = found.id

    def _found(self, run: ZoneRun, entry: Entry, name: str) -> Resource | None:
        """By what names it alone: what else is desired of it is compared later."""
        spec = self.run.specs[entry.noun]
        given = {option: entry.options[option] for option in spec.scope if option in entry.options}
        return find(run, run.api(spec), spec.prepare({**given, spec.key: name}))

    # -- plan

    def _plan(self) -> list[EntryStep]:
        return list(self.ask(self._step, self.entries, lambda entry: entry.key).values())

    def _step(self, entry: Entry) -> EntryStep:
        there = self._there[entry.key]
        owned = there is None or carrier.carried(entry.noun, there, self.zone)
        options = entry.options if not owned else carrier.marked(
            entry.noun, entry.options, self.zone, new=there is None)
        try:
            result = ensure(self._planning, self.run.specs[entry.noun], options)
        except CloudError as error:
            if there is not None and not owned and error.kind == "conflict":
                error.message += (f"; it ({there.id}) does not have the ownership metadata of this "
                                  "zone")
            raise _unknown(error, entry) from None
        if there is not None and result["changed"] and not owned:
            raise _foreign(entry, there, result["diff"])
        action = "created" if there is None else "changed" if result["changed"] else "unchanged"
        return EntryStep(entry, action, options, owned, there.id if there is not None else None,
                         result["diff"])

    # -- write

    def _apply(self, steps: list[EntryStep]) -> None:
        pool = Pool()
        futures: dict[Key, Future] = {}
        for step in steps:      # each comes after what it needs, which has begun already
            needed = {key: futures[key] for key in step.entry.needs}
            futures[step.entry.key] = pool.submit(self._carry_out, step, needed)
        for step in steps:
            self._note(step, futures[step.entry.key])

    def _note(self, step: EntryStep, future: Future) -> None:
        error = future.exception()
        if not isinstance(error, CloudError):
            self.outcome.add(step.entry.key, future.result()["id"], step.action, step.owned)
            return
        self.failed(error, step.entry.key)
        if step.id:
            self.outcome.add(step.entry.key, step.id, "failed", step.owned)
        elif self._left(step, error):
            self.outcome.add(step.entry.key, error.more["id"], step.action)

    def _left(self, step: EntryStep, error: CloudError) -> bool:
        """Whether a creation that has failed has left something."""
        try:
            made = error.more.get("id")
            api = self.run.api(self.run.specs[step.entry.noun])
            return made is not None and api.fetch(made) is not None
        except CloudError:
            return True

    def _carry_out(self, step: EntryStep, needed: dict[Key, Future]) -> dict:
        for key, future in needed.items():
            if future.exception():
                raise CloudError("not_found", f"{said(*key)}, which it needs, is not as defined")
        spec = self.run.specs[step.entry.noun]
        run = replace(self.run, wait=self.run.wait or step.entry.key in self._needed)
        if step.action == "unchanged":
            there = self._there[step.entry.key]
            if there is not None and run.wait and spec.ready:   # somebody may have just created it
                wait.until_ready(run.api(spec), there, run.timeout)
            return {"id": step.id}
        try:
            result = ensure(run, spec, step.options)
        except CloudError as error:
            if step.id or error.kind not in LOST or "id" in error.more:
                raise
            result = self._found_again(replace(run, _apis={}), spec, step, error)
        self.run.ids[step.entry.key] = result["id"]
        return result

    def _found_again(self, run: ZoneRun, spec: Spec, step: EntryStep, error: CloudError) -> dict:
        """What a call has made whose answer was lost: it has our mark."""
        try:
            found = self._found(run, step.entry, step.options[spec.key])
        except CloudError:
            raise error from None
        if found is None or not carrier.carried(step.entry.noun, found, self.zone):
            raise error
        return ensure(run, spec, step.options)


def _unknown(error: CloudError, entry: Entry) -> CloudError:
    """What the entry refers to is nowhere."""
    if error.kind != "not_found" or "noun" not in error.more:
        return error
    return CloudError("not_found", f"{error.message}; the zone has none either, and {entry} needs "
                      "it", error.target)


def _foreign(entry: Entry, there: Resource, diff: dict) -> CloudError:
    differs = ", ".join(f"{option} is {diff['before'].get(option)!r} and not {value!r}"
                        for option, value in diff["after"].items())
    return CloudError("conflict", f"{entry} ({there.id}) exists without the ownership metadata of "
                      f"this zone, and is not as defined ({differs}): omit that, or use another "
                      "name")
