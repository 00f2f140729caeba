# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a target can do: by clouds.yaml and its vendor's profile, and by its own catalog.  Pure."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..module_utils._cloud.errors import CloudError
from ..module_utils._cloud.target import Target
from .hosts import TARGETS

FLOATING, NO_FLOATING = "floating_ips", "no_floating_ips"
UNREACHABLE = "unreachable_targets"

URL = re.compile(r"\w+://(?:[^/@]*@)?([^/:]+).*")


def known(target: Target, config: Mapping[str, Any], floating: bool,
          answer: list[str] | CloudError | None = None) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Variables and groups of the target's host.

    config: of its CloudRegion.  floating: whether clouds.yaml leaves room for floating IPs.
    answer: the types of its services, or why they are not known; None where it was not asked.
    """
    profile, missing = _profile(config), official(_denied(config))
    services, network = [], "network" not in missing
    if isinstance(answer, list):
        services = [kind for kind in answer if kind not in missing]
        network = "network" in services
    where = {"cloud": target.cloud, "region": target.region, "profile": profile}
    groups = [*(f"{TARGETS}_{kind}_{name}" for kind, name in where.items() if name),
              FLOATING if floating and network else NO_FLOATING,
              *(f"no_service_{kind}" for kind in missing),
              *(f"service_{kind}" for kind in services),
              *([UNREACHABLE] if isinstance(answer, CloudError) else [])]
    told = {} if answer is None else {"services": services}
    return {"profile": profile, **told}, tuple(groups)


def official(types: Iterable[str]) -> list[str]:
    """Each service by the one name that all clouds may have for it, as in block-storage for
    volumev3; unknown ones as they are."""
    from os_service_types import ServiceTypes
    name = ServiceTypes().get_service_type
    return sorted({name(kind) or kind for kind in types})


def _profile(config: Mapping[str, Any]) -> str:
    """'' if there is none.  Of an URL the host: its owner says the rest, and may say it anew."""
    return URL.sub(r"\1", str(config.get("profile") or ""))


def _denied(config: Mapping[str, Any]) -> list[str]:
    """The has_TYPE of clouds.yaml and of profiles."""
    return [key.removeprefix("has_") for key, value in config.items()
            if key.startswith("has_") and value is False]
