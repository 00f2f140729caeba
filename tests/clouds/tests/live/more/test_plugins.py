# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import contextlib

import pytest

from live.conftest import until
from live.more.helpers import has, needs


@pytest.fixture
def end():
    """What is to be deleted after a test, in the opposite order."""
    with contextlib.ExitStack() as stack:
        yield stack.callback


@needs('vpnaas')
def test_a_vpn_connection_becomes_active(alpha, end):
    net = alpha.network
    made = []
    for call, values in (('vpn_ike_policy', dict(auth_algorithm='sha256')),
                         ('vpn_ipsec_policy', dict(auth_algorithm='sha256')),
                         ('vpn_service', dict(router_id=net.find_router('router').id)),
                         ('vpn_endpoint_group', dict(type='cidr', endpoints=['192.0.2.0/24'])),
                         ('vpn_endpoint_group', dict(type='subnet', endpoints=[
                             net.find_subnet('private-v4').id]))):
        made.append(getattr(net, f'create_{call}')(name='test', **values))
        end(getattr(net, f'delete_{call}'), made[-1])
    ike, ipsec, service, peers, ours = (row.id for row in made)
    connection = net.create_vpn_ipsec_site_connection(
        name='test', ikepolicy_id=ike, ipsecpolicy_id=ipsec, vpnservice_id=service,
        peer_ep_group_id=peers, local_ep_group_id=ours, peer_address='198.51.100.1',
        peer_id='198.51.100.1', psk='secret', initiator='bi-directional')
    end(net.delete_vpn_ipsec_site_connection, connection)
    until(has(lambda: net.get_vpn_ipsec_site_connection(connection), status='ACTIVE'))
    assert net.get_vpn_service(service).status == 'ACTIVE'


@needs('fwaas')
def test_a_firewall_group_is_active_with_a_port_and_a_policy(alpha, end):
    net = alpha.network
    rule = net.create_firewall_rule(name='test', protocol='tcp', destination_port='22',
                                    action='allow')
    end(net.delete_firewall_rule, rule)
    policy = net.create_firewall_policy(name='test', firewall_rules=[rule.id])
    end(net.delete_firewall_policy, policy)
    group = net.create_firewall_group(name='test', ingress_firewall_policy_id=policy.id)
    end(net.delete_firewall_group, group)
    assert net.get_firewall_group(group).status == 'INACTIVE'
    port = next(net.ports(device_owner='network:router_interface'))
    net.update_firewall_group(group, ports=[port.id])
    assert net.get_firewall_group(group).status == 'ACTIVE'
    net.update_firewall_group(group, ports=[])


@needs('bgpvpn')
def test_a_bgp_vpn_is_the_providers_and_its_association_the_customers(alpha, end):
    admin, net = alpha.admin().network, alpha.network
    vpn = admin.create_bgpvpn(name='test', type='l3', project_id=alpha.sdk.current_project_id,
                              route_targets=['64512:1'])
    end(admin.delete_bgpvpn, vpn)
    association = net.create_bgpvpn_network_association(vpn.id, network_id=alpha.net)
    end(net.delete_bgpvpn_network_association, vpn.id, association)
    assert [found.id for found in net.bgpvpns()] == [vpn.id]


@needs('bgp')
def test_a_bgp_speaker_has_its_peer(alpha, end):
    admin = alpha.admin().network
    speaker = admin.create_bgp_speaker(name='test', local_as=64512, ip_version=4)
    end(admin.delete_bgp_speaker, speaker)
    peer = admin.create_bgp_peer(name='test', remote_as=64513, peer_ip='192.0.2.1',
                                 auth_type='none')
    end(admin.delete_bgp_peer, peer)
    admin.add_bgp_peer_to_speaker(speaker, peer.id)
    assert admin.get_bgp_speaker(speaker).peers == [peer.id]
