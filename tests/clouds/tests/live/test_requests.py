# SPDX-License-Identifier: GPL-3.0-or-later
"""That requests are counted, each once and in its column: budgets are measured with this."""
from __future__ import annotations

import json

import openstack
import requests

from live.conftest import clouds


def test_a_login_and_a_listing(alpha, counted):
    connection = openstack.connect(cloud='alpha', region_name='RegionOne')
    token = connection.session.get_token()
    assert counted('alpha/RegionOne', 'keystone') == dict(
        requests=2, logins=1, writes=0, consoles=0, internal=0)      # discovery, and the login
    requests.get(f'{alpha.network.get_endpoint()}/networks', headers={'X-Auth-Token': token},
                 timeout=20).raise_for_status()
    neutron = counted('alpha/RegionOne', 'neutron')
    assert (neutron['requests'], neutron['writes']) == (1, 0)
    assert counted('beta/RegionOne', 'neutron')['requests'] == 0


def test_a_server_from_create_to_delete(alpha, counted, made):
    server = made(alpha)
    alpha.console(server)
    alpha.delete(server)
    nova = counted('alpha/RegionOne', 'nova')
    assert (nova['writes'], nova['consoles'], nova['logins']) == (2, 1, 0)
    assert nova['requests'] > 3                                         # the polling
    assert counted('alpha/RegionOne', 'neutron')['requests'] == 0       # from outside, that is
    assert counted('alpha/RegionOne', 'neutron')['internal'] > 3
    counted.anew()
    assert counted('alpha/RegionOne', 'nova')['requests'] == 0


def test_the_commands_own_requests_do_not_count(counted):
    before = counted('gamma/RegionOne')
    clouds('quota', 'gamma/RegionOne', 'ram=8000000')
    clouds('status')
    for service, columns in counted('gamma/RegionOne').items():
        assert columns['requests'] == before[service]['requests']


def test_the_table_and_its_machine_readable_form(alpha, counted):
    assert alpha.network.find_network('private')
    assert json.loads(clouds('requests', '--json'))['alpha/RegionOne'] == counted('alpha/RegionOne')
    row = next(line.split() for line in clouds('requests').splitlines() if 'neutron' in line)
    assert row[:2] == ['alpha/RegionOne', 'neutron'] and int(row[2]) >= 1
