# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Errors with a kind, and what a service's refusal says.  Pure."""
from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

from . import redact
from .escape import one_line
from .quoted import without_values
from .retry import retry_after
from .target import Target

if TYPE_CHECKING:
    from requests import Response

KINDS = (
    "config", "unreachable", "auth", "forbidden", "quota", "no_host", "no_address", "not_found",
    "ambiguous", "conflict", "invalid", "rate_limited", "timeout", "build_failed", "api",
    "not_ready", "host_key", "bastion",
)

# of Neutron, for a port, for a floating IP, and of Nova
NO_ADDRESS = re.compile("No more IP addresses available|Unable to find any IP address|"
                        "No fixed IP addresses available")
# of Barbican: a payload, and no rate
TOO_LARGE = "too large to process"
# of Nova, to whom it is a matter of policy
DISKLESS = "Only volume-backed servers are allowed for flavors with zero disk"
NEEDS_VOLUME = ("the flavor has no disk, so its servers must boot from a volume: set "
                "boot_from_volume and volume_size, or choose another flavor")
# of Nova and Cinder, and of Neutron
POLICY = re.compile("Policy doesn't allow|disallowed by policy|does not have admin privileges")
# what may have the text of a refusal; faultstring is Octavia's, errors Designate's, twice
TEXTS = ("message", "detail", "description", "faultstring", "errors")
DEEPEST = 4
LONGEST = 400       # characters of a service's message
MOST = 4000         # of what it is looked for in
PAGE = re.compile(r"</h1>\s*(.*?)<br /><br />", re.DOTALL)       # webob, so Glance, says why

ADVICE = {
    "unreachable": "check that the cloud is up and that its auth_url and endpoints can be reached",
    "auth": "check the user, password or credential of this cloud in clouds.yaml and secure.yaml",
    "forbidden": "the account lacks the permission; ask the provider for it, or remove the target",
    "quota": "lower count or max, delete something, or ask the provider for more quota",
    "no_host": "choose a smaller flavor, another availability zone or another target",
    "no_address": "release addresses, ask the provider for a larger pool, or lower max here",
    "rate_limited": "try again later, or set rate_limit for this cloud in clouds.yaml",
    "host_key": "do not log in there before you know whose machine that is",
    "bastion": "repair it with a run of its fleet, then try again",
    "timeout": "raise timeout",
}
# of a timeout, by what was waited for
LATE = {
    "answer": "check that the cloud is up; if it is only slow, raise timeout or api_timeout",
    "active": "ask the provider why it takes so long; if that is normal there, raise the limit",
    "address": "set network to one with a subnet of the requested ip_version; if the cloud is only "
               "slow, raise the limit",
    "deletion": "run it again later; if it still exists, tell the provider",
    "volumes": "ask the provider why it takes so long; if that is normal there, raise the limit",
    "floating_ip": "tell the provider; the next run continues",
    "port": "check that the image starts a service on this port, and set port if it listens on "
            "another; if it takes longer to boot, raise the limit",
    "rule": "add one with security_group_rule, or set security_groups to groups that have one",
    "host_keys": "if it was restarted since its first boot, which alone shows them, copy "
                 "known_hosts from where it was created, or recreate it; set host_keys: injected "
                 "if the image shows none; if it takes longer to boot, raise the limit",
}
# of a login that was refused, by how it was made
PASSCODE = ("give the current passcode: it is valid for about half a minute, and on many clouds "
            "only once")
TOKEN = "get a new token: this one has expired or was revoked, or is not for this cloud or project"
LOGINS = {
    "v3applicationcredential": "check application_credential_id and application_credential_secret "
                               "of this cloud; if it has expired, create another one",
    "v3totp": PASSCODE,
    "v3multifactor": f"check the password of this cloud, and {PASSCODE}",
    "token": TOKEN,
    "v3token": TOKEN,
    "trust": "check username and password of this cloud, and ask whoever made the trust of its "
             "trust_id whether it has ended",
    "v3oidcclientcredentials": "check client_id and client_secret of this cloud; if the secret has "
                               "expired, create another one",
    "v3oidcpassword": "check username, password, client_id and client_secret of this cloud",
    "v3oidcaccesstoken": "get a new access token from the identity provider: this one has "
                         "expired, or is not for this cloud or project",
    "request": "ask the provider why, or whether the project may use this service",
    "factors": "set auth_type to v3multifactor, and auth_methods to the methods that it asks for",
    "access_rules": "create a credential with an access rule for this request, or without any",
    "no_project": "set project_name or project_id of this cloud, and neither system_scope nor "
                  "domain_name",
}


class CloudError(Exception):
    """What went wrong, where, and what to do.

    kind is one of KINDS; more carries what is known beyond that: status (HTTP), request_id,
    retry_after (seconds), server_id, server_name, fault (Nova's own words), console (its last
    lines), waited_for (a key of LATE), login (a key of LOGINS).  No text of it has what looks like
    a secret.
    """

    def __init__(self, kind: str, message: str, target: Target | None = None, action: str = "",
                 **more: Any) -> None:
        self.kind, self.message, self.target = kind, message, target
        self.action = one_line(redact.text(action))
        self.more = {key: redact.text(value) if isinstance(value, str) else value
                     for key, value in more.items() if value is not None}
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """What went wrong, in one line; redacted whenever it is set."""
        return self._message

    @message.setter
    def message(self, text: str) -> None:
        self._message = one_line(redact.text(text))

    def __str__(self) -> str:
        where = f"{self.target}: " if self.target else ""
        what = f"{self.action}: " if self.action else ""
        advice = f"; {self.advice}" if self.advice else ""
        return f"{where}{what}{self.message.rstrip('. ')}{advice}"

    @property
    def advice(self) -> str | None:
        """What to do, where that can be said."""
        return (LATE.get(self.more.get("waited_for", "")) or LOGINS.get(self.more.get("login", ""))
                or ADVICE.get(self.kind))

    def report(self) -> dict[str, Any]:
        """Plain data for a result: kind, msg, cloud, region_name, action and what else is known."""
        where = self.target.report() if self.target else {}
        return {"kind": self.kind, "msg": str(self), "action": self.action, **where, **self.more}

    def at(self, target: Target | None, action: str = "") -> CloudError:
        """The same error, with what the raiser could not know: where, and during what."""
        return CloudError(self.kind, self.message, self.target or target,
                          self.action or action, **self.more)


def from_response(response: Response, target: Target | None, action: str) -> CloudError:
    """A requests.Response with a status of 400 or more, as an error."""
    text, rest = _message(response), None
    kind = kind_of(response.status_code, text)
    text = text.replace(DISKLESS, NEEDS_VOLUME)
    refused = kind == "auth" and _with_token(response)
    if refused:
        text = "the service does not accept the token (401)"
    if response.status_code == 503 or kind == "rate_limited":
        rest = retry_after(response.headers)
    if rest:
        kind, text = "rate_limited", f"{text.rstrip('.')} (the cloud says to try again in {rest} s)"
    return CloudError(
        kind, text, target, action, status=response.status_code, retry_after=rest,
        login="request" if refused else None,
        request_id=response.headers.get("x-openstack-request-id", "")[:LONGEST] or None)


def _with_token(response: Response) -> bool:
    """Whether it is about a token, for which keystoneauth has logged in anew before it gave up."""
    return ("X-Auth-Token" in getattr(response.request, "headers", ())
            and not str(response.url).endswith("/auth/tokens"))


def kind_of(status: int, text: str) -> str:
    """Quota is told from other refusals by its text, as zuul-launcher does: 403, 409 and 413
    are used for it by different services.  So is a pool or network whose addresses are all in use,
    which is nobody's quota.  A policy may be about quotas."""
    if status in (400, 409) and NO_ADDRESS.search(text):
        return "no_address"
    if TOO_LARGE in text or DISKLESS in text:
        return "invalid"
    words = ["quota", "exceeded", "limit", "insufficient resources"]
    if status == 413:       # of requests that are too many as well
        words = ["quota", "maximum number of"]
    found = not POLICY.search(text) and any(word in text.lower() for word in words)
    if status in (403, 409, 413) and found:
        return "quota"
    if status in (413, 429):
        return "rate_limited"
    if status in (502, 503, 504):
        return "unreachable"
    return {400: "invalid", 401: "auth", 403: "forbidden", 404: "not_found",
            409: "conflict"}.get(status, "api")


def kind_of_fault(fault: str) -> str:
    """Of what a cloud says of something that it could not build."""
    low = fault.lower()
    return "no_host" if "no valid host" in low else "quota" if "quota" in low else "build_failed"


def _sent(response: Response) -> Any:
    """The JSON that was sent, if it was that."""
    try:
        return json.loads(response.request.body)    # type: ignore[arg-type]
    except (AttributeError, TypeError, ValueError):
        return None


def _message(response: Response) -> str:
    """The service's own words: Nova wraps them in one key, Neutron in another, Glance and proxies
    in HTML."""
    try:
        body = response.json()
    except ValueError:
        page = PAGE.search(redact.plain(response.content[:MOST]))
        body = html.unescape(page[1]) if page else f"HTTP {response.status_code} {response.reason}"
    for _depth in range(DEEPEST):
        body = _within(body)
    exchange = redact.Exchange()       # it may quote what it was sent
    if response.request is not None:
        exchange.request(response.request)
    # Nova's schema errors repeat the whole value, which may be user data
    text = exchange.text(without_values(_said(body), _sent(response))).replace("<br />", " ")
    text = " ".join(text.split()).partition(" Value: ")[0]
    return text[:LONGEST] or f"HTTP {response.status_code}"


def _within(body: Any) -> Any:
    """What a part of an answer has of the service's words."""
    if isinstance(body, str) and body.startswith('{"'):     # of Ironic: JSON within JSON
        try:
            body = json.loads(body)
        except (ValueError, RecursionError):
            return body
    if isinstance(body, list):
        return body[0] if body else ""
    if not isinstance(body, dict):
        return body
    if isinstance(body.get("error"), str):      # of OAuth
        return ": ".join(_said(body[key]) for key in ("error", "error_description")
                         if body.get(key))
    if isinstance(body.get("error"), dict):     # of Heat
        return body["error"]
    return next((body[key] for key in TEXTS if body.get(key)), next(iter(body.values()), ""))


def _said(body: object) -> str:
    """Not of mappings and lists, which may be deeper than Python can go."""
    return str(body)[:MOST] if isinstance(body, str | int | float) else ""
