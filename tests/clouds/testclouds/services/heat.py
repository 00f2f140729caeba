# SPDX-License-Identifier: GPL-3.0-or-later
"""Orchestration: API and engine in one process."""
from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from testclouds.config import Region

THREADS = 8
DOMAIN, DOMAIN_ADMIN = 'heat', 'heat_domain_admin'      # of the users that stacks make


def configure(r: Region) -> None:
    r.write('heat.conf', dict(
        DEFAULT=r.default(
            'heat', region_name_for_services=r.region['name'], stack_user_domain_name=DOMAIN,
            stack_domain_admin=DOMAIN_ADMIN, stack_domain_admin_password=r.password,
            auth_encryption_key='0' * 32, num_engine_workers=1,
            server_keystone_endpoint_type='internal', max_stacks_per_tenant=1000,
            enable_stack_abandon=True, enable_stack_adopt=True,
            environment_dir=f'{r.shared}/heat/environment.d',
            template_dir=f'{r.shared}/heat/templates', heat_metadata_server_url=r.url('heat')),
        database=r.db('heat'),
        paste_deploy=dict(api_paste_config=f'{r.shared}/heat/api-paste.ini'),
        clients=dict(endpoint_type='internalURL'),
        clients_keystone=dict(auth_uri=r.auth_url.removesuffix('/v3'),
                              endpoint_type='internalURL'),
        trustee=dict(auth_type='password', auth_url=r.auth_url, username='heat',
                     password=r.password, user_domain_id='default'),
        keystone_authtoken=r.authtoken('heat')))


def migrate(root: str) -> None:
    from testclouds import migrate
    migrate.tool('heat-manage', '--config-file', f'{root}/etc/heat.conf', 'db_sync')


def load() -> None:
    from oslo_service import backend
    backend.init_backend(backend.BackendType.THREADING)         # before anything of heat
    import heat.api.openstack.v1
    import heat.api.openstack.wsgi
    import heat.common.config
    import heat.engine.service
    import heat.engine.template  # noqa: F401


def run(root: str) -> Any:
    sys.argv = ['heat-api', '--config-file', f'{root}/etc/heat.conf']
    from heat.api.openstack import wsgi
    from heat.common import config
    from heat.engine import service, template
    from heat.rpc import api
    from oslo_config import cfg
    application = wsgi.init_application()
    config.startup_sanity_check()
    template._get_template_extension_manager()
    service.EngineService(cfg.CONF.host, api.ENGINE_TOPIC).start()
    return application


def accounts(identity: Any, password: str) -> None:
    from testclouds import provide
    domain = identity.find_domain(DOMAIN) or identity.create_domain(
        name=DOMAIN, description='Users of stacks')
    user = identity.find_user(DOMAIN_ADMIN, domain_id=domain.id) or identity.create_user(
        name=DOMAIN_ADMIN, password=password, domain_id=domain.id)
    identity.assign_domain_role_to_user(domain, user, identity.find_role('admin'))
    provide.role(identity, 'heat_stack_user')
