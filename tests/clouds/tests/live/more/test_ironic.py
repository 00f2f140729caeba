# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from live.more.helpers import gone, needs

pytestmark = needs('ironic')
INSTANCE = dict(image_source='http://127.0.0.1/x', image_checksum='0', root_gb=10)


def test_the_life_of_a_node(alpha):
    api = alpha.admin().baremetal
    node = api.create_node(name='test', driver='fake-hardware',
                           properties=dict(cpus=4, memory_mb=8192, local_gb=100))
    api.create_port(node_id=node.id, address='52:54:00:00:00:01')
    for target, state in (('manage', 'manageable'), ('provide', 'available'),
                          ('active', 'active')):
        if target == 'active':
            api.update_node(node, instance_info=INSTANCE)
        api.set_node_provision_state(node, target, wait=True, timeout=60)
        assert api.get_node(node.id).provision_state == state
    api.set_node_power_state(node, 'power off', wait=True, timeout=60)
    assert api.get_node(node.id).power_state == 'power off'
    api.set_node_provision_state(node, 'deleted', wait=True, timeout=60)
    api.delete_node(node)
    assert gone(lambda: api.get_node(node.id))
