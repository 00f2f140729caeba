# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Barbican's secrets, of which it changes nothing once they have a payload: where something is to
be different, another one takes their place."""
from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..._cloud.select import one
from ..._cloud.translate import from_exception
from ..api import Api
from ..spec import Aspect, Field, Info, Spec
from .image_data import ask
from .key_manager import BARBICAN, SERVICE, Access, by_reference, pages, replace, spelled

if TYPE_CHECKING:
    from openstack.resource import Resource

TEXT, BINARY = "text/plain", "application/octet-stream"
# what a secret is made with, beside its name
ATTRIBUTES = ("algorithm", "bit_length", "expires_at", "mode", "secret_type")


def find(api: Api, desired: str) -> Resource | None:
    """The one of this name, id or reference; None if there is none.

    Of several those count that have a payload: a run that was killed may have left one without.
    """
    rows = api.search(desired)
    return api.only(desired, [row for row in rows if row.content_types] or rows)


def kind_of(secret: Resource) -> str | None:
    """The type of its payload, None if it has none."""
    return (secret.content_types or {}).get("default")


def payload_of(api: Api, secret: Resource) -> bytes | None:
    """None if it has none."""
    kind = kind_of(secret)
    return api.call("reading the payload of", ask, "GET", f"/secrets/{secret.id}/payload",
                    headers={"Accept": kind}).content if kind else None


def utc(given: str, _resolve: object) -> str:
    """In Barbican's form.  Raises CloudError (config)."""
    try:
        when = datetime.fromisoformat(given)
    except ValueError:
        raise CloudError("config", f"expires_at: {given!r} is not a time such as "
                         "2030-12-31T23:59:59") from None
    when = when.replace(tzinfo=when.tzinfo or UTC)
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def same_second(before: Any, after: Any) -> bool:
    """Barbican shows fractions as well."""
    return before is not None and before[:19] == after[:19]


class Content(Aspect):
    """All of a secret but its name."""

    early = True
    fields = {
        "algorithm": Field(),
        "bit_length": Field("int"),
        "expires_at": Field(send=utc, compare=same_second, option={"aliases": ["expiration"]}),
        "mode": Field(),
        "payload": Field(option={"no_log": True}),
        "payload_content_type": Field(option={"choices": [TEXT, BINARY]}),
        "secret_type": Field(option={"no_log": False, "choices": [
            "certificate", "opaque", "passphrase", "private", "public", "symmetric"]}),
    }

    def read(self, api: Api, resource: Resource) -> dict:
        """The payload where there is one to compare it with."""
        payload = payload_of(api, resource) if "payload" in api.given else None
        return {**{name: getattr(resource, name) for name in ATTRIBUTES}, "payload": payload,
                "payload_content_type": kind_of(resource)}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """One that was just made has all that is desired but its payload."""
        desired = {name: after for name, (_before, after) in changes.items()}
        if kind_of(resource) or any(desired[name] != getattr(resource, name)
                                    for name in ATTRIBUTES if name in desired):
            _replace(api, resource, desired)
        else:
            _store(api, resource, desired["payload"], desired["payload_content_type"])

    def release(self, api: Api, resource: Resource) -> None:
        """What a service uses stays in its container."""
        _free(api, resource, "delete")


def _store(api: Api, secret: Resource, payload: bytes, kind: str | None) -> None:
    """Byte by byte: Barbican strips blanks off what comes with the request for a new one."""
    try:
        api.call("storing the payload of", ask, "PUT", f"/secrets/{secret.id}", data=payload,
                 headers={"Content-Type": kind})
    except CloudError as error:     # it is there already where an answer was lost
        there = api.fetch(secret.id) if error.kind == "conflict" else None
        if there is None or payload_of(api, there) != payload:
            raise


def _free(api: Api, secret: Resource, action: str) -> None:
    """Raises CloudError (conflict) for one in a container that has consumers and cannot be changed:
    Barbican would take it out of there, and nothing could take its place."""
    rows = api.connection.pages(SERVICE, "/containers", "containers", "listing containers",
                                limit=100)
    held = next((row for row in rows if row["consumers"] and row["type"] != "generic" and any(
        spelled(one["secret_ref"]) == secret.id for one in row["secret_refs"])), None)
    if held is not None:
        raise CloudError("conflict", f"cannot {action} the secret {secret.name!r} ({secret.id}), "
                         f"as it is in the container {held['name']!r} "
                         f"({spelled(held['container_ref'])}), which has consumers: put a secret "
                         "of another name into another container, and let its consumers use that",
                         api.connection.target)


def _replace(api: Api, old: Any, desired: dict) -> None:
    _free(api, old, "replace")
    attributes = {name: desired.get(name, getattr(old, name)) for name in ("name", *ATTRIBUTES)}
    payload = desired.get("payload") or payload_of(api, old)

    def complete(made: Resource) -> None:
        _note(api, old, made)
        if payload:
            _store(api, made, payload, desired.get("payload_content_type") or kind_of(old))
    replace(api, old, attributes, complete)


def _note(api: Api, old: Resource, new: Resource) -> None:
    """What others have noted about it."""
    noted = api.connection.get(SERVICE, f"/secrets/{old.id}/metadata", "reading metadata")
    if noted["metadata"]:
        api.connection.put(SERVICE, f"/secrets/{new.id}/metadata",
                           {"metadata": noted["metadata"]}, "setting metadata")


def _prepare(given: dict) -> dict:
    """The payload as bytes, and its type."""
    found = {name: value for name, value in given.items() if name != "payload_content_encoding"}
    if "payload" in given:
        encoded = "payload_content_encoding" in given
        found["payload"] = _decoded(given["payload"]) if encoded else given["payload"].encode()
        found.setdefault("payload_content_type", BINARY if encoded else TEXT)
        if not found["payload"]:
            raise CloudError("config", "payload: is empty, and Barbican cannot store that")
    return found


def _decoded(text: str) -> bytes:
    try:
        return b64decode("".join(text.split()), validate=True)
    except (ValueError, binascii.Error):
        raise CloudError("config", "payload: is not base64") from None


def _attributes(_run: object, desired: dict) -> dict:
    return {name: value for name, value in desired.items() if name in ("name", *ATTRIBUTES)}


SECRET = Spec(
    noun="secret", sdk="key_manager.v1.secret.Secret", kind=by_reference("secret"), **BARBICAN,
    query=pages("/secrets"),
    lookup=lambda _run, api, given: find(api, given["name"]),
    # the answer to a request for a new one has no status
    ready=lambda status: status in ("", "active"),
    fields={}, aspects=(Access(), Content()), prepare=_prepare, attributes=_attributes,
    hidden=("payload", "payload_content_encoding", "payload_content_type"),
    needs=(("payload",),),
    only_prepare={"payload_content_encoding": {"choices": ["base64"]}},
    constraints={"required_by": {"payload_content_encoding": ["payload"],
                                 "payload_content_type": ["payload"]}},
)

SECRETS = Info(SECRET, "secrets")


def texts(options: dict, terms: list[str]) -> list[str]:
    """The payload of each, by its name, id or reference, with one login for all; base64 of what is
    no text.

    options: those that name one cloud.  Raises CloudError.
    """
    connection = one(options)
    api = Api(connection, SECRET)
    try:
        return [_text(api, term) for term in terms]
    except Exception as error:
        raise from_exception(error, connection.target, "") from None


def _text(api: Api, term: str) -> str:
    secret = find(api, term)
    if secret is None:
        raise CloudError("not_found", f"there is no secret {term!r} here")
    payload = payload_of(api, secret)
    if payload is None:
        raise CloudError("not_found", f"the secret {term!r} has no payload")
    return payload.decode() if kind_of(secret) == TEXT else b64encode(payload).decode()


SPECS = (SECRET,)
