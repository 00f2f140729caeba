# SPDX-License-Identifier: GPL-3.0-or-later
"""That the clouds speak TLS when they are told to, to all but each other."""
from __future__ import annotations

import json
from urllib.parse import urlsplit

import openstack
import pytest
import requests
from testclouds import tls
from testclouds.state import STATE

from live.conftest import ALPHA, Target, clouds


@pytest.fixture(scope='module')
def secured():
    clouds('tls', 'on')
    yield Target(*ALPHA)
    clouds('tls', 'off')


def test_the_catalog_and_all_links_say_https(secured):
    catalog = secured.sdk.session.auth.get_access(secured.sdk.session).service_catalog
    urls = catalog.get_urls(interface='public')
    assert len(urls) >= 6 and all(url.startswith('https://') for url in urls)
    for service in ('compute', 'network', 'image', 'block-storage', 'identity'):
        root = urlsplit(catalog.url_for(service))._replace(path='/').geturl()
        found = requests.get(root, verify=tls.CA, timeout=20).text
        assert 'https://' in found and 'http://' not in found


def test_a_server_comes_and_goes(secured, made):
    server = made(secured)
    assert [address['subnet_id'] for port in secured.network.ports(device_id=server.id)
            for address in port.fixed_ips]


def test_who_does_not_know_the_ca_is_not_served(secured):
    with open(f'{STATE}/clouds.yaml') as f:
        url = json.load(f)['clouds']['alpha']['auth']['auth_url']
    with pytest.raises(requests.exceptions.SSLError, match='certificate verify failed'):
        requests.get(url, timeout=20)


def test_a_cut_is_one_by_tls_as_well(secured, fault):
    fault('alpha', 'nova', 'cut=before', 'count=1')
    url = secured.compute.get_endpoint() + '/servers'
    with pytest.raises(requests.ConnectionError):
        requests.get(url, verify=tls.CA, timeout=20)
    assert requests.get(url, verify=tls.CA, timeout=20).status_code == 401


def test_reset_goes_back_to_http(secured):
    clouds('reset')
    assert openstack.connect(cloud='alpha').compute.get_endpoint().startswith('http://')
