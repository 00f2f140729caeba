# SPDX-License-Identifier: GPL-3.0-or-later
"""python -m testclouds.seed catalog|tenant CLOUDS_DIR CLOUD: fills one cloud through its APIs.
python -m testclouds.seed quota CLOUDS_DIR CLOUD REGION KEY=VALUE...
"""
import json
import os
import sys

import openstack

from . import layout

TYPES = dict(keystone=('identity', '/v3'), placement=('placement', ''), glance=('image', ''),
             neutron=('network', ''), nova=('compute', '/v2.1'), cinder=('block-storage', '/v3'))


def connect(cloud, region=None, **auth):
    auth = dict(dict(username='admin', password=cloud['admin'], project_name='admin'), **auth)
    return openstack.connect(
        load_yaml_config=False, load_envvars=False,
        app_name='testclouds-internal', app_version='seed',     # not counted, not hit by faults
        auth=dict(auth_url=layout.auth_url(cloud), user_domain_name='Default',
                  project_domain_name='Default', **auth),
        region_name=(region or cloud['regions'][0])['name'],
        interface='internal',
        identity_endpoint_override=layout.auth_url(cloud))      # the catalog is empty at first


def catalog(clouds, cloud):
    """The services' accounts and endpoints; what must be there before nova starts."""
    admin = connect(cloud)
    role = {r.name: r for r in admin.identity.roles()}
    project = admin.identity.create_project(name='service', domain_id='default')
    for service in layout.SERVICES:
        kind, path = TYPES[service]
        entry = admin.identity.create_service(type=kind, name=service)
        for region in cloud['regions']:
            if not admin.identity.find_region(region['name']):
                admin.identity.create_region(id=region['name'])
            at = cloud['regions'][0] if service == 'keystone' else region
            for interface in ('public', 'internal', 'admin'):
                admin.identity.create_endpoint(
                    service_id=entry.id, interface=interface, region_id=region['name'],
                    url=layout.url(at, service) + path)
        if service != 'keystone':
            user = admin.identity.create_user(name=service, password=cloud['admin'],
                                              domain_id='default')
            for name in ('admin', 'service'):
                admin.identity.assign_project_role_to_user(project, user, role[name])
    for region in cloud['regions']:
        open(f"{clouds}/{cloud['name']}/{region['name']}/run/catalog", 'w').close()


def default_rules(network):
    """What every security group starts with; a migration inserts it in a real neutron."""
    for version in ('IPv4', 'IPv6'):
        network.create_default_security_group_rule(
            ether_type=version, direction='egress',
            used_in_default_sg=True, used_in_non_default_sg=True)
        network.create_default_security_group_rule(
            ether_type=version, direction='ingress', remote_group_id='PARENT',
            used_in_default_sg=True, used_in_non_default_sg=False)


def tenant(clouds, cloud):
    """Project, user, flavors, images, networks: what the provider's customer finds."""
    admin = connect(cloud)
    project = admin.identity.create_project(name=cloud['project'], domain_id='default')
    user = admin.identity.create_user(name=cloud['user'], password=cloud['password'],
                                      domain_id='default', default_project_id=project.id)
    member = admin.identity.find_role('member')
    admin.identity.assign_project_role_to_user(project, user, member)
    login = dict(username=cloud['user'], password=cloud['password'],
                 project_name=cloud['project'])
    result = {}
    if cloud['auth'] == 'appcred':
        credential = connect(cloud, **login).identity.create_application_credential(
            user.id, 'ansible')
        result = dict(id=credential.id, secret=credential.secret)

    for region in cloud['regions']:
        default_rules(connect(cloud, region).network)
    for region in cloud['regions']:
        admin, tenant = connect(cloud, region), connect(cloud, region, **login)
        for name, vcpus, ram, disk in cloud['flavors']:
            admin.compute.create_flavor(name=name, vcpus=vcpus, ram=ram, disk=disk)
        for name in cloud['images']:
            admin.image.create_image(
                name=name, data=os.urandom(4096), disk_format='raw', container_format='bare',
                visibility='public', min_disk=1, os_distro=name.split()[0].split('-')[0].lower(),
                validate_checksum=False)
        n = region['net']
        if cloud['kind'] == 'provider':
            net = admin.network.create_network(
                name='Ext-Net', shared=True, is_router_external=True,
                provider_network_type='flat', provider_physical_network='public')
            admin.network.create_subnet(
                network_id=net.id, name='Ext-Net-v4', ip_version=4, cidr=f'127.{18 + n}.0.0/21')
            admin.network.create_subnet(
                network_id=net.id, name='Ext-Net-v6', ip_version=6, cidr=f'2001:db8:{n}::/64',
                ipv6_ra_mode='dhcpv6-stateful', ipv6_address_mode='dhcpv6-stateful')
            continue
        net = admin.network.create_network(
            name='public', is_router_external=True,
            provider_network_type='flat', provider_physical_network='public')
        admin.network.create_subnet(
            network_id=net.id, name='public-v4', ip_version=4, cidr=f'127.{18 + n}.0.0/21',
            is_dhcp_enabled=False)
        private = tenant.network.create_network(name='private')
        subnet = tenant.network.create_subnet(
            network_id=private.id, name='private-v4', ip_version=4, cidr=f'127.{118 + n}.0.0/20',
            dns_nameservers=['192.0.2.53'])
        router = tenant.network.create_router(
            name='router', external_gateway_info=dict(network_id=net.id))
        tenant.network.add_interface_to_router(router, subnet_id=subnet.id)

    for region in cloud['regions']:         # large quotas, lowered by tests that want to hit one
        admin = connect(cloud, region)
        admin.set_compute_quotas(project.id, instances=1000, cores=4000, ram=8000000)
        floating = dict(floatingip=1000, router=20) if cloud['kind'] == 'floating' else {}
        admin.set_network_quotas(project.id, port=3000, security_group=200,
                                 security_group_rule=2000, **floating)
        admin.set_volume_quotas(project.id, volumes=1000, gigabytes=100000)
    with open(f"{clouds}/{cloud['name']}/tenant.json", 'w') as f:
        json.dump(result, f)


COMPUTE_QUOTA = ('instances', 'cores', 'ram')
NETWORK_QUOTA = ('floatingip', 'port')


def quota(clouds, cloud, name, *pairs):
    region = next(r for r in cloud['regions'] if r['name'] == name)
    admin = connect(cloud, region)
    project = admin.identity.find_project(cloud['project'])
    wish = {key: int(value) for key, _, value in (pair.partition('=') for pair in pairs)}
    for keys, call in ((COMPUTE_QUOTA, admin.set_compute_quotas),
                       (NETWORK_QUOTA, admin.set_network_quotas)):
        chosen = {key: value for key, value in wish.items() if key in keys}
        if chosen:
            call(project.id, **chosen)


def main(what, clouds, name, *arguments):
    with open(f'{clouds}/layout.json') as f:
        cloud = next(c for c in json.load(f) if c['name'] == name)
    with open(f'{os.path.dirname(clouds)}/template/password') as f:
        cloud['admin'] = f.read()
    globals()[what](clouds, cloud, *arguments)


if __name__ == '__main__':
    main(*sys.argv[1:])
