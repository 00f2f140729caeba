# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import dns.exception
import dns.message
import dns.query
import pytest
from openstack import exceptions
from testclouds.services import designate

from live.conftest import until
from live.more.helpers import gone, has, needs, port

pytestmark = needs('designate')


def resolve(name, kind='A', ask=dns.query.udp):
    answer = ask(dns.message.make_query(name, kind), '127.0.0.1', port=port(designate.DNS),
                 timeout=3)
    return sorted(str(row) for rrset in answer.answer for row in rrset)


@pytest.fixture
def zone(alpha):
    made = alpha.sdk.dns.create_zone(name='test.example.', email='a@example.org')
    yield until(has(lambda: alpha.sdk.dns.get_zone(made.id), status='ACTIVE'))
    alpha.sdk.dns.delete_zone(made)
    until(lambda: gone(lambda: alpha.sdk.dns.get_zone(made.id)))


def test_a_record_can_be_resolved_until_it_is_gone(alpha, zone):
    api = alpha.sdk.dns
    record = api.create_recordset(zone, name='www.test.example.', type='A', records=['192.0.2.1'])
    until(has(lambda: api.get_recordset(record, zone), status='ACTIVE'))
    assert resolve('www.test.example.') == ['192.0.2.1']
    assert resolve('www.test.example.', ask=dns.query.tcp) == ['192.0.2.1']
    api.update_recordset(record, zone_id=zone.id, records=['192.0.2.2', '192.0.2.3'])
    until(lambda: resolve('www.test.example.') == ['192.0.2.2', '192.0.2.3'])
    api.delete_recordset(record, zone)
    until(lambda: resolve('www.test.example.') == [])


def test_a_floating_ip_has_its_name(alpha, zone):
    public = alpha.network.find_network('public')
    ip = alpha.network.create_ip(floating_network_id=public.id, dns_name='web',
                                 dns_domain='test.example.')
    until(lambda: resolve('web.test.example.') == [ip.floating_ip_address])
    alpha.network.delete_ip(ip)
    until(lambda: resolve('web.test.example.') == [])


def test_faults(alpha, fault):
    fault('alpha', 'designate', 'status=418')
    with pytest.raises(exceptions.HttpException, match='418'):
        list(alpha.sdk.dns.zones())
