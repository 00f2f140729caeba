# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What goes over the wire to one target: counted, logged, and held to limits."""
from __future__ import annotations

import contextlib
import functools
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urljoin, urlsplit

from . import allowance, wire
from .answer import shallow
from .errors import CloudError
from .kept_session import KeptSession
from .target import Target

if TYPE_CHECKING:
    from keystoneauth1.session import Session
    from requests import Response

    from .log import Log

PORTS = {"http": 80, "https": 443}
REDIRECTS = (301, 302, 303, 305, 307, 308)      # those that keystoneauth follows
PART = 65536
FEDERATED = re.compile(r"/OS-FEDERATION/identity_providers/[^/]+/protocols/[^/]+/auth$")
LOGIN = re.compile(rf"/auth/tokens$|{FEDERATED.pattern}")


def kind(target: Target, log: Log | None, kept: KeptSession | None = None) -> type[Session]:
    """keystoneauth's session, which also counts what it sends, and notes when it was answered.

    kept: is its `login`, if that is to be kept.

    A redirect to somewhere else is an error: token and password would go there.  So is an answer
    that has no end.
    """
    from keystoneauth1 import exceptions, session

    class CountingSession(session.Session):
        sent, answered, date, login = 0, 0.0, "", kept

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            wire.hold(self.session)
            self._counter = threading.Lock()
            # below keystoneauth's own repetitions: each answer is one
            self.session.hooks["response"].append(self._count)

        def _count(self, response: Response, stream: bool = False, **_kwargs: Any) -> None:
            with self._counter:
                self.sent += 1
            self.answered, self.date = time.monotonic(), response.headers.get("Date", "")
            _check(response, stream, getattr(self.auth, "access_token_type", None))
            if log:
                log.answered(target, response, stream)

        def request(self, url: str, method: str, **kwargs: Any) -> Any:  # type: ignore[override]
            allowance.check()
            try:
                with _unanswered(target, log, method, url):
                    return super().request(url, method, **kwargs)
            except exceptions.Unauthorized:
                _check_versions(self.auth, url, method, kwargs)
                raise

    return CountingSession


@contextlib.contextmanager
def _unanswered(target: Target, log: Log | None, method: str, url: str) -> Iterator[None]:
    """Logs a request that gets no answer."""
    from keystoneauth1 import exceptions
    try:
        yield
    except exceptions.ConnectionError as error:
        if log:
            log.unanswered(target, method, url, error)
        raise


def _check_versions(auth: object, url: str, method: str, arguments: Mapping[str, Any]) -> None:
    """A keystone may tell nobody its versions: keystoneauth would ask again with a token, and so
    wait for the one that it is about to get, for ever."""
    from keystoneauth1.exceptions import DiscoveryFailure
    if (method == "GET" and arguments.get("authenticated") is False
            and getattr(auth, "auth_ref", None) is None):
        raise DiscoveryFailure(f"{url} answers 401")


def _check(response: Response, stream: bool, token: str | None) -> None:
    """Raises CloudError where an answer leads astray, has no end, or lacks the token.

    token: what an identity provider calls it; None for a login without one.
    """
    try:
        _check_redirect(response)
        if not stream:
            _read(response)
            _check_login(response)
            if token:
                _check_granted(response, token)
    except CloudError:
        response.close()
        raise


def _check_redirect(response: Response) -> None:
    """keystoneauth follows a redirect to anywhere, with all that it sends, thirty times."""
    if response.status_code not in REDIRECTS or "Location" not in response.headers:
        return
    allowance.check()
    url = str(response.request.url)
    there = urljoin(url, response.headers["Location"])
    if _origin(there) == _origin(url):
        return
    if FEDERATED.search(url):
        raise CloudError("auth", f"{_shown(url)} sends browsers on to {_shown(there)}, and does "
                         "not take this access token")
    raise CloudError("config", f"{_shown(url)} redirects to {_shown(there)}, where nothing is "
                     "sent: if that is this cloud, set it in clouds.yaml, as auth_url or as "
                     "the endpoint_override of the service")


def _check_login(response: Response) -> None:
    """keystoneauth takes it for granted that who accepts a login gives a token."""
    request = response.request
    if (request.method != "POST" or not LOGIN.search(urlsplit(str(request.url)).path)
            or response.status_code >= 300):
        return
    token = _body(response).get("token")
    if not isinstance(token, dict) or "X-Subject-Token" not in response.headers:
        raise CloudError("api", "its answer to the login has no token: check that auth_url is the "
                         "URL of Keystone")


def _check_granted(response: Response, name: str) -> None:
    """Nor does it look whether an identity provider has given one."""
    asked = response.request.body
    if (not isinstance(asked, str) or "grant_type" not in parse_qs(asked)
            or response.status_code >= 300):
        return
    if not isinstance(_body(response).get(name), str):
        raise CloudError("config", f"{_shown(str(response.request.url))} answers the login without "
                         f"{name}: check the access_token_endpoint or discovery_endpoint of this "
                         "cloud, and with its provider what the client may ask for")


def _body(response: Response) -> dict[str, Any]:
    """Of an answer; {} where it is something else."""
    try:
        found = response.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _origin(url: str) -> tuple[str, str | None, int | None] | None:
    parts = urlsplit(url)
    try:
        return parts.scheme, parts.hostname, parts.port or PORTS.get(parts.scheme)
    except ValueError:          # no port
        return None


def _shown(url: str) -> str:
    return urlsplit(url)._replace(query="", fragment="").geturl()


def _read(response: Response) -> None:
    """The whole body, up to a limit; always as UTF-8: to guess in what else a long text is written
    takes minutes."""
    if "," in response.headers.get("Content-Encoding", ""):     # each makes 1000 bytes of one
        raise CloudError("api", "its answer is compressed more than once")
    response.encoding, parts = "utf-8", response.iter_content(PART)
    response.iter_content = (       # type: ignore[method-assign]
        lambda *_size: allowance.counted(parts))        # type: ignore[assignment]
    response.content        # noqa: B018, reads it, and keeps it
    response.json = functools.partial(_json, response.json)     # type: ignore[method-assign]


def _json(usual: Callable[..., Any], **more: Any) -> Any:
    """Whoever asks for it.  Raises ValueError."""
    try:
        return shallow(usual(**more))
    except RecursionError:
        raise ValueError("JSON that is nested thousands of times") from None
