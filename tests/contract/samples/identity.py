# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

SAMPLES: dict[str, Sample] = {
    "application_credential": Sample(
        create={"name": "contract-application-credential", "description": "one",
                "roles": [{"name": "member", "id": None, "domain_id": None}],
                "access_rules": [{"service": "compute", "path": "/v2.1/servers", "method": "GET"}],
                "expires_at": "2099-12-31T23:59:59", "secret": "not-much-of-one"},
        update={},
        forbidden={"unrestricted": True}),
    # deleted while it is enabled
    "domain": Sample(
        admin=True,
        create={"name": "contract-domain", "description": "one", "is_enabled": False},
        update={"description": "two", "is_enabled": True}),
    "project": Sample(
        admin=True,
        create={"name": "contract-project", "domain": "Default", "description": "one",
                "extra_specs": {"cost_centre": "12", "owner": "a"}},
        update={"description": "two", "is_enabled": False, "extra_specs": {"owner": "b"}},
        diff={"description": "two", "is_enabled": False,
              "extra_specs": {"cost_centre": "12", "owner": "b"}},
        forbidden={}),
}
