# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is in secrets, for who may know."""
from __future__ import annotations

from base64 import b64encode

from ..._cloud.errors import CloudError
from ..._cloud.select import one
from ..._cloud.translate import from_exception
from ..api import Api
from .secret import SECRET, TEXT, find, kind_of, payload_of


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


def _text(api, term):
    secret = find(api, term)
    if secret is None:
        raise CloudError("not_found", f"there is no secret {term!r} here")
    payload = payload_of(api, secret)
    if payload is None:
        raise CloudError("not_found", f"the secret {term!r} has no payload")
    return payload.decode() if kind_of(secret) == TEXT else b64encode(payload).decode()
