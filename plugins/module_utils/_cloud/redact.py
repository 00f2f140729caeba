# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Secrets taken out of what is written down of an exchange with a cloud.  Pure."""
from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, quote_plus

if TYPE_CHECKING:
    from requests import PreparedRequest, Response


REDACTED = "***"
LONGEST = 400       # characters of an answer that is no JSON
MOST = 10_000       # characters that are looked through for secrets; the rest is left out
SHORTEST = 4        # characters of a secret that is looked for in what else is said

# By the names of headers, and of keys in a body.  `output` is a console's: cloud-init may show
# passwords there; `blob` and `payload` are what keystone and barbican keep secrets in.
SECRET = re.compile(
    r"passw|passphrase|passcode|pass$|secret|token|user_?data|authori[sz]ation$|cookie|receipt"
    r"|signature|assertion|blob$|payload|^personality|(private|access|auth|url)[-_]?key|^key$|^psk$"
    r"|^output$", re.IGNORECASE)
# keystone calls a way to log in, and what it says of a token, as it calls the secret itself
HARMLESS = {"password": "user", "token": "methods"}

IN_TEXT = (
    # a token, wherever it is
    (re.compile(r"gAAAA[\w-]{16,}=*"), REDACTED),
    # a password in a URL
    (re.compile(r"(?<=://)[^/\s\"']+@"), f"{REDACTED}@"),
    # in its query
    (re.compile(r"([?&](?=[^=&?\s]{0,99}(?:token|sig|secret|passw|key))[^=&?\s]{1,99}=)[^&\s\"']+",
                re.IGNORECASE), rf"\1{REDACTED}"),
    # in a query that is part of another one: a console's URL
    (re.compile(r"(%3Ftoken%3D)[^&\s\"']+", re.IGNORECASE), rf"\1{REDACTED}"),
    # an error that quotes what was sent: Nova and Cinder any value, or all of them
    (re.compile(r"( Value: )[^\n]*"), rf"\1{REDACTED}"),
    # keystone that of one field
    (re.compile(r"(Invalid input for field '[^']*(?:passw|passcode|secret|token|/id)[^']*')[^\n]*"),
     rf"\1 {REDACTED}"),
)


def text(found: str) -> str:
    """A line without what looks like a secret wherever it is; a long one is cut."""
    found = found[:MOST]
    for pattern, instead in IN_TEXT:
        found = pattern.sub(instead, found)
    return found


class Exchange:
    """One request and its answer, as they may be shown; a secret of the request is one in the
    answer as well, whatever it is called there."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def request(self, request: PreparedRequest) -> list[str]:
        """The headers and the body of a requests.PreparedRequest, a line for each."""
        lines = self.headers(request.headers)
        self._known.update(_leaves(_basic(str(request.headers.get("Authorization", "")))))
        if isinstance(request.body, (bytes, str)):
            lines.append(self.body(request.body, kind_of(request)))
            # what is sent as text may be one whole secret, and a form has some
            self._known.update(() if "json" in kind_of(request) else _leaves(plain(request.body)))
            if "form-urlencoded" in kind_of(request):
                self._shown("", dict(parse_qsl(plain(request.body))))
        return lines

    def headers(self, headers: Mapping[str, Any]) -> list[str]:
        """One line each."""
        return [f"{name}: {self._shown(name, str(value))}" for name, value in headers.items()]

    def body(self, content: bytes | str, kind: str = "json", *, beginning: bool = False) -> str:
        """JSON without the values of its secrets; of anything else the length, and the beginning
        if that is asked for.

        kind: its content type.  What goes for text may be JSON, and one whole secret.
        """
        try:
            found = json.loads(plain(content)) if "json" in kind else None
            if isinstance(found, (dict, list)):
                return json.dumps(self._shown("", found), ensure_ascii=False)
        except (ValueError, RecursionError):
            pass
        length = f"({len(content)} bytes that are no JSON)"
        if not beginning:
            return length
        return f"{self.text(plain(content[:MOST]))[:LONGEST]} {length}"

    def _shown(self, name: str, value: Any) -> Any:
        if isinstance(value, dict) and (not SECRET.search(name) or HARMLESS.get(name) in value):
            return {key: self._shown(key, content) for key, content in value.items()}
        if SECRET.search(name) and value is not None:
            self._known.update(_leaves(value))
            return REDACTED
        if isinstance(value, list):
            return [self._shown(name, content) for content in value]
        return self.text(value) if isinstance(value, str) else value

    def text(self, found: str) -> str:
        """What is said in answer."""
        found = found[:MOST]
        for secret in sorted(self._known, key=len, reverse=True):
            found = found.replace(secret, REDACTED)
        return text(found)


def _basic(authorization: str) -> str:
    """The password of basic authentication, which a header has in base64."""
    scheme, _blank, content = authorization.partition(" ")
    try:
        found = base64.b64decode(content, validate=True) if scheme.lower() == "basic" else b""
    except ValueError:
        return ""
    return found.decode(errors="replace").partition(":")[2]


def kind_of(message: PreparedRequest | Response) -> str:
    """The content type of a request or an answer of requests."""
    return str(message.headers.get("Content-Type", "json"))


def plain(content: bytes | str) -> str:
    """As text, whatever it is."""
    return content.decode(errors="replace") if isinstance(content, bytes) else content


def _leaves(value: object) -> Iterator[str]:
    """What is in a secret, if it is long enough to be known again."""
    if isinstance(value, (dict, list)):
        for content in value.values() if isinstance(value, dict) else value:
            yield from _leaves(content)
    elif len(str(value)) >= SHORTEST:
        found = str(value)
        # as it is quoted in JSON, pages and URLs
        yield from {found, json.dumps(found)[1:-1], html.escape(found),
                    *(form(found, "", errors="replace") for form in (quote, quote_plus))}
