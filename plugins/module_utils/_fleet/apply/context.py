# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What holds for a whole run, however often it looks at the fleet and plans."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from ..._cloud.connection import Connections
from ..._cloud.pool import Pool
from ..._cloud.target import Target
from ..spec.fleet import Fleet
from .journey import Facts
from .progress import Progress


@dataclass
class RunContext:
    """Given once, read by all that carry out a plan."""

    fleet: Fleet
    run: str
    connections: Connections
    deadline: float                         # time.monotonic()
    timeout: float
    limits: dict[str, float]                # seconds for create, reachable, delete; if any
    gone: Callable[[], bool]                        # whether nobody wants the result any more
    wait: str = "active"                    # none | active | reachable
    port: int = 22
    wants_keys: bool = False
    progress: Progress = field(default_factory=Progress)
    volumes: set[str] = field(default_factory=set)      # ids of those that this run has made
    used: set[str] = field(default_factory=set)     # ids of those that a server was made with
    # beside servers, in words
    prepared: dict[Target, list[str]] = field(default_factory=lambda: defaultdict(list))
    asked: set[Target] = field(default_factory=set)     # whose security groups are being asked for
    # (target, group of the fleet): where no rule seems to let anybody in, and of which one silent
    # server was looked into
    closed: set[tuple[Target, str]] = field(default_factory=set)
    explained: set[tuple[Target, str]] = field(default_factory=set)
    consoles: Counter[Target] = field(default_factory=Counter)      # how many were shown
    facts: dict[str, Facts] = field(default_factory=dict)           # by server id
    pools: dict[Target, Pool] = field(default_factory=lambda: defaultdict(Pool))
    # lists do not wait behind thousands of calls
    lists: dict[Target, Pool] = field(default_factory=lambda: defaultdict(lambda: Pool(1)))
    probes: Pool = field(default_factory=lambda: Pool(32))

    def pool(self, target: Target) -> Pool:
        """The threads for calls to one target."""
        return self.pools[target]
