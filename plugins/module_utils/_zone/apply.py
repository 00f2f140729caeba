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
from .._resource.api import Api
from .._resource.engine import ensure, find, value
from .._resource.foreseen import foreseen
from .._resource.related import Relation
from .._resource.relation import relate
from .._resource.spec import Spec
from .._resource.task import Task
from . import carrier
from .document import Declared, Entry, Key, by_name, names, narrowing, said
from .site import Site, ZoneRun, place_of

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
        for entry in entries:
            run.own.setdefault((entry.noun, entry.name), []).append(entry)
        self._planning = run
        self._there: dict[Key, Resource | None] = {}
        self._opened: set[tuple[str, str]] = set()
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
            made = foreseen(*step.entry.key) if step.action == "created" else step.id
            self.outcome.add(step.entry.key, made, step.action, step.owned)

    # -- look

    def _look(self) -> None:
        """Each kind of resource is listed once."""
        named = names(self.entries)
        self.ask(lambda noun: self._hold(self.run.specs[noun], named[noun]), named)
        self._planning = self.run.rehearsal()
        for entry in self.entries if not self.outcome.errors else ():
            try:
                self._find(entry)
            except CloudError as error:
                self.failed(_unknown(error, entry), entry.key)

    def _hold(self, spec: Spec, desired: set[str]) -> None:
        api = self.run.shelf(spec)
        searched = {form for name in desired if not ID.fullmatch(name)
                    for form in carrier.names(spec, name, self.mark(spec))}
        # a cloud has more users, say, than a zone wants to see
        if not searched or api.places or spec.find == "id" or (spec.role and len(searched) > 1):
            return
        try:
            api.hold(*sorted(searched))
        except CloudError as error:
            if error.kind != "not_found":
                raise
            raise CloudError("not_found", f"there are no {spec.noun.replace('_', ' ')}s on this "
                             "cloud: omit them, or the target") from None
        api.held = carrier.preferred(spec, api.held or [], self.mark(spec))

    def _find(self, entry: Entry) -> None:
        found, spec = None, entry.declared
        if isinstance(spec, Spec) and not self._is_new(entry):
            self._open(spec, entry)
            for name in carrier.names(spec, entry.name, self.mark(spec)):
                if found is None:
                    found = self._found(self._planning, spec, entry, name)
        self._there[entry.key] = found
        self._planning.ids[entry.key] = entry.name if found is None else found.id
        if found is not None:
            self.run.ids[entry.key] = found.id

    def _open(self, spec: Spec, entry: Entry) -> None:
        """Of several parts of one resource, all are listed once."""
        api = self.run.shelf(spec)
        place = place_of(api) if by_name(spec) and spec.find != "id" else None
        if place is None:
            return
        wholes = [one.options[place[0]] for one in self.entries if one.noun == entry.noun]
        whole = value(self._planning, spec.fields, place[0], entry.options)
        if len(wholes) > len(set(wholes)) and (entry.noun, whole) not in self._opened:
            self._opened.add((entry.noun, whole))
            api.held = [*(api.held or ()), *api.list(**{place[1]: whole})]

    def _found(self, run: ZoneRun, spec: Spec, entry: Entry, name: str) -> Resource | None:
        """By what says which one is meant: what else is desired of it is compared later."""
        given = narrowing(spec, entry.options)
        if by_name(spec):
            given = {**given, spec.key: name}
        return find(run, run.api(spec), spec.prepare(given))

    # -- plan

    def _plan(self) -> list[EntryStep]:
        return list(self.ask(self._step, self.entries, lambda entry: entry.key).values())

    def _step(self, entry: Entry) -> EntryStep:
        there, mark = self._there[entry.key], self.mark(entry.declared)
        owned = carrier.carrier(entry.declared) is not None if there is None else (
            isinstance(entry.declared, Spec) and carrier.carried(entry.declared, there, mark))
        options = carrier.marked(entry.declared, entry.options, mark,
                                 new=there is None) if owned else entry.options
        try:
            result = _carried_out(self._planning, self._known(entry, self._is_new(entry)), options)
        except CloudError as error:
            if there is not None and not owned and error.kind == "conflict":
                error.message += (f"; it ({there.id}) does not have the ownership metadata of this "
                                  "zone")
            raise _unknown(error, entry) from None
        if there is not None and result["changed"] and not owned:
            raise _foreign(entry, there, result["diff"])
        action = ("unchanged" if not result["changed"] else
                  "created" if there is None else "changed")
        return EntryStep(entry, action, options, owned, there.id if there is not None else None,
                         result["diff"])

    def _is_new(self, entry: Entry) -> bool:
        """Whether it cannot be there, as what it is a part of, or between, is not."""
        return not all(self._there.get(key) for key in entry.within)

    def _known(self, entry: Entry, new: bool = False) -> Declared:
        """As it was found, which is not looked for again; unless it says more to look for it."""
        there, declared = self._there[entry.key], entry.declared
        if isinstance(declared, Relation):
            return replace(declared, exists=lambda *_ends: False) if new else declared
        if declared.lookup and not new:
            return declared
        return replace(declared, lookup=lambda task, api, given: _again(task, api, given, there))

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
            self.outcome.add(step.entry.key, future.result().get("id"), step.action, step.owned)
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
        spec = step.entry.declared
        run = replace(self.run, wait=self.run.wait or step.entry.key in self._needed)
        if step.action == "unchanged":
            there = self._there[step.entry.key]
            if isinstance(spec, Spec) and there is not None and run.wait and spec.ready:
                wait.until_ready(run.api(spec), there, run.patient(spec).timeout)   # if it is new
            return {"id": step.id}
        try:
            result = _carried_out(run, self._known(step.entry), step.options)
        except CloudError as error:
            if step.id or error.kind not in LOST or "id" in error.more:
                raise
            result = self._found_again(replace(run, _apis={}), step, error)
        if "id" in result:
            self.run.ids[step.entry.key] = result["id"]
        return result

    def _found_again(self, run: ZoneRun, step: EntryStep, error: CloudError) -> dict:
        """What a call has made whose answer was lost: it has our mark."""
        spec = step.entry.declared
        if not isinstance(spec, Spec):
            raise error
        try:
            found = self._found(run, spec, step.entry, step.options.get(spec.key, ""))
        except CloudError:
            raise error from None
        if found is None or not carrier.carried(spec, found, self.mark(spec)):
            raise error
        return _carried_out(run, spec, step.options)


def _again(task: Task, api: Api, given: dict, there: Resource | None) -> Resource | None:
    """What was found, for engine.find(); it may refer to itself."""
    task.know(api.spec.noun, given.get(api.spec.key, ""), there)
    return there


def _carried_out(run: ZoneRun, declared: Declared, options: dict) -> dict:
    """The result of the module's task."""
    if isinstance(declared, Relation):
        return relate(run, declared, options)
    return ensure(run.patient(declared), declared, options)


def _unknown(error: CloudError, entry: Entry) -> CloudError:
    """What the entry refers to is nowhere."""
    if error.kind != "not_found" or "noun" not in error.more:
        return error
    return CloudError("not_found", f"{error.message}; the zone has none either, and {entry} needs "
                      "it", error.target)


def _foreign(entry: Entry, there: Resource, diff: dict) -> CloudError:
    differs = ", ".join(f"{option} is {diff['before'].get(option)!r} and not {value!r}"
                        for option, value in diff["after"].items())
    if not differs:
        differs = " and ".join(name for name, one in entry.declared.all_fields.items()
                               if name in entry.options and one.option.get("no_log"))
    advice = ("omit that, or use another name" if carrier.carrier(entry.declared) else
              "a landing zone does not change what cannot carry it; use the module for this type")
    return CloudError("conflict", f"{entry} ({there.id}) exists without the ownership metadata of "
                      f"this zone, and is not as defined ({differs}): {advice}")
