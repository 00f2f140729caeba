# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One connection per target: raw JSON through keystoneauth, one token, counted requests."""
from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from datetime import datetime
from math import inf
from typing import TYPE_CHECKING, Any, TypeVar

from . import adapter, allowance, clock
from .answer import Body, Pages
from .errors import CloudError, from_response
from .login import explained, scope
from .retry import RETRIES, pause
from .target import Target
from .translate import from_exception

if TYPE_CHECKING:
    from keystoneauth1.adapter import Adapter
    from keystoneauth1.session import Session
    from openstack.config.cloud_region import CloudRegion

R = TypeVar("R")

CHUNK = 50      # ids in one query: the URL stays below 4 KiB


class Connection:
    """What may be asked of one target.  All threads share it; it logs in once, when first used.

    Every method raises CloudError and nothing else; `action` is what the error says was tried.
    A call that is refused for now (429, 413, 503) is repeated, as long as that is within
    `timeout` seconds from now on, or within the api_timeout if there is none.
    """

    def __init__(self, target: Target, region: CloudRegion, timeout: float | None = None) -> None:
        self.target, self.region = target, region
        self._adapters: dict = {}
        self._live: Any = None             # the session, once it was needed
        self._resumes = 0.0             # when a call that waits is repeated
        self._timeout = timeout
        self._deadline = time.monotonic() + float(timeout or region.config["api_timeout"])
        self._lock = threading.Lock()

    # -- what is asked

    def get(self, service: str, path: str, action: str, *, microversion: str | None = None,
            **query: Any) -> Body:
        """One GET; None values are left out of the query.

        A microversion is for this call alone; where that is not known, the error's status is 406.
        """
        query = {key: value for key, value in query.items() if value is not None}
        own = {"microversion": microversion} if microversion else {}
        return self._call("GET", service, path, action, params=query, **own)

    def pages(self, service: str, path: str, key: str, action: str, *,
              microversion: str | None = None, make: Callable[[dict], Any] = dict,
              **query: Any) -> list:
        """Every page of a list, by the links that the service gives (all but keystone's do).

        make: what becomes of a row, page by page: thousands of rows take their room.
        """
        with allowance.within(self._longest()):
            rows, pages = [], Pages(key)
            body = self.get(service, path, action, microversion=microversion, **query)
            rows += self._made(body.rows(key), make, action)
            while link := pages.turn(body):
                body = self.get(service, f"{path}?{link}", action, microversion=microversion)
                rows += self._made(body.rows(key), make, action)
            return rows

    def post(self, service: str, path: str, body: dict, action: str, *,
             microversion: str | None = None) -> Body:
        """One POST, carried out at most once: no answer does not mean that nothing was made.

        microversion: as of get().
        """
        own = {"microversion": microversion} if microversion else {}
        return self._call("POST", service, path, action, json=body, **own)

    def put(self, service: str, path: str, body: dict | None, action: str, *,
            microversion: str | None = None, revision: int | None = None) -> Body:
        """One PUT, which may be repeated: twice is the same as once.

        microversion: as of get().  revision: of Neutron; where it is another, the status is 412.
        """
        own: dict[str, Any] = {"microversion": microversion} if microversion else {}
        if revision is not None:
            own["headers"] = {"If-Match": f"revision_number={revision}"}
        return self._call("PUT", service, path, action, json=body, **own)

    def delete(self, service: str, path: str, action: str, body: dict | None = None) -> bool:
        """One DELETE; False if it was gone already."""
        try:
            self._call("DELETE", service, path, action, json=body)
        except CloudError as error:
            if error.kind != "not_found":
                raise
            return False
        return True

    def project_id(self) -> str | None:
        """The project that the login is for."""
        return self.guarded("login", lambda: self._session().get_project_id())

    def scope(self) -> str:
        """What a login is for that is for no project."""
        return scope(getattr(self._session().auth, "auth_ref", None))

    @property
    def requests(self) -> int:
        """How many HTTP requests were answered so far, logins included."""
        return self._live.sent if self._live else 0

    def now(self) -> datetime:
        """By the cloud's own clock, as its last answer has told it; by ours where it has not."""
        live = self._live
        return clock.moved_on(live.date, time.monotonic() - live.answered) if live else clock.ours()

    def patience(self, asked: float) -> float:
        """For how many seconds to wait yet for what it was asked at `asked` (time.monotonic()): it
        may be silent for its api_timeout, however many requests and retries that is; while it
        answers, or we wait as it has asked us to, it has the timeout, if there is one, and its
        api_timeout on top of that: else one cloud could hold up all others."""
        silence = float(self.region.config["api_timeout"])
        last = max(asked, self._resumes, self._live.answered if self._live else 0.0)
        end = asked + silence + float(self._timeout or inf)
        return min(last + silence, end) - time.monotonic()

    def catalog(self) -> dict[str, list[dict]]:
        """{service type: [endpoint, ...]} as keystone gave it with the token."""
        def access() -> dict[str, list[dict]]:
            session = self._session()
            if session.auth is None or not hasattr(session.auth, "get_access"):
                raise CloudError("config", "this auth_type gives no catalog of services")
            return session.auth.get_access(session).service_catalog.get_endpoints()
        return self.guarded("login", access)

    def versions(self, service_type: str) -> list[dict]:
        """What a service of the catalog says of its versions: keystoneauth1.discover.VersionData"""
        def ask() -> list[dict]:
            found = self._session().get_all_version_data(
                service_type=service_type, interface=self.region.get_interface(service_type),
                region_name=self.region.get_region_name(service_type))
            return [version for interfaces in found.values() for types in interfaces.values()
                    for versions in types.values() for version in versions]
        return self.guarded(f"reading the versions of {service_type}", ask)

    @property
    def microversion(self) -> str:
        """Of the compute API, as far as is known: 2.1 where a later one was refused."""
        compute = self._adapters.get(("compute", None))
        return (compute.default_microversion if compute
                else adapter.MICROVERSIONS["compute"]) or "2.1"

    # -- how

    def adapter(self, service: str, microversion: str | None = None) -> Adapter:
        """cloud.adapter's, made once: what openstacksdk's resources are asked with."""
        session, key = self._session(), (service, microversion)
        if key not in self._adapters:
            self._adapters[key] = adapter.make(session, self.region, service, microversion)
        return self._adapters[key]

    def guarded(self, action: str, call: Callable[[], R], service: str = "identity",
                creates: bool = False) -> R:
        """call(), with the retries and errors that all calls have.

        creates: it must not be carried out twice, and no answer does not mean that it was not.
        """
        tries = 0
        while True:
            try:
                with allowance.within(self._longest()):
                    return call()
            except Exception as error:
                found = from_exception(error, self.target, action)
                self._rest(explained(found, self.region, self._live, service), tries, service,
                           creates)
            tries += 1

    def _rest(self, found: CloudError, tries: int, service: str, creates: bool) -> None:
        """Waits until the call that failed so may be repeated.  Raises the error if it may not."""
        rest = pause(found, tries, self._deadline - time.monotonic(), random.random(), creates)
        if rest is None or tries >= self._retries(service, found):
            raise found from None
        self._resumes = max(self._resumes, time.monotonic() + rest)
        time.sleep(rest)

    def _call(self, method: str, service: str, path: str, action: str, **arguments: Any) -> Body:
        def ask() -> Body:
            response = adapter.request(self.adapter(service), service, path, method, **arguments)
            if response.status_code >= 400:
                raise from_response(response, self.target, action)
            return Body(response, self.target, action)
        return self.guarded(action, ask, service, creates=method == "POST")

    def _longest(self) -> float:
        """Seconds for one action, as long as answers come."""
        silence = float(self.region.config["api_timeout"])
        left = self._deadline - time.monotonic() if self._timeout else allowance.LONGEST
        return max(silence, min(left, allowance.LONGEST))

    def _retries(self, service: str, error: CloudError) -> int:
        """How often a call is repeated; where nobody was there, once unless clouds.yaml says so."""
        if "status" in error.more:
            configured, usual = self.region.get_status_code_retries(service), RETRIES
        else:
            configured, usual = self.region.get_connect_retries(service), 1
        return usual if configured is None else configured

    def _made(self, rows: list[dict], make: Callable[[dict], Any], action: str) -> list:
        try:
            return [make(row) for row in rows]
        except Exception as error:
            raise from_exception(error, self.target, action) from error

    def _session(self) -> Session:
        with self._lock:        # get_session() makes it when first asked
            session: Any = self.region.get_session()
            if self._live is None and session.login:
                session.login.attach(session.auth)
            self._live = session
            return self._live


def own_project(connection: Connection) -> str:
    """The project that the login is for: without it in a query, a service lists what all projects
    have.  Raises CloudError (auth) where the login is for a domain or the system."""
    project = connection.project_id()
    if project is None:
        raise CloudError("auth", f"the login is for {connection.scope()}, and a project is needed",
                         connection.target, "login", login="no_project")
    return project


class Connections:
    """The connections of one process, each made once; timeout: as in Connection."""

    def __init__(self, timeout: float | None = None) -> None:
        self.timeout = timeout
        self._made: dict[Target, Connection] = {}

    def add(self, regions: dict[Target, CloudRegion]) -> list[Target]:
        """regions: {Target: CloudRegion} as Config.regions() gives them."""
        for target, region in regions.items():
            self._made.setdefault(target, Connection(target, region, self.timeout))
        return list(regions)

    def __getitem__(self, target: Target) -> Connection:
        return self._made[target]
