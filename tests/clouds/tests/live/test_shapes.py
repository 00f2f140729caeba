# SPDX-License-Identifier: GPL-3.0-or-later
"""Clouds that differ, and are as before afterwards."""
from __future__ import annotations

import subprocess

import openstack
import pytest
from testclouds import shapes

from live.conftest import clouds


@pytest.fixture
def shape():
    """Puts one on alpha."""
    names = []

    def put_on(name):
        names.append(name)
        clouds('shape', 'alpha', name, 'on')
        return openstack.connect(cloud='alpha'), openstack.connect(cloud='alpha-admin')

    yield put_on
    for name in names:
        clouds('shape', 'alpha', name, 'off')


def found():
    """What a customer, and the provider, see of alpha."""
    sdk, admin = openstack.connect(cloud='alpha'), openstack.connect(cloud='alpha-admin')
    access = sdk.session.auth.get_access(sdk.session)
    return (sorted(access.role_names), access.service_catalog.get_urls(interface='public'),
            sorted(extension.alias for extension in sdk.network.extensions()),
            sorted(network.name for network in admin.network.networks()),
            [pool.name for pool in sdk.network.subnet_pools()],
            sorted(zone.name for zone in sdk.compute.availability_zones()),
            sorted(service.host for service in admin.compute.services(binary='nova-compute')),
            [server.name for server in admin.compute.servers(all_projects=True)])


@pytest.mark.parametrize('name', sorted(shapes.SHAPES))
def test_taken_off_it_leaves_nothing(shape, name):
    before = str(found())
    shape(name)
    clouds('shape', 'alpha', name, 'on')            # changes nothing
    assert name == 'strict-neutron' or str(found()) != before
    clouds('shape', 'alpha', name, 'off')
    assert str(found()) == before


def test_a_network_in_use_stays_until_it_is_not(shape):
    sdk, admin = shape('shared')
    port = sdk.network.create_port(network_id=sdk.network.find_network('shared').id)
    with pytest.raises(subprocess.CalledProcessError) as error:
        clouds('shape', 'alpha', 'shared', 'off')
    assert 'taking off the shape shared failed' in error.value.stderr
    sdk.network.delete_port(port)
    clouds('shape', 'alpha', 'shared', 'off')
    assert not admin.network.find_network('shared')


def test_servers_of_a_hard_group_are_on_all_hosts(shape):
    sdk, _admin = shape('zones')
    group = sdk.compute.create_server_group(name='apart', policy='anti-affinity')
    made = [sdk.compute.create_server(
        name=f'apart-{n}', flavor_id=sdk.get_flavor('m1.tiny').id, networks='none',
        image_id=sdk.get_image('debian-12').id, scheduler_hints=dict(group=group.id))
        for n in range(3)]
    try:
        there = [sdk.compute.wait_for_server(server, interval=0.2) for server in made]
        assert len({server.host_id for server in there}) == 3
        assert sorted(server.availability_zone for server in there) == [
            'zone-a', 'zone-b', 'zone-b']
    finally:
        for server in made:
            sdk.compute.delete_server(server)
        for server in made:
            sdk.compute.wait_for_delete(server, interval=0.2)
        sdk.compute.delete_server_group(group)
