# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which flavor a spec means: pure."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import parse as option
from .choose import Requirement, by_name, closest, has

SIZES = ("vcpus", "ram", "disk")


@dataclass(frozen=True, repr=False)
class FlavorRequirement(Requirement):
    """A flavor by what it must have: at least so many vcpus, ram (MiB) and disk (GiB), and these
    extra specs; name and exclude are shell patterns."""

    vcpus: int = 0
    ram: int = 0
    disk: int = 0
    extra_specs: tuple[tuple[str, str], ...] = ()
    name: str | None = None
    exclude: str | None = None


def parse(value: object) -> str | FlavorRequirement | None:
    """The option `flavor`.  Raises CloudError (invalid)."""
    return option.parse("flavor", value, FlavorRequirement)


def choose(flavors: list[dict[str, Any]], desired: str | FlavorRequirement,
           image: dict[str, Any]) -> dict[str, Any]:
    """The flavor (a row of Nova's detailed list) that a spec means; the smallest that fits.

    image: the row of the image that is to run on it; what it needs counts where the flavor is
    chosen by what it has.  Raises CloudError: not_found (with what comes closest), ambiguous.
    """
    if isinstance(desired, str):
        return by_name(flavors, desired, "flavor")
    for found in fitting(flavors, desired, image):
        return found
    raise closest(flavors, desired, "flavor", lambda row: _lacks(row, desired, image),
                  lambda row: _shortage(row, desired, image))


def fitting(flavors: list[dict[str, Any]], desired: FlavorRequirement,
            image: dict[str, Any]) -> list[dict[str, Any]]:
    """Those that fit, the smallest first."""
    return sorted((row for row in flavors if not _lacks(row, desired, image)),
                  key=lambda row: (row["ram"], row["vcpus"], row["disk"], row["name"]))


def _lacks(flavor: dict[str, Any], desired: FlavorRequirement, image: dict[str, Any]) -> list[str]:
    specs = flavor.get("extra_specs") or {}
    return (desired.misnamed(flavor)
            + [f"has {size} {flavor[size]}" + (f" but the image needs {least}" * by_image)
               for size, least, by_image in _too_small(flavor, desired, image)]
            + [has(key, specs.get(key)) for key, value in desired.extra_specs
               if str(specs.get(key)) != value])


def _shortage(flavor: dict[str, Any], desired: FlavorRequirement, image: dict[str, Any]) -> float:
    return sum((1 - flavor[size] / least
                for size, least, _by in _too_small(flavor, desired, image)), 0.0)


def _too_small(flavor: dict[str, Any], desired: FlavorRequirement,
               image: dict[str, Any]) -> Iterator[tuple[str, int, bool]]:
    """(size, how much it should be, whether the image wants it) where a flavor has less."""
    for size in SIZES:
        needed = image.get(f"min_{size}") or 0
        if size == "disk" and not flavor["disk"]:       # as large as the image
            needed = 0
        least = max(getattr(desired, size), needed)
        if flavor[size] < least:
            yield size, least, needed > getattr(desired, size)
