# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What can be refused of user data and its variables before a cloud is asked.  Pure."""
from __future__ import annotations

from collections.abc import Iterator

from ..._cloud.target import Target
from ..._portable.template import names
from ..._resource.server.body import packed
from ..._resource.server.model import LONGEST, ServerSpec
from ..._resource.server.user_data import parts
from .fleet import Fleet
from .groups import highest


def mistakes(fleet: Fleet) -> Iterator[str]:
    """A sentence for each."""
    used, given = set(), set()
    for share in fleet.shares:
        for group, spec in share.taken.items():
            used |= _used(spec)
            given |= {name for _number, own in spec.template_vars for name, _value in own}
            yield from _lacking(spec, share.target, group, highest(group, fleet, share))
            yield from _long(spec)
    for name in sorted(given - used):
        yield f"template_vars: no userdata has @{{{name}}}: remove {name}, or use it."


def _used(spec: ServerSpec) -> set[str]:
    return {name for text in parts(spec.userdata) for name in names(text)}


def _lacking(spec: ServerSpec, target: Target, group: str, count: int) -> Iterator[str]:
    """Placeholders that have a value on some servers only."""
    by_number = {number: dict(own) for number, own in spec.template_vars}
    of_all = by_number.pop(0, {})
    for name in sorted(_used(spec) & {name for own in by_number.values() for name in own}):
        without = next((number for number in range(1, count + 1)
                        if name not in {**of_all, **by_number.get(number, {})}), None)
        if without:
            yield (f"template_vars: {target}{f' in group {group}' if group else ''} has no {name} "
                   f"for server {without}: set one for all servers, or for each.")


def _long(spec: ServerSpec) -> Iterator[str]:
    for number in {0, *(number for number, _own in spec.template_vars)}:
        if len(packed(spec.userdata_of(number) or "")) > LONGEST:
            yield (f"userdata: even compressed, it has more than the {LONGEST} bytes that Nova "
                   "accepts: let the server download a part of it.")
