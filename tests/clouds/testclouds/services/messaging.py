# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import threading


def patch():
    """oslo.messaging's in-memory fake:// polls every 50 ms; here an arriving message wakes the
    listeners instead.
    """
    from oslo_messaging._drivers import base, impl_fake
    condition, generation = threading.Condition(), [0]
    deliver = impl_fake.FakeExchange.deliver_message

    def deliver_message(self, *args, **kwargs):
        deliver(self, *args, **kwargs)
        with condition:
            generation[0] += 1
            condition.notify_all()

    @base.batch_poll_helper
    def poll(self, timeout=None):
        while not self._stopped.is_set():
            seen = generation[0]
            for target in self._targets:
                exchange = self._exchange_manager.get_exchange(target.exchange)
                ctxt, message, reply_q, requeue = exchange.poll(target, self._pool)
                if message is not None:
                    return impl_fake.FakeIncomingMessage(ctxt, message, reply_q, requeue)
            with condition:
                arrived = condition.wait_for(lambda seen=seen: generation[0] != seen,
                                             1.0 if timeout is None else min(timeout, 1.0))
            if timeout is not None and not arrived:
                return None

    impl_fake.FakeExchange.deliver_message = deliver_message
    impl_fake.FakeListener.poll = poll
