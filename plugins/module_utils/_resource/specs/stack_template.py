# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What Heat is sent of templates and environments, in whatever form they are given."""
from __future__ import annotations

import json
import math

from ..._cloud.errors import CloudError


def prepare(given: dict) -> dict:
    """With all that is in files."""
    from openstack.orchestration.util import template_format, template_utils
    template, environment = given.get("template"), given.get("environment", [])
    try:
        files: dict = {}
        if isinstance(template, str) and "\n" not in template:
            files, template = template_utils.get_template_contents(template)
        elif isinstance(template, str):
            template = template_format.parse(template)
        paths = [one for one in environment if isinstance(one, str)]
        more, both = template_utils.process_multiple_environments_and_files(paths)
    except Exception as error:
        raise CloudError("invalid", f"cannot read the template or an environment: {error}"
                         ) from None
    for one in environment:
        if isinstance(one, dict):
            both = merged(both, one)
    return {**given, **({"template": template} if template else {}), "environment": both,
            "files": {**files, **more}}


def adopting(given: dict) -> dict:
    """What adopt_data has, of which Heat itself takes resources, template and parameters alone."""
    data = given["adopt_data"]
    if not all(isinstance(data.get(part), dict) for part in ("resources", "template")):
        raise CloudError("invalid", "adopt_data: is not what a task with abandon returned: it has "
                         "no resources and template")
    tags = given.get("tags") or ",".join(data.get("tags") or ())
    return {**({"tags": tags} if tags else {}), "adopt_stack_data": json.dumps(data),
            "environment": merged(data.get("environment") or {}, given["environment"]),
            "files": {**(data.get("files") or {}), **given["files"]},
            "resources": dict.fromkeys(data["resources"], "adopted")}


def merged(first: dict, second: dict) -> dict:
    """The second one wins."""
    return {**first, **{key: merged(first[key], value)
                        if isinstance(value, dict) and isinstance(first.get(key), dict) else value
                        for key, value in second.items()}}


def body(given: dict, timeout: float) -> dict:
    """What Heat is sent of the options."""
    found = {"adopt_stack_data": given.get("adopt_stack_data"),
             "template": given.get("template"), "environment": given.get("environment"),
             "files": given.get("files"), "parameters": given.get("parameters"),
             "tags": given.get("tags"),
             "disable_rollback": not given["rollback"] if "rollback" in given else None,
             "timeout_mins": max(1, math.ceil(timeout / 60))}
    return {name: value for name, value in found.items() if value not in (None, {}, "")}
