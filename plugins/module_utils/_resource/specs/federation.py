# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Keystone's federation: identity providers, their protocols, and mappings."""
from __future__ import annotations

from typing import Any

from ..._cloud.errors import CloudError
from ..kinds import later
from ..spec import Field, Info, Spec
from .accounts import ENABLED, OWN_DOMAIN

NAMED_ID: dict[str, Any] = {"option": {"required": True, "aliases": ["id"]}}     # a name is the id


IDENTITY_PROVIDER = Spec(
    noun="identity_provider", service="identity", find="id", role="admin",
    kind=later(authorization_ttl=int), sdk="identity.v3.identity_provider.IdentityProvider",
    fields={
        "authorization_ttl": Field("int"),
        "description": Field(),
        "domain": OWN_DOMAIN,
        "is_enabled": ENABLED,
        "name": Field(attr="id", **NAMED_ID),
        "remote_ids": Field("list", compare="set", option={"elements": "str"}),
    },
)


def _with_rules(options: dict) -> dict:
    if options.get("rules") == []:
        raise CloudError("config", "rules: a mapping needs at least one: add it, or omit rules")
    return options


DICTS = {"type": "list", "elements": "dict", "required": True}

MAPPING = Spec(
    noun="mapping", service="identity", find="id", sdk="identity.v3.mapping.Mapping", role="admin",
    kind=later(schema_version=str),
    fields={
        "name": Field(attr="id", **NAMED_ID),
        "rules": Field("list", option={"elements": "dict",
                                       "options": {"local": DICTS, "remote": DICTS}}),
        "schema_version": Field(),
    },
    needs=(("rules",),), prepare=_with_rules,
)

# a part of the address of its protocols
IDP = {"aliases": ["idp_id", "idp_name"], "required": True}

PROTOCOL = Spec(
    noun="protocol", service="identity", scope=("idp",), find="list", role="admin",
    sdk="identity.v3.federation_protocol.FederationProtocol",
    fields={
        "idp": Field(attr="idp_id", ref="identity_provider", option=IDP),
        "mapping": Field(attr="mapping_id", ref="mapping",
                         option={"aliases": ["mapping_id", "mapping_name"]}),
        "name": Field(attr="id", **NAMED_ID),
    },
    needs=(("mapping",),),
)

IDENTITY_PROVIDERS = Info(IDENTITY_PROVIDER, "identity_providers", aliases=("id",))
MAPPINGS = Info(MAPPING, "mappings", aliases=("id",))
PROTOCOLS = Info(PROTOCOL, "protocols", aliases=("id",), filters={
    "idp": Field(attr="idp_id", ref="identity_provider", option=IDP)})

SPECS = (IDENTITY_PROVIDER, MAPPING, PROTOCOL)
