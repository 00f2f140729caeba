# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options that declare a fleet, once: for the whole fleet and for a target alone."""
from __future__ import annotations

from ..cloud.module import TARGET_OPTIONS

WISH_OPTIONS = {
    "image": {},
    "flavor": {},
    "network": {},
    "key_name": {"no_log": False},
    "public_key": {"no_log": False},
    "security_groups": {"type": "list", "elements": "str"},
    "availability_zone": {},
    "userdata": {"no_log": True},
    "config_drive": {"type": "bool"},
    "auto_ip": {"type": "bool"},
    "metadata": {"type": "dict", "aliases": ["meta"]},
    "tags": {"type": "list", "elements": "str"},
}
SHARE_OPTIONS = {
    **TARGET_OPTIONS, **WISH_OPTIONS,
    "min": {"type": "int"},
    "max": {"type": "int"},
    "weight": {"type": "float"},
}
FLEET_OPTIONS = {
    "name": {"required": True},
    "state": {"choices": ["present", "absent"], "default": "present"},
    "count": {"type": "int"},
    **WISH_OPTIONS,
    "targets": {"type": "list", "elements": "dict", "options": SHARE_OPTIONS},
    "placement": {"choices": ["spread", "fill"], "default": "spread"},
    "unseen": {"choices": ["replace", "hold"], "default": "replace"},
    "update_policy": {"choices": ["none", "replace"], "default": "none"},
    "wait": {"choices": ["none", "active", "reachable"], "default": "active"},
    "port": {"type": "int", "default": 22},
    "known_hosts": {"type": "path"},
    "timeout": {"type": "int", "default": 600},
}
