# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What stays of a landing zone that is removed.  It asks nobody."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._resource.compare import named
from .._resource.foreseen import texts
from .._resource.spec import Spec
from .carrier import carrier
from .document import Declared, Document, Key, name_of, narrowing, said
from .sections import section


def staying(document: Document, declared: Mapping[str, Declared]) -> str:
    """A sentence about what no removal finds, as it cannot carry a mark; empty if that is nothing.

    Without what is part of something that goes, or between such things.
    """
    marked = {noun for noun in document if carrier(declared[noun])}
    gone = {(noun, name_of(declared[noun], one)) for noun in marked for one in document[noun]}
    found: list[str] = []
    for noun in document.keys() - marked:
        found += [said(noun, name_of(declared[noun], one)) for one in document[noun]
                  if not _is_in(declared, declared[noun], one, gone)] or (
            [] if document[noun] else [section(noun)])
    if not found:
        return ""
    return ("the zone deletes nothing that cannot carry its ownership tag: use the modules for "
            f"{', '.join(sorted(found))}")


def _is_in(declared: Mapping[str, Declared], kind: Declared, options: Mapping[str, Any],
           gone: set[Key]) -> bool:
    fields = kind.all_fields
    for name, value in narrowing(kind, options).items():
        for noun in named([fields[name]]) if name in fields else ():
            own = declared[noun]
            if any((noun, own.spelled(text) if isinstance(own, Spec) else text) in gone
                   for text in texts(value) if isinstance(text, str)):
                return True
    return False
