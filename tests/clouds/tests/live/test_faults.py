# SPDX-License-Identifier: GPL-3.0-or-later
"""That the clouds fail as they are told to."""
from __future__ import annotations

import time

import pytest
import requests
from openstack import exceptions

from live.conftest import clouds, until


def ask(target, method='GET', path='/servers', **kwargs):
    """One request to nova, with no library between that would try again."""
    url = target.compute.get_endpoint()
    began = time.monotonic()
    try:
        answer = requests.request(method, url + path, timeout=20, **kwargs, headers={
            'X-Auth-Token': target.sdk.auth_token})
        return answer, time.monotonic() - began
    except requests.ConnectionError:
        return None, time.monotonic() - began


def create(target, name):
    return ask(target, 'POST', json=dict(server=dict(
        name=name, flavorRef=target.flavor, imageRef=target.image,
        networks=[dict(uuid=target.net)])))


def test_status_with_retry_after(alpha, fault):
    fault('alpha', 'nova', 'status=429', 'retry_after=7', 'path=/servers$')
    answer, _seconds = ask(alpha)
    assert (answer.status_code, answer.headers['Retry-After']) == (429, '7')
    assert ask(alpha, path='/flavors')[0].status_code == 200
    clouds('fault', 'alpha', 'nova')
    assert ask(alpha)[0].status_code == 200


def test_a_share_of_all_requests(alpha, fault):
    fault('alpha', 'all', 'status=503', 'rate=0.5')
    codes = [ask(alpha, path='/flavors')[0].status_code for _i in range(20)]
    assert sorted(set(codes)) == [200, 503]


def test_slow(alpha, fault):
    fault('alpha', 'nova', 'delay=1')
    answer, seconds = ask(alpha)
    assert answer.status_code == 200 and seconds > 1


def test_silent(alpha, fault):
    fault('alpha', 'nova', 'hang=1.5', 'count=1')
    answer, seconds = ask(alpha)
    assert answer is None and seconds > 1.5
    assert ask(alpha)[0].status_code == 200


@pytest.mark.parametrize('when, names', [('before', []), ('after', ['cut'])])
def test_cut(alpha, fault, when, names):
    fault('alpha', 'nova', f'cut={when}', 'method=POST', 'path=/servers$', 'count=1')
    assert create(alpha, 'cut')[0] is None
    clouds('fault', 'alpha', 'nova')
    assert alpha.servers('cut') == names
    for server in alpha.compute.servers(name='cut'):
        alpha.wait(server)
        alpha.delete(server)


def test_only_what_services_ask_each_other(alpha, fault, made):
    fault('alpha', 'neutron', 'status=500', 'from=services')
    assert alpha.network.find_network('private')            # asked from outside
    with pytest.raises(exceptions.HttpException):           # nova asks it as well
        made(alpha)


def test_builds(alpha, fault, made):
    fault('alpha', 'nova', 'build_delay=2', 'build_error_rate=1')
    began = time.monotonic()
    server = made(alpha, status=None)
    until(lambda: alpha.compute.get_server(server).status == 'ERROR')
    assert time.monotonic() - began > 2


def test_a_pool_of_two_addresses(alpha):
    def take():
        return alpha.network.create_ip(floating_network_id=alpha.network.find_network('public').id)
    taken = []
    try:
        clouds('pool', 'alpha', '2')
        taken = [take(), take()]
        with pytest.raises(exceptions.ConflictException, match='No more IP addresses'):
            take()
        clouds('pool', 'alpha')
        taken.append(take())
    finally:
        clouds('pool', 'alpha')
        for address in taken:
            alpha.network.delete_ip(address)


def test_a_cloud_or_a_service_that_is_down(alpha, beta, gamma):
    try:
        clouds('stop', 'beta')
        clouds('stop', 'gamma/RegionTwo', 'nova')
        assert ask(beta)[0] is None and ask(gamma[1])[0] is None
        assert gamma[1].network.find_network('private')
        assert ask(alpha)[0].status_code == ask(gamma[0])[0].status_code == 200
        clouds('start', 'gamma/RegionTwo', 'nova')
        assert ask(gamma[1])[0].status_code == 200
        assert ask(beta)[0] is None
    finally:
        clouds('up')
    assert ask(beta)[0].status_code == 200


def test_what_is_unknown_is_refused():
    for arguments in (('fault', 'alpha', 'nova', 'stauts=1'), ('fault', 'delta', 'nova'),
                      ('stop', 'alpha/RegionTwo'), ('quota', 'alpha', 'instances=many'),
                      ('pool', 'alpha', '0')):
        with pytest.raises(Exception) as failed:
            clouds(*arguments)
        assert failed.value.stderr.startswith('clouds: ') and failed.value.returncode == 1
        assert 'Traceback' not in failed.value.stderr


def test_an_answer_that_quotes_the_request(alpha, fault):
    fault('alpha', 'nova', 'status=500', 'echo=yes')
    answer, _seconds = create(alpha, 'quoted')
    said = answer.json()['error']['message']
    assert answer.status_code == 500 and alpha.net in said and alpha.sdk.auth_token in said
