# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import json
import os

import pytest
from testclouds import faults


def request(method='GET', path='/v2.1/servers', query='', agent='openstacksdk/4'):
    return dict(REQUEST_METHOD=method, PATH_INFO=path, QUERY_STRING=query, HTTP_USER_AGENT=agent)


SERVICES = 'openstacksdk/4 testclouds-internal/nova'


@pytest.mark.parametrize('fault, environ, expected', [
    ({}, request(), True),
    ({}, request(agent=SERVICES), False),
    ({'from': 'services'}, request(agent=SERVICES), True),
    ({'from': 'services'}, request(), False),
    ({'from': 'all'}, request(agent=SERVICES), True),
    ({'method': 'POST|PUT'}, request('POST'), True),
    ({'method': 'post'}, request('POST'), True),
    ({'method': 'PO'}, request('POST'), False),
    ({'path': '/servers$'}, request(), True),
    ({'path': '/servers$'}, request(path='/v2.1/servers/1'), False),
    ({'query': 'limit=1\\b'}, request(query='limit=1&x=2'), True),
    ({'query': 'limit=1\\b'}, request(query='limit=10'), False),
    ({'agent': 'ansible'}, request(), False),
    ({'method': 'POST', 'path': 'servers'}, request('GET'), False),
])
def test_matches(fault, environ, expected):
    assert faults.matches(fault, environ) is expected


def test_parse():
    assert faults.parse(['status=503', 'rate=0.3', 'path=/servers$', 'from=all', 'cut=after',
                         'testcloud_ssh=never', 'query=1']) == {
        'status': 503, 'rate': 0.3, 'path': '/servers$', 'from': 'all', 'cut': 'after',
        'testcloud_ssh': 'never', 'query': '1'}
    assert faults.parse([]) == {}


@pytest.mark.parametrize('word, sentence', [
    ('status', 'not KEY=VALUE'),
    ('status=often', 'not a number'),
    ('delay="2"', 'not a number'),
    ('path=(', 'not a regular expression'),
    ('cut=off', 'before, after'),
    ('stauts=503', 'there is no fault'),
])
def test_parse_refuses(word, sentence):
    with pytest.raises(ValueError, match=sentence):
        faults.parse([word])


@pytest.fixture
def told(tmp_path):
    """A function that tells a fault to nova, and nova's faults."""
    path = str(tmp_path / 'faults.json')

    def tell(**fault):
        tell.told += 1
        with open(path, 'w') as f:
            json.dump({'nova': fault, 'cinder': {'status': 500}}, f)
        os.utime(path, ns=(tell.told, tell.told))
    tell.told = 0
    return tell, faults.Faults(path, 'nova')


def test_hits_what_matches(told):
    tell, nova = told
    assert nova.hitting(request()) is None
    tell(status=503, method='POST')
    assert nova.hitting(request()) is None
    assert nova.hitting(request('POST')) == {'status': 503, 'method': 'POST'}
    tell()
    assert nova.hitting(request('POST')) is None


def test_skips_and_counts_since_it_was_told(told):
    tell, nova = told
    for _i in range(2):
        tell(cut='before', skip=1, count=2, method='GET')
        assert [nova.hitting(request(method)) is not None
                for method in ('GET', 'POST', 'GET', 'GET', 'GET')] == [
                    False, False, True, True, False]


def test_rate(told):
    tell, nova = told
    tell(status=500, rate=0)
    assert not any(nova.hitting(request()) for _i in range(50))
    tell(status=500, rate=0.5)
    assert 50 < sum(nova.hitting(request()) is not None for _i in range(200)) < 150


def test_builds(told):
    tell, nova = told
    assert not any(nova.breaks_build() for _i in range(9))
    for _i in range(2):
        tell(build_error_every=3)
        assert [nova.breaks_build() for _i in range(7)] == [False, False, True] * 2 + [False]
    tell(build_error_rate=1)
    assert nova.breaks_build()


def test_a_build_fault_hits_no_request(told):
    tell, nova = told
    tell(build_delay=10, testcloud_ssh='never')
    assert nova.hitting(request('POST')) is None
    assert nova.current()['build_delay'] == 10
