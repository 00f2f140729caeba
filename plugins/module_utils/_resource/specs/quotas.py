# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The quotas of a project, which several services have a part of."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from ..._cloud.connection import Connection
from ..._cloud.errors import CloudError
from ..._cloud.pool import each
from ..._cloud.target import Target
from ..._portable.info import LIMITS
from ..compare import Change, plan
from ..spec import Field, Spec
from ..task import Task

R = TypeVar("R")


@dataclass(frozen=True)
class Service:
    """One part.  names: {option: what the service calls it}; defaults: of a new project."""

    service: str
    path: str
    defaults: str
    key: str
    names: Mapping[str, str]


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


SERVICES = {
    "compute": Service(
        "compute", "/os-quota-sets/{}", "/os-quota-sets/{}/defaults", "quota_set", _same(
            "cores", "fixed_ips", "injected_file_content_bytes", "injected_file_path_bytes",
            "injected_files", "instances", "key_pairs", "metadata_items", "ram",
            "server_group_members", "server_groups")),
    "load_balancer": Service(
        "load-balancer", "/lbaas/quotas/{}", "/lbaas/quotas/defaults", "quota", {
            "health_monitors": "health_monitor", "l7_policies": "l7policy", "l7_rules": "l7rule",
            "listeners": "listener", "load_balancers": "load_balancer", "members": "member",
            "pools": "pool"}),
    "network": Service(
        "network", "/quotas/{}", "/quotas/{}/default", "quota", {
            "floating_ips": "floatingip", "networks": "network", "ports": "port",
            "rbac_policies": "rbac_policy", "routers": "router",
            "security_group_rules": "security_group_rule", "security_groups": "security_group",
            "subnet_pools": "subnetpool", "subnets": "subnet"}),
    "volume": Service(
        "block-storage", "/os-quota-sets/{}", "/os-quota-sets/{}/defaults", "quota_set", _same(
            "backup_gigabytes", "backups", "gigabytes", "groups", "per_volume_gigabytes",
            "snapshots", "volumes")),
}
ALIASES = {
    "floating_ips": ["compute_floating_ips", "floatingip", "network_floating_ips"],
    "injected_file_content_bytes": ["injected_file_size"],
    "injected_file_path_bytes": ["injected_path_size"],
    "load_balancers": ["loadbalancer"], "networks": ["network"], "pools": ["pool"],
    "ports": ["port"], "rbac_policies": ["rbac_policy"], "routers": ["router"],
    "security_group_rules": ["security_group_rule"], "security_groups": ["security_group"],
    "subnet_pools": ["subnetpool"], "subnets": ["subnet"],
}


def _option(name: str) -> dict[str, Any]:
    # for Ansible it looks like a secret
    known = {"no_log": False} if name == "key_pairs" else {}
    return {**known, "aliases": ALIASES[name]} if name in ALIASES else known


QUOTA = Spec(noun="quota", service="", sdk="", fields={
    name: Field("int", option=_option(name)) for part in SERVICES.values() for name in part.names})


def quota(task: Task, options: dict) -> dict:
    """{changed, diff, quotas: {part: {option: limit}}} of the project that `name` says.

    Every part is read, side by side, and only what differs is written.  absent is what a new
    project has.
    """
    project, name = task.resolve("project", options["name"]), options["name"]
    absent = options["state"] == "absent"
    there = read(task.connection, {part: one.path for part, one in SERVICES.items()}, project)
    seen = {option: limit for limits in there.values() for option, limit in limits.items()}
    if absent:
        usual = read(task.connection, {part: SERVICES[part].defaults for part in there}, project)
        desired = {option: limit for limits in usual.values() for option, limit in limits.items()
                   if option in seen}
    else:
        desired = {option: options[option] for option in QUOTA.fields
                   if options.get(option) is not None}
    _refuse(task.connection.target, desired.keys() - seen.keys())
    planned = plan(QUOTA, name, desired, seen)
    after = {part: {option: desired.get(option, limit) for option, limit in limits.items()}
             for part, limits in there.items()}
    if not task.check_mode:
        _write(task.connection, project, {part: None if absent else _changed(planned, part)
                                          for part in there if _changed(planned, part)})
    return {"changed": bool(planned.changes), "diff": planned.diff, "quotas": after}


def _changed(planned: Change, part: str) -> dict[str, int]:
    return {SERVICES[part].names[option]: after for option, (_before, after)
            in planned.changes.items() if option in SERVICES[part].names}


def read(connection: Connection, paths: Mapping[str, str], project: str) -> dict:
    """{part: {option: limit}} of the services that are there and have quotas."""
    def ask(part: str) -> dict[str, int]:
        one = SERVICES[part]
        body = connection.get(one.service, paths[part].format(project), "reading quotas")[one.key]
        return {option: body[key] for option, key in one.names.items() if key in body}
    return _known(each(paths, ask))


def _write(connection: Connection, project: str, changes: dict[str, dict | None]) -> None:
    """changes: {part: {the service's name: limit}, or None to forget all that was ever set}."""
    def tell(part: str) -> None:
        one, values = SERVICES[part], changes[part]
        path = one.path.format(project)
        if values is None:
            connection.delete(one.service, path, f"resetting {part} quotas")
        else:
            connection.put(one.service, path, {one.key: values}, f"setting {part} quotas")
    _known(each(changes, tell))


def _known(answers: Mapping[str, R | CloudError]) -> dict[str, R]:
    """Without the services that are not there.  Raises the first error of another kind."""
    for answer in answers.values():
        if isinstance(answer, CloudError) and answer.kind != "not_found":
            raise answer
    return {part: answer for part, answer in answers.items() if not isinstance(answer, CloudError)}


def _refuse(target: Target, options: set[str]) -> None:
    if options:
        raise CloudError("not_found", f"no service here has quotas for "
                         f"{', '.join(sorted(options))}: omit them", target)


def usage(task: Task, options: dict) -> dict:
    """{quotas: {part: {what: {limit, used}}}} of the project `name`, or of the login's own."""
    desired = options.get("name")
    project = task.resolve("project", desired) if desired else None
    found = _known(each(LIMITS, lambda part: LIMITS[part](task.connection, project)))
    return {"changed": False, "quotas": {part: found.get(part, {}) for part in LIMITS}}
