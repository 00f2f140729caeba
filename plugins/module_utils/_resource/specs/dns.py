# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Designate's zones and records, zones that move to another project, and names of floating IPs."""
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..._cloud.capabilities import regions
from ..._cloud.errors import CloudError
from ..._portable.choose import ID
from ..api import Api
from ..foreseen import is_foreseen
from ..spec import FORBID, Field, Info, Spec
from ..task import Task
from .network import STRINGS, plain

if TYPE_CHECKING:
    from keystoneauth1.adapter import Adapter
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
    query={"limit": 1000},      # a page has twenty otherwise
    fields={
        "description": Field(),
        "records": Field("list", compare="set", send=plain, option=STRINGS),
        "recordset_type": Field(attr="type", send=_upper, option={"choices": [*RECORDS]}),
        "ttl": Field("int", initial=300),
        "zone": Field(attr="zone_id", ref="zone", option={"required": True}),
    },
    constraints={"required_if": [("state", "present", ("recordset_type", "records"))]},
)


def _request(task: Task, api: Api, given: dict) -> Resource | None:
    """A zone has one at most."""
    zone = task.resolve("zone", given["zone"])
    return next((row for row in api.list() if row.zone_id == zone), None)


def _offer(api: Api, attributes: dict) -> Resource:
    """openstacksdk's address is that of the list."""
    return api.call("creating", api.kind.new(**attributes).create, creates=True, prepend_key=False,
                    base_path=f"/zones/{attributes['zone_id']}/tasks/transfer_requests")


ZONE_TRANSFER = Spec(
    noun="zone_transfer", service="dns", sdk="dns.v2.zone_transfer.ZoneTransferRequest", key="zone",
    lookup=_request, create=_offer,
    fields={
        "target_project": Field(attr="target_project_id", ref="project", update="recreate"),
        "zone": Field(attr="zone_id", ref="zone", compare="never", option={"required": True}),
    },
)


def _accept(api: Api, attributes: dict) -> Resource:
    body = {"zone_transfer_request_id": attributes["transfer"], "key": attributes["transfer_key"]}
    api.connection.post("dns", "/zones/tasks/transfer_accepts", body, "accepting a zone")
    return api.get(attributes["name"])


ACCEPTED_ZONE = replace(
    ZONE, create=_accept, needs=(), fields={
        "transfer": Field(compare="never", option={"required": True}),
        "transfer_key": Field(compare="never", option={"no_log": True, "required": True}),
    })


def _reverse(kind: Any) -> Any:
    """To Designate, a floating IP without a name is there as well."""
    class Reverse(kind):
        """The PTR record of a floating IP, which Designate takes as a whole: it resets what is left
        out, and does nothing without the name."""

        def _prepare_request(self, *arguments: Any, **options: Any) -> Any:
            request = super()._prepare_request(*arguments, **options)
            whole = {name: getattr(self, name) for name in ("description", "ptrdname", "ttl")}
            request.body = {name: value for name, value in whole.items() if value is not None}
            return request

        def fetch(self, session: Adapter, *more: Any, **options: Any) -> Any:
            """Raises CloudError (not_found) if there is none."""
            super().fetch(session, *more, **options)
            if not self.ptrdname:
                raise CloudError("not_found", "the floating IP has no PTR record")
            return self

        def delete(self, session: Adapter, *_more: Any, **_options: Any) -> None:
            """A change, as Designate sees it."""
            from openstack.exceptions import raise_from_response
            raise_from_response(session.patch(f"{self.base_path}/{self.id}",
                                              json={"ptrdname": None}))
    return Reverse


def _place(task: Task, floating_ip: str) -> str:
    region = task.connection.region.get_region_name("dns") or next(iter(regions({
        "network": task.connection.catalog().get("network", [])})), "")
    return f"{region}:{task.resolve('floating_ip', floating_ip)}"


def _set(api: Api, attributes: dict) -> Resource:
    attributes = {name: value for name, value in attributes.items() if name != "id"}
    return api.update(api.kind.new(id=_place(api.task, api.given["floating_ip"])), attributes)


PTR = Spec(
    noun="ptr", service="dns", sdk="dns.v2.floating_ip.FloatingIP", kind=_reverse,
    ready=("active",), key="floating_ip", create=_set,
    lookup=lambda task, api, given: api.fetch(_place(task, given["floating_ip"])),
    fields={
        "description": Field(),
        "floating_ip": Field(attr="id", names=("floating_ip",), compare="never",
                             option={"required": True}),
        "ptrdname": Field(send=lambda given, _resolve: absolute(given),
                          option={"aliases": ["name"]}),
        "ttl": Field("int"),
    },
    needs=(("ptrdname",),),
)

DNS_QUOTA = Spec(
    noun="dns_quota", service="dns", sdk="dns.v2.quota.Quota", key="project", role="admin",
    lookup=lambda task, api, given: api.fetch(task.resolve("project", given["project"])),
    fields={
        "api_export_size": Field("int"),
        "recordset_records": Field("int"),
        "zone_records": Field("int"),
        "zone_recordsets": Field("int"),
        "zones": Field("int"),
    },
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
# the key is a secret, which only the task that offers a zone needs
ZONE_TRANSFERS = Info(
    replace(ZONE_TRANSFER, hidden=("key",)), "zone_transfers", named=False,
    filters={"status": Field(), "zone": Field(attr="zone_id", ref="zone")})
# Designate lists floating IPs without a name as well
PTRS = Info(
    PTR, "ptrs", named=False, extend=lambda _task, rows: [row for row in rows if row["ptrdname"]],
    filters={"floating_ip": Field(
        attr="address", names=("floating_ip",), send=lambda given, resolve: resolve(
            "floating_ip", given, attribute="floating_ip_address"))})


def dns_quota(task: Task, options: dict) -> dict:
    """{dns_quota} of a project, or of the login's own."""
    api, name = task.api(DNS_QUOTA), options.get("project")
    if name:
        found = api.fetch(task.resolve("project", name))
    else:       # openstacksdk asks in the name of the project, as only administrators may
        project = task.connection.project_id()
        found = api.kind.existing(id=project, **task.connection.get(
            "dns", f"/quotas/{project}", "reading dns quota"))
    return {"changed": False, "dns_quota": api.shown(found) if found is not None else {}}


SPECS = (ZONE, RECORDSET, ZONE_TRANSFER, PTR)
