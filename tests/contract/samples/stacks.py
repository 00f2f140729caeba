# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

PLAIN = {"type": "OS::Heat::RandomString", "properties": {"length": 8}}


def template(**resources: dict) -> dict:
    return {"heat_template_version": "2021-04-16", "resources": {"kept": PLAIN, **resources}}


SAMPLES: dict[str, Sample] = {
    "stack": Sample(
        create={"name": "contract-stack", "template": template(), "tags": "one"},
        update={"template": template(new=PLAIN), "tags": "two,one"},
        diff={"template": template(new=PLAIN), "tags": "two,one", "resources": {"new": "added"}}),
}
