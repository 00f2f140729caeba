# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

NAME = "contract-federation"
RULES = [{"local": [{"user": {"name": "{0}"}}], "remote": [{"type": "UserName"}]}]
DOMAIN = "domain", {"name": NAME}

SAMPLES: dict[str, Sample] = {
    "identity_provider": Sample(
        admin=True,
        needs=(DOMAIN,),
        create={"name": "contract-provider", "domain": NAME, "description": "one",
                "remote_ids": ["https://two.example.com", "https://one.example.com"]},
        update={"description": "two", "is_enabled": True, "authorization_ttl": 30,
                "remote_ids": ["https://three.example.com"]},
        forbidden={"domain": "default"}),
    "mapping": Sample(
        admin=True,
        create={"name": "contract-mapping", "rules": RULES},
        update={"rules": [*RULES, {"local": [{"group": {"id": "0cd5e9"}}], "remote": [
            {"type": "orgPersonType", "any_one_of": ["Contractor", "SubContractor"]}]}]}),
    "protocol": Sample(
        admin=True,
        needs=(DOMAIN, ("identity_provider", {"name": NAME, "domain": NAME}),
               ("mapping", {"name": NAME, "rules": RULES}),
               ("mapping", {"name": f"{NAME}-2", "rules": RULES})),
        create={"name": "contract-protocol", "idp": NAME, "mapping": NAME},
        update={"mapping": f"{NAME}-2"}),
}
