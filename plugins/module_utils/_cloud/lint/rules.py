# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Mistakes in clouds.yaml and secure.yaml, as far as they show without asking a cloud.  Pure."""
from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from typing import Any

from . import entry as entries
from .entry import RENAMED, close, plain
from .finding import ERROR, HINT, WARNING, Finding
from .vocabulary import MULTIPLE, Login, Vocabulary, mapping, profile_name

# whose a secret is
OWNERS = {"password": {"username", "user_id"}, "passcode": {"username", "user_id"},
          "application_credential_secret": {"application_credential_id",
                                            "application_credential_name"}}
# in which domain a name is; what says that of all names, and what is no name
IN_DOMAIN = {"username": {"user_domain_id", "user_domain_name"},
             "project_name": {"project_domain_id", "project_domain_name"}}
ANY_DOMAIN = {"domain_id", "domain_name", "default_domain", "default_domain_id",
              "default_domain_name"}
# where an identity provider of OpenID Connect is
DISCOVERY = {"discovery_endpoint", "access_token_endpoint"}
CREDENTIAL = "v3applicationcredential"
# what a login is for
SCOPES = ("project_id", "project_name", "tenant_id", "tenant_name", "domain_id", "domain_name",
          "system_scope", "trust_id")
IDS = {"username": "user_id", "project_name": "project_id"}
# variables that say which cloud, and not what it is; and others' that begin with OS_
SELECTORS = {"OS_CLOUD", "OS_REGION_NAME", "OS_CLIENT_CONFIG_FILE", "OS_CLIENT_SECURE_FILE",
             "OS_CLOUD_NAME"}
OTHERS = ("OS_TEST", "OS_STD", "OS_LOG")


def lint(documents: Mapping[str, dict[str, Any]], known: Vocabulary,
         readers: Mapping[str, str | None], environment: Mapping[str, str]) -> Iterator[Finding]:
    """documents: {path: {cloud: entry}}, clouds.yaml before secure.yaml.  readers: of each path,
    as files.readers() says.  environment: {} where it is not read."""
    clouds = merged(documents)
    for path, found in documents.items():
        for name, entry in found.items():
            wrong = entries.check(entry, known.login(clouds[name]), known)
            yield from (replace(one, file=path, cloud=str(name)) for one in wrong)
        yield from _exposed(path, found, known, readers.get(path))
    for name, entry in clouds.items():
        path, found = [(path, found) for path, found in documents.items() if name in found][0]
        others = [str(other) for other in clouds if other != name]
        if isinstance(found[name], Mapping):
            yield from (replace(one, file=path, cloud=str(name))
                        for one in _missing(str(name), entry, known, others))
    yield from _twins(clouds)
    yield from _environment(environment, clouds)


def mistakes(name: str, entry: object, known: Vocabulary) -> Iterator[Finding]:
    """Of one cloud's entry, as it is in all files together: why it cannot be used."""
    yield from (one for one in lint({"": {name: entry}}, known, {}, {}) if one.severity == ERROR)


def merged(documents: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """{cloud: entry} of all files; what is no mapping counts as empty."""
    clouds: dict[str, dict[str, Any]] = {}
    for found in documents.values():
        for name, entry in found.items():
            old, new = clouds.get(name, {"auth": {}}), mapping(entry)
            clouds[name] = {**old, **new, "auth": {**old["auth"], **mapping(new.get("auth"))}}
    return clouds


def _exposed(path: str, found: Mapping[str, Any], known: Vocabulary,
             readers: str | None) -> Iterator[Finding]:
    """Secrets that others can read."""
    owners = [str(name) for name, entry in found.items()
              if any(entries.secrets(entry, known.secrets))]
    if readers and owners:
        who = "everybody on this machine" if readers == "others" else "the group of the file"
        yield Finding(WARNING if readers == "others" else HINT,
                      f"{who} can read the secrets of {', '.join(owners)}, in clear text",
                      f"chmod 600 {shlex.quote(path)}", file=path)


def _missing(name: str, entry: Mapping[str, Any], known: Vocabulary,
             others: list[str]) -> Iterator[Finding]:
    """What the login needs and no file says; what is only misspelt is said where it is."""
    login, profile = known.login(entry), profile_name(entry)
    if known.auth_type(entry) == MULTIPLE and not entry.get("auth_methods"):
        yield Finding(ERROR, f"the auth_type {MULTIPLE} needs auth_methods", "add auth_methods "
                      "next to auth of this cloud: a list, such as v3password and v3totp",
                      key="auth_methods")
    if login is None or known.remote(entry) or profile and profile not in known.profiles:
        return
    sources = [mapping(known.profiles.get(profile)), entry, *_values(entry)]
    given = {key: value for source in sources for one in (source, mapping(source.get("auth")))
             for key, value in one.items()}
    told = {plain(key) for key, value in given.items() if value not in (None, "")}
    told |= {near for key in told - known.options - known.keys
             if (near := close(key, login.options))}
    told |= {RENAMED[key] for key in told & RENAMED.keys()}
    missing = list(dict.fromkeys(" or ".join(sorted(needed)) for needed in _needs(login, told)
                                 if not told & needed))
    near = close(name, others) if "auth_url" in missing else None
    yield from _scoped(known.auth_type(entry), given)
    if missing:
        yield Finding(ERROR, f"the cloud has no {', no '.join(missing)}",
                      f"rename it to {near}, if you mean that cloud" if near else
                      f"add {', '.join(missing)} below auth of this cloud, secrets preferably in "
                      "secure.yaml", key="auth")


def _scoped(auth_type: str, given: Mapping[str, Any]) -> Iterator[Finding]:
    """Keystone refuses a login for something where there is no choice, or that is for two."""
    told = {plain(key) for key, value in given.items() if value}
    scopes = [name for name in SCOPES if name in told]
    if auth_type == CREDENTIAL and scopes:
        yield Finding(ERROR, "an application credential already has a project, and does not take "
                      f"{scopes[0]}", f"remove {', '.join(scopes)}", key=f"auth.{scopes[0]}")
    elif "trust_id" in scopes and len(scopes) > 1:
        yield Finding(ERROR, f"a trust already has a project, and does not take {scopes[0]}",
                      f"remove {scopes[0]}", key=f"auth.{scopes[0]}")


def _values(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What its regions say, each of itself."""
    regions = entry.get("regions")
    return [mapping(mapping(region).get("values"))
            for region in (regions if isinstance(regions, list) else ())]


def _needs(login: Login, told: set[str]) -> Iterator[Set[str]]:
    """Sets of options, of each of which one is needed."""
    for name, options in IN_DOMAIN.items():
        if name in told and options <= login.options and not told & {*ANY_DOMAIN, IDS[name]}:
            yield options
    yield from ({name} for name in sorted(login.required))
    if login.secrets:
        yield login.secrets
    if login.options >= DISCOVERY:
        yield DISCOVERY
    for secret in login.secrets & OWNERS.keys():
        yield login.options & OWNERS[secret]


def _twins(clouds: Mapping[str, dict[str, Any]]) -> Iterator[Finding]:
    """Fleets refuse them, lest a server is taken for a duplicate of itself."""
    left = dict(clouds)
    while left:
        one, first = left.popitem()
        twins = [other for other, entry in left.items() if _overlap(first, entry)]
        if twins:
            left = {name: entry for name, entry in left.items() if name not in twins}
            names = [*map(str, twins), str(one)]
            yield Finding(
                WARNING, f"{_listed(names)} are the same project of the same cloud; fleets use "
                "only one of them",
                "remove all but one of them, or name only one in targets", cloud=names[-1])


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    regions = _regions(one), _regions(other)
    return _same(one, other) and bool(regions[0] & regions[1] or not all(regions))


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _environment(environment: Mapping[str, str],
                 clouds: Mapping[str, dict[str, Any]]) -> Iterator[Finding]:
    """Beside clouds.yaml, openstacksdk makes a cloud of its own of these variables."""
    own = sorted(name for name in environment if name.startswith("OS_")
                 and name not in SELECTORS and not name.startswith(OTHERS))
    if own and clouds:
        told = {name.removeprefix("OS_").lower(): environment[name] for name in own}
        twin = next((str(name) for name, entry in clouds.items()
                     if _same({**told, "auth": {}}, entry)), None)
        what = (f"{twin} a second time, and other tools treat them as another cloud" if twin else
                "a cloud that is not in clouds.yaml, which this collection ignores")
        yield Finding(WARNING if twin else HINT, f"environment variables describe {what}",
                      f"unset {' '.join(own)}", cloud=twin, key=", ".join(own))
    if environment.get("OS_CLOUD") and len(clouds) > 1:
        yield Finding(HINT, "this environment variable restricts everything to one of "
                      f"{len(clouds)} clouds", "unset OS_CLOUD to use all of them",
                      cloud=environment["OS_CLOUD"], key="OS_CLOUD")


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two entries are about one project."""
    found = _project(one)
    return found is not None and found == _project(other)


def _project(entry: Mapping[str, Any]) -> tuple[str, str, str | None] | None:
    auth = {**entry, **entry["auth"]}
    url = str(auth.get("auth_url") or "").rstrip("/").removesuffix("/v3")
    name = next((str(auth[key]) for key in ("application_credential_id", "project_id",
                                            "project_name", "tenant_name") if auth.get(key)), None)
    domain = auth.get("project_domain_name") or auth.get("project_domain_id")
    return (url, name, domain) if url and name else None


def _regions(entry: Mapping[str, Any]) -> set[str]:
    found = entry.get("regions") or entry.get("region_name") or []
    return {str(mapping(region).get("name", region))
            for region in (found if isinstance(found, list) else [found])}
