# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way to log in, as docs/logins.md has it, tried in four ways."""
from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import struct
import subprocess
import time

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.module import (
    CLOUD_OPTIONS,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import one
from ansible_collections.multicloud.openstack.plugins.module_utils._doctor import run as doctors
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import run as fleets
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.options import (
    FLEET_OPTIONS,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.module import (
    run_module,
)

FLEET = {"name": "logins", "count": 1, "image": "debian-12", "flavor": "m1.tiny",
         "network": "private", "auto_ip": False, "wait": "active", "timeout": 60, "retries": 0}


def passcode(seed, when=None):
    """RFC 6238, as an application on a phone does it."""
    counter = int((time.time() if when is None else when) // 30)
    digest = hmac.new(base64.b32decode(seed), struct.pack(">Q", counter), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7fffffff) % 10**6:06}"


def told(options, specs, function):
    """What a module returns, or the CloudError."""
    found = ArgumentSpecValidator({**CLOUD_OPTIONS, **specs}).validate(options)
    assert not found.error_messages
    try:
        return function(found.validated_parameters, False)
    except CloudError as error:
        return error


def module(files, login):
    def ask(options, _check):
        connection = one(options)
        return {"servers": connection.pages("compute", "/servers/detail", "servers", "listing servers")}
    found = told({"cloud": login, "clouds_yaml": files}, {"timeout": {}}, ask)
    return str(found) if isinstance(found, CloudError) else ""


def fleet(files, login):
    found = told({"cloud": login, "clouds_yaml": files, **FLEET}, FLEET_OPTIONS, fleets.run)
    if isinstance(found, CloudError):
        return str(found)
    return found["failures"][0]["msg"] if found["failures"] else ""


def doctor(files, login):
    found = told({"cloud": login, "clouds_yaml": files}, {"fleet": {"type": "dict"}}, doctors.info)
    return str(found) if isinstance(found, CloudError) else " | ".join(
        f"{one['severity']}: {one['msg']}; {one['mend']}" for one in found["findings"])


def inventory(files, login):
    path = f"{os.path.dirname(files)}/servers.yml"
    with open(path, "w", encoding="utf-8") as stream:
        json.dump({"plugin": "multicloud.openstack.servers", "clouds_yaml": files, "clouds": [login]}, stream)
    found = subprocess.run(["ansible-inventory", "-i", path, "--graph"], capture_output=True, text=True, check=False)
    return found.stderr if "ARNING" in found.stderr or found.returncode else ""
