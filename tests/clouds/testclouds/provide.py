# SPDX-License-Identifier: GPL-3.0-or-later
"""python -m testclouds.provide CLOUDS_DIR CLOUD [https]

Gives the services beyond the core their accounts and endpoints, and what their provider sets.
What is there already stays as it is.
"""
from __future__ import annotations

import sys
from typing import Any

from testclouds import layout, more, seed, tls


def main(clouds: str, name: str, secured: str = '') -> None:
    cloud = seed.cloud_of(clouds, name)
    identity = seed.connect(cloud).identity
    for service in layout.MORE:
        regions = [region for region in cloud['regions'] if service in region['services']]
        if regions:
            account(identity, service, cloud['admin'])
            for region in regions:
                endpoints(identity, service, region, bool(secured))
            hook(service, 'accounts')(identity, cloud['admin'])
    login = dict(username=cloud['user'], password=cloud['password'], project_name=cloud['project'])
    for region in cloud['regions']:
        for service in region.get('more', ()):
            hook(service, 'seed')(seed.connect(cloud, region),
                                  seed.connect(cloud, region, **login))


def hook(service: str, name: str) -> Any:
    return getattr(more.module(service), name, lambda *_: None)


def account(identity: Any, service: str, password: str) -> None:
    project = identity.find_project('service', ignore_missing=False)
    user = identity.find_user(service) or identity.create_user(
        name=service, password=password, domain_id='default')
    for role in ('admin', 'service'):
        identity.assign_project_role_to_user(project, user, identity.find_role(role))


def endpoints(identity: Any, service: str, region: dict, secured: bool) -> None:
    kind, path = layout.TYPES[service]
    entry = identity.find_service(service) or identity.create_service(type=kind, name=service)
    there = {endpoint.interface for endpoint in identity.endpoints(
        service_id=entry.id, region_id=region['name'])}
    for interface in {'public', 'internal', 'admin'} - there:
        url = layout.url(region, service) + path
        identity.create_endpoint(
            service_id=entry.id, interface=interface, region_id=region['name'],
            url=tls.url(url, True) if secured and interface == 'public' else url)


def role(identity: Any, name: str, implied_by: str = '') -> Any:
    """A role of a service's own; whoever has `implied_by` has it too."""
    found = identity.find_role(name) or identity.create_role(name=name)
    if implied_by:
        path = f'/roles/{identity.find_role(implied_by).id}/implies/{found.id}'
        if identity.get(path).status_code == 404:
            identity.put(path).raise_for_status()
    return found


if __name__ == '__main__':
    main(*sys.argv[1:])
