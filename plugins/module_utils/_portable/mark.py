# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Marks: how what this collection has made for a server or a fleet is known again.  Pure."""
from __future__ import annotations

PREFIX = "multicloud_"      # of keys of metadata, and of words in texts
OUT = PREFIX + "out"    # takes a server out of service, whatever its value
NIC = "nic"                 # in a text: which of the ports of its server one is, from 1 on
EXPIRES = PREFIX + "expires"    # when a server is needed no more: portable.expiry


def of_server(server_id: str) -> str:
    """In a text: made for this server alone, to be deleted with it."""
    return f"{PREFIX}server={server_id}"


def comment(public_key: str) -> str:
    """The text in a public key."""
    return " ".join(public_key.split()[2:])


def read(text: str | None) -> dict[str, str]:
    """The marks in a text: {'fleet': ..., 'index': ..., 'server': ...}."""
    pairs = (word[len(PREFIX):].partition("=") for word in (text or "").split()
             if word.startswith(PREFIX))
    return {key: value for key, _equals, value in pairs}
