# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which conditions began or ended from one look to the next, as events.  Pure."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from .._cloud.errors import CloudError
from .._cloud.target import Target
from .conditions import Condition, Look, conditions
from .settings import Settings


class Watch:
    """What is known of the targets, and what was told of it."""

    def __init__(self, targets: Iterable[Target], settings: Settings) -> None:
        self._settings = settings
        self._looks: dict[Target, Look | None] = dict.fromkeys(targets)
        self._away: dict[Target, CloudError] = {}
        self._since: dict[Condition, datetime] = {}
        self._told: dict[Condition, dict[str, Any]] = {}
        self._at: dict[Condition, datetime] = {}        # when it was told

    def see(self, target: Target, look: Look | CloudError, now: datetime) -> list[dict[str, Any]]:
        """The events of another look at a target, those of what ended first."""
        if isinstance(look, CloudError):
            self._away[target] = look
        else:
            self._away.pop(target, None)
            self._looks[target] = look
        there = conditions(self._looks, self._away, self._settings, now)
        self._since = {one: self._since.get(one, now) for one in there}
        ended = [one for one in self._told if one not in there]
        events = [self._event("ended", self._told.pop(one), now) for one in ended]
        for one, about in there.items():
            if state := self._state(one, now):
                self._told[one] = {"type": one.type, **about, "since": _text(self._since[one])}
                self._at[one] = now
                events.append(self._event(state, self._told[one], now))
        return events

    def _state(self, one: Condition, now: datetime) -> str | None:
        """What is to be told of a condition, if anything is."""
        settings = self._settings
        if one not in self._told:
            return "began" if now - self._since[one] >= settings.settle else None
        return "lasts" if settings.remind and now - self._at[one] >= settings.remind else None

    def _event(self, state: str, about: dict[str, Any], now: datetime) -> dict[str, Any]:
        """all_up: whether all targets answer; whoever heals may rather wait for them."""
        return {**about, "state": state, "at": _text(now), "away": sorted(map(str, self._away)),
                "all_up": not self._away}


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
