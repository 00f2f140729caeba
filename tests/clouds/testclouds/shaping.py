# SPDX-License-Identifier: GPL-3.0-or-later
"""What a shape is beside its services, through the APIs of one region; repeated, it does the rest.

python -m testclouds.shaping CLOUD REGION SHAPE on|off
"""
from __future__ import annotations

import sys

from testclouds import config, layout, seed, shapes, state, tls

SERVICES = dict(server='compute', volume='block_storage')       # of all other kinds: network


class Place:
    """One region of one cloud, as its provider sees it."""

    def __init__(self, cloud, region):
        self.cloud, self.region = dict(cloud, admin=state.password()), region
        self.connections = {}

    def sdk(self, project='admin'):
        if project not in self.connections:
            self.connections[project] = seed.connect(self.cloud, self.region, project_name=project)
        return self.connections[project]

    def fill(self, value):
        """What a text, or each of a list, is here."""
        if isinstance(value, list):
            return [self.fill(text) for text in value]
        n = self.region['net']
        second = {name: getattr(layout, name)(n).split('.')[1] for name in ('outside', 'inside')}
        return value.format(n=n, image=self.cloud['images'][0][0], **second,
                            flavor=self.cloud['flavors'][0][0]) if isinstance(value, str) else value


# -- zones -----------------------------------------------------------------------------------

def zones(place, hosts, on):
    """An aggregate for each zone; off, nova also forgets the hosts, if they have no servers."""
    compute = place.sdk().compute
    there = {aggregate.name: aggregate for aggregate in compute.aggregates()}
    for zone in sorted({*hosts.values()} - {*there}) if on else ():
        there[zone] = compute.create_aggregate(name=zone, availability_zone=zone)
    for host, zone in hosts.items():
        if zone in there and on != (host in (there[zone].hosts or ())):
            (compute.add_host_to_aggregate if on else compute.remove_host_from_aggregate)(
                there[zone], host)
    if not on:
        for zone in sorted({*hosts.values()} & {*there}):
            compute.delete_aggregate(there[zone])
        forget(compute, {*hosts} - {config.HOST})


def forget(compute, hosts):
    for service in list(compute.services(binary='nova-compute')):
        if service.host in hosts:
            compute.delete_service(service)


# -- catalog, roles --------------------------------------------------------------------------

def catalog(place, paths, on):
    """What the customer is sent to; services go on finding each other."""
    identity = place.sdk().identity
    for name, path in paths.items():
        kind, usual = seed.type_of(name, place.region)
        url = layout.url(place.region, name) + (on and path or usual)
        for service in identity.services(type=kind):
            for endpoint in identity.endpoints(service_id=service.id, interface='public'):
                if endpoint.region_id == place.region['name']:
                    identity.update_endpoint(
                        endpoint, is_enabled=not on or path is not None,
                        url=tls.url(url, endpoint.url.startswith('https')))


def role(place, name, on):
    identity = place.sdk().identity
    (identity.assign_project_role_to_user if on else identity.unassign_project_role_from_user)(
        identity.find_project(place.cloud['project']), identity.find_user(place.cloud['user']),
        identity.find_role(name))


# -- what is made ----------------------------------------------------------------------------

def make(place, project, kind, attributes):
    sdk, proxy = place.sdk(project), service(place, project, kind)
    if there(proxy, kind, attributes['name']):
        return
    found = {key: place.fill(value) for key, value in attributes.items()}
    if 'network' in found:
        found['network_id'] = there(sdk.network, 'network', found.pop('network')).id
    for noun in {'image', 'flavor'} & {*found}:
        found[f'{noun}_id'] = getattr(sdk, f'get_{noun}')(found.pop(noun)).id
    made = getattr(proxy, f'create_{kind}')(**found)
    if kind == 'server':
        proxy.wait_for_server(made, interval=0.2)


def unmake(place, project, kind, attributes):
    proxy = service(place, project, kind)
    if found := there(proxy, kind, attributes['name']):
        getattr(proxy, f'delete_{kind}')(found)
        if kind == 'server':
            proxy.wait_for_delete(found, interval=0.2)


def service(place, project, kind):
    return getattr(place.sdk(project), SERVICES.get(kind, 'network'))


def there(proxy, kind, name):
    """That of the project: a provider sees what others have, too."""
    mine = proxy.get_project_id()
    return next((one for one in getattr(proxy, f'{kind}s')()
                 if one.name == name and one.project_id == mine), None)


def main(cloud, region, name, switch):
    clouds = {found['name']: found for found in state.layout()}
    place = Place(clouds[cloud], seed.region_of(clouds[cloud], region))
    shape, on = shapes.SHAPES[name], switch == 'on'
    zones(place, shape.hosts, on)
    catalog(place, shape.catalog, on)
    if shape.role:
        role(place, shape.role, on)
    for one in shape.made if on else reversed(shape.made):
        (make if on else unmake)(place, *one)


if __name__ == '__main__':
    main(*sys.argv[1:])
