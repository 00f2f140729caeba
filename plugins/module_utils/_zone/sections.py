# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The sections of a landing zone: one for each kind that has a module, and for each relation."""
from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping

from .._resource.specs import RELATIONS, SPECS, module_of
from .document import Declared

DECLARED: Mapping[str, Declared] = ChainMap(SPECS, RELATIONS)     # type: ignore[arg-type]


def section(noun: str) -> str:
    """Its name, that of the module in the plural."""
    word = module_of(noun)
    if word.endswith("y"):
        return f"{word[:-1]}ies"
    return f"{word}{'es' if word.endswith('s') else 's'}"


LISTS = {section(noun): noun for noun in DECLARED if module_of(noun)}
