# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Digests of what servers are made of, for their metadata.  Pure."""
from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from typing import Any


def digest(content: str) -> str:
    """A short one."""
    return hashlib.sha256(content.encode()).hexdigest()[:8]


def digest_of(value: object) -> str:
    """Of what an option of a server is set to, as plain data in a fixed order: it stands in the
    metadata of servers, and must be the same in every version, whatever a class is called.

    Of a dataclass, the fields that are set count: a field that is new changes nothing.
    """
    return digest(json.dumps(value, sort_keys=True, default=set_fields))


def set_fields(value: Any) -> dict[str, Any]:
    """Of a dataclass, what is not as it is by default; but for fields that say that nothing is
    built from them."""
    return {f.name: one for f in fields(value)
            if f.metadata.get("built_from", True) and (one := getattr(value, f.name)) != f.default}
