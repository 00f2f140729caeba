# SPDX-License-Identifier: GPL-3.0-or-later
"""clouds.yaml, secure.yaml and admin-clouds.yaml: how the clouds are found and logged into."""
from __future__ import annotations

from testclouds import layout, state, tls
from testclouds.state import CLOUDS, STATE


def write(clouds, secured=False):
    """admin-clouds.yaml has everything, the customers' passwords as well."""
    public, secure, admin = {}, {}, {}
    for cloud in clouds:
        name = cloud['name']
        public[name], secure[name] = tenant(cloud)
        admin[name] = dict(public[name], auth=public[name]['auth'] | secure[name]['auth'])
        admin[f'{name}-admin'] = entry(cloud, dict(
            password_login(cloud, 'admin', 'admin'),
            password=state.password()))
    if secured:
        public, admin = ({name: by_https(found) for name, found in entries.items()}
                         for entries in (public, admin))
    for name, entries in (('clouds.yaml', public), ('secure.yaml', secure),
                          ('admin-clouds.yaml', admin)):
        state.write_json(f'{STATE}/{name}', dict(clouds=entries))      # JSON is YAML


def again(clouds):
    """Writes them as this version does: the clouds themselves may be older."""
    write(clouds, secured())


def secured():
    """Whether the customer is sent to HTTPS."""
    there = (state.read_json(f'{STATE}/clouds.yaml') or dict(clouds={}))['clouds']
    return any(found['auth']['auth_url'].startswith('https') for found in there.values())


def entry(cloud, auth, **extra):
    names = [region['name'] for region in cloud['regions']]
    where = dict(region_name=names[0]) if len(names) == 1 else dict(regions=names)
    return dict(extra, **where, auth=auth, identity_api_version=3, loopback_addresses=True)


def by_https(entry):
    auth = dict(entry['auth'], auth_url=tls.url(entry['auth']['auth_url'], True))
    return dict(entry, auth=auth, cacert=tls.CA)


def password_login(cloud, user, project):
    return dict(auth_url=layout.auth_url(cloud), username=user, project_name=project,
                user_domain_name='Default', project_domain_name='Default')


def tenant(cloud):
    """(entry of clouds.yaml, entry of secure.yaml)"""
    if cloud['auth'] == 'password':
        return (entry(cloud, password_login(cloud, cloud['user'], cloud['project'])),
                dict(auth=dict(password=cloud['password'])))
    credential = state.read_json(f"{CLOUDS}/{cloud['name']}/tenant.json")
    return (entry(cloud, dict(auth_url=layout.auth_url(cloud),
                              application_credential_id=credential['id']),
                  auth_type='v3applicationcredential'),
            dict(auth=dict(application_credential_secret=credential['secret'])))
