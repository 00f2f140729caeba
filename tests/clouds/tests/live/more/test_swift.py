# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import hashlib
import os

import pytest
import requests
from keystoneauth1.exceptions import ConnectFailure

from live.conftest import until
from live.more.helpers import has, needs

pytestmark = needs('swift')
DATA = os.urandom(1 << 20)


@pytest.fixture
def store(alpha):
    api = alpha.sdk.object_store
    api.create_container('test')
    yield api
    for container in list(api.containers()):
        for entry in list(api.objects(container.name)):
            api.delete_object(entry, container=container.name)
        api.delete_container(container.name)
    assert not list(api.containers())


def test_an_object_is_kept_found_and_counted(alpha, store):
    alpha.sdk.create_object('test', 'a/one', data=DATA, **{'x-object-meta-colour': 'blue'})
    found = store.get_object_metadata('a/one', 'test')
    assert (found.etag, int(found.content_length)) == (hashlib.md5(DATA).hexdigest(), len(DATA))
    assert store.download_object('a/one', 'test') == DATA
    assert [entry.name for entry in store.objects('test', prefix='a/')] == ['a/one']
    until(lambda: int(store.get_container_metadata('test').bytes_used) == len(DATA))
    until(has(store.get_account_metadata, account_object_count=1))


def test_a_public_container_and_an_object_of_segments(alpha, store):
    alpha.sdk.create_object('test', 'big', data=DATA * 3, segment_size=len(DATA))
    url = store.get_endpoint() + '/test/big'
    assert requests.get(url, timeout=20).status_code == 401
    store.set_container_metadata('test', read_ACL='.r:*,.rlistings')
    assert requests.get(url, timeout=20).content == DATA * 3


def test_faults(alpha, store, fault, counted):
    fault('alpha', 'swift', 'cut=before', 'count=1')
    url = store.get_endpoint() + '/test'
    with pytest.raises(requests.ConnectionError, match='reset by peer'):
        requests.get(url, timeout=20)
    assert requests.get(url, timeout=20).status_code == 401
    fault('alpha', 'swift', 'delay=1', 'status=503')
    answer = requests.get(url, timeout=20)
    assert answer.status_code == 503 and answer.elapsed.total_seconds() > 1
    fault('alpha', 'swift', 'cut=after', 'method=PUT')
    with pytest.raises(ConnectFailure):
        alpha.sdk.create_object('test', 'done', data=b'1')
    fault('alpha', 'swift')
    assert store.download_object('done', 'test') == b'1'
    assert counted('alpha/RegionOne', 'swift')['requests'] > 3
