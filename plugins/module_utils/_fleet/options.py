# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options that declare a fleet, once: for the whole fleet and for a target alone."""
from __future__ import annotations

from .._cloud.module import TARGET_OPTIONS
from .._portable.requirement import OPTIONS as PORTABLE_OPTIONS
from .spec.limits import LIMITED

SERVER_OPTIONS = {
    **PORTABLE_OPTIONS,
    "network": {"type": "raw"},
    "nics": {"type": "list", "elements": "dict", "options": {
        "network": {"required": True},
        "subnet": {},
        "fixed_ip": {},
        "security_groups": {"type": "list", "elements": "str"},
        "port_security_enabled": {"type": "bool"},
        "allowed_address_pairs": {"type": "list", "elements": "dict", "options": {
            "ip_address": {"required": True}, "mac_address": {}}},
        "vnic_type": {"choices": ["normal", "direct", "direct-physical", "macvtap",
                                  "virtio-forwarder"]},
        "qos_policy": {},
        "segmentation_id": {"type": "int"},
    }},
    "key_name": {"no_log": False},
    "public_key": {"no_log": False},
    "security_groups": {"type": "list", "elements": "str"},
    "availability_zone": {},
    "availability_zones": {"type": "list", "elements": "str"},
    "anti_affinity": {"choices": ["soft", "hard"]},
    "affinity": {"choices": ["soft", "hard"]},
    "server_group": {},
    "scheduler_hints": {"type": "dict"},
    "boot_from_volume": {"type": "bool"},
    "volume_size": {"type": "int"},
    "volume_type": {"type": "raw"},
    "terminate_volume": {"type": "bool"},
    "data_volumes": {"type": "list", "elements": "dict", "options": {
        "name": {"required": True},
        "size": {"type": "int", "required": True},
        "type": {"type": "raw"},
        "keep": {"type": "bool", "default": False},
    }},
    "userdata": {"type": "raw", "no_log": True},
    "template_vars": {"type": "dict"},
    "config_drive": {"type": "bool"},
    "metadata": {"type": "dict", "aliases": ["meta"]},
    "tags": {"type": "list", "elements": "str"},
}
NAME = {"name": {"required": True}}
SHARE_OPTIONS = {
    **TARGET_OPTIONS, **SERVER_OPTIONS,
    "groups": {"type": "list", "elements": "dict", "options": {
        **NAME, **SERVER_OPTIONS, "max": {"type": "int"}}},
    "min": {"type": "int"},
    "max": {"type": "int"},
    "weight": {"type": "float"},
    "price": {"type": "float"},
    "limits": {"type": "dict", "options": {
        **{name: {"type": "int"} for name in LIMITED},
        "fleets": {"type": "list", "elements": "str"}}},
    "rate_limit": {"type": "float"},
}
PRICES = {"type": "list", "elements": "dict", "options": {
    "cloud": {"required": True}, "region_name": {}, "flavors": {"type": "dict"},
    "volume_types": {"type": "dict"}, "floating_ip": {"type": "float"}}}
FLEET_OPTIONS = {
    **NAME,
    "state": {"choices": ["present", "absent"], "default": "present"},
    "count": {"type": "int"},
    "groups": {"type": "list", "elements": "dict",
               "options": {**NAME, "count": {"type": "int"}, "each": {"type": "int"},
                           "through": {}, "min_ready": {"type": "int"}, **SERVER_OPTIONS}},
    "min_ready": {"type": "int"},
    "max_ready_age": {},
    "reuse_policy": {"choices": ["replace", "rebuild"], "default": "replace"},
    "name_template": {},
    **SERVER_OPTIONS,
    "targets": {"type": "list", "elements": "dict", "options": SHARE_OPTIONS},
    "prices": PRICES,
    "max_cost": {"type": "float"},
    "placement": {"choices": ["spread", "fill", "cheapest"], "default": "spread"},
    "unseen": {"choices": ["replace", "hold"], "default": "replace"},
    "update_policy": {"choices": ["none", "in_place", "resize", "rebuild", "replace"],
                      "default": "in_place"},
    "prefer_first": {"type": "bool", "default": False},
    "max_unavailable": {"default": "1"},
    "create_first": {"type": "bool", "default": False},
    "purge": {"type": "bool", "default": False},
    "adopt": {"type": "list", "elements": "str"},
    "replace": {"type": "list", "elements": "str"},
    "only": {"type": "list", "elements": "str"},
    "max_replace": {"type": "int"},
    "max_replace_per_hour": {"type": "int"},
    "expires": {},
    "out_of_service": {},
    "retries": {"type": "int", "default": 3},
    "min_success": {},
    "delete_kept_volumes": {"type": "bool", "default": False},
    "on_failure": {"choices": ["delete", "keep"], "default": "delete"},
    "rate_limit": {"type": "float"},
    "wait": {"choices": ["none", "active", "reachable"], "default": "active"},
    "port": {"type": "int", "default": 22},
    "known_hosts": {"type": "path"},
    "host_keys": {"choices": ["console", "injected"], "default": "console", "no_log": False},
    "create_timeout": {"type": "int"},
    "reachable_timeout": {"type": "int", "default": 300},
    "delete_timeout": {"type": "int"},
    "timeout": {"type": "int", "default": 600},
    "wait_for_room": {},
    "plan_digest": {},
    "lock_owner": {},
}
