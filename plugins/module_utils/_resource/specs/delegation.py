# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What users delegate to others, or to programs: trusts, access rules, and tokens."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..._cloud.connection import Connection
from ..._cloud.errors import CloudError
from ..._portable.choose import ID
from ..api import Api
from ..engine import value
from ..spec import FORBID, REQUIRED, Field, Info, Spec
from ..task import Task
from .identity import own_user, same_second

if TYPE_CHECKING:
    from openstack.resource import Resource


def _roles(given: list[str], _resolve: Callable[..., str]) -> list[dict]:
    """As keystone takes them; names need no lookup, which is not for everybody."""
    return [{"id" if ID.fullmatch(role) else "name": role} for role in given]


def _same(before: Any, after: list[dict]) -> bool:
    return len(before or []) == len(after) and all(
        any(role.items() <= one.items() for one in before) for role in after)


def _kind(sdk: Any) -> Any:
    """Keystone takes the trustee of a query for nothing where there is a trustor."""
    class Trust(sdk):
        _query_mapping = type(sdk._query_mapping)("trustor_user_id")
    return Trust


def _trustor(connection: Connection) -> dict[str, str | None]:
    """Of all that are listed and created here."""
    return {"trustor_user_id": own_user(connection)["user_id"]}


def _trust(task: Task, api: Api, options: dict) -> Resource | None:
    """That for the trustee, with this project and these roles; keystone shows no roles in lists,
    and none that has ended."""
    options.setdefault("project", task.connection.project_id())
    fields = api.spec.fields
    desired = {fields[name].attr or name: value(task, fields, name, options)
               for name in ("trustee", "project", "is_impersonation") if name in options}
    like = [api.again(row) for row in api.list(**desired)]
    roles = options.get("roles")
    found = [one for one in like if one is not None and (
        roles is None or _same(one.roles, _roles(roles, task.resolve)))]
    if len(found) > 1 and options.get("state") == "absent":
        raise CloudError("ambiguous", f"there are {len(found)} such trusts "
                         f"({', '.join(sorted(one.id for one in found))}): set roles, or delete "
                         "one by its id with multicloud.openstack.resource", task.connection.target)
    return found[0] if found else None


TRUST = Spec(
    noun="trust", service="identity", sdk="identity.v3.trust.Trust", key="trustee", uri=_trustor,
    lookup=_trust, prepare=dict, needs=(("roles",),), kind=_kind,
    fields={
        "allow_redelegation": Field("bool", **FORBID),
        "expires_at": Field(compare=same_second, **FORBID),
        "is_impersonation": Field("bool", initial=False, option={"aliases": ["impersonation"]}),
        "project": Field(attr="project_id", ref="project"),
        "redelegation_count": Field("int", **FORBID),
        # less with each use
        "remaining_uses": Field("int", compare="never"),
        "roles": Field("list", names=("role",), send=_roles, compare=_same,
                       option={"elements": "str"}),
        "trustee": Field(attr="trustee_user_id", ref="user", **REQUIRED),
    },
)

TRUSTS = Info(TRUST, "trusts", named=False, filters={
    "project": Field(attr="project_id", ref="project"),
    "trustee": Field(attr="trustee_user_id", ref="user")})

RULE = ("service", "path", "method")

# a list, and deletion: keystone creates them with application credentials
ACCESS_RULE = Spec(
    noun="access_rule", service="identity", sdk="identity.v3.access_rule.AccessRule",
    uri=own_user, key="path", fields={name: Field(**REQUIRED) for name in RULE},
    lookup=lambda _task, api, given: next(
        iter(api.list(**{name: given[name] for name in RULE})), None),
)

ACCESS_RULES = Info(ACCESS_RULE, "access_rules", named=False,
                    filters={name: Field() for name in RULE})


def token(task: Task, _options: dict) -> dict:
    """That of the login."""
    connection = task.connection
    return {"changed": False, "auth_token": connection.guarded(
        "login", lambda: connection.adapter("identity").get_token())}


SPECS = (TRUST,)
