# SPDX-License-Identifier: GPL-3.0-or-later
"""Users of alpha for every way to log in, and an identity provider that its keystone believes.

python -m testclouds.every_login make|clear CLOUDS_DIR     what keystone has for that

LOGINS is for tests: {login: {entry, wrong, expired, ...}}, an entry of clouds.yaml with its
secrets, and below auth what is wrong or has expired in their place.
"""
from __future__ import annotations

import base64
import datetime
import json
import os
import secrets
import sqlite3
import sys
import time
import urllib.parse
import urllib.request

from testclouds import access, layout, processes, state
from testclouds.state import CLOUDS

LOGINS = f'{CLOUDS}/logins.json'
PREFIX = 'login-'               # of the names of all that is made
PROTOCOL = 'openid'
BRIEF = 2                       # seconds after which something has expired


def place():
    """(alpha, the folder of its region)"""
    cloud = state.existing_layout()[0]
    return cloud, state.region_dir(cloud, cloud['regions'][0])


def switch(on):
    _cloud, root = place()
    state.remove(f'{root}/run/logins.json')
    if on:
        state.write_json(f'{root}/run/logins.json', provider())
    processes.restart(processes.choose('alpha', 'keystone'))
    log = f'{CLOUDS}/logins.out'
    with open(log, 'w') as out:
        processes.wait_all([processes.module('testclouds.every_login', 'make' if on else 'clear',
                                             CLOUDS, stdout=out, stderr=out)],
                           'making the logins', log)


def provider():
    """What the identity provider knows, see services/federation.py."""
    cloud, _root = place()
    port = cloud['regions'][0]['port'] + layout.IDENTITY_PROVIDER
    late = {name: secrets.token_urlsafe(16) for name in ('late', 'ci-late')}
    return dict(issuer=f'http://127.0.0.1:{port}', expired=late,
                users=dict(jane=secrets.token_urlsafe(16)),
                clients={'ci': [secrets.token_urlsafe(16), 3600],
                         'brief': [secrets.token_urlsafe(16), -1]})


# -- with keystone, and so in the environment of the services ---------------------------------

def main(what, clouds):
    from testclouds import seed
    cloud, root = place()
    cloud['admin'] = state.password()
    identity = seed.connect(cloud).identity
    clear(identity)
    state.remove(LOGINS)
    if what == 'make':
        made = Made(cloud, identity, state.read_json(f'{root}/run/logins.json'))
        found = made.logins()
        expire(f'{root}/db/keystone.sqlite', made.users['late'][0])
        time.sleep(BRIEF)
        state.write_json(LOGINS, found)


def clear(identity):
    """Whatever users have goes with them; of credentials keystone leaves a part behind in sqlite,
    unless each is deleted by itself."""
    for one in [one for one in identity.users() if one.name.startswith(PREFIX)]:
        for credential in list(identity.application_credentials(one.id)):
            identity.delete_application_credential(one.id, credential)
        identity.delete_user(one)
    for one in [one for one in identity.groups() if one.name.startswith(PREFIX)]:
        identity.delete_group(one)
    identity.delete_identity_provider(f'{PREFIX}provider', ignore_missing=True)
    identity.delete_mapping(f'{PREFIX}mapping', ignore_missing=True)


def expire(database, user):
    """keystone sets this date when a password is made, and lets nobody choose it."""
    keystone = sqlite3.connect(database, timeout=60)
    with keystone:
        keystone.execute(
            'UPDATE password SET expires_at_int=1, expires_at=? WHERE local_user_id IN '
            '(SELECT id FROM local_user WHERE user_id=?)', ('2001-01-01 00:00:00.000000', user))
    keystone.close()


def soon():
    """In UTC, as keystone wants it."""
    end = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=BRIEF)
    return end.strftime('%Y-%m-%dT%H:%M:%S.000000Z')


class Made:
    """users: {name: (id, password)}"""

    def __init__(self, cloud, identity, known):
        self.cloud, self.identity, self.known = cloud, identity, known
        self.project = identity.find_project(cloud['project'])
        self.roles = {role.name: role for role in identity.roles()}
        self.users = {name: self.user(name) for name in (
            'jane', 'late', 'trustee', 'totp', 'both', 'operator', 'manager')}
        for name in ('jane', 'late', 'totp', 'both'):
            identity.assign_project_role_to_user(
                self.project, self.users[name][0], self.roles['member'])
        identity.assign_system_role_to_user(self.users['operator'][0], self.roles['admin'], 'all')
        identity.assign_domain_role_to_user('default', self.users['manager'][0],
                                            self.roles['manager'])
        self.federation()

    def user(self, name):
        password = secrets.token_urlsafe(16)
        return self.identity.create_user(name=PREFIX + name, password=password,
                                         domain_id='default').id, password

    def federation(self):
        """Whom the provider vouches for may use the project."""
        identity = self.identity
        group = identity.create_group(name=f'{PREFIX}federated', domain_id='default')
        identity.assign_project_role_to_group(self.project, group, self.roles['member'])
        identity.create_mapping(id=f'{PREFIX}mapping', rules=[dict(
            local=[dict(user=dict(name='{0}'), group=dict(id=group.id))],
            remote=[dict(type='OIDC-sub')])])
        identity.create_identity_provider(id=f'{PREFIX}provider', is_enabled=True,
                                          remote_ids=[self.known['issuer']])
        identity.create_federation_protocol(
            idp_id=f'{PREFIX}provider', id=PROTOCOL, mapping_id=f'{PREFIX}mapping',
            remote_id_attribute='OIDC-iss')

    def jane(self):
        """What she makes herself."""
        from testclouds import seed
        return seed.connect(self.cloud, username=f'{PREFIX}jane', password=self.users['jane'][1],
                            project_name=self.cloud['project'])

    # -- the logins

    def logins(self):
        return dict(self.passwords(), **self.passcodes(), **self.credentials(), **self.others(),
                    **self.federated())

    def password(self, name, **scope):
        auth = access.password_login(self.cloud, PREFIX + name, self.cloud['project'])
        if scope:
            auth = {key: value for key, value in auth.items() if not key.startswith('project')}
        return dict(auth, password=self.users[name][1], **scope)

    def row(self, auth_type, auth, wrong, expired, **more):
        return dict(entry=access.entry(self.cloud, auth, auth_type=auth_type), wrong=wrong,
                    expired=expired, **more)

    def passwords(self):
        wrong = dict(password='wrong-secret')
        late = dict(username=f'{PREFIX}late', password=self.users['late'][1])
        return {
            'password': self.row('v3password', self.password('jane'), wrong, late),
            'system': self.row('password', self.password('operator', system_scope='all'), wrong,
                               late),
            'domain': self.row('password', self.password('manager', domain_name='Default'), wrong,
                               late)}

    def passcodes(self):
        """Tests make the passcodes, of `seed`."""
        seed = base64.b32encode(os.urandom(20)).decode()
        for name in ('totp', 'both'):
            self.identity.create_credential(type='totp', blob=seed, user_id=self.users[name][0])
        self.identity.update_user(self.users['both'][0], options=dict(
            multi_factor_auth_enabled=True, multi_factor_auth_rules=[['password', 'totp']]))
        auth = self.password('totp')
        del auth['password']
        wrong = dict(passcode='000000')
        both = self.row('v3multifactor', self.password('both'), wrong, None, seed=seed)
        both['entry']['auth_methods'] = ['v3password', 'v3totp']
        return {'totp': self.row('v3totp', auth, wrong, None, seed=seed), 'multifactor': both}

    def credentials(self):
        mine = self.jane().identity
        rules = [dict(service='compute', method='GET', path=path)
                 for path in ('/v2.1/servers/detail', '/v2.1/servers', '/v2.1/limits')]
        made = {name: mine.create_application_credential(self.users['jane'][0], name, **more)
                for name, more in dict(ansible={}, narrow=dict(access_rules=rules),
                                       late=dict(expires_at=soon())).items()}

        def auth(name):
            return dict(application_credential_id=made[name].id,
                        application_credential_secret=made[name].secret)
        where = dict(auth_url=layout.auth_url(self.cloud))
        wrong = dict(application_credential_secret='wrong-secret')
        return {name: self.row('v3applicationcredential', dict(where, **auth(credential)), wrong,
                               auth('late'))
                for name, credential in (('credential', 'ansible'), ('rules', 'narrow'))}

    def others(self):
        """A token, and a trust."""
        jane, late = self.jane(), self.jane().auth_token
        self.identity.delete('/auth/tokens', headers={'X-Subject-Token': late})
        where = dict(auth_url=layout.auth_url(self.cloud))
        scope = {key: value for key, value in self.password('jane').items()
                 if key.startswith('project')}
        trust, ended = (jane.identity.post('/OS-TRUST/trusts', json=dict(trust=dict(
            trustor_user_id=self.users['jane'][0], trustee_user_id=self.users['trustee'][0],
            project_id=self.project.id, impersonation=False, roles=[dict(name='member')], **more,
        ))).json()['trust']['id'] for more in ({}, dict(expires_at=soon())))
        return {'token': self.row('v3token', dict(where, token=jane.auth_token, **scope),
                                  dict(token='wrong-secret'), dict(token=late)),
                'trust': self.row('password', self.password('trustee', trust_id=trust),
                                  dict(trust_id='0' * 32), dict(trust_id=ended))}

    def federated(self):
        issuer = self.known['issuer']
        secret, late = self.known['clients']['ci'][0], self.known['expired']
        where = dict(auth_url=layout.auth_url(self.cloud), identity_provider=f'{PREFIX}provider',
                     protocol=PROTOCOL, project_name=self.cloud['project'],
                     project_domain_name='Default')
        client = dict(where, discovery_endpoint=f'{issuer}/.well-known/openid-configuration',
                      client_id='ci', client_secret=secret)
        jane = dict(username='jane', password=self.known['users']['jane'])
        old = dict(client_id='ci-late', client_secret=late['ci-late'])
        wrong = dict(client_secret='wrong-secret')
        return {
            'clientcredentials': self.row('v3oidcclientcredentials', client, wrong, old),
            'oidcpassword': self.row('v3oidcpassword', dict(client, **jane),
                                     dict(password='wrong-secret'),
                                     dict(username='late', password=late['late'])),
            'accesstoken': self.row('v3oidcaccesstoken',
                                    dict(where, access_token=self.token('ci')),
                                    dict(access_token='wrong-secret'),
                                    dict(access_token=self.token('brief'))),
            'device': self.row('v3oidcdeviceauthz', client, wrong, old, jane=jane)}

    def token(self, client):
        """Of the provider, as a CI system gives it to a job."""
        form = dict(grant_type='client_credentials', client_id=client,
                    client_secret=self.known['clients'][client][0])
        with urllib.request.urlopen(f"{self.known['issuer']}/token",
                                    urllib.parse.urlencode(form).encode(), timeout=10) as answer:
            return json.load(answer)['access_token']


if __name__ == '__main__':
    main(*sys.argv[1:])
