# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import copy

from live.conftest import until
from live.more.helpers import gone, needs

pytestmark = needs('heat')
TEMPLATE = dict(
    heat_template_version='2021-04-16',
    parameters={name: dict(type='string') for name in ('image', 'flavor', 'network')},
    resources=dict(
        password=dict(type='OS::Heat::RandomString', properties=dict(length=12)),
        server=dict(type='OS::Nova::Server', properties=dict(
            image=dict(get_param='image'), flavor=dict(get_param='flavor'),
            networks=[dict(network=dict(get_param='network'))],
            metadata=dict(password=dict(get_resource='password')))),
        volume=dict(type='OS::Cinder::Volume', properties=dict(size=1))),
    outputs=dict(password=dict(value=dict(get_attr=['password', 'value'])),
                 address=dict(value=dict(get_attr=['server', 'first_address']))))


def test_the_life_of_a_stack(alpha):
    api = alpha.sdk.orchestration
    given = dict(image=alpha.image, flavor=alpha.flavor, network=alpha.net)
    made = api.create_stack(name='test', template=TEMPLATE, parameters=given)

    def status(*passed):
        stack = api.get_stack(made.id)
        return stack if stack.status not in passed else None

    stack = until(lambda: status('CREATE_IN_PROGRESS'), 60)
    assert stack.status == 'CREATE_COMPLETE', stack.status_reason
    assert {output['output_key'] for output in stack.outputs} == {'password', 'address'}
    assert {row.resource_type for row in api.resources(stack)} == {
        'OS::Heat::RandomString', 'OS::Nova::Server', 'OS::Cinder::Volume'}
    larger = copy.deepcopy(TEMPLATE)
    larger['resources']['volume']['properties']['size'] = 2
    api.update_stack(stack, template=larger, parameters=given)
    stack = until(lambda: status('CREATE_COMPLETE', 'UPDATE_IN_PROGRESS'), 60)
    assert stack.status == 'UPDATE_COMPLETE', stack.status_reason
    api.delete_stack(stack)
    until(lambda: gone(lambda: status('DELETE_COMPLETE')), 60)
    assert alpha.servers('test-server') == []
