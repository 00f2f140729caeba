# SPDX-License-Identifier: GPL-3.0-or-later
"""Clouds that differ: what `clouds shape` puts on and takes off.  Mostly data: add a Shape to have
another one.  Services read what is on when they start; shaping.py makes the rest.

In the texts of `made`, {n} is the region's number, {outside} and {inside} the second byte of its
public and private addresses, {image} and {flavor} something that its cloud has.
"""
from __future__ import annotations

from typing import Any, NamedTuple

from testclouds import config, layout, processes, state
from testclouds.state import CLOUDS, Problem

NEIGHBOUR = layout.NEIGHBOUR
PUBLIC = dict(is_router_external=True, provider_network_type='vlan',
              provider_physical_network='public')


class Shape(NamedTuple):
    restarts: tuple[str, ...] = ()          # the services that read it
    hosts: dict[str, str] = {}              # {nova-compute's host: its availability zone}
    lacking: tuple[str, ...] = ()           # neutron has no extensions that begin so
    forbidden: tuple[str, ...] = ()         # rules of neutron's policy that nobody fulfils
    catalog: dict[str, str | None] = {}     # {service: its path, None: it is not there}
    role: str = ''                          # another one that the customer has
    made: tuple[tuple[str, str, dict[str, Any]], ...] = ()      # (project, kind, attributes)
    clouds: tuple[str, ...] = ('alpha', 'beta', 'gamma')        # where it is possible


SHAPES = {
    'zones': Shape(('nova',), {config.HOST: 'zone-a', 'compute2': 'zone-b', 'compute3': 'zone-b'}),
    'old-nova': Shape(catalog=dict(nova='/v2')),        # hides its microversions
    'no-volumes': Shape(catalog=dict(cinder=None)),
    'bare-neutron': Shape(('neutron',), lacking=(
        'quota_details', 'standard-attr-tag', 'tag-', 'port-security', 'extra_dhcp_opt',
        'port-numa', 'qos', 'trunk', 'floating-ip-port-forwarding', 'expose-port-forwarding')),
    'strict-neutron': Shape(('neutron',), forbidden=(
        'create_port:mac_address', 'create_port:fixed_ips', 'create_port:port_security_enabled',
        'create_port:allowed_address_pairs', 'update_port:allowed_address_pairs',
        'create_networks_tags', 'update_networks_tags', 'get_router', 'create_security_group')),
    'admin': Shape(role='admin', clouds=('alpha',), made=(
        (NEIGHBOUR, 'network', dict(name='private')),
        (NEIGHBOUR, 'subnet', dict(name='private-v4', network='private', ip_version=4,
                                   cidr='127.{inside}.16.0/20')),
        (NEIGHBOUR, 'volume', dict(name='web-1-data', size=1)),
        (NEIGHBOUR, 'server', dict(name='web-1', image='{image}', flavor='{flavor}',
                                   networks='auto')))),
    'external': Shape(clouds=('alpha', 'gamma'), made=(
        ('admin', 'network', dict(PUBLIC, name='public2')),
        ('admin', 'subnet', dict(name='public2-v4', network='public2', ip_version=4,
                                 cidr='127.{outside}.8.0/21', is_dhcp_enabled=False)))),
    'shared': Shape(made=(
        (NEIGHBOUR, 'network', dict(name='shared', is_shared=True)),
        (NEIGHBOUR, 'subnet', dict(name='shared-v4', network='shared', ip_version=4,
                                   cidr='127.{inside}.32.0/20')))),
    'pool': Shape(made=(
        ('admin', 'subnet_pool', dict(name='pool', is_shared=True, is_default=True,
                                      prefixes=['127.{inside}.48.0/20'],
                                      default_prefix_length=26)),)),
    'ipv6': Shape(made=(
        ('admin', 'network', dict(name='six', is_shared=True)),
        ('admin', 'subnet', dict(name='six-v6', network='six', ip_version=6,
                                 cidr='2001:db8:{n}:6::/64')))),
}


def path(root):
    return f'{root}/shapes.json'


def on(root):
    """The shapes of a region, as they are now."""
    return [SHAPES[name] for name in state.read_json(path(root)) or ()]


def hosts(root):
    """Of nova-compute, besides the first."""
    return sorted({host for shape in on(root) for host in shape.hosts} - {config.HOST})


def switch(where, name, put_on):
    """Services first, so that all that is made finds what it needs, and nothing is deleted below
    one that runs."""
    services = processes.choose(where)
    if impossible := sorted({s.cloud for s in services} - set(SHAPES[name].clouds)):
        raise Problem(f"{' and '.join(impossible)} cannot have the shape {name}, which is for "
                      f"{' and '.join(SHAPES[name].clouds)}")
    for root in sorted({s.root for s in services}):
        names = set(state.read_json(path(root)) or ()) - {name}
        state.write_json(path(root), sorted(names | {name} if put_on else names))
    processes.restart([s for s in services if s.name in SHAPES[name].restarts])
    log = f'{CLOUDS}/shape.out'
    with open(log, 'w') as out:
        processes.wait_all(
            [processes.module('testclouds.shaping', cloud, region, name, 'on' if put_on else 'off',
                              stdout=out, stderr=out)
             for cloud, region in sorted({(s.cloud, s.region) for s in services})],
            f"{'putting on' if put_on else 'taking off'} the shape {name}", log)
