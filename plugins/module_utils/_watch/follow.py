# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Looking at all targets again and again, each on its own."""
from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import Any

from .._cloud.select import Selection, select
from .._cloud.target import Target
from .._fleet.spec.fleet import Fleet
from .definitions import definitions
from .look import look
from .settings import Settings
from .watch import Watch


async def follow(queue: asyncio.Queue, args: Mapping[str, Any]) -> None:
    """Puts events into the queue, and never ends by itself.

    Raises CloudError where the arguments, or clouds.yaml, cannot be used.
    """
    settings = Settings.of(args)
    selection = select(dict(settings.clouds))
    if selection.failures:
        raise selection.failures[0]
    fleets = definitions(settings.definitions, selection.targets)
    watch = Watch(selection.targets, settings)
    # a target that does not answer keeps its thread, and no other one's
    pool = ThreadPoolExecutor(len(selection.targets) or 1)
    try:
        await asyncio.gather(*(_turn(target, selection, watch, queue, pool, settings, found)
                               for target, found in fleets.items()))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


async def _turn(target: Target, selection: Selection, watch: Watch, queue: asyncio.Queue,
                pool: ThreadPoolExecutor, settings: Settings, fleets: list[Fleet]) -> None:
    loop, ask = asyncio.get_running_loop(), partial(look, settings.rollouts, fleets)
    while True:
        began = loop.time()
        found = await loop.run_in_executor(pool, selection.look, ask, [target])
        for event in watch.see(target, found[target], datetime.now(UTC)):
            await queue.put(event)
        await asyncio.sleep(max(0.0, settings.interval - (loop.time() - began)))
