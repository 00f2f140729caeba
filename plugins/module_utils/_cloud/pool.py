# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Functions side by side: a bounded pool of threads that never keep a process alive."""
from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any, TypeVar

from .errors import CloudError
from .target import Target
from .translate import from_exception

T = TypeVar("T")
R = TypeVar("R")

# requests keeps ten connections open per host; more threads would only wait for those
PER_TARGET = 10
MOST = 64
SHORTEST = 0.1      # seconds for answers, if there are any


class Pool:
    """Like concurrent.futures.ThreadPoolExecutor, but its threads are daemons: one that hangs
    on a dead cloud does not keep the process from ending."""

    def __init__(self, workers: int = PER_TARGET) -> None:
        self.workers = workers
        self._queue: queue.SimpleQueue = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._idle = threading.Semaphore(0)

    def submit(self, function: Callable[..., R], *args: Any) -> Future[R]:
        """Runs function(*args) soon; the Future has its result, or its exception as CloudError."""
        future: Future = Future()
        self.start(lambda ended: _copy(ended, future), function, args)
        return future

    def start(self, then: Callable[[Future], object], function: Callable[..., Any],
              args: tuple) -> None:
        """Runs function(*args) soon, and then then(Future of it) in the same thread.

        A Future takes 3 KiB, and thousands may wait here: it is made when its turn has come.
        """
        self._queue.put((then, function, args))
        if not self._idle.acquire(blocking=False) and len(self._threads) < self.workers:
            thread = threading.Thread(target=self._work, daemon=True)
            self._threads.append(thread)
            thread.start()

    def close(self) -> None:
        """Nothing more is to be run: its threads end as soon as what waits has been done."""
        for _thread in self._threads:
            self._queue.put(None)

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            then, function, args = job
            future: Future = Future()
            try:
                future.set_result(function(*args))
            except BaseException as error:
                future.set_exception(from_exception(error, None, ""))
            then(future)
            del job, then, function, args, future
            self._idle.release()


def _copy(ended: Future, future: Future) -> None:
    error = ended.exception()
    if error is None:
        future.set_result(ended.result())
    else:
        future.set_exception(error)


class Events:
    """Answers of calls under way, handled one after the other in the thread that takes them."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue = queue.SimpleQueue()

    def submit(self, pool: Pool, then: Callable[[Future], object], function: Callable[..., Any],
               *args: Any) -> None:
        """Runs function(*args) in the pool; `then` gets its Future from take()."""
        pool.start(lambda future: self._queue.put((then, future)), function, args)

    def take(self, pause: float) -> None:
        """Handles the answers that are there, waiting up to `pause` seconds for the first, and for
        no longer than that if they do not end."""
        until = time.monotonic() + max(pause, SHORTEST)
        try:
            then, future = self._queue.get(timeout=pause)
            then(future)
            while time.monotonic() < until:
                then, future = self._queue.get_nowait()
                then(future)
        except queue.Empty:
            return


def each(items: Iterable[T], function: Callable[[T], R],
         patience: Callable[[T], float] | None = None) -> dict[T, R | CloudError]:
    """{item: function(item) or CloudError}, all at the same time, in the order given.

    patience: a function of an item, for how many seconds to wait for it yet; who has not answered
    by then has failed (kind timeout).  Without it, everybody is waited for.
    Whatever else a function raises is an error of its item as well: the others are not concerned.
    """
    items = list(items)
    pool = Pool(min(len(items), MOST) or 1)
    futures = {item: pool.submit(function, item) for item in items}
    pool.close()        # who looks at clouds for days would have thousands of threads
    return {item: _result(future, item, patience) for item, future in futures.items()}


def _result(future: Future, item: object, patience: Callable[[Any], float] | None) -> Any:
    where = item if isinstance(item, Target) else None
    while True:
        try:
            return future.result(patience and max(0.0, patience(item)))
        except CloudError as error:
            return error.at(where)
        except TimeoutError:
            if patience and not future.done() and patience(item) <= 0:
                return CloudError("timeout", "no answer in time", where, waited_for="answer")
