# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is there or not between resources, as data: a user in a group, say.  Pure."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .spec import Field

if TYPE_CHECKING:
    from .._cloud.connection import Connection

Ends = Mapping[str, Any]        # {option: value}, references as ids


@dataclass(frozen=True)
class Relation:
    """One kind of relation.

    noun: as in messages.  fields: its options, which name what it is between.
    exists: (connection, ends) -> whether it is there; not_found where an end is not.
    change: (connection, ends, desired), which makes it so.
    prepare, constraints, role: as of Spec.
    """

    noun: str
    fields: Mapping[str, Field]
    exists: Callable[[Connection, Ends], bool]
    change: Callable[[Connection, Ends, bool], object]
    prepare: Callable[[dict[str, Any]], dict[str, Any]] = dict
    constraints: Mapping[str, Any] = field(default_factory=dict)
    role: str = "admin"

    @property
    def all_fields(self) -> Mapping[str, Field]:
        """As of Spec."""
        return self.fields

    def arguments(self) -> dict[str, Any]:
        """The argument spec of its own options."""
        return {name: one.argument() for name, one in self.fields.items()}
