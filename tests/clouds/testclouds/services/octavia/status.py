# SPDX-License-Identifier: GPL-3.0-or-later
"""What a provider reports of a load balancer and all that is in it."""
from __future__ import annotations

import socket
from typing import Any

from octavia.common import constants as c

PENDING = (c.PENDING_CREATE, c.PENDING_UPDATE, c.PENDING_DELETE)
PATIENCE = 0.5          # seconds for a member's answer


class Report:
    """said: as octavia's DriverUpdater takes it.  found: {member: operating status}."""

    def __init__(self, balancer: Any, found: dict[str, str], failed: bool, gone: bool) -> None:
        self.on, self.failed, self.gone = balancer.enabled, failed, gone
        self.said: dict[str, list[dict]] = {kind: [] for kind in (
            'loadbalancers', 'listeners', 'pools', 'members', 'healthmonitors', 'l7policies',
            'l7rules')}
        worst = [self.pool(pool, found) for pool in balancer.pools]
        for listener in balancer.listeners:
            for policy in listener.l7policies:
                for rule in policy.l7rules:
                    self.say('l7rules', rule)
                self.say('l7policies', policy)
            self.say('listeners', listener)
        self.say('loadbalancers', balancer, next(
            (state for state in (c.ERROR, c.DEGRADED) if state in worst), c.ONLINE))

    def pool(self, pool: Any, found: dict[str, str]) -> str | None:
        states = {self.say('members', member, found.get(member.id, c.NO_MONITOR))
                  for member in pool.members} - {None}
        if pool.health_monitor is not None:
            self.say('healthmonitors', pool.health_monitor)
        return self.say('pools', pool, c.ERROR if states == {c.ERROR} else
                        c.DEGRADED if c.ERROR in states else c.ONLINE)

    def say(self, kind: str, row: Any, operating: str = c.ONLINE) -> str | None:
        """Its operating status; None if it is gone."""
        provisioning = row.provisioning_status
        if self.gone or provisioning == c.PENDING_DELETE:
            provisioning = c.ERROR if self.failed else c.DELETED
        elif provisioning in PENDING:
            provisioning = c.ERROR if self.failed else c.ACTIVE
        entry = dict(id=row.id, provisioning_status=provisioning)
        if provisioning == c.ERROR:
            entry['operating_status'] = c.ERROR
        elif provisioning != c.DELETED:
            entry['operating_status'] = operating if row.enabled and self.on else c.OFFLINE
        self.said[kind].append(entry)
        return entry.get('operating_status')


def checked(pool: Any) -> bool:
    return (pool.health_monitor is not None and pool.health_monitor.enabled
            and pool.health_monitor.provisioning_status != c.PENDING_DELETE)


def address(member: Any) -> tuple[str, int]:
    return (member.monitor_address or member.ip_address,
            member.monitor_port or member.protocol_port)


def answers(place: tuple[str, int]) -> str:
    try:
        socket.create_connection(place, PATIENCE).close()
        return c.ONLINE
    except OSError:
        return c.ERROR
