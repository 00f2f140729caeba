# SPDX-License-Identifier: GPL-3.0-or-later
"""Users of every kind, and an identity provider, when they are asked for; nothing of them else."""
from __future__ import annotations

import json
import socket
import urllib.error
import urllib.parse
import urllib.request

import openstack
import pytest
from testclouds import every_login, layout, state

from live.conftest import clouds


@pytest.fixture(scope='module')
def logins():
    clouds('logins', 'on')
    clouds('logins', 'on')              # makes them anew
    yield state.read_json(every_login.LOGINS)
    clouds('logins', 'off')


def asked(url, **form):
    """(status, answer) of the identity provider."""
    try:
        with urllib.request.urlopen(url, urllib.parse.urlencode(form).encode(), 10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def connected(entry):
    return openstack.connect(load_yaml_config=False, load_envvars=False, **entry)


@pytest.mark.parametrize('name', ['password', 'credential', 'token', 'trust', 'oidcpassword',
                                  'clientcredentials', 'accesstoken'])
def test_logins_are_for_the_customers_project(logins, name):
    session = connected(logins[name]['entry']).session
    assert session.auth.get_access(session).project_name == 'alpha-project'


@pytest.mark.parametrize('name', ['password', 'credential', 'token', 'trust'])
@pytest.mark.parametrize('what', ['wrong', 'expired'])
def test_what_is_refused(logins, name, what):
    entry = logins[name]['entry']
    entry = dict(entry, auth=dict(entry['auth'], **logins[name][what]))
    with pytest.raises(openstack.exceptions.SDKException):
        connected(entry).authorize()


def test_a_device_waits_for_somebody(logins):
    auth = logins['device']['entry']['auth']
    client = {key: auth[key] for key in ('client_id', 'client_secret')}
    issuer = auth['discovery_endpoint'].partition('/.well-known')[0]
    grant = dict(client, grant_type='urn:ietf:params:oauth:grant-type:device_code')

    def begun():
        return asked(f'{issuer}/device_authorization', **client)[1]
    one, other = begun(), begun()

    def polled(code):
        return asked(f'{issuer}/token', device_code=code['device_code'], **grant)
    assert polled(one)[1]['error'] == 'authorization_pending'
    for code, more in ((one, {}), (other, dict(deny='yes'))):
        assert asked(f'{issuer}/device', user_code=code['user_code'], **logins['device']['jane'],
                     **more)[0] == 200
    assert polled(one)[1]['access_token'] and polled(other)[1]['error'] == 'access_denied'
    assert polled(one)[1]['error'] == 'expired_token'       # each code once


def test_off_leaves_nothing():
    clouds('logins', 'on')
    clouds('logins', 'off')
    identity = openstack.connect(cloud='alpha-admin').identity
    assert not [one.name for one in (*identity.users(), *identity.groups())
                if one.name.startswith(every_login.PREFIX)]
    assert not list(identity.identity_providers())
    place = ('127.0.0.1', layout.port(state.layout()[0]['regions'][0], 'keystone')
             + layout.IDENTITY_PROVIDER)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(place, 1)
