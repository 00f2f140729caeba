# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Deleting what is left behind, in an order in which it lets go, until no list shows it."""
from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from functools import partial

from .._cloud import sentences
from .._cloud.connection import Connection
from .._cloud.errors import CloudError
from .._cloud.pool import each
from .._cloud.target import Target
from .._fleet.kinds.kind import Kind, Stage
from .._fleet.kinds.owned import Key
from .._fleet.kinds.registry import BY_NAME
from .search import Search, stays
from .verdict import Leak

AGAIN = 1.0         # seconds between two lists of what is being deleted
TRIES = 5           # of one that is refused: a volume is not free as soon as its server is gone


def reap(options: dict, check_mode: bool) -> dict:
    """Deletes the leaks; the module's result."""
    search = Search(options)
    leaks = search.verdict.leaks
    failed = {} if check_mode else Reaper(search, options["timeout"]).go()
    failures = [*search.unseen.values(), *failed.values()]
    return {
        "changed": len(leaks) > len(failed), "failed": bool(failures),
        "msg": sentences.told(
            f"{'Would delete' if check_mode else 'Deleted'}: {_done(leaks, failed)}"
            f"{_younger(search.verdict.younger, options['older_than'])}",
            sentences.sentences(failures)),
        "leaks": [{**leak.report(), "deleted": leak.key not in failed} for leak in leaks],
        "held": [leak.report() for leak in search.verdict.held], **stays(search.verdict),
        "targets": _targets(search, failed),
        "failures": [error.report() for error in failures],
        "diff": {"before": _lines(leaks),
                 "after": _lines(leak for leak in leaks if leak.key in failed)},
    }


def _done(leaks: list[Leak], failed: Collection[Key]) -> str:
    counts = Counter(leak.owned.what for leak in leaks if leak.key not in failed)
    return ", ".join(f"{number} {what}{'s'[:number > 1]}"
                     for what, number in counts.items()) or "nothing"


def _younger(number: int, age: str) -> str:
    are = "is" if number == 1 else "are"
    return f". {number} more {are} younger than {age} (older_than)" if number else ""


def _targets(search: Search, failed: Collection[Key]) -> list[dict]:
    found = Counter(leak.key.target for leak in search.verdict.leaks)
    left = Counter(key.target for key in failed)
    targets = sorted({*search.selection.targets, *search.unseen})
    return [{**target.report(), "found": found[target], "deleted": found[target] - left[target],
             "failed": left[target],
             "error": str(search.unseen[target]) if target in search.unseen else None}
            for target in targets]


def _lines(leaks: Iterable[Leak]) -> str:
    return "".join(f"{leak.line()}\n" for leak in leaks)


class Reaper:
    """failed: {Key: CloudError} of what is still there."""

    def __init__(self, search: Search, timeout: float) -> None:
        self.leaks, self.selection = search.verdict.leaks, search.selection
        self.deadline = time.monotonic() + timeout
        self.failed: dict[Key, CloudError] = {}

    def go(self) -> dict[Key, CloudError]:
        """All stages, each on all targets side by side."""
        for stage in Stage:
            stuck = [leak for leak in self.leaks if leak.key in self.failed
                     and leak.owned.is_server]
            todo: dict[Target, list[Leak]] = defaultdict(list)
            for leak in (leak for leak in self.leaks if BY_NAME[leak.key.kind].stage == stage):
                if in_use := _in_use(leak, stuck):
                    self.failed[leak.key] = in_use
                else:
                    todo[leak.key.target].append(leak)
            found = self.selection.ask(partial(self._clear, todo), list(todo))
            for target, errors in found.items():
                self.failed.update(dict.fromkeys((leak.key for leak in todo[target]), errors)
                                   if isinstance(errors, CloudError) else errors)
        return self.failed

    def _clear(self, todo: dict[Target, list[Leak]],
               connection: Connection) -> dict[Key, CloudError]:
        errors, leaks = {}, todo[connection.target]
        for name in dict.fromkeys(leak.key.kind for leak in leaks):
            errors.update(self._until_gone(connection, BY_NAME[name], [
                leak for leak in leaks if leak.key.kind == name]))
        return errors

    def _until_gone(self, connection: Connection, kind: Kind,
                    leaks: list[Leak]) -> dict[Key, CloudError]:
        """Asks for their deletion, and lists them until they are gone; {Key: CloudError} of those
        that are not."""
        accepted: set[Leak] = set()
        refused: dict[Leak, CloudError] = {}
        tries: Counter[Leak] = Counter()
        while True:
            there = {kind.id_of(row) for row in kind.rows(connection)}
            left = [leak for leak in leaks if leak.key.id in there]
            todo = [leak for leak in left if leak not in accepted and tries[leak] < TRIES]
            if not todo and accepted.isdisjoint(left) or time.monotonic() > self.deadline:
                return {leak.key: refused.get(leak) or _left(leak, "timeout", "it still exists")
                        for leak in left}
            tries.update(todo)
            for leak, error in each(todo, lambda leak: kind.delete(connection, leak.owned)).items():
                if isinstance(error, CloudError):
                    refused[leak] = error
                else:
                    accepted.add(leak)
            time.sleep(AGAIN)


def _in_use(leak: Leak, stuck: list[Leak]) -> CloudError | None:
    """By a server that should have gone."""
    one = leak.owned
    for server in stuck:
        if (server.key.id in one.servers
                or one.shared and server.owned.fleet == one.fleet):
            return _left(leak, "conflict", f"not deleted, as the {server.owned.words} still exists")
    return None


def _left(leak: Leak, kind: str, reason: str) -> CloudError:
    return CloudError(kind, reason, leak.key.target, f"deleting the {leak.owned.words}")
