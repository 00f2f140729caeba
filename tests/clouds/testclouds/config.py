# SPDX-License-Identifier: GPL-3.0-or-later
"""The configuration files of one region of one cloud: a function per service, and below them
the words that they have in common.
"""
from __future__ import annotations

import base64
import os
import shutil

from testclouds import layout, releases
from testclouds.services import plugins

FOLDERS = ('etc', 'db', 'log', 'run', 'images', 'staging', 'tasks', 'locks', 'nova/instances',
           'neutron', 'cinder', 'servers', 'floating', 'closed', 'guests', 'volumes', 'more')
HOST = 'compute1'
METHODS = 'password,token,application_credential,totp,openid'


class Region:
    """What all the files are made of."""

    def __init__(self, venv, root, cloud, region, password):
        self.shared, self.root, self.region = f'{venv}/etc', root, region
        self.auth_url, self.kind = layout.auth_url(cloud), cloud['kind']
        self.release = releases.RELEASES[region['release']]
        self.password = password            # of the services' own accounts

    def url(self, service):
        return layout.url(self.region, service)

    def db(self, name):
        return dict(connection=database(self.root, name))

    def default(self, name, **extra):
        return dict(debug=False, log_file=f'{self.root}/log/{name}.log', use_stderr=False,
                    transport_url='fake://', **extra)

    def client(self, user, **extra):
        """Credentials of one service towards another."""
        return dict(auth_url=self.auth_url, auth_type='password', username=user,
                    password=self.password, project_name='service',
                    user_domain_name='Default', project_domain_name='Default',
                    region_name=self.region['name'], **extra)

    def authtoken(self, user):
        # without its type a service refuses credentials that have access rules
        kind = self.release.volumes if user == 'cinder' else layout.TYPES[user][0]
        return self.client(user, service_type=kind,
                           www_authenticate_uri=self.auth_url, interface='internal',
                           service_token_roles='service', service_token_roles_required=True)

    def write(self, name, sections):
        sections = dict(sections, oslo_concurrency=dict(lock_path=f'{self.root}/locks'),
                        oslo_messaging_notifications=dict(driver='noop'))
        path = f'{self.root}/etc/{name}'
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w') as f:
            for section, options in sections.items():
                f.write(f'[{section}]\n')
                f.writelines(f'{key} = {value}\n' for key, value in options.items())
                f.write('\n')


def database(root, name):
    return f'sqlite:///{root}/db/{name}.sqlite'


def write(venv, root, cloud, region, password):
    """root: the region's folder."""
    for folder in FOLDERS:
        os.makedirs(f'{root}/{folder}', exist_ok=True)
    r = Region(venv, root, cloud, region, password)
    keys(root)
    shutil.copy(f'{r.shared}/nova/api-paste.ini', f'{root}/etc/api-paste.ini')
    for name, sections in (('keystone.conf', keystone(r)), ('placement.conf', placement(r)),
                           ('glance-api.conf', glance(r)), ('neutron.conf', neutron(r)),
                           ('nova.conf', nova(r)), ('cinder.conf', cinder(r)),
                           ('barbican.conf', barbican(r))):
        r.write(name, sections)


def keys(root):
    """keystone's, with which it makes tokens and keeps credentials."""
    for repository in ('fernet', 'credential'):
        os.makedirs(f'{root}/etc/{repository}', mode=0o700, exist_ok=True)
        for index in (0, 1):
            path = f'{root}/etc/{repository}/{index}'
            if not os.path.exists(path):
                with open(path, 'w') as f:
                    f.write(fernet_key())


def fernet_key():
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def keystone(r):
    return dict(
        DEFAULT=r.default('keystone', list_limit=1000),
        database=r.db('keystone'), auth=dict(methods=METHODS),
        token=dict(provider='fernet', expiration=86400),
        fernet_tokens=dict(key_repository=f'{r.root}/etc/fernet'),
        # without a repository of its own keystone's bootstrap fails
        fernet_receipts=dict(key_repository=f'{r.root}/etc/fernet'),
        credential=dict(key_repository=f'{r.root}/etc/credential'),
        identity=dict(password_hash_rounds=4),      # cheap bcrypt: nothing here is secret
        cache=dict(enabled=True, backend='dogpile.cache.memory'),
        api=dict(response_validation='ignore'))


def placement(r):
    return dict(
        DEFAULT=r.default('placement'), api=dict(auth_strategy='keystone'),
        placement_database=r.db('placement'), keystone_authtoken=r.authtoken('placement'))


def glance(r):
    return dict(
        DEFAULT=r.default('glance', enabled_backends='file:file', show_multiple_locations=False,
                          worker_self_reference_url=r.url('glance')),
        database=r.db('glance'),
        glance_store=dict(default_backend='file'),
        # images of this machine's own: by default Glance asks no loopback address
        import_filtering_opts=dict(allowed_hosts='[127.0.0.1]', allowed_ports='[]'),
        file=dict(filesystem_store_datadir=f'{r.root}/images'),
        os_glance_staging_store=dict(filesystem_store_datadir=f'{r.root}/staging'),
        os_glance_tasks_store=dict(filesystem_store_datadir=f'{r.root}/tasks'),
        paste_deploy=dict(flavor='keystone',
                          config_file=f'{r.shared}/glance/glance-api-paste.ini'),
        keystone_authtoken=r.authtoken('glance'))


def neutron(r):
    chosen, extensions = 'network_ip_availability,qos', 'port_security,qos'
    if r.kind == 'floating':
        chosen += ',router,port_forwarding,trunk,segments'
        extensions += ',dns_domain_ports'           # needs dns-integration, which needs a router
    return plugins.extend(r, dict(
        DEFAULT=r.default(
            'neutron', core_plugin='ml2', auth_strategy='keystone', service_plugins=chosen,
            api_paste_config=f'{r.shared}/neutron/api-paste.ini', state_path=f'{r.root}/neutron',
            notify_nova_on_port_status_changes=False,   # nothing waits for plugged VIFs
            notify_nova_on_port_data_changes=True, send_events_interval=1,
            dhcp_agent_notification=False, network_auto_schedule=False,
            router_auto_schedule=False, dns_domain='clouds.example.',
            setproctitle='off'),        # it would overwrite the environment that we look at
        ml2=dict(type_drivers='flat,vlan,vxlan,local', tenant_network_types='vxlan',
                 mechanism_drivers='testclouds', extension_drivers=extensions),
        ml2_type_flat=dict(flat_networks='public'),
        ml2_type_vlan=dict(network_vlan_ranges='public'),
        ml2_type_vxlan=dict(vni_ranges='1:5000'),
        securitygroup=dict(enable_security_group=True),
        quotas=dict(quota_network=100, quota_port=5000),
        oslo_policy=dict(policy_file=f'{r.root}/etc/neutron-policy.yaml'),      # a shape's
        database=r.db('neutron'), nova=r.client('nova', endpoint_type='internal'),
        placement=r.client('placement', endpoint_type='internal'),
        keystone_authtoken=r.authtoken('neutron')))


def nova(r):
    return dict(
        DEFAULT=r.default(
            'nova', host=HOST, my_ip='127.0.0.1', compute_driver='testclouds.ComputeDriver',
            state_path=f'{r.root}/nova', instances_path=f'{r.root}/nova/instances',
            allow_resize_to_same_host=True, vif_plugging_is_fatal=False, vif_plugging_timeout=0,
            max_concurrent_builds=0, sync_power_state_interval=-1,
            heal_instance_info_cache_interval=-1, block_device_allocate_retries_interval=1,
            periodic_fuzzy_delay=0,     # the threading backend waits this long before serving
            reserved_host_memory_mb=0),
        api_database=r.db('nova_api'), database=r.db('nova_cell1'),
        wsgi=dict(api_paste_config=f'{r.root}/etc/api-paste.ini'),
        api=dict(response_validation='ignore'),     # a tenth of nova's time
        vnc=dict(enabled=False),
        filter_scheduler=dict(track_instance_changes=False),
        quota=dict(instances=1000, cores=4000, ram=8000000, key_pairs=100, server_groups=100),
        service_user=r.client('nova', send_service_user_token=True),
        placement=r.client('placement', endpoint_override=r.url('placement')),
        glance=dict(api_servers=r.url('glance')),
        neutron=r.client('neutron', service_metadata_proxy=False,
                         default_floating_pool='public'),
        cinder=r.client('cinder', os_region_name=r.region['name'],
                        catalog_info=f'{r.release.volumes}::internalURL'),
        keystone_authtoken=r.authtoken('nova'))


def cinder(r):
    return dict(
        DEFAULT=r.default(
            'cinder', host=HOST, my_ip='127.0.0.1', enabled_backends='fake',
            auth_strategy='keystone', api_paste_config=f'{r.shared}/cinder/api-paste.ini',
            state_path=f'{r.root}/cinder', glance_api_servers=r.url('glance'),
            resource_query_filters_file=f'{r.shared}/cinder/resource_filters.json',
            default_volume_type='__DEFAULT__', periodic_fuzzy_delay=0,
            backup_manager='testclouds.services.backup.BackupManager',
            backup_driver='cinder.backup.drivers.posix.PosixBackupDriver',
            scheduler_driver_init_wait_time=5),     # or the scheduler waits a minute
        fake=dict(volume_driver='testclouds.services.volume.VolumeDriver',
                  volume_backend_name='fake'),
        coordination=dict(backend_url=f'file://{r.root}/cinder/coordination'),
        database=r.db('cinder'), nova=r.client('nova', interface='internal'),
        service_user=r.client('cinder', send_service_user_token=True),
        keystone_authtoken=r.authtoken('cinder'))


def barbican(r):
    return dict(
        DEFAULT=r.default('barbican',       # where it was until 2023.1
                          sql_connection=database(r.root, 'barbican')), database=r.db('barbican'),
        simple_crypto_plugin=dict(kek=fernet_key()),
        keystone_authtoken=r.authtoken('barbican'))
