# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Heat's stacks: what would change is Heat's own preview."""
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..._cloud.pool import each
from ..api import Api
from ..engine import ensure
from ..spec import Aspect, Field, Info, Spec
from ..task import Task
from .image_data import ask
from .stack_template import adopting, body, merged, prepare

if TYPE_CHECKING:
    from keystoneauth1.adapter import Adapter
    from openstack.resource import Resource
    from requests import Response

CHANGES = ("added", "deleted", "replaced", "updated")
FAILED = tuple(f"{action}_failed" for action in (
    "adopt", "check", "create", "delete", "restore", "resume", "rollback", "suspend", "update"))
UNDONE = "ROLLBACK_COMPLETE"
SHOWN = 3       # reasons of a failure
SOURCES = ("template", "adopt_data")    # of a new one
# what Heat does not say
TRUSTS = ("Heat may need a trust for each stack, which Keystone refuses to logins with an "
          "application credential, unrestricted ones too: log in with a password")


def _failing(kind: Any) -> Any:
    """A stack says what has failed, and not why: its events do."""
    class Stack(kind):
        """With the reasons as its fault."""

        fault: dict | None = None
        name = vars(kind)["name"]

        def fetch(self, session: Any, **options: Any) -> Any:
            from openstack.exceptions import NotFoundException
            try:
                found = super().fetch(session, **options)
            except NotFoundException:       # or one that openstacksdk takes for a deleted one
                if self.status == "ADOPT_COMPLETE":
                    return self
                if self.status == "DELETE_COMPLETE" and not self.deleted_at:
                    return self         # its name is not free yet
                raise CloudError("not_found", f"there is no stack {self.name or self.id}") from None
            self.fault = None
            if str(self.status).lower() in FAILED or self.status == UNDONE:
                self.fault = {"message": _reasons(session, self) or self.status_reason}
            return found
    return Stack


def _reasons(adapter: Adapter, stack: Resource) -> str:
    """What Heat says of the resources that have failed."""
    return reasons(stack, ask(
        adapter, "GET", f"{_path(stack)}/events?sort_dir=desc&nested_depth=5").json()["events"])


def reasons(stack: Resource, events: list[dict]) -> str:
    """Of those that have failed since the last action on the stack began, the last first, as
    events are; a rollback belongs to what it undoes."""
    begun = next((place for place, row in enumerate(events)
                  if row["physical_resource_id"] == stack.id and row["resource_status"].endswith(
                      "_IN_PROGRESS") and not row["resource_status"].startswith("ROLLBACK")), None)
    found = {f"{row['resource_name']}: {row['resource_status_reason']}": None
             for row in events[:begun] if row["resource_status"].endswith("_FAILED")
             and row["physical_resource_id"] != stack.id and row["resource_name"] != stack.name
             and "aborted" not in row["resource_status_reason"]}
    return "; ".join([*found][:SHOWN])


def _abandoned(kind: Any) -> Any:
    """A stack that is deleted without its resources."""
    base: Any = _failing(kind)

    class Abandoned(base):
        """They stay."""

        def delete(self, session: Any, *_arguments: Any, **_more: Any) -> None:
            """Heat forgets them."""
            ask(session, "DELETE", f"{_path(self)}/abandon")
    return Abandoned


def _find(task: Task, api: Api, given: dict) -> Resource | None:
    """With what Heat would do put into options, as far as they say what is desired: a landing zone
    only looks for it at first."""
    there = api.find(given["name"])
    if given.get("state") == "absent" or there is None and given.keys().isdisjoint(SOURCES):
        return there
    if there is None and "adopt_data" in given:
        given.update(adopting(given))
        return None
    sent = body(given, task.timeout)
    if there is None:
        answer = _asked(api, "previewing", "POST", "/stacks/preview",
                        {"stack_name": given["name"], **sent}).json()
        rows = {"added": answer["stack"]["resources"]}
    else:
        answer = _asked(api, "previewing", "PATCH", f"{_path(there)}/preview", sent).json()
        rows = answer["resource_changes"]
    given["resources"] = {row["resource_name"]: change for change in CHANGES
                          for row in rows.get(change, ())}
    if there is not None and given["resources"] and _has(api, there, sent):
        given["resources"] = {}
    return there


def _has(api: Api, stack: Resource, sent: dict) -> bool:
    """Whether a complete stack was made of just this.  Heat's preview would replace, each time,
    resources that refer to others, which an update then leaves alone."""
    environment = merged(sent.get("environment", {}), {"parameters": sent.get("parameters", {})})
    return (str(stack.status).endswith("_COMPLETE")
            and sent.get("template") in (None, _read(api, stack, "template"))
            and merged(there := _read(api, stack, "environment"), environment) == there
            and sent.get("files", {}).items() <= _read(api, stack, "files").items())


def _read(api: Api, stack: Resource, what: str) -> dict:
    return api.call(f"reading the {what} of", ask, "GET", f"{_path(stack)}/{what}").json()


def _path(stack: Resource) -> str:
    return f"/stacks/{stack.name}/{stack.id}"


def _asked(api: Api, action: str, method: str, path: str, sent: dict) -> Response:
    """Heat's answer.  Raises CloudError."""
    try:
        return api.call(action, ask, method, path, json=sent, creates=method == "POST")
    except CloudError as error:
        login = str(api.connection.region.config.get("auth_type"))
        if error.kind == "forbidden" and "applicationcredential" in login:
            error.message = f"{error.message.rstrip('.')}: {TRUSTS}"
        raise


def _create(api: Api, attributes: dict) -> Resource:
    made = _asked(api, "creating", "POST", "/stacks", {
        "disable_rollback": True, "stack_name": attributes["name"],
        **body(api.given, api.task.timeout)}).json()
    return api.kind.existing(id=made["stack"]["id"], name=attributes["name"])


class Resources(Aspect):
    """What a stack consists of, by its template."""

    at_creation = True
    fields = {"resources": Field("dict", compare=lambda _before, after: not after, internal=True),
              "tags": Field(option={"aliases": ["tag"]},
                            compare=lambda before, after: before == _sorted(after)),
              "template": Field("raw")}

    def read(self, api: Api, resource: Resource) -> dict:
        """The template is asked for only if it is given."""
        found: dict[str, Any] = {"resources": {}, "tags": _sorted(",".join(resource.tags or []))}
        if "template" in api.given:
            found["template"] = _read(api, resource, "template")
        return found

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """All at once."""
        _asked(api, "changing", "PATCH", _path(resource), body(api.given, api.task.timeout))


def _sorted(tags: str) -> str:
    return ",".join(sorted(tag.strip() for tag in tags.split(",") if tag.strip()))


def _settle(api: Api, stack: Resource, changed: bool) -> None:
    if changed and stack.status == UNDONE:
        raise CloudError("build_failed", f"stack {stack.name} ({stack.id}) was rolled back: "
                         f"{(stack.fault or {}).get('message')}", api.connection.target)


STACK = Spec(
    noun="stack", service="orchestration", sdk="orchestration.v1.stack.Stack", kind=_failing,
    find="id", prepare=prepare, lookup=_find, create=_create, settle=_settle,
    ready=lambda status: status.endswith("_complete"), failed=FAILED, patience=3600.0,
    fields={}, aspects=(Resources(),), needs=(SOURCES,),
    constraints={"mutually_exclusive": [("adopt_data", "template")]},
    only_prepare={"abandon": {"type": "bool", "default": False}, "adopt_data": {"type": "dict"},
                  "environment": {"type": "list", "elements": "raw"},
                  "parameters": {"type": "dict"}, "rollback": {"type": "bool"}},
)


ABANDONED = replace(STACK, kind=_abandoned)


def stack(task: Task, options: dict) -> dict:
    """As engine.ensure(); of one that is abandoned with its adopt_data, which is there in check
    mode as well."""
    if not options["abandon"]:
        return ensure(task, STACK, options)
    if options["state"] == "present":
        raise CloudError("config", "abandon: set state absent as well")
    api = task.api(ABANDONED)
    there = api.find(options["name"])
    if there is None:
        return ensure(task, ABANDONED, options)
    data = api.call("exporting", ask, "GET", f"{_path(there)}/export").json()
    return {**ensure(task, ABANDONED, options), "adopt_data": data}


def _whole(task: Task, rows: list[dict]) -> list[dict]:
    """With outputs and parameters, which the list does not have."""
    api = task.api(STACK)
    found: list[Any] = list(each([row["id"] for row in rows], api.fetch).values())
    for answer in found:
        if isinstance(answer, CloudError):
            raise answer
    return [api.shown(stack) for stack in found if stack is not None]


STACKS = Info(STACK, "stacks", extend=_whole, filters={
    "owner": Field(attr="owner_id", ref="stack", option={"aliases": ["owner_id"]}),
    "project": Field(attr="project_id", ref="project", option={"aliases": ["project_id"]}),
    "status": Field()})

SPECS = (STACK,)
