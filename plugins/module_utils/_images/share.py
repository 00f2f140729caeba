# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""With which projects a promoted version is shared; those whose logins are known accept that."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, partial

from .._cloud.connection import Connection, own_project
from .._cloud.errors import CloudError
from .._cloud.select import one
from .._cloud.target import Target
from .._portable.choose import ID
from .glance import Glance
from .version import Version


class Members:
    """given: names of clouds in clouds.yaml that log in to other projects of a target, or ids of
    projects, which accept by themselves.  options: how clouds are found."""

    def __init__(self, options: dict, given: Iterable[str], target: Target) -> None:
        self._options, self.given, self._target = options, list(given), target

    @cached_property
    def logins(self) -> dict[str, Connection]:
        """{id of a project: its login}; nobody logs in before this is needed."""
        found = {}
        for name in self.given:
            if not ID.fullmatch(name):
                connection = one({**self._options, "cloud": name,
                                  "region_name": self._target.region or None})
                found[own_project(connection)] = connection
        return found

    @property
    def projects(self) -> list[str]:
        """Their ids."""
        return [*self.logins, *(name for name in self.given if ID.fullmatch(name))]

    def share(self, glance: Glance, version: Version, check_mode: bool) -> list[str]:
        """What was done, or would be, in words."""
        if not self.given:
            return []
        calls = self._calls(glance, version)
        if not check_mode:
            for call in calls.values():
                call()
        return list(calls)

    def _calls(self, glance: Glance, version: Version) -> dict[str, Callable[[], object]]:
        """What is to be done, by what is said of it."""
        found: dict[str, Callable[[], object]] = {}
        there = glance.members(version)
        if version.row.get("visibility") == "private":
            found["visibility shared"] = partial(glance.change, version.id,
                                                 {"visibility": "shared"})
        for project in self.projects:
            if project not in there:
                found[f"with project {project}"] = partial(glance.share, version.id, project)
            login = self.logins.get(project)
            if login and there.get(project) != "accepted":
                found[f"accepted by project {project}"] = partial(self._accept, login, version,
                                                                  project)
        return found

    def _accept(self, login: Connection, version: Version, project: str) -> None:
        try:
            Glance(login, 0).accept(version.id, project)
        except CloudError as error:
            raise CloudError(error.kind, f"members: project {project} cannot accept image "
                             f"{version.id}: {error.message}", self._target) from None
