# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Removing a landing zone from one target: all that has its mark, and nothing else."""
from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .._cloud.errors import CloudError
from .._cloud.pool import Pool
from .._resource.engine import ensure
from .._resource.spec import Spec
from . import carrier
from .document import Document, Key, name_of
from .removal import Found, removal
from .site import Site, ZoneRun, place_of

if TYPE_CHECKING:
    from openstack.resource import Resource

# what is looked for in any case
BASE = ("keypair", "image", "network", "subnet", "router", "security_group", "volume",
        "server_group")


class Removal(Site):
    """Nothing of the zone on a target.

    document: what the entries say, however little: what else to look for, where, and how it ends.
    """

    def __init__(self, run: ZoneRun, zone: str, document: Document) -> None:
        super().__init__(run, zone)
        nouns = [noun for noun in {**dict.fromkeys(BASE), **document} if noun in run.specs]
        self._nouns = [noun for noun in nouns if carrier.carrier(run.specs[noun])]
        self._document = document

    def go(self) -> None:
        """What holds on to something goes first; the rest side by side."""
        apis = {noun: self.run.shelf(self.run.specs[noun]) for noun in self._nouns}
        whole = [noun for noun, api in apis.items() if not api.places]
        found = [(noun, row) for noun, rows in self.ask(self._owned, whole).items() for row in rows]
        gone = {(noun, key) for noun, row in found for key in (row.id, row.name)}
        parts = self.ask(lambda noun: list(self._parts(noun, gone)), set(apis) - set(whole))
        found += [(noun, row) for noun, rows in parts.items() for row in rows]
        self._delete_all(found)

    def _delete_all(self, found: list[Found]) -> None:
        pool, futures = Pool(), dict[int, Future]()
        for place, holders in removal(found, self.run.specs).items():
            futures[place] = pool.submit(self._delete, *found[place],
                                         [futures[other] for other in holders])
        for place, future in futures.items():
            noun, row = found[place]
            spec = self.run.specs[noun]
            name = carrier.plain(spec, getattr(row, "name", None) or row.id, self.mark(spec))
            self._note((noun, name), row, future)

    def _owned(self, noun: str, **query: Any) -> list[Resource]:
        spec = self.run.specs[noun]
        api, mark = self.run.api(spec), self.mark(spec)
        try:
            rows = api.list(**query, **carrier.query(spec, mark))
        except CloudError as error:
            if error.kind != "not_found":       # a cloud without routers, say
                raise
            rows = []
        if spec.service == "object-store":      # whose lists have names alone
            whole = self.ask(api.fetch, [row.id for row in rows]).values()
            rows = [row for row in whole if row is not None]
        # administrators see the zones of all projects
        return [row for row in rows if carrier.carried(spec, row, mark) and api.is_own(row)]

    def _parts(self, noun: str, gone: set[Key]) -> Iterator[Resource]:
        """Of what is not the zone's; what is in the zone's own goes with it."""
        spec = self.run.specs[noun]
        option, place = place_of(self.run.shelf(spec)) or ("", "")
        owner = self.run.specs[spec.fields[option].ref]
        for name in dict.fromkeys(str(one.get(option)) for one in self._document[noun]):
            if (owner.noun, owner.spelled(name)) not in gone:
                whole = self.run.api(owner).find(name)
                yield from self._owned(noun, **{place: whole.id}) if whole is not None else ()

    def _delete(self, noun: str, row: Resource, holders: list[Future]) -> dict:
        for future in holders:
            future.exception()      # this is tried, whatever has become of them
        spec = self.run.specs[noun]
        return ensure(self.run.patient(spec), replace(spec, lookup=lambda *_options: row), {
            **self._how(spec, row), spec.key: row.id, "state": "absent"})

    def _how(self, spec: Spec, row: Resource) -> dict[str, Any]:
        """What its entry says of its end."""
        return {name: value for one in self._document.get(spec.noun, ())
                if name_of(spec, one) == row.name
                for name, value in one.items() if name.startswith("delete_")}

    def _note(self, key: Key, row: Resource, future: Future) -> None:
        error = future.exception()
        if isinstance(error, CloudError):
            self.failed(error, key)
            self.outcome.add(key, row.id, "failed")
        else:
            self.outcome.show(key, future.result()["diff"])
            self.outcome.add(key, row.id, "deleted")
