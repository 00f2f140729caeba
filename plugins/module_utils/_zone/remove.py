# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Removing a landing zone from one target: all that has its mark, and nothing else."""
from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

from .._cloud.errors import CloudError
from .._cloud.pool import Pool
from .._resource.engine import ensure
from . import carrier
from .document import HOLDERS, KINDS, Key
from .site import Site

if TYPE_CHECKING:
    from openstack.resource import Resource


class Removal(Site):
    """Nothing of the zone on a target."""

    def go(self) -> None:
        """What holds on to something goes first; the rest side by side."""
        found = self.ask(self._owned, reversed(KINDS))
        pool = Pool()
        futures: list[tuple[str, Resource, Future]] = []
        for noun, rows in found.items():
            holders = [future for other, _row, future in futures if other in HOLDERS.get(noun, ())]
            futures += [(noun, row, pool.submit(self._delete, noun, row, holders)) for row in rows]
        for noun, row, future in futures:
            self._note((noun, carrier.plain(noun, row.name, self.zone)), row, future)

    def _owned(self, noun: str) -> list[Resource]:
        api = self.run.shelf(self.run.specs[noun])
        try:
            rows = api.list(**carrier.query(noun, self.zone))
        except CloudError as error:
            if error.kind != "not_found":       # a cloud without routers, say
                raise
            rows = []
        # administrators see the zones of all projects
        api.held = [row for row in rows if carrier.carried(noun, row, self.zone)
                    and api.is_own(row)]
        return api.held

    def _delete(self, noun: str, row: Resource, holders: list[Future]) -> dict:
        for future in holders:
            future.exception()      # this is tried, whatever has become of them
        spec = self.run.specs[noun]
        return ensure(self.run, spec, {spec.key: row.id, "state": "absent"})

    def _note(self, key: Key, row: Resource, future: Future) -> None:
        error = future.exception()
        if isinstance(error, CloudError):
            self.failed(error, key)
            self.outcome.add(key, row.id, "failed")
        else:
            self.outcome.show(key, future.result()["diff"])
            self.outcome.add(key, row.id, "deleted")
