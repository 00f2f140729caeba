# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import ipaddress

from testclouds import access, layout

CLOUDS = layout.layout(20000)


def test_three_clouds_with_four_regions():
    assert [(cloud['name'], [region['name'] for region in cloud['regions']])
            for cloud in CLOUDS] == [('alpha', ['RegionOne']), ('beta', ['RegionOne']),
                                     ('gamma', ['RegionOne', 'RegionTwo'])]


def test_no_port_is_given_twice():
    ports = [layout.port(region, service) for cloud in CLOUDS for region in cloud['regions']
             for service in region['services']]
    assert len(ports) == len(set(ports)) == 31
    assert min(ports) == 20000 and max(ports) < 20400


def test_one_keystone_per_cloud():
    assert [[('keystone' in region['services']) for region in cloud['regions']]
            for cloud in CLOUDS] == [[True], [True], [True, False]]


def test_addresses_are_on_loopback_and_nobody_elses():
    nets = [ipaddress.ip_network(cidr(n)) for n in range(4)
            for cidr in (layout.outside, layout.inside)]
    assert all(net.is_loopback for net in nets)
    assert not any(a.overlaps(b) for a in nets for b in nets if a is not b)


def test_one_region_is_named_and_several_are_listed():
    alpha, _beta, gamma = CLOUDS
    assert access.entry(alpha, {})['region_name'] == 'RegionOne'
    assert access.entry(gamma, {})['regions'] == ['RegionOne', 'RegionTwo']


def test_passwords_are_in_secure_yaml_only():
    public, secure = access.tenant(dict(CLOUDS[0], password='hidden'))
    assert secure == dict(auth=dict(password='hidden'))
    assert 'hidden' not in str(public)
