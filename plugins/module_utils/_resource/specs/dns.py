# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Designate's zones, their records, and zones that another project takes over."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..._portable.choose import ID
from ..api import Api
from ..foreseen import is_foreseen
from ..spec import FORBID, Field, Info, Spec
from .network import STRINGS, plain

if TYPE_CHECKING:
    from openstack.resource import Resource

RECORDS = ("a", "aaaa", "caa", "cert", "cname", "mx", "naptr", "ns", "ptr", "spf", "srv", "sshfp",
           "txt")


def absolute(name: str) -> str:
    """A domain as Designate has it, with a dot at its end; an id as it is."""
    return name if name.endswith(".") or ID.fullmatch(name) or is_foreseen(name) else f"{name}."


DNS: dict[str, Any] = {"service": "dns", "ready": ("active",), "spelled": absolute}


def _upper(given: str, _resolve: object) -> str:
    return given.upper()


def _create(api: Api, attributes: dict) -> Resource:
    """Of a zone that is taken, Designate does not say by whom."""
    try:
        return api.create(attributes)
    except CloudError as error:
        if error.more.get("status") == 409:
            error.message = (f"{error.message.rstrip('.')}: the zone {attributes['name']!r} exists "
                             "in another project, which must transfer it, or share it")
        raise


TYPE = {"choices": ["primary", "secondary"]}

ZONE = Spec(
    noun="zone", sdk="dns.v2.zone.Zone", create=_create, **DNS,
    fields={
        "description": Field(),
        "email": Field(),
        "masters": Field("list", compare="set", option=STRINGS),
        "ttl": Field("int"),
        "type": Field(send=_upper, option={**TYPE, "aliases": ["zone_type"]}, **FORBID),
    },
    needs=(("email", "masters"),),
)

RECORDSET = Spec(
    noun="recordset", sdk="dns.v2.recordset.Recordset", scope=("zone", "recordset_type"), **DNS,
    fields={
        "description": Field(),
        "records": Field("list", compare="set", send=plain, option=STRINGS),
        "recordset_type": Field(attr="type", send=_upper, option={"choices": [*RECORDS]}),
        "ttl": Field("int", initial=300),
        "zone": Field(attr="zone_id", ref="zone", option={"required": True}),
    },
    constraints={"required_if": [("state", "present", ("recordset_type", "records"))]},
)

ZONES = Info(ZONE, "zones", filters={
    "description": Field(),
    "email": Field(),
    "ttl": Field("int"),
    "type": Field(send=_upper, option=TYPE),
})
RECORDSETS = Info(RECORDSET, "recordsets", filters={
    "data": Field(),
    "description": Field(),
    "recordset_type": Field(attr="type", send=_upper, option={"choices": [*RECORDS]}),
    "ttl": Field("int"),
    "zone": Field(attr="zone_id", ref="zone", option={"required": True}),
})

SPECS = (ZONE, RECORDSET)
