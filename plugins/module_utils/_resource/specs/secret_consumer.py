# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What uses a secret, or a container of Barbican, as it has registered itself there."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._cloud.connection import Connection
from ..related import Ends, Relation
from ..spec import REQUIRED, Field, Info, Spec
from .key_manager import BARBICAN, SERVICE, pages

NAMED: Mapping[str, Any] = {"option": {"required": True, "no_log": False}}


def _consumer(noun: str, of: str, path: str, words: Mapping[str, str]) -> Relation:
    """of: the option that says whose it is, at this path.  words: {option: Barbican's}."""
    whose = of.removeprefix("secret_")

    def address(ends: Ends) -> str:
        return f"{path}/{ends[whose]}/consumers"

    def body(ends: Ends) -> dict[str, Any]:
        return {word: ends[option] for option, word in words.items()}

    def exists(connection: Connection, ends: Ends) -> bool:
        found = connection.pages(SERVICE, address(ends), "consumers", "listing consumers",
                                 limit=100)
        return any(body(ends).items() <= row.items() for row in found)

    def change(connection: Connection, ends: Ends, desired: bool) -> None:
        if desired:
            connection.post(SERVICE, address(ends), body(ends), "adding a consumer")
        else:
            connection.delete(SERVICE, address(ends), "removing a consumer", body(ends))

    return Relation(noun, exists=exists, change=change, role="", fields={
        whose: Field(ref=of, **NAMED), **{option: Field(**REQUIRED) for option in words}})


SECRET_CONSUMER = _consumer("secret_consumer", "secret", "/secrets", {
    word: word for word in ("resource_id", "resource_type", "service")})
SECRET_CONTAINER_CONSUMER = _consumer(
    "secret_container_consumer", "secret_container", "/containers", {"name": "name", "url": "URL"})


def _listed(_secret: Any) -> Any:
    """Releases of openstacksdk before 4.17 have no class for them."""
    from openstack.resource import URI, Body, Resource

    class Consumer(Resource):
        """Of a secret."""

        resources_key, base_path, allow_list = "consumers", "/secrets/%(secret_id)s/consumers", True
        secret_id = URI("secret_id")
        service, resource_type = Body("service"), Body("resource_type")
        resource_id = Body("resource_id")
        created_at, updated_at = Body("created"), Body("updated")
        status = Body("status")
    return Consumer


# a list alone: a row of it has neither id nor name
SECRET_CONSUMERS = Info(
    Spec(noun="secret_consumer", sdk="key_manager.v1.secret.Secret", kind=_listed, fields={},
         **BARBICAN),
    "secret_consumers", named=False, query=pages("/secrets/%(secret_id)s/consumers"), filters={
        "secret": Field(attr="secret_id", ref="secret", **NAMED)})

RELATIONS = (SECRET_CONSUMER, SECRET_CONTAINER_CONSUMER)
