# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who may log in, and what they may do: domains, users, groups, roles, and what is between them."""
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..api import Api
from ..related import Ends, Relation
from ..relation import at
from ..spec import FORBID, REQUIRED, Aspect, Field, Info, Spec
from .identity import DOMAIN, domain

if TYPE_CHECKING:
    from keystoneauth1.adapter import Adapter
    from openstack.resource import Resource

ENABLED = Field("bool", option={"aliases": ["enabled"]})
IN_DOMAIN = Field(attr="domain_id", send=domain)        # of lists, and of what is referred to
OWN_DOMAIN = Field(attr="domain_id", names=("domain",), send=domain,
                   option={"aliases": ["domain_id"]}, **FORBID)


class Password(Aspect):
    """Of a user; nobody can read it, but a login shows whether it is the one that is desired."""

    at_creation = True
    fields = {"password": Field(option={"no_log": True})}

    def read(self, api: Api, resource: Resource) -> dict:
        """The one given, if it is the user's, or stays as it is."""
        given = api.given["password"]
        kept = api.given.get("update_password") != "always" or api.call(
            "checking the password of", _opens, resource.id, given)
        return {"password": given if kept else None}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """In one request, with nothing else in it."""
        password = changes["password"][1]
        api.call("changing the password of",
                 api.kind.new(id=resource.id, password=password).commit)


def _opens(adapter: Adapter, user: str, password: str) -> bool:
    """Whether it is the password: a second factor that is missing comes with a receipt.

    Raises keystoneauth's error for an answer that says nothing of that.
    """
    from keystoneauth1.exceptions.http import from_response
    login = {"methods": ["password"], "password": {"user": {"id": user, "password": password}}}
    answer = adapter.post("/auth/tokens", json={"auth": {"identity": login}}, log=False,
                          authenticated=False, raise_exc=False)
    if answer.status_code not in (201, 401, 403):
        raise from_response(answer, "POST", "/auth/tokens")
    return answer.status_code == 201 or "Openstack-Auth-Receipt" in answer.headers


def _with_password(options: dict) -> dict:
    if (options.get("update_password") == "always" and "password" not in options
            and options.get("state") != "absent"):
        raise CloudError("config", "update_password: always needs a password")
    return options


USER = Spec(
    noun="user", service="identity", sdk="identity.v3.user.User", scope=("domain",), role="admin",
    fields={
        "default_project": Field(attr="default_project_id", ref="project",
                                 within={"domain_id": "domain"}),
        "description": Field(),
        "domain": OWN_DOMAIN,
        "email": Field(),
        "is_enabled": ENABLED,
    },
    aspects=(Password(),), prepare=_with_password, hidden=("password",),
    only_prepare={"update_password": {"choices": ["always", "on_create"], "default": "on_create",
                                      "no_log": False}},
)

GROUP = Spec(
    noun="group", service="identity", sdk="identity.v3.group.Group", scope=("domain",),
    role="admin", fields={"description": Field(), "domain": OWN_DOMAIN},
)

ROLE = Spec(
    noun="role", service="identity", sdk="identity.v3.role.Role", scope=("domain",), role="admin",
    fields={"description": Field(), "domain": OWN_DOMAIN},
)

DOMAINS = Info(DOMAIN, "domains")
USERS = Info(USER, "users", filters={"domain": IN_DOMAIN})
GROUPS = Info(GROUP, "groups", filters={"domain": IN_DOMAIN})
ROLES = Info(ROLE, "roles", filters={
    "domain": Field(attr="domain_id", send=domain, option={"aliases": ["domain_id"]})})


def _member(kind: Any) -> Any:
    """A user of a list that a group has."""
    from openstack.resource import URI

    class Member(kind):
        """Of the group in its address."""

        group_id = URI("group_id")
    return Member


MEMBERS = Info(
    replace(USER, kind=_member), "users", named=False,
    query={"base_path": "/groups/%(group_id)s/users"},
    filters={"group": Field(attr="group_id", ref="group", **REQUIRED)})

GROUP_ASSIGNMENT = Relation(
    **at("identity", lambda ends: f"/groups/{ends['group']}/users/{ends['user']}",
         noun="group_assignment"),
    fields={"group": Field(ref="group", **REQUIRED), "user": Field(ref="user", **REQUIRED)},
)


SCOPES = ("project", "domain", "system")


def _scoped(options: dict) -> dict:
    """One scope, the narrowest one; a domain is also where all else is looked for."""
    scope = next(noun for noun in SCOPES if noun in options)
    if options.get("inherited") and scope == "system":
        raise CloudError("config", "inherited: a role on the system is not inherited: set project "
                         "or domain")
    home = {f"{noun}_domain": options["domain"] for noun in ("group", "project", "user")
            if "domain" in options}
    return {**home, **{name: one for name, one in options.items()
                       if name not in SCOPES or name == scope}}


def _grant(ends: Ends) -> str:
    """Its path."""
    scope = next(noun for noun in SCOPES if noun in ends)
    place = "/system" if scope == "system" else f"/{scope}s/{ends[scope]}"
    actor = next(noun for noun in ("user", "group") if noun in ends)
    path = f"{place}/{actor}s/{ends[actor]}/roles/{ends['role']}"
    return f"/OS-INHERIT{path}/inherited_to_projects" if ends.get("inherited") else path


def _end(noun: str, **option: Any) -> Field:
    """What is looked for in a domain of its own."""
    return Field(ref=noun, within={"domain_id": f"{noun}_domain"}, option=option)


HOME = Field(send=domain)

ROLE_ASSIGNMENT = Relation(
    **at("identity", _grant, noun="role_assignment"), prepare=_scoped,
    fields={
        "domain": HOME,
        "group": _end("group"),
        "group_domain": HOME,
        "inherited": Field("bool", option={"default": False}),
        "project": _end("project"),
        "project_domain": HOME,
        "role": _end("role", required=True),
        "role_domain": HOME,
        "system": Field(option={"choices": ["all"]}),
        "user": _end("user"),
        "user_domain": HOME,
    },
    constraints={"required_one_of": [("user", "group"), SCOPES],
                 "mutually_exclusive": [("user", "group"), ("project", "system")]},
)

# a list alone: a row of it has neither id nor name
ROLE_ASSIGNMENTS = Info(
    Spec(noun="role_assignment", service="identity", role="admin", fields={},
         sdk="identity.v3.role_assignment.RoleAssignment"),
    "role_assignments", named=False, query={"include_names": True}, filters={
        "domain": Field(attr="scope_domain_id", send=domain),
        "effective": Field("bool"),
        "group": Field(attr="group_id", ref="group"),
        "project": Field(attr="scope_project_id", ref="project"),
        "role": Field(attr="role_id", ref="role"),
        "system": Field(attr="scope_system", option={"choices": ["all"]}),
        "user": Field(attr="user_id", ref="user"),
    })

SPECS = (USER, GROUP, ROLE)
RELATIONS = (GROUP_ASSIGNMENT, ROLE_ASSIGNMENT)
