# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Orders of keys and key pairs, which Barbican makes, and nobody else has ever seen."""
from __future__ import annotations

from typing import Any

from ..._cloud.errors import CloudError
from ..spec import FORBID, Field, Info, Spec
from ..task import Task
from .key_manager import BARBICAN, by_reference, pages
from .secret import BINARY, same_second, utc

MAKES = {"asymmetric": "secret_container", "key": "secret"}


def _kind(sdk: Any) -> Any:
    """openstacksdk's class lacks what is said of a pair of keys, and of a failure."""
    from openstack.resource import Body

    class Order(by_reference("order")(sdk)):    # type: ignore[misc]
        """It has the name of what it makes."""

        container_ref = Body("container_ref")
        error_reason = Body("error_reason")
        error_status_code = Body("error_status_code")

        @property
        def name(self) -> str | None:
            """That of its key, or of its container."""
            return (self.meta or {}).get("name")
    return Order


def _meta(word: str, kind: str = "str", **more: Any) -> Field:
    return Field(kind, seen=lambda order: (order.meta or {}).get(word), **more, **FORBID,
                 advice="delete the order and what it has created first")


WORDS = {"algorithm": "algorithm", "bit_length": "bit_length", "expires_at": "expiration",
         "mode": "mode", "name": "name"}


def _attributes(task: Task, desired: dict) -> dict:
    """Raises CloudError (conflict) where there is one of this name: no name could tell them apart.
    """
    noun, name = MAKES[desired["type"]], desired["name"]
    there = task.api(task.specs[noun]).search(name)
    if there:
        raise CloudError("conflict", f"there is a {noun.replace('_', ' ')} {name!r} "
                         f"({there[0].id}) already, without an order: delete it first, or use "
                         "another name", task.connection.target)
    meta = {word: desired[option] for option, word in WORDS.items() if option in desired}
    return {"type": desired["type"], "meta": {**meta, "payload_content_type": BINARY}}


SECRET_ORDER = Spec(
    noun="secret_order", sdk="key_manager.v1.order.Order", kind=_kind, find="list", **BARBICAN,
    query=pages("/orders"), ready=("active",), attributes=_attributes,
    fields={
        "algorithm": _meta("algorithm"),
        "bit_length": _meta("bit_length", "int"),
        "expires_at": _meta("expiration", send=utc, compare=same_second,
                            option={"aliases": ["expiration"]}),
        "mode": _meta("mode"),
        "type": Field(initial="key", option={"choices": [*MAKES]}, **FORBID),
    },
    needs=(("algorithm",), ("bit_length",)),
)

SECRET_ORDERS = Info(SECRET_ORDER, "secret_orders")

SPECS = (SECRET_ORDER,)
