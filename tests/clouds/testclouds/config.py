# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the configuration files of one region of one cloud."""
import base64
import os
import shutil

from . import layout



def write(path, sections):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as f:
        for section, options in sections.items():
            f.write(f'[{section}]\n')
            for key, value in options.items():
                f.write(f'{key} = {value}\n')
            f.write('\n')


def db(root, name):
    return f'sqlite:///{root}/db/{name}.sqlite'


def region_config(venv, root, auth_url, region, password, host='compute1'):
    """root: the region's directory (etc/ db/ log/ ... below it)."""
    etc = f'{root}/etc'
    shared = f'{venv}/etc'
    for d in ('etc', 'db', 'log', 'images', 'staging', 'tasks', 'nova/instances', 'neutron',
              'cinder', 'locks', 'run', 'servers', 'guests', 'floating'):
        os.makedirs(f'{root}/{d}', exist_ok=True)
    url = lambda service: f'http://127.0.0.1:{layout.port(region, service)}'

    def client(user, **extra):      # credentials of one service towards another
        return dict(auth_url=auth_url, auth_type='password', username=user,
                    password=password, project_name='service',
                    user_domain_name='Default', project_domain_name='Default',
                    region_name=region['name'], **extra)

    def default(name, **extra):
        return dict(debug=False, log_file=f'{root}/log/{name}.log', use_stderr=False,
                    transport_url='fake://', **extra)

    def authtoken(user):
        return client(user, www_authenticate_uri=auth_url, interface='internal',
                      service_token_roles='service', service_token_roles_required=True)

    common = dict(oslo_concurrency=dict(lock_path=f'{root}/locks'),
                  oslo_messaging_notifications=dict(driver='noop'))

    write(f'{etc}/keystone.conf', dict(
        DEFAULT=dict(default('keystone'), list_limit=1000),
        database=dict(connection=db(root, 'keystone')),
        token=dict(provider='fernet', expiration=86400),
        fernet_tokens=dict(key_repository=f'{etc}/fernet'),
        fernet_receipts=dict(key_repository=f'{etc}/fernet'),
        credential=dict(key_repository=f'{etc}/credential'),
        identity=dict(password_hash_rounds=4),      # cheap bcrypt
        cache=dict(enabled=True, backend='dogpile.cache.memory'),
        api=dict(response_validation='ignore'),
        **common))
    for repository in ('fernet', 'credential'):
        os.makedirs(f'{etc}/{repository}', mode=0o700, exist_ok=True)
        for index in (0, 1):
            path = f'{etc}/{repository}/{index}'
            if not os.path.exists(path):
                with open(path, 'wb') as f:
                    f.write(base64.urlsafe_b64encode(os.urandom(32)))

    write(f'{etc}/placement.conf', dict(
        DEFAULT=default('placement'), api=dict(auth_strategy='keystone'),
        placement_database=dict(connection=db(root, 'placement')),
        keystone_authtoken=authtoken('placement'), **common))

    write(f'{etc}/glance-api.conf', dict(
        DEFAULT=dict(default('glance'), enabled_backends='file:file',
                     worker_self_reference_url=url('glance'), show_multiple_locations=False),
        database=dict(connection=db(root, 'glance')),
        glance_store=dict(default_backend='file'),
        file=dict(filesystem_store_datadir=f'{root}/images'),
        os_glance_staging_store=dict(filesystem_store_datadir=f'{root}/staging'),
        os_glance_tasks_store=dict(filesystem_store_datadir=f'{root}/tasks'),
        paste_deploy=dict(flavor='keystone', config_file=f'{shared}/glance/glance-api-paste.ini'),
        keystone_authtoken=authtoken('glance'), **common))

    write(f'{etc}/neutron.conf', dict(
        DEFAULT=dict(
            default('neutron'), core_plugin='ml2', auth_strategy='keystone',
            service_plugins='network_ip_availability,qos' if region.get('kind') == 'provider'
            else 'router,port_forwarding,network_ip_availability,qos,trunk,segments',
            api_paste_config=f'{shared}/neutron/api-paste.ini', state_path=f'{root}/neutron',
            notify_nova_on_port_status_changes=False,   # nothing waits for plugged VIFs
            notify_nova_on_port_data_changes=True,
            dhcp_agent_notification=False, network_auto_schedule=False,
            router_auto_schedule=False, send_events_interval=1, dns_domain='clouds.example.'),
        ml2=dict(type_drivers='flat,vlan,vxlan,local', tenant_network_types='vxlan',
                 mechanism_drivers='testclouds', extension_drivers='port_security,qos' if region.get('kind') == 'provider'
                 else 'port_security,qos,dns_domain_ports'),
        ml2_type_flat=dict(flat_networks='public'),
        ml2_type_vlan=dict(network_vlan_ranges='public'),
        ml2_type_vxlan=dict(vni_ranges='1:5000'),
        securitygroup=dict(enable_security_group=True),
        quotas=dict(quota_network=100, quota_port=5000),
        database=dict(connection=db(root, 'neutron')),
        nova=client('nova', endpoint_type='internal'),      # the public ones may be HTTPS
        placement=client('placement', endpoint_type='internal'),
        keystone_authtoken=authtoken('neutron'), **common))

    shutil.copy(f'{shared}/nova/api-paste.ini', f'{etc}/api-paste.ini')
    write(f'{etc}/nova.conf', dict(
        DEFAULT=dict(
            default('nova'), host=host, my_ip='127.0.0.1',
            compute_driver='testclouds.ComputeDriver', state_path=f'{root}/nova',
            instances_path=f'{root}/nova/instances', allow_resize_to_same_host=True,
            vif_plugging_is_fatal=False, vif_plugging_timeout=0, max_concurrent_builds=0,
            sync_power_state_interval=-1, heal_instance_info_cache_interval=-1,
            block_device_allocate_retries_interval=1,
            periodic_fuzzy_delay=0,     # the threading backend waits this long before serving
            reserved_host_memory_mb=0),
        api_database=dict(connection=db(root, 'nova_api')),
        database=dict(connection=db(root, 'nova_cell1')),
        wsgi=dict(api_paste_config=f'{etc}/api-paste.ini'),
        api=dict(response_validation='ignore'),     # ~10% of nova in one profile
        scheduler=dict(max_attempts=1), vnc=dict(enabled=False),
        filter_scheduler=dict(track_instance_changes=False),
        quota=dict(instances=1000, cores=4000, ram=8000000, key_pairs=100, server_groups=100),
        service_user=client('nova', send_service_user_token=True),
        placement=client('placement'), glance=dict(api_servers=url('glance')),
        neutron=client('neutron', service_metadata_proxy=False,
                       default_floating_pool='public'),
        cinder=client('cinder', os_region_name=region['name'],
                      catalog_info='block-storage::internalURL'),
        keystone_authtoken=authtoken('nova'), **common))

    write(f'{etc}/cinder.conf', dict(
        DEFAULT=dict(
            default('cinder'), host=host, my_ip='127.0.0.1', enabled_backends='fake',
            auth_strategy='keystone', api_paste_config=f'{shared}/cinder/api-paste.ini',
            state_path=f'{root}/cinder', glance_api_servers=url('glance'),
            resource_query_filters_file=f'{shared}/cinder/resource_filters.json',
            default_volume_type='__DEFAULT__', periodic_fuzzy_delay=0,
            scheduler_driver_init_wait_time=5),
        fake=dict(volume_driver='testclouds.volume.VolumeDriver', volume_backend_name='fake'),
        coordination=dict(backend_url=f'file://{root}/cinder/coordination'),
        database=dict(connection=db(root, 'cinder')),
        nova=client('nova', interface='internal'),
        service_user=client('cinder', send_service_user_token=True),
        keystone_authtoken=authtoken('cinder'), **common))
