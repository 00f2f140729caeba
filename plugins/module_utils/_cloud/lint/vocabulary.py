# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What openstacksdk and keystoneauth know of clouds.yaml, and so of ways to log in.  Pure."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# ways to log in that openstacksdk names in its own way, or whose options depend on other options
MULTIPLE = "v3multifactor"
ODD = frozenset({"None", "token_endpoint", MULTIPLE})
# what has to be installed for ways to log in that keystoneauth knows, and cannot use without it
EXTRAS = {"v3kerberos": "kerberos", "v3fedkerb": "kerberos", "v3samlpassword": "saml2",
          "v3adfspassword": "saml2", "v3oauth1": "oauth1"}


@dataclass(frozen=True)
class Login:
    """A way to log in, an auth_type: its options, which of them are secrets, and which it needs."""

    options: frozenset[str]
    secrets: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Vocabulary:
    """What openstacksdk and keystoneauth know: the keys of an entry, the ways to log in, and what
    vendors' profiles say."""

    keys: frozenset[str]
    logins: Mapping[str, Login]
    profiles: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def secrets(self) -> frozenset[str]:
        """Whatever is a secret in some way to log in."""
        return frozenset().union(*(login.secrets for login in self.logins.values()))

    @property
    def options(self) -> frozenset[str]:
        """Whatever is an option of some way to log in, and so not misspelt elsewhere."""
        return frozenset().union(*(login.options for login in self.logins.values()))

    def login(self, entry: Mapping[str, Any]) -> Login | None:
        """How a cloud logs in; None where that, or its options, are not known."""
        auth_type = self.auth_type(entry)
        return self._multiple(entry) if auth_type == MULTIPLE else self.logins.get(auth_type)

    def _multiple(self, entry: Mapping[str, Any]) -> Login | None:
        """With all options of its methods, of which each needs its secret."""
        names = entry.get("auth_methods")
        if not names or not isinstance(names, list) or {*map(str, names)} - {*self.logins}:
            return None
        found = [self.logins[str(name)] for name in names]
        return Login(frozenset().union(*(login.options for login in found)),
                     frozenset().union(*(login.secrets for login in found)),
                     frozenset().union(*(login.required | login.secrets for login in found)))

    def auth_type(self, entry: Mapping[str, Any]) -> str:
        """Its name."""
        profile = mapping(self.profiles.get(profile_name(entry)))
        return str(entry.get("auth_type") or entry.get("auth_plugin") or profile.get("auth_type")
                   or "password")

    def remote(self, entry: Mapping[str, Any]) -> bool:
        """Whether the vendor's profile has to be fetched, as its name or a known one says."""
        name = profile_name(entry)
        return is_url(name) or is_url(str(mapping(self.profiles.get(name)).get("profile")))


def profile_name(entry: Mapping[str, Any]) -> str:
    """That of the vendor's profile, or its URL; '' for none."""
    return str(entry.get("profile") or entry.get("cloud") or "")


def is_url(profile: str) -> bool:
    """Of the vendor that describes its cloud itself."""
    return "//" in profile


def mapping(value: object) -> Mapping[str, Any]:
    """What is none counts as empty."""
    return value if isinstance(value, Mapping) else {}
