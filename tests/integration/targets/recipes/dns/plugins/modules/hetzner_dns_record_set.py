# SPDX-License-Identifier: GPL-3.0-or-later
"""In place of the module of community.dns, whose service nobody can have here: it takes the same
options, as its documentation has them, and writes down what it was asked for."""
from __future__ import annotations

import ipaddress
import json
import os
from pathlib import Path

from ansible.module_utils.basic import AnsibleModule

OPTIONS = {
    "hetzner_token": {"no_log": True}, "hetzner_api_token": {"no_log": True},
    "state": {"choices": ["present", "absent"], "required": True},
    "zone_name": {}, "zone_id": {}, "record": {}, "prefix": {}, "ttl": {"type": "int"},
    "type": {"required": True}, "value": {"type": "list", "elements": "str"},
    "on_existing": {"default": "replace"}}
ONE_OF = [("hetzner_token", "hetzner_api_token"), ("zone_name", "zone_id"), ("record", "prefix")]
VERSIONS = {"A": ipaddress.IPv4Address, "AAAA": ipaddress.IPv6Address}


def main() -> None:
    module = AnsibleModule(OPTIONS, required_one_of=ONE_OF, mutually_exclusive=ONE_OF,
                           required_if=[("state", "present", ["value"])])
    asked = {key: value for key, value in module.params.items() if "token" not in key}
    for address in asked["value"]:
        VERSIONS[asked["type"]](address)
    Path(os.environ["RECIPES_RECORDS"]).write_text(json.dumps(asked))
    module.exit_json(changed=True)


if __name__ == "__main__":
    main()
