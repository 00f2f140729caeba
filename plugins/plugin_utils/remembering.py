# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An inventory plugin that remembers what targets have answered, in Ansible's cache."""
from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from ansible.plugins.inventory import Cacheable

from ..module_utils._cloud.target import Target
from .asked import Asked, Listed
from .cache import Cache, digest, is_nobodys, surroundings
from .inventory import TEMPLATES, CloudInventory
from .untrusted import plain

if TYPE_CHECKING:
    from ..module_utils._cloud.connection import Connection
    from ..module_utils._cloud.errors import CloudError


class RememberingInventory(CloudInventory, Cacheable):
    """It has the options of Ansible's fragment inventory_cache, timeout and stale_if_error."""

    def remembered(self, asked: Asked, function: Callable[[Connection], Listed]
                   ) -> tuple[list[Target], list[dict]]:
        """(all targets, all their rows), as they answer, or have answered not long ago.

        asked: what decides what function(connection) gives.
        """
        cache = self._cache_of(asked)
        found = cache.all()
        if not (self.reads_cache and cache.whole and found.keys() == set(cache.targets)):
            found = self._completed(cache, function)
        return cache.targets, [row for rows in found.values() for row in rows]

    def _cache_of(self, asked: Asked) -> Cache:
        """Of earlier runs; an empty one if they are not to be remembered, or might be another's."""
        if not self.get_option("cache") or self._is_nobodys():
            return Cache({}, "", "", 0)
        lifetime = self.get_option("cache_timeout") or 0
        # Ansible's cache is to keep what may be wanted yet when it is stale
        self.set_option("cache_timeout", lifetime and lifetime + self.get_option("stale_if_error"))
        self.load_cache_plugin()
        told = [self.option(name) for name in TEMPLATES]
        return Cache(self._cache, self.get_cache_key(self.path),
                     digest(asked, plain(told), surroundings()), lifetime, self.reads_cache)

    def _is_nobodys(self) -> bool:
        variables = {name.removeprefix("OS_").lower(): value
                     for name, value in surroundings().items()}
        return any(map(is_nobodys, [variables, *(self.option("clouds") or ())]))

    def _completed(self, cache: Cache, function: Callable[[Connection], Listed]
                   ) -> dict[Target, list[dict]]:
        from ..module_utils._cloud.config import Settings
        selection = self.select()
        broken = {error.target.cloud for error in selection.failures if error.target}
        lost = [target for target in cache.targets if target.cloud in broken]
        # by their own paths: those that are vaulted were read from elsewhere
        cache.renew(Settings.of(self.files()).sources(), [*selection.targets, *lost],
                    not selection.failures)
        found = cache.all()
        answers = selection.ask(function, [t for t in selection.targets if t not in found],
                                self.get_option("timeout"))
        for target, answer in {**answers, **dict.fromkeys(lost)}.items():
            found[target] = (self._kept(cache, target, answer) if isinstance(answer, Listed)
                             else self._stale(cache, target, answer))
        return found

    def _kept(self, cache: Cache, target: Target, answer: Listed) -> list[dict]:
        for failure in answer.failures:
            self.warn(failure)
        if not answer.failures and self.get_option("cache"):
            cache.keep(target, answer.rows)
        return answer.rows

    def _stale(self, cache: Cache, target: Target, error: CloudError | None) -> list[dict]:
        if error:
            self.warn(error)
        rows, when = cache.rows(target, self.get_option("stale_if_error")) or ([], 0)
        if rows:
            at = time.strftime("%Y-%m-%d %H:%M", time.localtime(when))
            self.display.warning(f"{target}: {len(rows)} servers as they were at {at}")
        for row in rows:
            row["variables"]["server"]["stale"] = True
        return rows
