# SPDX-License-Identifier: GPL-3.0-or-later
"""That the clouds do what clouds do: what the collection's own tests rely on."""
from __future__ import annotations

import pytest
from openstack import exceptions

from live.conftest import clouds, until


def addresses(target, server):
    return {entry['addr']: entry['OS-EXT-IPS:type']
            for entries in target.compute.get_server(server).addresses.values()
            for entry in entries}


def test_floating_ip_on_the_port_in_one_call(alpha, made):
    server = made(alpha)
    port = next(alpha.network.ports(device_id=server.id))
    assert port.status == 'ACTIVE'
    public = alpha.network.find_network('public')
    floating = alpha.network.create_ip(floating_network_id=public.id, port_id=port.id,
                                       description='mark')
    assert (floating.status, floating.description) == ('ACTIVE', 'mark')
    until(lambda: addresses(alpha, server).get(floating.floating_ip_address) == 'floating')
    alpha.delete(server)
    assert alpha.network.get_ip(floating).status == 'DOWN'
    assert not list(alpha.network.ports(device_id=server.id))
    alpha.network.delete_ip(floating)


def test_a_provider_network_gives_public_addresses_and_no_floating_ips(beta, made):
    server = made(beta)
    assert sorted(set(addresses(beta, server).values())) == ['fixed']
    assert any(address.startswith('127.19.') for address in addresses(beta, server))
    assert any(':' in address for address in addresses(beta, server))
    with pytest.raises(exceptions.NotFoundException):
        list(beta.network.ips())


def test_two_regions_of_one_cloud_are_apart(gamma, made):
    server = made(gamma[1], name='second')
    assert gamma[1].servers('second') == ['second']
    assert gamma[0].servers('second') == []
    assert gamma[0].sdk.current_project_id == gamma[1].sdk.current_project_id
    assert any(address.startswith('127.121.') for address in addresses(gamma[1], server))


def test_an_application_credential_is_no_admin(gamma):
    with pytest.raises(exceptions.ForbiddenException):
        list(gamma[0].sdk.identity.projects())


def test_a_volume_is_attached_and_released_with_its_server(alpha, made):
    server = made(alpha)
    volume = alpha.volumes.create_volume(name='test', size=1)
    alpha.volumes.wait_for_status(volume, 'available', interval=0.2, wait=30)
    alpha.compute.create_volume_attachment(server, volume_id=volume.id)
    alpha.volumes.wait_for_status(volume, 'in-use', interval=0.2, wait=30)
    alpha.delete(server)
    alpha.volumes.wait_for_status(volume, 'available', interval=0.2, wait=30)
    alpha.volumes.delete_volume(volume)
    alpha.volumes.wait_for_delete(volume, interval=0.2, wait=30)


def test_boot_from_volume(alpha, made):
    server = made(alpha, image_id='', block_device_mapping=[dict(
        uuid=alpha.image, source_type='image', destination_type='volume', volume_size=3,
        boot_index=0, delete_on_termination=True)])
    volume = alpha.compute.get_server(server).attached_volumes[0]
    alpha.delete(server)
    until(lambda: volume.id not in [found.id for found in alpha.volumes.volumes()])


def test_life_of_a_server(alpha, made):
    server = made(alpha)
    for call, status in (('stop', 'SHUTOFF'), ('start', 'ACTIVE'), ('pause', 'PAUSED'),
                         ('unpause', 'ACTIVE'), ('shelve', 'SHELVED_OFFLOADED'),
                         ('unshelve', 'ACTIVE')):
        getattr(alpha.compute, f'{call}_server')(server)
        alpha.wait(server, status)
        until(lambda: not alpha.compute.get_server(server).task_state)
    alpha.compute.rebuild_server(server, image=alpha.image, name='rebuilt')
    assert alpha.wait(server).name == 'rebuilt'
    alpha.compute.resize_server(server, alpha.sdk.get_flavor('m1.medium').id)
    alpha.wait(server, 'VERIFY_RESIZE')
    alpha.compute.confirm_server_resize(server)
    assert alpha.wait(server).flavor.original_name == 'm1.medium'


def test_the_default_security_group_lets_nobody_in(alpha):
    group = alpha.network.find_security_group('default')
    rules = [(rule['direction'], rule['remote_group_id'])
             for rule in alpha.network.get_security_group(group).security_group_rules]
    assert sorted(rules, key=str) == sorted(
        2 * [('egress', None)] + 2 * [('ingress', group.id)], key=str)


@pytest.mark.parametrize('attributes, message', [
    (dict(metadata=dict(testcloud_fault='error')), 'build failed on request'),
    (dict(flavor='m1.huge'), 'No valid host'),
])
def test_a_build_that_fails(alpha, made, attributes, message):
    if 'flavor' in attributes:
        attributes = dict(flavor_id=alpha.sdk.get_flavor(attributes['flavor']).id)
    server = made(alpha, status=None, **attributes)
    until(lambda: alpha.compute.get_server(server).status == 'ERROR')
    told = alpha.compute.get_server(server).fault
    assert (told['code'], message in told['message']) == (500, True)


def test_a_lowered_quota_is_in_the_way(gamma, made):
    clouds('quota', 'gamma/RegionTwo', 'instances=1', 'floatingip=0')
    try:
        made(gamma[1])
        with pytest.raises(exceptions.ForbiddenException, match='Quota exceeded for instances'):
            gamma[1].request()
        public = gamma[1].network.find_network('public')
        with pytest.raises(exceptions.ConflictException, match='Quota exceeded'):
            gamma[1].network.create_ip(floating_network_id=public.id)
        made(gamma[0])                  # the other region has its own
        made(gamma[0])
    finally:
        clouds('quota', 'gamma/RegionTwo', 'instances=1000', 'floatingip=1000')
