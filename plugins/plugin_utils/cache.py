# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was listed before, target by target, in the mapping that is Ansible's cache.

A hit needs neither a request nor openstacksdk: the targets are remembered as well, with the files
that clouds.yaml's reading depends on.  What another version has written, or what was asked for with
other options, from another folder or before one of the files changed, does not count.
"""
from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

from ansible.errors import AnsibleError

from ..module_utils._cloud.redact import SECRET
from ..module_utils._cloud.target import Target
from ..module_utils._cloud.version import APP_VERSION

# what says whose servers a login lists
OWNERS = frozenset({
    "project_id", "project_name", "tenant_id", "tenant_name", "trust_id", "username", "user_name",
    "user_id", "client_id", "application_credential_id", "application_credential_name"})


def is_nobodys(entry: Any) -> bool:
    """Whether a secret alone says whose servers a cloud's entry lists, as a token does: in a digest
    it is like any other."""
    if not isinstance(entry, Mapping):
        return False
    auth = entry.get("auth")
    told = {str(key).replace("-", "_") for one in (entry, auth if isinstance(auth, Mapping) else {})
            for key, value in one.items() if value}
    return not told & OWNERS and any(map(SECRET.search, told))


def digest(*told: object) -> str:
    """The same for the same plain data; who reads it can guess no secret by it."""
    text = json.dumps(_open(told), sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _open(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _open(item) for key, item in value.items() if not SECRET.search(str(key))}
    return [_open(item) for item in value] if isinstance(value, list | tuple) else value


def surroundings() -> dict:
    """What openstacksdk looks at beside its files."""
    variables = {name: value for name, value in os.environ.items() if name.startswith("OS_")}
    return {"folder": os.getcwd(), "home": os.path.expanduser("~"), **variables}


class Cache:
    """asked: a digest of all that decides what is listed.  lifetime: in seconds, 0 for ever.

    reads: whether what it has counts, but for what is wanted for lack of anything better.
    targets: those that there were when it was written.  whole: they are all that there are.
    """

    def __init__(self, store: MutableMapping, key: str, asked: str, lifetime: float,
                 reads: bool = True) -> None:
        self._store, self._key, self._lifetime, self._reads = store, key, lifetime, reads
        self._asked = digest(APP_VERSION, asked)
        self.targets, self.whole, self._state = self._read()

    def all(self) -> dict[Target, list[dict]]:
        """{target: its rows} of those whose lifetime has not ended."""
        found = {target: self.rows(target) for target in self.targets} if self._reads else {}
        return {target: kept[0] for target, kept in found.items() if kept}

    def rows(self, target: Target, within: float | None = None) -> tuple[list[dict], float] | None:
        """What was listed, and when (time.time()), if that is no longer ago than its lifetime, or
        than `within` seconds beyond it."""
        entry = self._entry(self._place(target), state=self._state)
        if entry is None:
            return None
        age = time.time() - entry["time"]
        if self._lifetime and age > self._lifetime + (within or 0):
            return None
        return json.loads(entry["rows"]), entry["time"]

    def renew(self, files: Iterable[str], targets: list[Target], whole: bool) -> None:
        """The targets were found by reading these files, some of which may not be there."""
        stamps = {path: _stamp(path) for path in files}
        self.targets, self.whole = targets, whole
        self._state = self._state_of(stamps)
        self._store[self._key] = {
            "state": self._asked, "files": stamps, "whole": whole,
            "targets": [[target.cloud, target.region] for target in targets]}

    def keep(self, target: Target, rows: list[dict]) -> None:
        """All that it has."""
        # one text: caches write and read thousands of rows many times slower
        self._store[self._place(target)] = {"state": self._state, "time": time.time(),
                                            "rows": json.dumps(rows)}

    def _read(self) -> tuple[list[Target], bool, str]:
        entry = self._entry(self._key, state=self._asked)
        if entry is None or any(_stamp(path) != stamp for path, stamp in entry["files"].items()):
            return [], False, ""
        return ([Target(*pair) for pair in entry["targets"]], entry["whole"],
                self._state_of(entry["files"]))

    def _state_of(self, stamps: dict[str, str | None]) -> str:
        # a list: keys that look like secrets' are no part of a digest, and these are paths
        return digest(self._asked, sorted(stamps.items()))

    def _entry(self, key: str, state: str) -> dict | None:
        """What is there, if it was written for this."""
        try:
            entry = self._store[key]
        except (KeyError, TypeError, ValueError, AnsibleError):    # none, or a damaged one
            return None
        return entry if isinstance(entry, dict) and entry.get("state") == state else None

    def _place(self, target: Target) -> str:
        return f"{self._key}_{digest(str(target))[:12]}"


def _stamp(path: str) -> str | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return f"{found.st_mtime_ns} {found.st_size}"
