# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Keystone's resources."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ..._cloud.connection import Connection
from ..._cloud.errors import CloudError
from ..._cloud.target import LOOPBACK
from ..api import Api
from ..engine import ensure
from ..spec import FORBID, Aspect, Field, Info, Spec
from ..task import Task
from .aspects import Extra

if TYPE_CHECKING:
    from openstack.resource import Resource

# the id of the domain that all but a few clouds have alone; its name is Default
DEFAULT = "default"


def domain(given: str, resolve: Callable[..., str]) -> str:
    """Its id; not everybody may look for that of the default one."""
    return given if given == DEFAULT else resolve("domain", given)


def _tagged(specs: dict, _resolve: object) -> dict:
    """Tags are in any order; none are as good as those that are taken away."""
    return {**specs, "tags": sorted(set(specs["tags"] or ())) or None} if "tags" in specs else specs


class ProjectExtra(Extra):
    """What keystone keeps for others, beside the attributes that it knows; and tags."""

    fields = {"extra_specs": Field("dict", compare="subset", send=_tagged,
                                   option={"aliases": ["properties"]})}

    def read(self, api: Api, resource: Resource) -> dict:
        """All that openstacksdk has no name for; keystone keeps the name of one taken away."""
        found = {name: value for name, value in resource.to_dict(computed=False).items()
                 if value is not None and not hasattr(api.kind, name)}
        return {"extra_specs": {**found, **({"tags": sorted(resource.tags)} if resource.tags
                                            else {})}}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """No tags are an empty list to keystone."""
        before, after = changes["extra_specs"]
        if "tags" in after:
            after = {**after, "tags": after["tags"] or []}
        super().apply(api, resource, {"extra_specs": (before, after)})


def _project(_run: object, desired: dict) -> dict:
    """Extra specs are attributes beside the others."""
    fields = PROJECT.at_creation
    return {**desired.get("extra_specs", {}),
            **{fields[name].attr or name: value for name, value in desired.items()
               if name != "extra_specs"}}


def _no_attributes(options: dict) -> dict:
    taken = {"enabled", "id", "is_domain", "links", "name", "options", "parent_id",
             *PROJECT.all_fields, *(one.attr for one in PROJECT.fields.values())}
    wrong = sorted(taken & options.get("extra_specs", {}).keys())
    if wrong:
        raise CloudError("config", f"extra_specs: {', '.join(wrong)} cannot be one")
    tags = options.get("extra_specs", {}).get("tags") or []
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise CloudError("config", f"extra_specs: tags: {tags!r} is not a list of strings")
    return options


class Disabled(Aspect):
    """Keystone deletes no domain that is enabled."""

    def release(self, api: Api, resource: Resource) -> None:
        """Disables it."""
        if resource.is_enabled:
            api.update(resource, {"is_enabled": False})


# there are few, and an id may be any text
DOMAIN = Spec(
    noun="domain", service="identity", sdk="identity.v3.domain.Domain", find="list", role="admin",
    fields={"description": Field(), "is_enabled": Field("bool", option={"aliases": ["enabled"]})},
    aspects=(Disabled(),),
)

PROJECT = Spec(
    noun="project", service="identity", sdk="identity.v3.project.Project", scope=("domain",),
    role="admin",
    fields={
        "description": Field(),
        "domain": Field(attr="domain_id", names=("domain",), send=domain,
                        option={"aliases": ["domain_id"]}, **FORBID),
        "is_enabled": Field("bool", option={"aliases": ["enabled"]}),
    },
    aspects=(ProjectExtra(),), prepare=_no_attributes, attributes=_project,
)

PROJECTS = Info(PROJECT, "projects", filters={"domain": Field(attr="domain_id", send=domain)})


def own_user(connection: Connection) -> dict[str, str | None]:
    """Whose credentials, and access rules, are meant."""
    return {"user_id": connection.guarded(
        "login", lambda: connection.adapter("identity").get_user_id())}


def _own(task: Task, api: Api, options: dict) -> Resource | None:
    """A name is the user's alone, not the project's: the credential may be one of another project,
    which is not what this task is about."""
    found, project = api.find(options["name"]), task.connection.project_id()
    if found is not None and found.project_id != project:
        raise CloudError("conflict", f"the application credential {found.name!r} belongs to "
                         f"project {found.project_id}, and this is {project}: choose another name",
                         task.connection.target)
    return found


def _granted(before: Any, after: Any) -> bool:
    """Whether all roles are there; keystone adds those that they imply."""
    return all(any(role.items() <= one.items() for one in before or []) for role in after)


def same_second(before: Any, after: Any) -> bool:
    """Whether two times are the same; keystone adds fractions, and a Z."""
    return before is not None and before[:19] == after[:19]


def _from_now(seconds: int, _resolve: object) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")


def _rows(**options: Mapping[str, Any]) -> dict[str, Any]:
    return {"elements": "dict", "options": options}


NEEDED = {"required": True}

APPLICATION_CREDENTIAL = Spec(
    noun="application_credential", service="identity", uri=own_user, lookup=_own, find="list",
    sdk="identity.v3.application_credential.ApplicationCredential",
    fields={
        "access_rules": Field("list", compare="rows", **FORBID,
                              option=_rows(service=NEEDED, path=NEEDED, method=NEEDED)),
        "description": Field(**FORBID),
        "expires_at": Field(compare=same_second, **FORBID),
        "expires_in": Field("int", "expires_at", send=_from_now, update="recreate"),
        "roles": Field("list", names=("role",), compare=_granted, **FORBID,
                       option=_rows(name={}, id={}, domain_id={})),
        "secret": Field(compare="never", option={"no_log": True}),
        # null is what keystone says of one that is not
        "unrestricted": Field("bool", compare=lambda before, after: bool(before) is after,
                              **FORBID),
    },
    constraints={"mutually_exclusive": [("expires_at", "expires_in")]},
)
APPLICATION_CREDENTIALS = Info(APPLICATION_CREDENTIAL, "application_credentials")


def credential(task: Task, options: dict) -> dict:
    """As engine.ensure(), and `cloud`, the entry, where the secret is known: to us, or to the user.

    Nobody can read a secret again, so that there is a warning where it is not.
    """
    result = ensure(task, APPLICATION_CREDENTIAL, options)
    shown = result.get("application_credential") or {}
    secret = shown.get("secret") or options.get("secret")
    if shown.get("id") and secret:
        result["cloud"] = entry(task.connection, shown["id"], secret)
    elif shown.get("id"):
        task.warnings.append(
            f"{task.connection.target}: the application credential {shown['name']!r} exists, and "
            "its secret was shown only when it was created: the result has no secret, and no "
            "cloud. To get a new one, delete it first, or set expires_in")
    return result


def entry(connection: Connection, credential_id: str, secret: str) -> dict:
    """What the cloud's entry in clouds.yaml says, with another login."""
    from openstack.config.defaults import get_defaults
    usual, config = get_defaults(), connection.region.config
    # where a vendor's profile may have said more than it can
    config = {**config, LOOPBACK: connection.target.loopback or None}
    said = {key: value for key, value in config.items()      # which makes numbers text
            if value not in (None, "", [], {}) and str(value) != str(usual.get(key))}
    return {**said, "auth_type": "v3applicationcredential",
            "auth": {"auth_url": config["auth"]["auth_url"],
                     "application_credential_id": credential_id,
                     "application_credential_secret": secret}}


SPECS = (APPLICATION_CREDENTIAL, DOMAIN, PROJECT)
