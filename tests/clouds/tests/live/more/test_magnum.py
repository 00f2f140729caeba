# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from live.conftest import until
from live.more.helpers import has, needs

pytestmark = needs('magnum')


@pytest.fixture
def template(alpha):
    api = alpha.sdk.container_infrastructure_management
    row = api.create_cluster_template(
        name='test', image_id=alpha.image, flavor_id='m1.small', master_flavor_id='m1.small',
        external_network_id=alpha.network.find_network('public').id, coe='kubernetes')
    yield row
    api.delete_cluster_template(row)


def settled(api, cluster_id):
    """The cluster, unless it is being changed.  The conductor makes first its row and then its
    node groups: in between a GET is a 404 or a 400.  Of a deleted one it is first a 400.
    """
    answer = api.get(f'/clusters/{cluster_id}')
    return answer.status_code == 200 and not answer.json()['status'].endswith('PROGRESS') \
        and api.get_cluster(cluster_id)


def test_the_life_of_a_cluster(alpha, template):
    api = alpha.sdk.container_infrastructure_management
    made = api.create_cluster(name='test', cluster_template_id=template.id, node_count=2,
                              master_count=1)
    cluster = until(lambda: settled(api, made.id))
    assert cluster.status == 'CREATE_COMPLETE' and len(cluster.node_addresses) == 2
    api.post(f'/clusters/{made.id}/actions/resize', json=dict(node_count=3),
             microversion='1.7').raise_for_status()
    until(has(lambda: api.get_cluster(made.id), status='UPDATE_COMPLETE', node_count=3))
    api.delete_cluster(made.id)
    until(lambda: api.get(f'/clusters/{made.id}').status_code == 404)


def test_a_build_that_fails(alpha, template, fault):
    api = alpha.sdk.container_infrastructure_management
    fault('alpha', 'magnum', 'build_error_rate=1')
    made = api.create_cluster(name='test', cluster_template_id=template.id, node_count=1,
                              master_count=1)
    assert until(lambda: settled(api, made.id)).status == 'CREATE_FAILED'
    fault('alpha', 'magnum')
    api.delete_cluster(made.id)
    until(lambda: api.get(f'/clusters/{made.id}').status_code == 404)
