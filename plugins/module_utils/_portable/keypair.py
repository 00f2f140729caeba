# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A keypair under the user's name for it, on every target where it is missing.

A keypair has neither metadata nor a description.  Its public key has a comment, which Nova
keeps as it came: that carries our mark, and comes with the create call itself.
"""
from __future__ import annotations

from urllib.parse import quote

from .._cloud.connection import Connection
from .._cloud.errors import CloudError


def missing(connection: Connection, name: str, public_key: str | None) -> bool:
    """Whether the keypair has to be made, of public_key.

    Raises CloudError: not_found (missing, and nothing to make it of), conflict (another key).
    """
    there = public_key_of(connection, name)
    if there is None:
        if not public_key:
            raise CloudError("not_found", f"there is no keypair {name!r} here: set public_key to "
                             "create it, or create it yourself", connection.target)
        return True
    if public_key and there != material(public_key):
        raise CloudError("conflict", f"the keypair {name!r} here has another public key: choose "
                         "another key_name, or delete it", connection.target)
    return False


def public_key_of(connection: Connection, name: str) -> str | None:
    """As material(); None where there is no such keypair."""
    try:
        found = connection.get("compute", f"/os-keypairs/{quote(name, safe='')}",
                               f"looking up keypair {name}")["keypair"]
    except CloudError as error:
        if error.kind != "not_found":
            raise
        return None
    return material(found["public_key"])


def create(connection: Connection, name: str, public_key: str, mark: str) -> None:
    """Makes the keypair; a comment with our mark takes the place of the key's own."""
    body = {"keypair": {"name": name, "public_key": f"{material(public_key)} {mark}"}}
    try:
        connection.post("compute", "/os-keypairs", body, f"creating keypair {name}")
    except CloudError as error:
        if error.kind != "conflict":    # another run was quicker
            raise


def material(public_key: str) -> str:
    """Algorithm and key, without the comment."""
    return " ".join(public_key.split()[:2])
