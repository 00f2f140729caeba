# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which conditions began or ended from one look to the next, as events.  Pure."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from .._cloud.errors import CloudError
from .._cloud.escape import one_line
from .._cloud.target import Target
from .._portable.expiry import stamp
from .conditions import DOWN, Condition, Look, conditions
from .settings import Settings

GOOD = {"image_promoted"}       # of which nobody needs to be reminded


class Watch:
    """What is known of the targets, and what was told of it."""

    def __init__(self, targets: Iterable[Target], settings: Settings) -> None:
        self._settings = settings
        self._looks: dict[Target, Look | None] = dict.fromkeys(targets)
        self._away: dict[Target, CloudError] = {}
        self._since: dict[Condition, datetime] = {}
        # what was told of it, and when
        self._told: dict[Condition, tuple[dict[str, Any], datetime]] = {}

    def see(self, target: Target, look: Look | CloudError, now: datetime) -> list[dict[str, Any]]:
        """The events of another look at a target, those of what ended first.

        While a target is away and that was not told yet, nothing else is told: whoever heals leaves
        alone what he is told meanwhile, and would not be told that the target has come back.
        """
        if isinstance(look, CloudError):
            self._away[target] = look
        else:
            self._away.pop(target, None)
            self._looks[target] = look
        there = conditions(self._looks, self._away, self._settings, now)
        self._since = {one: self._since.get(one, now) for one in there}
        away = {one: about for one, about in there.items() if one.type == DOWN}
        down = self._tell(away, now)
        if not away.keys() <= self._told.keys():
            return down
        ended = [one for one in self._told if one not in there]
        return [*(self._event("ended", self._told.pop(one)[0], now) for one in ended), *down,
                *self._tell({one: there[one] for one in there if one not in away}, now)]

    def _tell(self, there: Mapping[Condition, Mapping[str, Any]], now: datetime
              ) -> list[dict[str, Any]]:
        """The events of those of these that are to be told now."""
        events = []
        for one, about in there.items():
            if state := self._state(one, now):
                told = {"type": one.type, **_safe(about), "since": stamp(self._since[one])}
                self._told[one] = told, now
                events.append(self._event(state, told, now))
        return events

    def _state(self, one: Condition, now: datetime) -> str | None:
        """What is to be told of a condition, if anything is."""
        settings = self._settings
        if one not in self._told:
            return "began" if now - self._since[one] >= settings.settle else None
        if not settings.remind or one.type in GOOD:
            return None
        return "lasts" if now - self._told[one][1] >= settings.remind else None

    def _event(self, state: str, about: dict[str, Any], now: datetime) -> dict[str, Any]:
        """all_up: whether all targets answer; whoever heals may rather wait for them."""
        return {**about, "state": state, "at": stamp(now), "away": sorted(map(str, self._away)),
                "all_up": not self._away}


def _safe(about: Mapping[str, Any]) -> dict[str, Any]:
    """Names and messages are text of clouds.  ansible-rulebook prints events, and hands them to
    plays as extra variables, in which Ansible takes two braces for a template."""
    return {key: one_line(value).replace("{", "\\x7b") if isinstance(value, str) else value
            for key, value in about.items()}
