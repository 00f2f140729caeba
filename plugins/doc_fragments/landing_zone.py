# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The sections of a landing zone, which have the options of the modules for their entries."""
from __future__ import annotations

from ..module_utils._resource.specs import module_of
from ..module_utils._zone.carrier import carrier
from ..module_utils._zone.sections import DECLARED, LISTS


def _mark(noun: str) -> str:
    found = carrier(DECLARED[noun])
    if found is None:
        return "They cannot carry the ownership tag."
    return f"The ownership tag is in C({found.option})."


def _section(name: str, noun: str) -> str:
    module = f"M(multicloud.openstack.{module_of(noun)})"
    return f"""
  {name}:
    description:
      - Each with the options of {module} except C(state).
      - {_mark(noun)}
    type: list
    elements: dict
"""


class ModuleDocFragment:
    """All of them."""

    DOCUMENTATION: str = "options:" + "".join(_section(*one) for one in sorted(LISTS.items()))
