# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Nova's resources but servers."""
from __future__ import annotations

import operator
import os
import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..._portable.keypair import material
from ..api import Api
from ..engine import ensure
from ..info import listing
from ..spec import FORBID, Aspect, Field, Info, Spec
from ..task import Task

if TYPE_CHECKING:
    from openstack.resource import Resource


def _public(text: str, _resolve: object) -> str:
    if "PRIVATE KEY" in text:
        raise CloudError("invalid", "this is a private key; give the public one, which may be "
                         "known", action="public_key")
    return text.strip()


def _public_of(path: str, resolve: Callable[..., str]) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return _public(file.read(), resolve)
    except OSError as error:
        raise CloudError("invalid", f"cannot read {os.path.abspath(path)}: {error.strerror}",
                         action="public_key_file") from None


def _keys(update: str) -> dict[str, Field]:
    """Of a keypair; the comment of a key is nobody's concern."""
    one: dict[str, Any] = {
        "attr": "public_key", "update": update,
        "compare": lambda before, after: material(before or "") == material(after)}
    return {"public_key": Field(send=_public, **one),
            "public_key_file": Field("path", send=_public_of, **one)}


KEYPAIR = Spec(
    noun="keypair", service="compute", sdk="compute.v2.keypair.Keypair", find="id",
    fields=_keys("forbid"),
    only_prepare={"state": {"choices": ["present", "absent", "replace"], "default": "present"}},
    constraints={"mutually_exclusive": [("public_key", "public_key_file")]},
)


def keypair(task: Task, options: dict) -> dict:
    """What the module does."""
    spec = replace(KEYPAIR, fields=_keys("recreate")) if options["state"] == "replace" else KEYPAIR
    return ensure(task, spec, options)


KEYPAIRS = Info(
    KEYPAIR, "keypairs",
    filters={"user_id": Field(), "limit": Field("int", "max_items"), "marker": Field()},
)


class Policy(Aspect):
    """What a server group is for; Nova before 18.0 (Rocky) has a list of one, and no rules."""

    at_creation = True
    fields = {
        "policy": Field(option={"choices": ["anti-affinity", "affinity", "soft-anti-affinity",
                                            "soft-affinity"]}, **FORBID),
        "rules": Field("dict", option={"options": {"max_server_per_host": {"type": "int"}}},
                       send=lambda rules, _resolve: {
                           name: value for name, value in rules.items() if value is not None},
                       **FORBID),
    }

    def read(self, api: Api, resource: Resource) -> dict:
        """Either way."""
        shown = _group(resource.to_dict(computed=False))
        return {"policy": shown["policy"], "rules": shown["rules"] or {}}


def _group(shown: dict, _target: object = None) -> dict:
    return {**shown, "policy": shown["policy"] or next(iter(shown["policies"] or ()), None)}


SERVER_GROUP = Spec(
    noun="server_group", service="compute", sdk="compute.v2.server_group.ServerGroup",
    microversion="2.64", find="list", fields={}, aspects=(Policy(),), show=_group,
    constraints={"required_if": [("state", "present", ("policy",))]},
)

SERVER_GROUPS = Info(SERVER_GROUP, "server_groups")


def _with_extra_specs(api: Api, flavor: Resource, _changed: bool = False) -> None:
    """Nova shows them with the flavor since 18.0 (Rocky)."""
    if not flavor.extra_specs and api.adapter.default_microversion is None:     # it knows no 2.61
        api.call("reading extra specs of", flavor.fetch_extra_specs)


class FlavorSpecs(Aspect):
    """Of a flavor, as a whole; all values are text."""

    fields = {"extra_specs": Field("dict", send=lambda specs, _resolve: {
        name: str(value) for name, value in specs.items()})}

    def read(self, api: Api, resource: Resource) -> dict:
        """All of them."""
        _with_extra_specs(api, resource)
        return {"extra_specs": resource.extra_specs or {}}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """A request for all that are set, and one for each that is taken away."""
        before, after = changes["extra_specs"]
        for name in sorted((before or {}).keys() - after.keys()):
            api.call("changing", resource.delete_extra_specs_property, name)
        if after:
            api.call("changing", resource.create_extra_specs, after)


def _flavor(_run: object, api: Api, options: dict) -> Resource | None:
    """By its id in one request; by name in a list, as Nova has no filter for it."""
    if "id" not in options:
        return api.find(options["name"])
    there = api.fetch(options["id"])
    if there is not None and there.name != options["name"]:
        raise CloudError("conflict", f"the flavor with the id {options['id']} is called "
                         f"{there.name}, and not {options['name']}: Nova cannot rename flavors",
                         api.connection.target, "id")
    return there


FLAVOR = Spec(
    noun="compute_flavor", service="compute", sdk="compute.v2.flavor.Flavor", role="admin",
    microversion="2.61", find="list", lookup=_flavor, returns=("flavor",),
    settle=_with_extra_specs,
    prepare=lambda options: {name: value for name, value in options.items()
                             if (name, value) != ("id", "auto")},
    fields={
        "description": Field(),
        "disk": Field("int", **FORBID),
        "ephemeral": Field("int", **FORBID),
        "id": Field(option={"aliases": ["flavorid"]}, **FORBID),
        "is_public": Field("bool", **FORBID),
        "ram": Field("int", **FORBID),
        "rxtx_factor": Field("float", **FORBID),
        "swap": Field("int", compare=lambda before, after: (before or 0) == after, **FORBID),
        "vcpus": Field("int", **FORBID),
    },
    aspects=(FlavorSpecs(),),
    constraints={"required_if": [("state", "present", ("ram", "vcpus", "disk"))]},
)

# what compute_flavor_info narrows its list by
SIZES = ("ephemeral", "ram", "vcpus")
FLAVORS = {"name": {}, "limit": {"type": "int"}, **{size: {} for size in SIZES}}
COMPARISONS = {"": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt,
               ">=": operator.ge}
EXTREMES = {"MIN": min, "MAX": max}


def flavors(task: Task, options: dict) -> dict:
    """What compute_flavor_info does."""
    rows = listing(task, Info(FLAVOR, "flavors"), {"name": options["name"]})["flavors"]
    given = [size for size in SIZES if options[size] is not None]
    for size in sorted(given, key=lambda size: options[size] in EXTREMES):
        rows = _in_range(rows, size, options[size])
    return {"changed": False, "flavors": rows[:options["limit"]]}


def _in_range(rows: list[dict], size: str, desired: str) -> list[dict]:
    if desired in EXTREMES:
        desired = str(EXTREMES[desired]((row[size] for row in rows), default=0))
    found = re.fullmatch(r"([<>]=?|)\s*(\d+)", desired)
    if not found:
        raise CloudError("invalid", f"{desired!r} is neither MIN nor MAX nor a number, before "
                         "which there may be <, <=, > or >=", action=size)
    return [row for row in rows if COMPARISONS[found[1]](row[size], int(found[2]))]


SPECS = (KEYPAIR, SERVER_GROUP, FLAVOR)
