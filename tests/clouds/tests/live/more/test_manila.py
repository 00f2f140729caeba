# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from live.conftest import until
from live.more.helpers import gone, has, needs

pytestmark = needs('manila')


def test_the_life_of_a_share(alpha):
    api = alpha.sdk.shared_file_system
    share = api.create_share(share_protocol='NFS', size=1, name='test')
    until(has(lambda: api.get_share(share.id), status='available'))
    assert [place.path for place in api.export_locations(share.id)]
    rule = api.create_access_rule(share.id, access_type='ip', access_to='192.0.2.0/24',
                                  access_level='rw')
    until(has(lambda: api.get_access_rule(rule.id), state='active'))
    # the SDK's resize_share names no microversion, and gets 404
    api.post(f'/shares/{share.id}/action', json=dict(extend=dict(new_size=2)),
             microversion='2.60').raise_for_status()
    until(has(lambda: api.get_share(share.id), status='available', size=2))
    snapshot = api.create_share_snapshot(share_id=share.id, name='test')
    until(has(lambda: api.get_share_snapshot(snapshot.id), status='available'))
    api.delete_share_snapshot(snapshot.id)
    until(lambda: gone(lambda: api.get_share_snapshot(snapshot.id)))
    api.delete_share(share.id)
    until(lambda: gone(lambda: api.get_share(share.id)))


def test_a_share_server_has_a_port_in_the_customers_network(alpha):
    api, subnet = alpha.sdk.shared_file_system, alpha.network.find_subnet('private-v4')
    network = api.create_share_network(name='test', neutron_net_id=alpha.net,
                                       neutron_subnet_id=subnet.id)
    share = api.create_share(share_protocol='NFS', size=1, name='test', share_type='servers',
                             share_network_id=network.id)
    until(has(lambda: api.get_share(share.id), status='available'))
    assert {row.network_id for row in alpha.admin().network.ports(
        device_owner='manila:share')} == {alpha.net}
    api.delete_share(share.id)
    until(lambda: gone(lambda: api.get_share(share.id)))
    api.delete_share_network(network)
    until(lambda: not list(alpha.admin().network.ports(device_owner='manila:share')))
