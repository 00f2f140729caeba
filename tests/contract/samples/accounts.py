# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from unittest.mock import ANY

from .sample import Sample

SAMPLES: dict[str, Sample] = {
    "user": Sample(
        admin=True,
        needs=(("project", {"name": "contract-user", "domain": "Default"}),),
        create={"name": "contract-user", "domain": "Default", "password": "not-much-of-one",
                "description": "one", "email": "one@example.com"},
        update={"description": "two", "email": "two@example.com", "is_enabled": False,
                "default_project": "contract-user"},
        diff={"description": "two", "email": "two@example.com", "is_enabled": False,
              "default_project": ANY}),
    "group": Sample(
        admin=True,
        create={"name": "contract-group", "domain": "Default", "description": "one"},
        update={"description": "two"}),
    "role": Sample(
        admin=True,
        create={"name": "contract-role", "description": "one"},
        update={"description": "two"}),
}
