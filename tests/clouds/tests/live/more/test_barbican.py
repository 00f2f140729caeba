# SPDX-License-Identifier: GPL-3.0-or-later
"""barbican is in the core; this is what has to do with more than a secret."""
from __future__ import annotations

import base64
import contextlib

import pytest

from live.conftest import until
from live.more.helpers import has


def path(row, kind):
    """Of what the API calls by a URL."""
    return f"/{kind}/{(row if isinstance(row, str) else row.id).rpartition('/')[2]}"


@pytest.fixture
def api(alpha):
    """What a test makes by post() is deleted."""
    keys = alpha.sdk.key_manager
    with contextlib.ExitStack() as stack:
        def post(kind, ref, **body):
            answer = keys.post(f'/{kind}', json=body)
            answer.raise_for_status()
            where = path(answer.json()[ref], kind)
            stack.callback(keys.delete, where)
            return where
        keys.made = post
        yield keys


def test_a_secret_with_its_payload_its_acl_and_its_consumers(api):
    secret = api.made('secrets', 'secret_ref', name='test', payload='hidden',
                      payload_content_type='text/plain')
    payload = api.get(f'{secret}/payload', headers=dict(Accept='text/plain'))
    assert payload.text == 'hidden'
    api.put(f'{secret}/acl', json=dict(read={'project-access': False,
                                             'users': ['0' * 32]})).raise_for_status()
    assert api.get(f'{secret}/acl').json()['read']['users'] == ['0' * 32]
    consumer = dict(service='test', resource_type='test', resource_id='1')
    api.post(f'{secret}/consumers', json=consumer).raise_for_status()
    assert api.get(f'{secret}/consumers').json()['total'] == 1


def test_a_container_of_secrets(api):
    secret = api.made('secrets', 'secret_ref', name='test', payload='1',
                      payload_content_type='text/plain')
    url = api.get_endpoint() + '/v1' + secret
    container = api.made('containers', 'container_ref', name='test', type='generic',
                         secret_refs=[dict(name='key', secret_ref=url)])
    assert [found['name'] for found in api.get(container).json()['secret_refs']] == ['key']


@pytest.mark.parametrize(('kind', 'meta'), [
    ('key', dict(name='test', algorithm='aes', bit_length=256, mode='cbc',
                 payload_content_type='application/octet-stream')),
    ('asymmetric', dict(name='test', algorithm='rsa', bit_length=2048,
                        payload_content_type='application/octet-stream')),
])
def test_an_order_makes_a_key_or_a_pair(api, kind, meta):
    order = api.made('orders', 'order_ref', type=kind, meta=meta)
    done = until(has(lambda: api.get(order).json(), status='ACTIVE'))
    if kind == 'key':
        secret = path(done['secret_ref'], 'secrets')
        octets = api.get(f'{secret}/payload', headers=dict(Accept='application/octet-stream'))
        assert len(octets.content) == 32
    else:
        secret = path(done['container_ref'], 'containers')
        assert {found['name'] for found in api.get(secret).json()['secret_refs']} == {
            'private_key', 'public_key'}
    api.delete(secret)


def test_bytes_and_a_quota(alpha, api):
    octets = base64.b64encode(b'\0\1').decode()
    secret = api.made('secrets', 'secret_ref', payload=octets,
                      payload_content_type='application/octet-stream',
                      payload_content_encoding='base64')
    assert api.get(f'{secret}/payload',
                   headers=dict(Accept='application/octet-stream')).content == b'\0\1'
    admin, project = alpha.admin().key_manager, alpha.sdk.current_project_id
    admin.put(f'/project-quotas/{project}', json=dict(project_quotas=dict(
        secrets=0))).raise_for_status()
    answer = api.post('/secrets', json={})
    admin.delete(f'/project-quotas/{project}')
    assert answer.status_code == 403 and 'quota has been reached' in answer.text


def test_what_is_gone_is_not_found(api):
    secret = api.made('secrets', 'secret_ref', name='test')
    api.delete(secret)
    assert api.get(secret).status_code == 404
