# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One resource, as declared: found, compared, created, changed or deleted.

In check mode it says what it would do.  What has no life cycle asks for check mode by itself
(server/actions, server/attachment, specs/quotas), and so does who looks for what a task before may
make (Task.unseen, for most).
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from .._cloud.errors import CloudError
from . import wait
from .api import Api
from .compare import Change, attr, attributes, kept, new, plan, seen_of
from .foreseen import foreseen
from .spec import Aspect, Field, Spec
from .task import Task

if TYPE_CHECKING:
    from openstack.resource import Resource


def ensure(task: Task, spec: Spec, options: dict) -> dict:
    """{changed, diff, <noun>: the resource, id}; options: those of the spec, and state."""
    given = spec.prepare({name: value for name, value in options.items() if value is not None})
    if isinstance(given.get(spec.key), str):
        given = {**given, spec.key: spec.spelled(given[spec.key])}
    if given.get("project") and spec.all_fields.get("project", Field()).ref == "project":
        task = replace(task, project=task.resolve("project", given["project"]))
    api = task.api(spec)
    api.given = given
    absent = given.get("state") == "absent"
    try:
        there = find(task, api, given)
    except CloudError as error:
        if not absent or "noun" not in error.more:
            raise
        there = None        # nothing is in another resource that is not there
    if not absent:
        return _present(task, api, given, there)
    guard(api, there, given)
    return _absent(task, api, there)


def find(task: Task, api: Api, given: dict) -> Resource | None:
    """openstacksdk's resource that is there, or None; given: options as prepare() leaves them."""
    spec = api.spec
    if spec.lookup:
        return spec.lookup(task, api, given)
    scope = {attr(name, spec.fields[name]): value(task, spec.fields, name, given)
             for name in spec.scope if name in given}
    there = api.find(given[spec.key], **scope)
    task.know(spec.noun, given[spec.key], there)
    return there


def guard(api: Api, there: Resource | None, given: dict) -> None:
    """Before a resource is changed.  Raises CloudError (conflict) for one that another project
    shares and that is named by its name, which many may have; given: options."""
    name = given.get("name")
    if there is None or name is None or there.id in (name, given.get("id")) or api.is_own(there):
        return
    option = ", or set project" if "project" in api.spec.scope else ""
    raise CloudError("conflict", f"the {api.spec.noun.replace('_', ' ')} {name!r} ({there.id}) "
                     "belongs to another project, which shares it: to change or delete it, name "
                     f"it by its id{option}", api.connection.target)


def _present(task: Task, api: Api, given: dict, there: Resource | None) -> dict:
    seen = _seen(api, there, given) if there is not None else None
    desired = _desired(task, api.spec, given, seen)
    if there is None:
        desired = new(api.spec, given, desired)
    name = given.get(api.spec.key) or (there.name if there is not None else None)
    planned = plan(api.spec, name, desired, seen)
    if there is not None and planned.action == "none":
        if not task.check_mode:      # somebody may have just created it
            there = _awaited(task, api, there, changed=False)
        return _result(api, there, planned)
    guard(api, there, given)
    if planned.action == "recreate":
        _absent(task, api, there)
        there, desired = None, new(api.spec, given, _desired(task, api.spec, given, None))
    if task.check_mode:
        changed = planned.after if there is not None else {**desired, **planned.after}
        return _result(api, _predicted(task, api, there, changed), planned)
    if there is None:
        there = _create(task, api, desired)
    else:
        _update(api, there, planned)
        there = _settled(task, api, there, desired)
    return _result(api, there, planned)


def _absent(task: Task, api: Api, there: Resource | None) -> dict:
    if there is None:
        return {"changed": False, "diff": {"before": {}, "after": {}}}
    if not task.check_mode:
        for aspect in api.spec.aspects:
            aspect.release(api, there)
        api.delete(there)
        if task.wait and (api.spec.ready or api.spec.lingers):      # others are gone at once
            wait.until_gone(api, there, task.timeout)
    key = api.spec.key
    name = getattr(there, attr(key, api.spec.at_creation[key]), None)
    return {"changed": True, "diff": {"before": {key: name, "id": there.id}, "after": {}}}


def value(task: Task, fields: Mapping[str, Field], name: str, given: Mapping[str, Any]) -> Any:
    """What is sent for the option of this name, of those given: references by their ids."""
    narrowing = {attr: value(task, fields, other, given)
                 for attr, other in fields[name].within.items() if given.get(other) is not None}
    return fields[name].sent(given[name], partial(task.resolve, **narrowing))


def _desired(task: Task, spec: Spec, given: dict, seen: dict | None) -> dict:
    """{option: value}; seen: as far as it is there, without what no answer shows, or None."""
    fields = spec.all_fields
    return {name: _desired_of(task, fields, name, given, seen and seen.get(name))
            for name in given
            if name in fields and (seen is None or fields[name].compare != "never")}


def _desired_of(task: Task, fields: Mapping[str, Field], name: str, given: dict, seen: Any) -> Any:
    """As value(), and no lookup for what is there already as it is given."""
    desired = given[name]
    if fields[name].ref and isinstance(desired, list) and isinstance(seen, list):
        return [item if item in seen else value(task, fields, name, {**given, name: item})
                for item in desired]
    return desired if desired == seen else value(task, fields, name, given)


def _seen(api: Api, there: Resource, given: dict) -> dict:
    """{option: value} of what is there, as far as it is asked for."""
    found = {name: seen_of(api.spec, name, there) for name, one in api.spec.fields.items()
             if name in given and one.compare != "never"}
    for aspect in api.spec.aspects:
        if aspect.fields.keys() & given.keys():
            found.update(aspect.read(api, there))
    return found


def _create(task: Task, api: Api, desired: dict) -> Resource:
    spec, sent = api.spec, _new(task, api, desired)
    there = spec.create(api, sent) if spec.create else api.create(sent)
    task.know(spec.noun, there.name, there)
    later = {name: (None, value) for name, value in desired.items() if name not in spec.at_creation}
    last = [aspect for aspect in spec.aspects if not aspect.early]
    try:
        _apply(api, there, later, [aspect for aspect in spec.aspects if aspect.early])
        if task.wait or any(aspect.fields.keys() & later.keys() for aspect in last):
            there = _ready(task, api, there)
        _apply(api, there, later, last)
        return _settled(task, api, there, desired)
    except CloudError as error:
        raise _named(error, api, there) from None


def _new(task: Task, api: Api, desired: dict) -> dict:
    """openstacksdk's attributes of a new one."""
    spec = api.spec
    return (spec.attributes(task, desired) if spec.attributes
            else attributes(spec.at_creation, desired))


def _named(error: CloudError, api: Api, there: Resource) -> CloudError:
    """Nothing is lost: what was created is in the error."""
    if there.id not in error.message:
        error.message = (f"{error.message.rstrip('.')}; {api.spec.noun} {there.name} ({there.id}) "
                         "was created and still exists")
    error.more.setdefault("id", there.id)
    return error


def _update(api: Api, there: Resource, planned: Change) -> None:
    own = attributes(api.spec.fields, {name: kept(value)
                                       for name, value in planned.after.items()})
    if own:
        api.update(there, own)
    _apply(api, there, planned.changes, api.spec.aspects)


def _apply(api: Api, there: Resource, changes: dict[str, tuple], aspects: Iterable[Aspect]) -> None:
    for aspect in aspects:
        its = {name: pair for name, pair in changes.items() if name in aspect.fields}
        if its:
            aspect.apply(api, there, its)


def _ready(task: Task, api: Api, there: Resource) -> Resource:
    return wait.until_ready(api, there, task.timeout) if api.spec.ready else there


def _settled(task: Task, api: Api, there: Resource, desired: dict) -> Resource:
    """What it has become; aspects change more than the answers so far have shown."""
    if api.kind.allow_fetch and any(aspect.fields.keys() & desired.keys()
                                    for aspect in api.spec.aspects):
        there = api.anew(there) or there
    return _awaited(task, api, there, changed=True)


def _awaited(task: Task, api: Api, there: Resource, changed: bool) -> Resource:
    """As it is when nothing more is waited for."""
    there = _ready(task, api, there) if task.wait else there
    if api.spec.settle:
        api.spec.settle(api, there, changed)
    return there


def _predicted(task: Task, api: Api, there: Resource | None, desired: dict) -> Resource:
    """What it would become, as far as that is known."""
    if there is None:
        known = {"id": foreseen(api.spec.noun, desired.get(api.spec.key))}
        if api.spec.attributes:
            return api.kind.new(**known, **_new(task, api, desired))
    else:
        known = there.to_dict(computed=False)
    changed = attributes({**api.spec.at_creation, **api.spec.all_fields}, desired)
    return api.kind.new(**{**known, **{name: kept(value) for name, value in changed.items()
                                       if hasattr(api.kind, name)}})


def _result(api: Api, there: Resource, planned: Change) -> dict:
    # what is in its address is not in openstacksdk's dict
    parts = {attr(name, one) for name, one in api.spec.fields.items()}
    shown = api.shown(there, **{part: getattr(there, part) for part in parts
                                if hasattr(there, part)})
    return {"changed": planned.action != "none", "diff": planned.diff, "id": there.id,
            **dict.fromkeys(api.spec.keys, shown)}
