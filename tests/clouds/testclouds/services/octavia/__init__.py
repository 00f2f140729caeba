# SPDX-License-Identifier: GPL-3.0-or-later
"""Load balancers: octavia's API, with a provider driver of our own (driver.py), which carries the
traffic as well (traffic.py).  VIPs are ports of neutron, to which floating IPs can go.
"""
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from testclouds.config import Region

THREADS = 8
# tables of allowed values, and the constants that have them
ALLOWED = dict(
    provisioning_status='PROVISIONING_STATUSES', operating_status='OPERATING_STATUSES',
    protocol='PROTOCOLS', algorithm='LB_ALGORITHMS', amphora_roles='AMPHORA_ROLES',
    lb_topology='LB_TOPOLOGIES', session_persistence_type='SP_TYPES',
    health_monitor_type='HEALTH_MONITOR_TYPES', vrrp_auth_method='VRRP_AUTH',
    l7rule_type='L7RULE_TYPES', l7rule_compare_type='L7RULE_COMPARE_TYPES',
    l7policy_action='L7POLICY_ACTIONS', client_authentication_mode='CLIENT_AUTH_MODES')
ROLES = dict(member='member', admin='admin', observer='reader')     # octavia's, who has them too
PLENTY = dict(load_balancers=1000, listeners=5000, pools=5000, members=20000, health_monitors=5000)


def configure(r: Region) -> None:
    r.write('octavia.conf', dict(
        DEFAULT=r.default('octavia'),
        api_settings=dict(auth_strategy='keystone', default_provider_driver='testclouds',
                          enabled_provider_drivers="testclouds:The test clouds' own provider",
                          api_base_uri=r.url('octavia')),
        database=r.db('octavia'),
        controller_worker=dict(network_driver='allowed_address_pairs_driver'),
        service_auth=r.client('octavia'),
        neutron=r.client('octavia', valid_interfaces='internal'),
        certificates=dict(cert_manager='barbican_cert_manager', endpoint_type='internalURL',
                          region_name=r.region['name']),
        keystone_authtoken=r.authtoken('octavia')))


def migrate(root: str) -> None:
    """And what octavia's migrations would have inserted."""
    import sqlalchemy
    from octavia.common import constants
    from octavia.db import base_models, models

    from testclouds import migrate
    engine = migrate.of_models(root, 'octavia', base_models.BASE.metadata)
    with sqlalchemy.orm.Session(engine) as session, session.begin():
        for table, allowed in ALLOWED.items():
            session.execute(sqlalchemy.insert(base_models.BASE.metadata.tables[table]), [
                dict(name=name) for name in getattr(constants, f'SUPPORTED_{allowed}')])
        for row in deleted(models, constants.NIL_UUID):
            session.add(row)
            session.flush()
    migrate.tool('octavia-db-manage', '--config-file', f'{root}/etc/octavia.conf', 'stamp', 'head')


def deleted(models: Any, nil: str) -> tuple[Any, ...]:
    """Stand for the deleted flavors and zones of load balancers that are still there."""
    common = dict(name='DELETED', provider_name='DELETED')
    return (models.FlavorProfile(id=nil, flavor_data='{}', **common),
            models.Flavor(id=nil, flavor_profile_id=nil, name='DELETED', enabled=False),
            models.AvailabilityZoneProfile(id=nil, availability_zone_data='{}', **common),
            models.AvailabilityZone(availability_zone_profile_id=nil, name=nil, enabled=False))


def load() -> None:
    import octavia.api.app
    import octavia.api.root_controller
    import octavia.api.v2.controllers
    import octavia.network.drivers.neutron.allowed_address_pairs  # noqa: F401

    from testclouds.services.octavia import driver  # noqa: F401


def run(root: str) -> Any:
    from octavia.api import app

    from testclouds.services.octavia import driver, sessions
    sessions.patch()
    application = app.setup_app(argv=['octavia-api', '--config-file', f'{root}/etc/octavia.conf'])
    driver.resume()
    return application


def accounts(identity: Any, password: str) -> None:
    """Members have octavia's role by implication: so application credentials have it too."""
    from testclouds import provide
    for name, prior in ROLES.items():
        provide.role(identity, f'load-balancer_{name}', prior)


def seed(admin: Any, tenant: Any) -> None:
    api = admin.load_balancer
    api.update_quota(tenant.current_project_id, **PLENTY)
    if not api.find_flavor('small'):
        profile = api.find_flavor_profile('small') or api.create_flavor_profile(
            name='small', provider_name='testclouds', flavor_data=json.dumps(dict(size='small')))
        api.create_flavor(name='small', flavor_profile_id=profile.id,
                          description='The only flavor')
