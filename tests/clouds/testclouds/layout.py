# SPDX-License-Identifier: GPL-3.0-or-later
"""What the test clouds look like.  Pure data: edit here to change them.

Every cloud has its own keystone; every region of a cloud has its own placement, glance, nova,
neutron, cinder and barbican.  Clouds differ the way providers differ:

  alpha  private network + router + external network, floating IPs
  beta   provider network: public address straight on the server, no routers, no floating IPs,
         other flavor and image names
  gamma  two regions sharing one keystone, application credential in clouds.yaml
"""
from __future__ import annotations

# in the order of their ports
ALL = ['keystone', 'placement', 'glance', 'neutron', 'cinder', 'nova', 'ssh', 'barbican']
HELPERS = ['ssh']           # not of OpenStack: the servers' operating system
SERVICES = [name for name in ALL if name not in HELPERS]
# on request only (more.py), in the order of their ports; neutron's have no process
MORE = ['designate', 'octavia', 'swift', 'heat', 'manila', 'magnum', 'ironic']
PLUGINS = ['vpnaas', 'fwaas', 'bgpvpn', 'bgp']
PROCESSES = [*ALL, *MORE]
FIRST_MORE = 10             # its port
# in the catalog
TYPES = dict(keystone=('identity', '/v3'), placement=('placement', ''), glance=('image', ''),
             neutron=('network', ''), nova=('compute', '/v2.1'), cinder=('block-storage', '/v3'),
             barbican=('key-manager', ''), designate=('dns', ''), octavia=('load-balancer', ''),
             swift=('object-store', '/v1/AUTH_%(tenant_id)s'),
             heat=('orchestration', '/v1/%(tenant_id)s'), manila=('shared-file-system', '/v2'),
             magnum=('container-infrastructure-management', '/v1'), ironic=('baremetal', ''))
NEIGHBOUR = 'neighbour'     # a project of somebody else, for `clouds shape`
IDENTITY_PROVIDER = len(ALL)        # its port, where `clouds logins` puts one on

# flavors: name, vcpus, MiB, GiB; gpu: the one with EXTRA_SPECS; images: name, os_distro, os_version
EXTRA_SPECS = {'testcloud:gpu': '1'}
FLOATING = dict(
    kind='floating',
    flavors=[('m1.tiny', 1, 512, 1), ('m1.small', 1, 2048, 20), ('m1.medium', 2, 4096, 40),
             ('m1.huge', 64, 400000, 20)],       # larger than any host: NoValidHost
    gpu='m1.medium',
    images=[('debian-12', 'debian', '12'), ('ubuntu-24.04', 'ubuntu', '24.04'),
            ('cirros', 'cirros', '0.6')],
)
PROVIDER = dict(
    kind='provider',
    flavors=[('b2-7', 2, 7000, 50), ('s1-2', 1, 2000, 10), ('d2-4', 2, 4000, 50),
             ('too-big', 64, 400000, 20)],
    gpu='b2-7',
    images=[('Debian 12', 'debian', '12'), ('Ubuntu 24.04', 'ubuntu', '24.04'),
            ('Cirros 0.6', 'cirros', '0.6')],
)
CLOUDS = [
    ('alpha', FLOATING, ['RegionOne'], 'password'),
    ('beta', PROVIDER, ['RegionOne'], 'password'),
    ('gamma', FLOATING, ['RegionOne', 'RegionTwo'], 'appcred'),
]


def layout(base_port, releases=()):
    """[{name, auth, kind, flavors, gpu, images, project, user, regions: [{name, port, ...}]}]

    releases: {CLOUD/REGION: release of OpenStack}
    """
    result, n = [], 0
    for name, shape, regions, auth in CLOUDS:
        cloud = dict(shape, name=name, auth=auth, project=f'{name}-project', user=f'{name}-user',
                     regions=[])
        for region in regions:
            services = [s for s in ALL if s != 'keystone' or region == regions[0]]
            cloud['regions'].append(dict(name=region, net=n, services=services,
                                         port=base_port + 100 * n))
            if releases:
                cloud['regions'][-1]['release'] = releases[f'{name}/{region}']
            n += 1
        result.append(cloud)
    return result


def port(region, service):
    if service in MORE:
        return region['port'] + FIRST_MORE + MORE.index(service)
    return region['port'] + ALL.index(service)


def url(region, service):
    return f'http://127.0.0.1:{port(region, service)}'


def auth_url(cloud):
    return url(cloud['regions'][0], 'keystone') + '/v3'


def outside(n):
    """The addresses of region n that are public there."""
    return f'127.{18 + n}.0.0/21'


def inside(n):
    """The addresses of region n that are private there, yet answer on this machine as well."""
    return f'127.{118 + n}.0.0/20'
