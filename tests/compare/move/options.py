# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of modules that openstack.cloud has as well, with those within them: names, aliases,
types, choices, defaults."""
from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
THEIRS, OURS = "openstack.cloud", "multicloud.openstack"
RENAMED = {"networks_info": "network_info", "subnets_info": "subnet_info",
           "routers_info": "router_info", "resources": "resources_info",
           "neutron_rbac_policies_info": "neutron_rbac_policy_info"}

# a type of ours that takes all that one of theirs takes
WIDER = {("int", "float"), ("str", "raw")}
# {what the guide says: all that it is about}
KNOWN = {
    "`~` and environment variables are expanded in paths":
        r"\w+\.(ca_cert|client_cert|client_key|filename|public_key_file|sdk_log_path)"
        ": the type 'str' is 'path'",
    "`ip_address` of `allowed_address_pairs` and `port` of `sub_ports` are required":
        r"(port\.allowed_address_pairs\.ip_address|trunk\.sub_ports\.port): is required",
    "`rules` of `server_group` and `allocation_pools` of `subnet` have no other keys":
        r"(server_group\.rules|subnet\.allocation_pools): takes only .*",
    "`ip_version` of `extra_dhcp_opts` defaults to 4, `segmentation_type` of `sub_ports` to `vlan`":
        r"port\.extra_dhcp_opts\.ip_version: the default None is 4"
        r"|trunk\.sub_ports\.segmentation_type: the default None is 'vlan'",
    "`interface` defaults to that of `clouds.yaml`":
        r"\w+\.interface: the default 'public' is None",
    "`api_timeout` is 30 seconds": r"\w+\.api_timeout: the default None is 30.0",
    "Options that are not set leave the existing value unchanged":
        r"(coe_cluster_template\.is_(floating_ip|master_lb)_enabled|address_scope\.(extra_specs|ip_version|is_shared)|application_credential\.unrestricted"
        r"|endpoint\.enabled|identity_user\.is_enabled"
        r"|image\.(container_format|disk_format|is_public|properties|tags)"
        r"|lb_health_monitor\.type|lb_listener\.protocol|lb_pool\.(lb_algorithm|protocol)"
        r"|loadbalancer\.(assign|delete)_floating_ip"
        r"|port\.no_security_groups|router\.is_admin_state_up"
        r"|share_type\.(driver_handles_share_servers|is_public)|stack\.(parameters|rollback)"
        r"|server\.(auto_ip|boot_from_volume|config_drive|nics|tags|terminate_volume|volumes)"
        r"|subnet\.(disable_gateway_ip|extra_attrs|ip_version|is_dhcp_enabled)|volume\.is_bootable"
        r"|volume_manage\.bootable|volume_backup\.(force|is_incremental)|volume_snapshot\.force"
        r"|routers_info\.filters)"
        ": the default .* is None",
    "`reuse_ips` of `server` is false": r"server\.reuse_ips: the default True is False",
    "`timeout` of `coe_cluster` is one hour": r"coe_cluster\.timeout: the default 180 is 3600\.0",
    "`wait` of `resource` is true": r"resource\.wait: the default False is True",
}


def modules(collection: str) -> set[str]:
    """Their names."""
    return {name.rpartition(".")[2] for name in _documented("-l", collection)}


def documentation(collection: str, names: Iterable[str]) -> dict[str, dict]:
    """{module: its documentation}."""
    return {name.rpartition(".")[2]: found for name, found in _documented(
        *(f"{collection}.{name}" for name in names)).items()}


def _documented(*what: str) -> dict:
    done = subprocess.run(["ansible-doc", "-t", "module", "-j", *what], check=True,
                          capture_output=True, text=True)
    return json.loads(done.stdout)


def differences(module: str, theirs: dict, ours: dict) -> Iterator[str]:
    """What a task for theirs may say and ours does not take, or takes for something else.

    module: its name, or the place of a dictionary in its options.
    """
    named = {alias: name for name, one in ours.items() for alias in [name, *_list(one, "aliases")]}
    for option, one in sorted(theirs.items()):
        for alias in [option, *_list(one, "aliases")]:
            if alias not in named:
                yield f"{module}.{option}: there is no {alias}"
        same = ours.get(named.get(option, ""))
        if same is None:
            continue
        yield from _types(f"{module}.{option}", one, same)
        yield from _within(f"{module}.{option}", one, same)
        missing = set(map(str, _list(one, "choices"))) - set(map(str, _list(same, "choices")))
        if missing and same.get("choices"):
            yield f"{module}.{option}: {sorted(missing)} are no choices"
        if same.get("required") and not one.get("required"):
            yield f"{module}.{option}: is required"
        before, after = (_default(each) for each in (one, same))
        if before != after:
            yield f"{module}.{option}: the default {before!r} is {after!r}"


def _types(place: str, theirs: dict, ours: dict) -> Iterator[str]:
    if ours.get("choices"):      # they are texts in the end
        return
    for what in ("type", "elements"):
        before, after = (one.get(what) or "str" for one in (theirs, ours))
        if before != after and (before, after) not in WIDER:
            yield f"{place}: the {what} {before!r} is {after!r}"


def _within(place: str, theirs: dict, ours: dict) -> Iterator[str]:
    """Of dictionaries; one of ours without suboptions takes any key."""
    before, after = (one.get("suboptions") or {} for one in (theirs, ours))
    if before and after:
        yield from differences(place, before, after)
    elif after and theirs.get("type") in ("dict", "list"):
        yield f"{place}: takes only {', '.join(sorted(after))}"


def _list(one: dict, key: str) -> list:
    return one.get(key) or []


def _default(one: dict) -> object:
    """Of booleans some are written as text."""
    default = one.get("default")
    words = {"true": True, "false": False} if one["type"] == "bool" else {}
    return default if isinstance(default, dict | list) else words.get(default, default)
