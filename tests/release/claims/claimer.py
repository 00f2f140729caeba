# SPDX-License-Identifier: GPL-3.0-or-later
"""Claims servers of a pool one after the other, uses each for a moment, and releases it.

claimer.py OPTIONS FILE OWNER...     FILE gets a line of JSON for all that begins or ends
"""
from __future__ import annotations

import json
import random
import sys
import time

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.multicloud.openstack.plugins.module_utils._follow import claim

USED = 10.0     # seconds, at most


def run(options: dict) -> dict:
    """As the module does."""
    return claim.run(ArgumentSpecValidator(claim.CLAIM_OPTIONS).validate(
        options).validated_parameters, False)


def main(options: dict, file: str, *owners: str) -> None:
    with open(file, "a", buffering=1) as stream:
        def say(event: str, owner: str, **more: object) -> None:
            stream.write(json.dumps({"event": event, "owner": owner, "at": time.time(), **more})
                         + "\n")

        for owner in owners:
            say("begins", owner)
            began = time.monotonic()
            found = run({**options, "owner": owner})
            say("has", owner, seconds=time.monotonic() - began, msg=found["msg"],
                failed=found["failed"], warnings=found["warnings"],
                servers=[row["id"] for row in found["servers"]],
                requests=sum(target["requests"] for target in found["targets"]))
            time.sleep(random.uniform(0, USED))
            say("releases", owner)
            found = run({**options, "owner": owner, "state": "absent"})
            say("released", owner, failed=found["failed"], msg=found["msg"])


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), *sys.argv[2:])
