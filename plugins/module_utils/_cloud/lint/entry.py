# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Mistakes in one cloud's entry, as it is in one file, against what openstacksdk knows.  Pure."""
from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from .finding import ERROR, WARNING, Finding
from .vocabulary import EXTRAS, ODD, Login, Vocabulary, is_url, mapping

NETWORK = frozenset({"name", "routes_externally", "routes_ipv4_externally", "nat_source",
                     "routes_ipv6_externally", "nat_destination", "default_interface"})
NAMES = frozenset({"region_name", "profile", "cloud", "auth_type"})       # keys of an entry
FLAGS = frozenset({"verify", "insecure"})
NUMBERS = frozenset({"api_timeout", "connect_retries", "connect_retry_delay",
                     "status_code_retries", "status_code_retry_delay"})
BOOLEANS = frozenset({"true", "false", "yes", "no", "on", "off", "1", "0"})
INTERFACES = ("public", "internal", "admin")
REGION = frozenset({"name", "values"})
# what openstacksdk itself makes of keys in auth
RENAMED = {"tenant_id": "project_id", "tenant_name": "project_name", "auth_token": "token",
           "user_name": "username"}
DOMAINS = frozenset({"domain_id", "domain_name"})
URLS = ("_url", "endpoint", "endpoint_override")        # how their names end
URL = re.compile(r"\s*https?://", re.IGNORECASE)
# they are sent in a header; a block of YAML (`token: |`) ends in a line break
TOKENS = frozenset({"token", "auth_token", "access_token"})
TOKEN = re.compile("[!-~]*")
ONE_LINE = "write all of it after the colon, without | or >"


def called(name: object) -> str:
    """A name as text, also where YAML takes it for a number or a boolean."""
    return str(name).lower() if isinstance(name, bool) else str(name)


def spelt(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry with text where openstacksdk and keystone expect it."""
    found = {key: called(value) if key in NAMES and _is_scalar(value) else value
             for key, value in entry.items()}
    if isinstance(entry.get("auth"), Mapping):
        found["auth"] = {key: called(value) if _is_scalar(value) else value
                         for key, value in entry["auth"].items()}
    for key in ("regions", "networks"):
        if isinstance(entry.get(key), list):
            found[key] = [_spelt(one) for one in entry[key]]
    return found


def _spelt(one: Any) -> Any:
    if isinstance(one, Mapping) and _is_scalar(one.get("name")):
        return {**one, "name": called(one["name"])}
    return called(one) if _is_scalar(one) else one


def _is_scalar(value: object) -> bool:
    return isinstance(value, int | float)       # also a boolean


def check(entry: object, login: Login | None, known: Vocabulary) -> Iterator[Finding]:
    """login: of the cloud, which another file may tell."""
    if not isinstance(entry, Mapping):
        yield Finding(ERROR, "the entry of the cloud is not a mapping",
                      "write its keys below its name, indented")
        return
    some = [login] if login else known.logins.values()
    names = known.keys.union(*(one.options for one in some))
    yield from _keys(entry, names)
    if not isinstance(entry.get("auth", {}), Mapping):
        yield Finding(ERROR, "auth is not a mapping",
                      "write auth_url, username and so on below it, indented", key="auth")
    elif login:
        yield from _auth(entry.get("auth", {}), known.auth_type(entry), login, known)
    yield from _names(entry, known)
    yield from _methods(entry, known)
    yield from values(entry)
    yield from _regions(entry.get("regions", []), names)
    yield from _networks(entry.get("networks", []))


def _keys(entry: Mapping[str, Any], names: Collection[str], where: str = "") -> Iterator[Finding]:
    for key in (key for key in entry if plain(key) not in names):
        near = close(plain(key), names)
        yield Finding(WARNING, f"openstacksdk ignores the key {str(key)!r}, which it does not know",
                      f"rename it to {near}" if near else "remove it", key=f"{where}{key}")


def _auth(auth: Mapping[str, Any], auth_type: str, login: Login,
          known: Vocabulary) -> Iterator[Finding]:
    for key in auth:
        name = plain(key)
        if name not in login.options | DOMAINS and RENAMED.get(name) not in login.options:
            yield Finding(ERROR, f"the auth_type {auth_type} has no option {str(key)!r}",
                          _instead(name, login, known), key=f"auth.{key}")
        # some may be meant that way
        if name in login.secrets - TOKENS and called(auth[key]) != called(auth[key]).strip():
            yield Finding(WARNING, f"{key} begins or ends with white space or a line break",
                          f"remove that, if it is no part of it: {ONE_LINE}", key=f"auth.{key}")


def _instead(key: str, login: Login, known: Vocabulary) -> str:
    """What to do about a key that is wrong in auth."""
    others = [name for name, other in sorted(known.logins.items()) if key in other.options]
    if key in known.keys:
        return f"move {key} out of auth, next to it"
    if not others and (near := close(key, login.options)):
        return f"rename it to {near}"
    return f"remove it, or set auth_type to {' or '.join(others)}" if others else "remove it"


def _names(entry: Mapping[str, Any], known: Vocabulary) -> Iterator[Finding]:
    """The keys whose values are names of something."""
    for key, names, what in (("auth_type", known.logins, "way to log in"),
                             ("auth_plugin", known.logins, "way to log in"),
                             ("profile", known.profiles, "vendor's profile"),
                             ("cloud", known.profiles, "vendor's profile")):
        name = str(entry.get(key) or "")
        if name and name not in names and name not in ODD and not is_url(name):
            near, extra = close(name, names), EXTRAS.get(name)
            if extra:
                yield Finding(ERROR, f"{key} {name} needs a package that is not here", "install "
                              f"keystoneauth1[{extra}] where openstacksdk is installed", key=key)
                continue
            whole = names is known.profiles and mapping(entry.get("auth")).get("auth_url")
            yield Finding(WARNING if whole else ERROR, f"there is no {what} called {name!r} here",
                          f"set {key} to {near}" if near else f"remove {key}", key=key)


def _methods(entry: Mapping[str, Any], known: Vocabulary) -> Iterator[Finding]:
    """Those of a login with several factors."""
    methods = entry.get("auth_methods") or []
    for name in map(str, methods if isinstance(methods, list) else ()):
        if name not in known.logins:
            near = close(name, known.logins) or close(f"v3{name}", known.logins)
            yield Finding(ERROR, f"auth_methods names {name!r}, which is no way to log in",
                          f"call it {near}" if near else "remove it", key="auth_methods")


def values(entry: Mapping[str, Any]) -> Iterator[Finding]:
    """Values that are not what their keys are for, and that openstacksdk takes all the same."""
    for key, value in entry.items():
        name = plain(key)
        if name in FLAGS and isinstance(value, str) and value.lower() in BOOLEANS:
            yield Finding(ERROR, f"{key} is the string {value!r}, not a boolean",
                          "write true or false, without quotes", key=str(key))
        if name in NUMBERS and not _is_number(value):
            yield Finding(ERROR, f"{key} is {value!r}, not a number", "write a number",
                          key=str(key))
        if name == "auth_methods" and not isinstance(value, list):
            yield Finding(ERROR, "auth_methods is not a list", "write each method after a dash",
                          key=str(key))
        if (name.endswith(("interface", "endpoint_type")) and isinstance(value, str)
                and value.removesuffix("URL") not in INTERFACES):
            near = close(value, INTERFACES)
            yield Finding(ERROR, f"there is no interface {value!r}",
                          f"set {key} to {near or 'public, internal or admin'}", key=str(key))
        yield from _text(str(key), value)
    for key, value in mapping(entry.get("auth")).items():
        yield from _text(str(key), value, "auth.")


def _text(key: str, value: Any, where: str = "") -> Iterator[Finding]:
    """Of what is sent as it is, or says where to.  Neither is quoted: a URL may have a password."""
    if not isinstance(value, str) or not value:
        return
    if plain(key).endswith(URLS) and not URL.match(value):
        yield Finding(ERROR, f"{key} does not begin with https:// or http://",
                      "write the whole URL", key=f"{where}{key}")
    if plain(key) in TOKENS and not TOKEN.fullmatch(value):
        yield Finding(ERROR, f"{key} has white space, a line break or letters that no token has",
                      f"copy the token once more, and {ONE_LINE}", key=f"{where}{key}")


def _is_number(value: Any) -> bool:
    try:
        return value is None or float(value) >= 0
    except (TypeError, ValueError):
        return False


def _regions(regions: object, names: Collection[str]) -> Iterator[Finding]:
    if not isinstance(regions, list):
        yield Finding(ERROR, "regions is not a list", "write each region after a dash",
                      key="regions")
        return
    for region in (region for region in regions if isinstance(region, Mapping)):
        if "name" not in region or region.keys() - REGION:
            yield Finding(ERROR, "a region has no name, or has keys other than name and values",
                          "give it a name, and move all other keys below values", key="regions")
        yield from values(mapping(region.get("values")))
        yield from _keys(mapping(region.get("values")), names,
                         f"regions.{region.get('name', '')}.values.")


def _networks(networks: object) -> Iterator[Finding]:
    if not isinstance(networks, list) or not all(isinstance(n, Mapping) for n in networks):
        yield Finding(ERROR, "networks is not a list of mappings",
                      "write each network as '- name: NAME', with its other keys below name",
                      key="networks")
        return
    for network in networks:
        if not network.get("name"):
            yield Finding(ERROR, "a network has no name", "give it its name or id", key="networks")
        yield from _keys(network, NETWORK, f"networks.{network.get('name', '')}.")


def secrets(content: object, names: Iterable[str]) -> Iterator[str]:
    """The texts below keys of these names, however deep."""
    if isinstance(content, list):
        for value in content:
            yield from secrets(value, names)
    for key, value in content.items() if isinstance(content, Mapping) else ():
        if plain(key) in names and isinstance(value, str | int) and value:
            yield str(value)
        yield from secrets(value, names)


def close(word: str, names: Iterable[str]) -> str | None:
    """The name that is probably meant."""
    return next(iter(difflib.get_close_matches(word, sorted(names), 1, 0.75)), None)


def plain(key: object) -> str:
    """A key as openstacksdk reads it."""
    return str(key).replace("-", "_")
