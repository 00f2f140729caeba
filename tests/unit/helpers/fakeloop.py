# SPDX-License-Identifier: GPL-3.0-or-later
"""What legs see of the loop: jobs run at once, and what they ask for is noted."""

from __future__ import annotations

import time

from builders import A, fleet, ways

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.pool import Pool
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.translate import (
    from_exception,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.context import (
    RunContext,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe.offer import Offer


def context(*clouds, desired=None, **more):
    """The context of a run that has a minute, on clouds in memory."""
    return RunContext(**{
        "fleet": desired or fleet(9, [cloud.target for cloud in clouds] or [A]), "run": "run-1",
        "connections": {cloud.target: cloud for cloud in clouds},
        "deadline": time.monotonic() + 60, "timeout": 60, "limits": {}, "gone": lambda: False,
        **more})


class FakeLoop:
    """noted: in turn, what the legs have asked for of the loop and of the watch.

    due: whether lists of ports may be asked for.
    """

    def __init__(self, *clouds, floating_ips=None, **more):
        self.context = context(*clouds, **more)
        self.offers = {cloud.target: Offer(choices=ways({"": {}})) for cloud in clouds}
        self.floating_ips = floating_ips or {}
        self.watch, self.noted, self.journeys, self.due = self, [], [], True

    # -- the loop

    def call(self, journey, job, then, pool=None):
        self._then(lambda future: self.answered(journey, then, future), job, journey)

    def ask(self, target, then, function, *args):
        self._then(then, function, self.context.connections[target], *args)

    @staticmethod
    def _then(then, function, *args):
        then(Pool(1).submit(function, *args))

    def answered(self, journey, then, future):
        journey.busy = False
        try:
            then(journey, future.result())
        except CloudError as error:
            self.fail(journey, from_exception(error, journey.target, ""))

    def list_again(self, journey):
        self.noted.append("list again")

    def next_leg(self, journey):
        self.noted.append("next leg")

    def fail(self, journey, error):
        if journey.open:
            journey.fail(error, 1.0)
            self.noted.append("failed")

    def at(self, target):
        return [one for one in self.journeys if one.open and one.target == target]

    # -- the watch

    def wanted(self, target):
        self.noted.append("any list")

    def ports_due(self, target):
        return self.due

    def ports(self, target, server_ids, then):
        self.noted.append(f"ports of {' '.join(server_ids)}")
        self._then(then, lambda: {name: f"port-{name}" for name in server_ids
                                  if name in self.context.connections[target].servers})
