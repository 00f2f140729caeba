# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a server that is there has or is given: interfaces, and its metadata alone."""
from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ..._cloud.errors import CloudError
from ..api import Api
from ..spec import REQUIRED, Field, Spec
from ..task import Task
from .aspects import keys
from .server import SERVER
from .storage import Metadata

if TYPE_CHECKING:
    from openstack.resource import Resource


def _interface(task: Task, api: Api, given: dict) -> Resource | None:
    """The server's interface that the options speak of."""
    server, port, network = (task.resolve(noun, given[noun]) if noun in given else None
                             for noun in ("server", "port", "network"))
    try:
        rows = api.list(server_id=server)
    except CloudError as error:
        if error.kind != "not_found" or not task.check_mode:
            raise
        return None     # a task before may make the server
    found = fitting(rows, port, network, given.get("fixed_ip"))
    if len(found) > 1 and given.get("state") == "absent":
        raise CloudError("ambiguous", f"server {given['server']} has {len(found)} interfaces in "
                         f"network {given['network']}: name one by its port "
                         f"({', '.join(row.port_id for row in found)}) or fixed_ip")
    return found[0] if found else None


def fitting(rows: list[Resource], port: str | None, network: str | None,
            fixed_ip: str | None) -> list[Resource]:
    """Those interfaces that have all that is not None."""
    return [row for row in rows if port in (None, row.port_id) and network in (None, row.net_id)
            and fixed_ip in (None, *(one["ip_address"] for one in row.fixed_ips or ()))]


SERVER_INTERFACE = Spec(
    noun="server_interface", service="compute", key="server", lookup=_interface,
    sdk="compute.v2.server_interface.ServerInterface", returns=("interface",), lingers=True,
    fields={
        # an interface that is found has all of this
        "server": Field(attr="server_id", ref="server", **REQUIRED),
        "port": Field(attr="port_id", ref="port"),
        "network": Field(attr="net_id", ref="network"),
        "fixed_ip": Field(attr="fixed_ips", compare="never",
                          send=lambda given, _resolve: [{"ip_address": given}]),
    },
    constraints={"mutually_exclusive": [("port", "network")],
                 "required_one_of": [("port", "network")],
                 "required_by": {"fixed_ip": ("network",)}},
)


class MetadataKeys(Metadata):
    """Of a server that is there."""

    fields = {"metadata": replace(Metadata.fields["metadata"],
                                  option={"required": True, "aliases": ["meta"]})}


# not one of SPECS: it is no kind of resource, and `absent` does not delete the server
SERVER_METADATA = Spec(
    noun="server", service="compute", sdk=SERVER.sdk, find=SERVER.find, query=SERVER.query,
    fields={}, aspects=(MetadataKeys(),), prepare=partial(keys, "metadata"), show=SERVER.show,
    only_prepare={"name": {"required": True, "aliases": ["server"]}},
    lookup=lambda task, _api, given: task.row("server", given["name"]))

SPECS = (SERVER_INTERFACE,)
