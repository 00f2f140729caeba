# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Definitions of fleets, as the module fleet reads them, for the targets that are watched."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from .._cloud.errors import CloudError
from .._cloud.given import given
from .._cloud.module import CLOUD_OPTIONS, places
from .._cloud.target import Target
from .._fleet.options import FLEET_OPTIONS
from .._fleet.spec.fleet import Fleet, of, readable

ARGUMENTS = {**CLOUD_OPTIONS, **FLEET_OPTIONS}


def definitions(entries: Iterable[Mapping[str, Any]], targets: Iterable[Target]
                ) -> dict[Target, list[Fleet]]:
    """The fleets that each target has a share of; each has this one target.

    Raises CloudError (invalid) where the module would refuse one, or would have another one, as
    Ansible fills in its templates.
    """
    options = [_options(entry) for entry in entries]
    return {target: [_fleet(one, target, place) for one in options
                     if (place := _place(one, target))] for target in targets}


def _options(entry: Mapping[str, Any]) -> dict[str, Any]:
    for name, value in entry.items():
        if name != "public_key" and ("{{" in str(value) or "{%" in str(value)):   # see drifted
            raise _refused(entry["name"], f"{name}: only Ansible fills in a template, which drift "
                                          "cannot be compared with: use a plain value")
    found = ArgumentSpecValidator(ARGUMENTS).validate(
        {**entry, "targets": places(entry.get("targets"))})
    options, wrong = readable(given(found.validated_parameters, ARGUMENTS))
    for sentence in [*found.error_messages, *wrong]:
        raise _refused(entry["name"], sentence)
    return {**options, "expires": None}     # each run renews it


def _place(options: Mapping[str, Any], target: Target) -> dict[str, Any] | None:
    """What it says of a target; None if it has no servers there."""
    own = {"cloud": options["cloud"] or target.cloud, "region_name": options["region_name"]}
    return next((place for place in options["targets"] or [own] if place["cloud"] == target.cloud
                 and place["region_name"] in (None, "", target.region)), None)


def _fleet(options: dict[str, Any], target: Target, place: dict[str, Any]) -> Fleet:
    fleet = of(options, [(target, place)], datetime.now(UTC))
    missing = (f"{name}: {target} has none: drift needs the whole definition"
               for spec in fleet.share(target).taken.values() for name in ("image", "flavor")
               if not getattr(spec, name))
    for sentence in [*fleet.wrong, *missing]:
        raise _refused(fleet.name, sentence)
    return fleet


def _refused(fleet: str, sentence: str) -> CloudError:
    return CloudError("invalid", f"fleets: {fleet}: {sentence}")
