# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is done to a server that is there: stop, rebuild, lock, ..., as a table; and doing it."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..._cloud.errors import CloudError
from .. import wait
from ..api import Api
from ..compare import Change
from ..task import Task

if TYPE_CHECKING:
    from openstack.resource import Resource

# in these a server stays until something is done to it
LASTING = ("ACTIVE", "SHUTOFF", "PAUSED", "SUSPENDED", "RESCUE", "VERIFY_RESIZE", "SHELVED",
           "SHELVED_OFFLOADED", "SOFT_DELETED", "ERROR", "UNKNOWN")


@dataclass(frozen=True)
class Action:
    """request: Nova's name for it.  begins: the statuses in which it may be asked for.
    ends: those that it leads to, in which it is done already; what is most usual first.

    stays: of `begins`, those in which the server is afterwards as well.  repeats: it is done
    whatever the status is.  at_once: it is asked for whatever else is under way.
    locked: instead of statuses, what it makes of the lock.
    content: of the request.  takes: {option: Nova's name for it}.
    """

    request: str
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    repeats: bool = False
    at_once: bool = False
    locked: bool | None = None
    content: Mapping = field(default_factory=dict)
    takes: Mapping = field(default_factory=dict)


UP, DOWN, OFF = "ACTIVE", "SHUTOFF", "SHELVED_OFFLOADED"
SOFT = Action("reboot", (UP,), (UP,), repeats=True, content={"type": "SOFT"})

ACTIONS = {
    "lock": Action("lock", locked=True, at_once=True),
    "pause": Action("pause", (UP,), ("PAUSED",)),
    "reboot": SOFT,
    "reboot_hard": Action("reboot", (UP, DOWN, "PAUSED", "SUSPENDED", "ERROR", "REBOOT",
                                     "HARD_REBOOT"),
                          (UP,), repeats=True, at_once=True, content={"type": "HARD"}),
    "reboot_soft": SOFT,
    "rebuild": Action("rebuild", (UP, DOWN, "ERROR"), (UP,), stays=(DOWN,), repeats=True,
                      takes={"image": "imageRef", "admin_password": "adminPass"}),
    "rescue": Action("rescue", (UP, DOWN, "ERROR"), ("RESCUE",),
                     takes={"image": "rescue_image_ref", "admin_password": "adminPass"}),
    "resume": Action("resume", ("SUSPENDED",), (UP,)),
    "shelve": Action("shelve", (UP, DOWN, "PAUSED", "SUSPENDED"), (OFF, "SHELVED")),
    "shelve_offload": Action("shelveOffload", ("SHELVED",), (OFF,)),
    "start": Action("os-start", (DOWN,), (UP,)),
    "stop": Action("os-stop", (UP, "ERROR"), (DOWN,)),
    "suspend": Action("suspend", (UP,), ("SUSPENDED",)),
    "unlock": Action("unlock", locked=False, at_once=True),
    "unpause": Action("unpause", ("PAUSED",), (UP,)),
    "unrescue": Action("unrescue", ("RESCUE",), (UP,)),
    "unshelve": Action("unshelve", ("SHELVED", OFF), (UP,)),
}


def plan(name: str, server: Resource) -> Change:
    """What an action changes of a server, which has a name, id, status and is_locked.

    Raises CloudError (conflict) where its status does not allow it.
    """
    action, status = ACTIONS[name], server.status
    if action.locked is not None:
        locked = {"locked": (server.is_locked, action.locked)}
        return Change("none") if server.is_locked is action.locked else Change("update", locked)
    if status in action.ends and not action.repeats:
        return Change("none")
    if status not in action.begins:
        statuses = " or ".join(filter(None, (", ".join(action.begins[:-1]), action.begins[-1])))
        raise CloudError("conflict", f"{name} is not possible: server {server.name} ({server.id}) "
                         f"is {status}, and not {statuses}{_way(status, action)}")
    return Change("update", {"status": (status, goal(action, status)[0])})


def goal(action: Action, status: str) -> tuple[str, ...]:
    """Where an action leads from a status."""
    return (status,) if status in action.stays else action.ends


def request(name: str, given: Mapping) -> dict:
    """The body of what Nova is asked; given: options."""
    action = ACTIONS[name]
    taken = {key: given[option] for option, key in action.takes.items()
             if given.get(option) is not None}
    return {action.request: {**action.content, **taken} or None}


def act(task: Task, options: Mapping) -> dict:
    """{changed, diff, id, server}: an action, with its options and those that name the server."""
    name, api = options["action"], task.api(task.specs["server"])
    server = task.row("server", options["name"], all_projects=options["all_projects"] or None)
    if server is None:
        return {"changed": True, "diff": {"before": {}, "after": {}}}
    if task.wait and not ACTIONS[name].at_once:
        server = wait.until_ready(api, server, task.timeout, LASTING)
    planned = plan(name, server)
    if planned.action != "none":
        given = {option: options[option] for option in ACTIONS[name].takes if options[option]}
        if "image" in given:
            given["image"] = task.resolve("image", given["image"])
        if not task.check_mode:
            server = _carried_out(task, api, server, name, given)
            if task.wait and "status" in planned.changes:        # it may have led to another one
                planned.changes["status"] = (planned.changes["status"][0], server.status)
    return {"changed": planned.action != "none", "diff": planned.diff, "id": server.id,
            "server": api.shown(server)}


def _carried_out(task: Task, api: Api, server: Resource, name: str, given: Mapping) -> Resource:
    what, ends = f"{name} of server {server.name}", goal(ACTIONS[name], server.status)
    task.connection.post("compute", f"/servers/{server.id}/action", request(name, given), what)
    there = api.fetch(server.id) or server
    if not task.wait or not ends:
        return there
    try:    # Nova has begun when it answers: a server that is as before was tried in vain
        return wait.until_ready(api, there, task.timeout, ends, (*api.spec.failed, server.status))
    except CloudError as error:
        if error.kind == "build_failed" and there.status == server.status:
            error.message = f"the cloud has tried and failed: the server is {there.status} again"
        raise error.at(api.connection.target, what) from None


def wakes(status: str) -> str | None:
    """The action that makes a server run which is in this status, if there is one."""
    return next((name for name, one in ACTIONS.items()
                 if status in one.begins and one.ends == (UP,) and not one.repeats), None)


def advice(status: str) -> str:
    """What to do about a server that does not run, in an error."""
    if status == "VERIFY_RESIZE":
        return "confirm its resize, or revert it"
    name = wakes(status)
    return f"{name} it with multicloud.openstack.server_action" if name else "ask the provider why"


def _way(status: str, action: Action) -> str:
    """What makes it run, where that is needed before, or what was meant."""
    when = "first" if UP in action.begins else "instead" if UP in action.ends else None
    return f"; {name} it {when}" if when and (name := wakes(status)) else ""
