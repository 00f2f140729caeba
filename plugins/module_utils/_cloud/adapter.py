# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One service of one target, by the catalog's endpoint, without version discovery: that costs a
request and tells nothing that we need."""
from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from .capabilities import regions
from .errors import CloudError

if TYPE_CHECKING:
    from keystoneauth1.adapter import Adapter
    from keystoneauth1.session import Session
    from openstack.config.cloud_region import CloudRegion
    from requests import Response

# of Nova: tags with the create call (2.52), flavors by name in the list (2.47), tags in it (2.26),
# descriptions (2.19), by which reap knows deleted servers; of Cinder: volumes that are extended
# while they are attached (3.42), backups with metadata (3.43), volumes that are made of a backup
# (3.47)
MICROVERSIONS = {"compute": "2.52", "block-storage": "3.47"}
VERSION = "OpenStack-API-Version"       # of a request, and of its answer
# what the paths need, where a catalog stops before the version
VERSIONED = {"image": "/v2", "network": "/v2.0", "compute": "/v2.1", "block-storage": "/v3",
             "identity": "/v3", "load-balancer": "/v2", "dns": "/v2", "key-manager": "/v1",
             "baremetal": "/v1"}


def make(session: Session, region: CloudRegion, service: str,
         microversion: str | None = None) -> Adapter:
    """keystoneauth's adapter, which openstacksdk's resources can be used with.

    region: CloudRegion.  microversion: that of MICROVERSIONS if None.  Raises CloudError
    (not_found) where the catalog has no such service.
    """
    from keystoneauth1.exceptions import EndpointNotFound
    where: dict[str, Any] = {
        "service_type": region.get_service_type(service),
        "service_name": region.get_service_name(service),
        "interface": region.get_interface(service),
        "region_name": region.get_region_name(service)}
    try:
        endpoint = region.get_endpoint(service) or session.get_endpoint(**where)
    except EndpointNotFound:
        endpoint = None
    if not endpoint:
        raise CloudError("not_found", _missing(session, where, service))
    if not re.search(r"/v\d", endpoint):
        endpoint = endpoint.rstrip("/") + VERSIONED.get(service, "")
    concurrency = _limit(region, "concurrency", service)
    return _kind()(session, **where, endpoint_override=endpoint, raise_exc=False,
                   default_microversion=microversion or MICROVERSIONS.get(service),
                   rate_limit=_limit(region, "rate_limit", service),
                   concurrency=int(concurrency) if concurrency else None)


def _missing(session: Session, where: Mapping[str, Any], service: str) -> str:
    """A region that is not in the catalog is a mistake in clouds.yaml or in a task."""
    access = getattr(session.auth, "get_access", None)
    known = regions(access(session).service_catalog.get_endpoints()) if access else []
    region_name = where["region_name"]
    if region_name and known and region_name not in known:
        return f"the cloud has no region {region_name!r}; its catalog has {', '.join(known)}"
    return f"the catalog has no {service} service in this region"


def _limit(region: CloudRegion, key: str, service: str) -> float | None:
    """What is said of one service, or of all: openstacksdk refuses the latter, and leaves numbers
    from clouds.yaml as texts, which keystoneauth refuses."""
    found = region.config.get(key)
    if isinstance(found, dict):
        found = getattr(region, f"get_{key}")(service)
    return float(found) if found else None


def _is_ignored(response: Response) -> bool:
    """Whether a service, or what stands before it, knows nothing of the microversion that was
    asked for: it would have been named in the answer.  Of the first one, nothing need be known."""
    asked = str(response.request.headers.get(VERSION, ".0"))
    # Manila names it in a header of its own
    named = any(name.lower().endswith("api-version") for name in response.headers)
    return response.ok and not asked.endswith(".0") and not named


def request(asked: Adapter, service: str, path: str, method: str, **arguments: Any) -> Response:
    """The answer of a service; asked: its adapter, of make().

    Raises CloudError (invalid), with the status of a microversion that is not known, where the
    service ignores that of this request: it would do something else than it is asked.
    """
    own = arguments.get("microversion") if service in MICROVERSIONS else None
    if not (own and _ignores(asked)):
        response = asked.request(path, method, **arguments)
        if method != "GET" or not (own and _ignores(asked)):    # what was done is no error
            return response
    raise CloudError("invalid", f"the {service} service ignores microversions here, and this needs "
                     f"{own}", status=406)


def _ignores(asked: Adapter) -> bool:
    return getattr(asked, "ignores", False)


@cache
def _kind() -> type[Adapter]:
    from keystoneauth1.adapter import Adapter

    class ResourceAdapter(Adapter):
        """Falls back to a service's oldest microversion where it does not know the default, or
        says of no answer which one it has.

        openstacksdk's resources ask for a connection and for its cache, and do without.  They ask
        by _get_connection of its Proxy, which has no public name; its own Proxy sends no request
        without a connection.

        ignores: whether an answer has shown that the service ignores microversions.
        """

        ignores = False

        def _get_connection(self) -> None:
            return None

        def request(self, url: str, method: str, skip_cache: bool = True,
                    **arguments: Any) -> Response:
            default = self.default_microversion
            response = super().request(url, method, **arguments)
            if _is_ignored(response):
                self.ignores, self.default_microversion = True, None
            refused = response.status_code == 406       # older than Queens
            if not refused or arguments.get("microversion", default) != default:
                return response
            self.default_microversion = None
            return super().request(url, method, **{**arguments, "microversion": None})

    return ResourceAdapter
