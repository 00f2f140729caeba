# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import contextlib
import socket

import pytest
from testclouds import processes

from live.conftest import connect, until
from live.more.helpers import gone, has, needs

pytestmark = needs('octavia')
PORT = processes.ssh_port()


class Balancer:
    """A load balancer whose changes are waited for."""

    def __init__(self, alpha):
        self.api, self.network = alpha.sdk.load_balancer, alpha.network
        subnet = self.network.find_subnet('private-v4')
        self.row = self.api.create_load_balancer(name='test', vip_subnet_id=subnet.id)
        self.wait()

    def wait(self, status='ACTIVE'):
        return until(has(lambda: self.api.get_load_balancer(self.row.id),
                         provisioning_status=status))

    def make(self, what, *arguments, **values):
        row = getattr(self.api, f'create_{what}')(*arguments, **values)
        self.wait()
        return row

    def delete(self):
        with contextlib.suppress(Exception):
            self.api.delete_load_balancer(self.row, cascade=True)
        until(lambda: gone(lambda: self.api.get_load_balancer(self.row.id)))


@pytest.fixture
def balancer(alpha):
    result = Balancer(alpha)
    yield result
    result.delete()
    assert gone(lambda: alpha.network.get_port(result.row.vip_port_id))


def test_a_whole_one(balancer):
    listener = balancer.make('listener', load_balancer_id=balancer.row.id, protocol='HTTP',
                             protocol_port=8080)
    pool = balancer.make('pool', listener_id=listener.id, protocol='HTTP',
                         lb_algorithm='ROUND_ROBIN')
    member = balancer.make('member', pool, address='127.0.0.1', protocol_port=9)
    assert balancer.api.get_member(member, pool).operating_status == 'NO_MONITOR'
    balancer.make('health_monitor', pool_id=pool.id, type='TCP', delay=1, timeout=1, max_retries=3)
    until(lambda: balancer.api.get_member(member, pool).operating_status == 'ERROR')
    assert balancer.api.get_load_balancer(balancer.row.id).operating_status == 'ERROR'
    policy = balancer.make('l7_policy', listener_id=listener.id, action='REDIRECT_TO_URL',
                           redirect_url='http://example.org/')
    balancer.make('l7_rule', policy, type='PATH', compare_type='STARTS_WITH', value='/x')
    assert [rule.provisioning_status for rule in balancer.api.l7_rules(policy)] == ['ACTIVE']
    tree = balancer.api.get(f'/lbaas/loadbalancers/{balancer.row.id}/status').json()
    assert tree['statuses']['loadbalancer']['listeners'][0]['pools'][0]['members']


def banner(address):
    """The end of what a server says first, or of nothing."""
    with socket.create_connection((address, PORT), 2) as connection:
        return connection.recv(8)


def test_connections_go_to_the_servers_that_are_up(alpha, balancer, made):
    servers = [made(alpha, name=f'web{n}') for n in range(2)]
    for server in servers:
        until(lambda server=server: connect(alpha.address(server)) == 'open')
    listener = balancer.make('listener', load_balancer_id=balancer.row.id, protocol='TCP',
                             protocol_port=PORT)
    pool = balancer.make('pool', listener_id=listener.id, protocol='TCP',
                         lb_algorithm='ROUND_ROBIN')
    members = [balancer.make('member', pool, address=alpha.address(server), protocol_port=PORT)
               for server in servers]
    balancer.make('health_monitor', pool_id=pool.id, type='TCP', delay=1, timeout=1, max_retries=1)
    assert banner(balancer.row.vip_address).startswith(b'SSH')
    ip = alpha.network.create_ip(floating_network_id=alpha.network.find_network('public').id,
                                 port_id=balancer.row.vip_port_id)
    until(lambda: connect(ip.floating_ip_address) == 'open')
    alpha.network.delete_ip(ip)
    alpha.compute.stop_server(servers[0])
    until(has(lambda: balancer.api.get_member(members[0], pool), operating_status='ERROR'))
    until(has(lambda: balancer.api.get_load_balancer(balancer.row.id),
              operating_status='DEGRADED'))
    for _turn in range(3):
        assert banner(balancer.row.vip_address).startswith(b'SSH')


def test_a_build_that_fails_and_one_with_a_flavor(alpha, fault):
    api, subnet = alpha.sdk.load_balancer, alpha.network.find_subnet('private-v4')
    fault('alpha', 'octavia', 'build_error_rate=1')
    row = api.create_load_balancer(name='test', vip_subnet_id=subnet.id,
                                   flavor_id=api.find_flavor('small').id)
    until(has(lambda: api.get_load_balancer(row.id), provisioning_status='ERROR'))
    fault('alpha', 'octavia')
    api.delete_load_balancer(row)
    until(lambda: gone(lambda: api.get_load_balancer(row.id)))
