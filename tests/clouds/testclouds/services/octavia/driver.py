# SPDX-License-Identifier: GPL-3.0-or-later
"""What settles load balancers: a provider driver of octavia.

Octavia's API marks a load balancer, and what changes in it, as PENDING and calls the provider.
This one says after a moment that it is done, or what a fault demands.  Members of pools with a
health monitor are tried with a TCP connection: at each change, and every `delay` seconds.
"""
from __future__ import annotations

import functools
import threading
import time
from typing import Any

from octavia.api.drivers.driver_agent import driver_updater
from octavia.common import constants as c
from octavia.db import api, models
from octavia_lib.api.drivers import exceptions, provider_base

from testclouds.faults import Faults
from testclouds.guests import records
from testclouds.services.octavia import status, traffic

MOMENT = 0.1                    # seconds: the API has not committed yet what it tells
# how to get to the load balancer above a row
ABOVE = {models.Listener: 'load_balancer', models.Pool: 'load_balancer', models.Member: 'pool',
         models.HealthMonitor: 'pool', models.L7Policy: 'listener', models.L7Rule: 'l7policy'}
_busy = threading.Lock()        # one report at a time: they are small
_watched: set[str] = set()


class Driver(provider_base.ProviderDriver):
    """Without create_vip_port: octavia makes the VIP's port itself."""

    def get_supported_flavor_metadata(self) -> dict:
        return dict(size='small is all there is')

    def validate_flavor(self, metadata: dict) -> None:
        if set(metadata) - {'size'}:
            raise exceptions.UnsupportedOptionError(
                user_fault_string='test clouds: flavors have a size and nothing else')

    def get_supported_availability_zone_metadata(self) -> dict:
        return dict(zone='any name')

    def validate_availability_zone(self, metadata: dict) -> None:
        pass

    def loadbalancer_create(self, loadbalancer: Any) -> None:
        later(models.LoadBalancer, loadbalancer.loadbalancer_id)

    def loadbalancer_delete(self, loadbalancer: Any, cascade: bool = False) -> None:
        later(models.LoadBalancer, loadbalancer.loadbalancer_id, cascade)

    def loadbalancer_update(self, old: Any, new: Any) -> None:
        later(models.LoadBalancer, new.loadbalancer_id)

    def loadbalancer_failover(self, loadbalancer_id: str) -> None:
        later(models.LoadBalancer, loadbalancer_id)

    def member_batch_update(self, pool_id: str, members: Any) -> None:
        later(models.Pool, pool_id)


def told(model: Any, key: str) -> tuple[Any, Any]:
    """How the driver is told of a row, or of an old and a new one: it knows the id of `model`."""
    def one(self: Driver, row: Any) -> None:
        later(model, getattr(row, key))

    def changed(self: Driver, old: Any, new: Any) -> None:
        later(model, getattr(new, key))
    return one, changed


# what is new has the id of what it is in, what is changed its own
for _name, _parent, _key, _model, _own in (
        ('listener', models.LoadBalancer, 'loadbalancer_id', models.Listener, 'listener_id'),
        ('pool', models.LoadBalancer, 'loadbalancer_id', models.Pool, 'pool_id'),
        ('member', models.Pool, 'pool_id', models.Member, 'member_id'),
        ('health_monitor', models.Pool, 'pool_id', models.HealthMonitor, 'healthmonitor_id'),
        ('l7policy', models.Listener, 'listener_id', models.L7Policy, 'l7policy_id'),
        ('l7rule', models.L7Policy, 'l7policy_id', models.L7Rule, 'l7rule_id')):
    _one, _changed = told(_parent, _key)[0], told(_model, _own)[1]
    setattr(Driver, f'{_name}_create', _one)
    setattr(Driver, f'{_name}_delete', _one)
    setattr(Driver, f'{_name}_update', _changed)


def later(model: Any, row_id: str, cascade: bool = False) -> None:
    delay = MOMENT + float(faults().current().get('build_delay', 0))
    timer = threading.Timer(delay, settle, (model, row_id, cascade, faults().breaks_build()))
    timer.daemon = True
    timer.start()


@functools.cache
def faults() -> Faults:
    """Of the region, which is known when the service runs."""
    return Faults(f'{records.ROOT}/faults.json', 'octavia')


def above(row: Any) -> Any:
    """Its load balancer, if it is still there."""
    while row is not None and not isinstance(row, models.LoadBalancer):
        row = getattr(row, ABOVE[type(row)])
    return row


def settle(model: Any, row_id: str, cascade: bool = False, failed: bool = False) -> None:
    with _busy:
        session = api.get_session()
        with session.begin():           # waits for the API's transaction
            balancer = above(session.get(model, row_id))
            if balancer is None:
                return
            balancer_id, watched = balancer.id, [p for p in balancer.pools if status.checked(p)]
            places = {m.id: status.address(m) for pool in watched for m in pool.members}
            watch = [pool.id for pool in watched]
        found = {member: status.answers(place) for member, place in places.items()}
        with session.begin():
            said = status.Report(session.get(models.LoadBalancer, balancer_id), found, failed,
                                 cascade and not failed).said
        answer = driver_updater.DriverUpdater().update_loadbalancer_status(said)
        if answer['status_code'] != 200:
            raise RuntimeError(answer)
        with session.begin():
            session.expire_all()
            traffic.look_at(balancer_id, session.get(models.LoadBalancer, balancer_id))
    for pool_id in set(watch) - _watched:
        _watched.add(pool_id)
        threading.Thread(target=watch_pool, args=(pool_id,), daemon=True).start()


def watch_pool(pool_id: str) -> None:
    """Tries its members until it, or its monitor, is gone."""
    while True:
        session = api.get_session()
        with session.begin():
            pool = session.get(models.Pool, pool_id)
            if pool is None or not status.checked(pool):
                break
            delay, balancer = pool.health_monitor.delay, pool.load_balancer
            idle = balancer is not None and balancer.provisioning_status not in status.PENDING
            balancer_id = balancer.id if balancer is not None else None
        time.sleep(delay)
        if idle:
            settle(models.LoadBalancer, balancer_id)
    _watched.discard(pool_id)


def resume() -> None:
    """After a start: what was pending when the service ended, the monitors, the traffic."""
    session = api.get_session()
    with session.begin():
        ids = [row.id for row in session.query(models.LoadBalancer)
               if row.provisioning_status != c.DELETED]
    for row_id in ids:
        later(models.LoadBalancer, row_id)
    threading.Thread(target=traffic.watch_floating, daemon=True).start()
