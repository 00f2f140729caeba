# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What modules about one resource have in common: options, one target, how they end."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .._cloud.errors import CloudError
from .._cloud.module import CLOUD_OPTIONS, CloudModule
from .._cloud.select import one
from .._cloud.translate import from_exception
from .engine import ensure
from .foreseen import refuse
from .info import listing
from .related import Relation
from .relation import relate
from .spec import PATIENCE, Info, Spec
from .specs import SPECS
from .task import Task

LOGIN = {
    "auth": {"type": "dict", "no_log": True},
    "auth_type": {},
    "interface": {"choices": ["admin", "internal", "public"], "aliases": ["endpoint_type"]},
    "validate_certs": {"type": "bool", "aliases": ["verify"]},
    "ca_cert": {"type": "path", "aliases": ["cacert"]},
    "client_cert": {"type": "path", "aliases": ["cert"]},
    "client_key": {"type": "path", "no_log": True, "aliases": ["key"]},
}
WAIT = {"wait": {"type": "bool", "default": True},
        "timeout": {"type": "float", "default": PATIENCE}}
STATE = {"state": {"choices": ["present", "absent"], "default": "present"}}


def start(options: dict, check_mode: bool) -> Task:
    """The one target that the options name."""
    return Task(one(options), SPECS, check_mode, options.get("timeout") or 0.0,
                options.get("wait", True))


def waiting(spec: Spec) -> dict[str, Any]:
    """WAIT, of one kind of resource."""
    return {**WAIT, "timeout": {"type": "float", "default": spec.patience}}


def state_module(spec: Spec, secret: bool = False, lasting: bool = False) -> None:
    """Runs the module of one kind of resource.  secret: as of run_module(); lasting: whether none
    is ever deleted."""
    run_module({**waiting(spec), **({} if lasting else STATE), **spec.arguments()},
               lambda task, options: ensure(task, spec, options), spec.role, secret,
               **spec.constraints)


def info_module(info: Info) -> None:
    """Runs the module that lists one kind of resource."""
    run_module({**WAIT, **info.arguments()}, lambda task, options: listing(task, info, options),
               info.spec.role)


def relation_module(relation: Relation) -> None:
    """Runs the module of something between resources that is there or not."""
    run_module({**WAIT, **STATE, **relation.arguments()},
               lambda task, options: relate(task, relation, options), relation.role,
               **relation.constraints)


def run_module(arguments: dict, function: Callable[[Task, dict], dict], role: str = "",
               secret: bool | tuple[str, ...] = False, **constraints: Any) -> None:
    """Runs a module with these options beside those of all modules about one target; its result is
    function(task, options).  role: as of Spec.  secret: whether nobody may see the result, or the
    options that make it so."""
    module = CloudModule(argument_spec={**CLOUD_OPTIONS, **LOGIN, **arguments},
                         supports_check_mode=True, **constraints)
    hidden = any(map(module.params.get, secret)) if isinstance(secret, tuple) else secret
    if hidden and not module.no_log:
        module.fail_json("the result is a secret, which logs would show: set no_log on the task")

    def apply(options: dict, check_mode: bool) -> dict:
        if not check_mode:
            refuse(options)
        task = start(options, check_mode)
        try:
            return {**function(task, options), "warnings": task.warnings}
        except Exception as error:
            raise _needing(role, from_exception(error, task.connection.target, "")) from error
    module.run(apply)


def _needing(role: str, error: CloudError) -> CloudError:
    """The error; where the login may not do it, with the role that it needs."""
    if role and error.kind == "forbidden" and "login" not in error.more:
        error.message = f"{error.message.rstrip('.')}; most clouds require the role {role} for this"
    return error
