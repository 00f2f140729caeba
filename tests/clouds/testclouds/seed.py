# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills one cloud through its APIs, as its provider does.

python -m testclouds.seed catalog|tenant CLOUDS_DIR CLOUD
python -m testclouds.seed quota CLOUDS_DIR CLOUD REGION KEY=NUMBER...
python -m testclouds.seed pool CLOUDS_DIR CLOUD REGION [SIZE]
python -m testclouds.seed guest CLOUDS_DIR CLOUD REGION
python -m testclouds.seed public CLOUDS_DIR CLOUD [https]
"""
from __future__ import annotations

import ipaddress
import json
import os
import sys

import openstack

from testclouds import layout, quotas, releases, tls

PATHS = {'block-storage': '/v3', 'volumev3': '/v3/%(project_id)s'}      # cinder's
PLENTY = dict(instances=1000, cores=4000, ram=8000000, port=3000, security_group=200,
              security_group_rule=2000, volumes=1000, gigabytes=100000)
PLENTY_OF_ADDRESSES = dict(floatingip=1000, router=20)
GUEST = 'debian-12-real'


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
    identity = connect(cloud).identity
    for region in cloud['regions']:
        if not identity.find_region(region['name']):
            identity.create_region(id=region['name'])
    for service in layout.SERVICES:
        endpoints(identity, cloud, service)
    accounts(identity, cloud['admin'])
    for region in cloud['regions']:
        open(f"{clouds}/{cloud['name']}/{region['name']}/run/catalog", 'w').close()


def endpoints(identity, cloud, service):
    entries = {}
    for region in cloud['regions']:
        at = cloud['regions'][0] if service == 'keystone' else region
        kind, path = type_of(service, region)
        if kind not in entries:
            entries[kind] = identity.create_service(type=kind, name=service).id
        for interface in ('public', 'internal', 'admin'):
            identity.create_endpoint(service_id=entries[kind], interface=interface,
                                     region_id=region['name'], url=layout.url(at, service) + path)


def type_of(service, region):
    """(type, path) in the catalog."""
    if service != 'cinder':
        return layout.TYPES[service]
    kind = releases.RELEASES[region['release']].volumes
    return kind, PATHS[kind]


def accounts(identity, password):
    role = {name: identity.find_role(name) or identity.create_role(name=name)
            for name in ('admin', 'service')}       # an old keystone makes no service role
    project = identity.create_project(name='service', domain_id='default')
    for service in layout.SERVICES[1:]:
        user = identity.create_user(name=service, password=password, domain_id='default')
        for granted in role.values():
            identity.assign_project_role_to_user(project, user, granted)


def tenant(clouds, cloud):
    """Project, user, flavors, images, networks: what the provider's customer finds."""
    identity = connect(cloud).identity
    neighbour(identity)
    project = identity.create_project(name=cloud['project'], domain_id='default')
    user = customer(identity, cloud, project)
    login = dict(username=cloud['user'], password=cloud['password'],
                 project_name=cloud['project'])
    if cloud['auth'] == 'appcred':
        credential = connect(cloud, **login).identity.create_application_credential(
            user.id, 'ansible')
        with open(f"{clouds}/{cloud['name']}/tenant.json", 'w') as f:
            json.dump(dict(id=credential.id, secret=credential.secret), f)
    for region in cloud['regions']:
        admin = connect(cloud, region)
        catalogs(admin, cloud)
        if admin.network.find_extension('security-groups-default-rules'):
            default_rules(admin.network)
        if cloud['kind'] == 'provider':
            provider_network(admin.network, region['net'])
        else:
            private_network(admin.network, connect(cloud, region, **login).network,
                            region['net'])
        plenty = dict(PLENTY, **(PLENTY_OF_ADDRESSES if cloud['kind'] == 'floating' else {}))
        quotas.apply(admin, project.id, plenty)


def neighbour(identity):
    """A project in which the provider acts as another customer."""
    identity.assign_project_role_to_user(
        identity.create_project(name=layout.NEIGHBOUR, domain_id='default'),
        identity.find_user('admin'), identity.find_role('admin'))


def customer(identity, cloud, project):
    """A user, with the roles that the releases of the cloud ask for."""
    user = identity.create_user(name=cloud['user'], password=cloud['password'],
                                domain_id='default', default_project_id=project.id)
    for name in sorted({name for region in cloud['regions']
                        for name in releases.RELEASES[region['release']].roles}):
        identity.assign_project_role_to_user(
            project, user, identity.find_role(name) or identity.create_role(name=name))
    return user


def catalogs(admin, cloud):
    for name, vcpus, ram, disk in cloud['flavors']:
        flavor = admin.compute.create_flavor(name=name, vcpus=vcpus, ram=ram, disk=disk)
        if name == cloud['gpu']:
            admin.compute.create_flavor_extra_specs(flavor, layout.EXTRA_SPECS)
    for name, distro, version in cloud['images']:
        admin.image.create_image(
            name=name, data=os.urandom(4096), disk_format='raw', container_format='bare',
            visibility='public', min_disk=1, os_distro=distro, os_version=version,
            architecture='x86_64', validate_checksum=False)


def default_rules(network):
    """What every security group starts with; a migration inserts it in a real neutron."""
    for version in ('IPv4', 'IPv6'):
        network.create_default_security_group_rule(
            ether_type=version, direction='egress',
            used_in_default_sg=True, used_in_non_default_sg=True)
        network.create_default_security_group_rule(
            ether_type=version, direction='ingress', remote_group_id='PARENT',
            used_in_default_sg=True, used_in_non_default_sg=False)
        # ours: servers can be reached by those who think of nothing
        network.create_default_security_group_rule(
            ether_type=version, direction='ingress', protocol='tcp',
            used_in_default_sg=True, used_in_non_default_sg=False)


def provider_network(network, n):
    """Its addresses are public and straight on the servers."""
    net = network.create_network(
        name='Ext-Net', shared=True, is_router_external=True,
        provider_network_type='flat', provider_physical_network='public')
    network.create_subnet(network_id=net.id, name='Ext-Net-v4', ip_version=4,
                          cidr=layout.outside(n))
    network.create_subnet(network_id=net.id, name='Ext-Net-v6', ip_version=6,
                          cidr=f'2001:db8:{n}::/64', ipv6_ra_mode='dhcpv6-stateful',
                          ipv6_address_mode='dhcpv6-stateful')


def private_network(network, tenants_network, n):
    """The provider's part, of which floating IPs come, and the customer's own behind a router."""
    public = network.create_network(
        name='public', is_router_external=True,
        provider_network_type='flat', provider_physical_network='public')
    network.create_subnet(network_id=public.id, name='public-v4', ip_version=4,
                          cidr=layout.outside(n), is_dhcp_enabled=False)
    private = tenants_network.create_network(name='private')
    subnet = tenants_network.create_subnet(
        network_id=private.id, name='private-v4', ip_version=4, cidr=layout.inside(n),
        dns_nameservers=['192.0.2.53'])
    router = tenants_network.create_router(
        name='router', external_gateway_info=dict(network_id=public.id))
    tenants_network.add_interface_to_router(router, subnet_id=subnet.id)


def region_of(cloud, name):
    return next(r for r in cloud['regions'] if r['name'] == name)


def pool(clouds, cloud, name, size=None):
    """The outside network gets this many addresses, from its end; without size, all again."""
    region = region_of(cloud, name)
    network = connect(cloud, region).network
    hosts = list(ipaddress.ip_network(layout.outside(region['net'])).hosts())
    chosen = hosts[-int(size):] if size else hosts[1:]          # the first is the gateway's
    subnet = 'Ext-Net-v4' if cloud['kind'] == 'provider' else 'public-v4'
    network.update_subnet(network.find_subnet(subnet), allocation_pools=[
        dict(start=str(chosen[0]), end=str(chosen[-1]))])


def guest(clouds, cloud, name):
    """The image of real guests, for all who look; what stands in glance is none of its disk."""
    image = connect(cloud, region_of(cloud, name)).image
    if not image.find_image(GUEST):
        image.create_image(
            name=GUEST, data=b'real', disk_format='raw', container_format='bare',
            visibility='public', min_disk=2, min_ram=512, os_distro='debian', os_version='12',
            architecture='x86_64', testcloud_guest='real', validate_checksum=False)


def quota(clouds, cloud, name, *pairs):
    admin = connect(cloud, region_of(cloud, name))
    quotas.apply(admin, admin.identity.find_project(cloud['project']).id, quotas.parse(pairs))


def public(clouds, cloud, secured=''):
    """Where the catalog sends those who come from outside."""
    identity = connect(cloud).identity
    for endpoint in identity.endpoints(interface='public'):
        identity.update_endpoint(endpoint, url=tls.url(endpoint.url, bool(secured)))


def cloud_of(clouds, name):
    with open(f'{clouds}/layout.json') as f:
        cloud = next(c for c in json.load(f) if c['name'] == name)
    with open(f'{os.path.dirname(clouds)}/password') as f:
        return dict(cloud, admin=f.read())


def main(what, clouds, name, *arguments):
    dict(catalog=catalog, tenant=tenant, quota=quota, pool=pool, guest=guest, public=public)[what](
        clouds, cloud_of(clouds, name), *arguments)


if __name__ == '__main__':
    main(*sys.argv[1:])
