# SPDX-License-Identifier: GPL-3.0-or-later
"""What all services beyond the core have in common."""
from __future__ import annotations

import openstack
import pytest
from testclouds import layout

from live.conftest import clouds
from live.more.helpers import needs, there

LISTS = {'designate': ('dns', 'zones'), 'octavia': ('load_balancer', 'load_balancers'),
         'swift': ('object_store', 'containers'), 'heat': ('orchestration', 'stacks'),
         'manila': ('shared_file_system', 'shares'),
         'magnum': ('container_infrastructure_management', 'clusters'),
         'ironic': ('baremetal', 'nodes')}


def listed():
    """Asks each for a list, as a new customer; the provider for that of nodes."""
    ours = openstack.connect(cloud='alpha', app_name='clouds-tests')
    admin = openstack.connect(cloud='alpha-admin', app_name='clouds-tests')
    for name in there() & {*layout.MORE}:
        api, call = LISTS[name]
        list(getattr(getattr(admin if name == 'ironic' else ours, api), call)())
    return ours


@pytest.mark.skipif(not there(), reason='for: clouds up --with alpha=all')
def test_all_speak_tls_and_are_counted(counted):
    clouds('tls', 'on')
    try:
        cloud = listed()
        urls = cloud.session.auth.get_access(cloud.session).service_catalog.get_urls(
            interface='public')
        assert all(url.startswith('https://') for url in urls)
    finally:
        clouds('tls', 'off')
    numbers = counted('alpha/RegionOne')
    assert all(numbers[name]['requests'] for name in there() & {*layout.MORE})


@needs('octavia')
def test_reset_keeps_them_and_nothing_in_them():
    connection = listed()
    connection.load_balancer.create_load_balancer(
        name='test', vip_subnet_id=connection.network.find_subnet('private-v4').id)
    clouds('reset')
    assert list(listed().load_balancer.load_balancers()) == []
