# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What of a target proved not to be had though it seemed to be: availability zones, some of
several choices, and changes that it accepts and does not show.  Pure."""
from __future__ import annotations

from collections.abc import Collection
from typing import Any

from .._cloud.errors import CloudError
from .._cloud.target import Target
from .apply.journey import CHANGING, VOLUMES, WAIT, Journey, LegName
from .observe.choice import Choice
from .spec import alternatives
from .spec.fleet import Fleet

NO_ZONE = "requested availability zone is not available"
ANY = ("flavor", "image", "network")
REFUSED = ("quota", "no_host", "build_failed")      # a change, for want of room
# of which option another alternative may be to be had, the likeliest first
BLAMED = {"no_host": ("flavor", "image"), "quota": ("flavor",), "no_address": ("network",),
          "invalid": ANY, "not_found": ANY}
OF_VOLUMES = dict.fromkeys(("quota", "invalid", "not_found"),
                           ("volume_type", alternatives.DISKS))
OF_ADDRESSES = {"quota": ("network",), "no_address": ("network",)}


class Spent:
    """What a run has tried in vain.  zones: without a host, or not there at all."""

    def __init__(self, fleet: Fleet | None = None) -> None:
        self.fleet = fleet
        self.zones: set[tuple[Target, str]] = set()
        self._changed: set[tuple[str, tuple[str, ...]]] = set()     # by server id: which options
        # by target, group, option, and the alternative of it
        self._errors: dict[tuple[Target, str, str, Any], CloudError] = {}

    def note(self, journey: Journey, error: CloudError) -> bool:
        """A server that was to be made was not; whether its target may have another place."""
        step = journey.step
        if not step.zone or error.kind != "no_host" and NO_ZONE not in error.message:
            return self._spend(journey, error)
        self.zones.add((step.target, step.zone))
        zones = {(step.target, zone) for zone in step.spec.zones} if step.spec else set()
        if zones and zones <= self.zones and self._spend(journey, error):
            self.zones -= zones         # which the next choice may find room in
        return True

    def _spend(self, journey: Journey, error: CloudError) -> bool:
        """Whether that is about an option that has another alternative."""
        step, spec = journey.step, journey.step.spec
        if self.fleet is None or spec is None:
            return False
        several = alternatives.varying(self.fleet.share(step.target).choices(step.seat.group))
        for option in blamed(journey.leg, error):
            if option in several:
                key = step.target, step.seat.group, option, getattr(spec, option)
                self._errors[key] = error
                return True
        return False

    def learn(self, journeys: Collection[Journey]) -> None:
        """Servers that could not be changed to a choice that is preferred.  A change that was made
        before, and which no list has shown since, has failed."""
        for journey in journeys:
            if journey.done and journey.wrote and journey.step.action in CHANGING:
                self._note_change(journey)
        for step, error in ((one.step, one.failure) for one in journeys):
            if (step.preferred and step.action in ("resize", "rebuild")
                    and error and error.kind in REFUSED):
                for option in set(step.changes).intersection(alternatives.OPTIONS):
                    self._errors[step.target, step.seat.group, option,
                                 getattr(step.preferred, option)] = error

    def _note_change(self, journey: Journey) -> None:
        made = journey.old.id, journey.step.changes
        if made in self._changed:
            journey.fail(CloudError(
                "api", f"the cloud accepted the change of {', '.join(made[1])} again, and still "
                "does not show it: set it to a value that the cloud shows as it was set, or tell "
                "the provider"), journey.ended)
        self._changed.add(made)

    def left(self, target: Target, group: str, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """Those that may be to be had."""
        return tuple(one for one in choices if not self.on(target, group, one))

    def on(self, target: Target, group: str, one: Choice) -> CloudError | None:
        """Why a choice is not to be had, as far as that was tried."""
        if not self._errors:
            return None
        keys = ((target, group, option, getattr(one.spec, option))
                for option in alternatives.OPTIONS)
        return next((self._errors[key] for key in keys if key in self._errors), None)

    def forget(self, kinds: Collection[str]) -> None:
        """What was not to be had for these kinds of errors may be by now."""
        self.zones.clear()
        self._errors = {key: error for key, error in self._errors.items()
                        if error.kind not in kinds}

    def why(self, target: Target, group: str) -> str:
        """Why there are none left."""
        errors = [error for key, error in self._errors.items() if key[:2] == (target, group)]
        return f"has none of the choices: {errors[-1].message}"


def blamed(leg: LegName, error: CloudError) -> tuple[str, ...]:
    """The options that an error may be about, on a leg."""
    kinds = BLAMED if leg not in (VOLUMES, WAIT) else (
        OF_VOLUMES if leg == VOLUMES else {**BLAMED, **OF_ADDRESSES})
    return kinds.get(error.kind, ())
