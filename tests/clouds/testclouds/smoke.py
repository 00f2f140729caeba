# SPDX-License-Identifier: GPL-3.0-or-later
"""python -m testclouds.smoke CLOUD [REGION]: which parts of the API work?  One line per step."""
import os
import sys
import time
import traceback

import openstack

results = []


def step(name):
    def run(function):
        start = time.time()
        try:
            note, ok = function() or '', 'ok'
        except Exception as e:
            note, ok = f'{type(e).__name__}: {e}'[:200], 'FAILED'
            if os.environ.get('TRACE'):
                traceback.print_exc()
        results.append(ok)
        print(f'{ok:7} {time.time() - start:6.2f}s  {name}  {note}', flush=True)
    return run


def main():
    cloud = openstack.connect(cloud=sys.argv[1], region_name=(sys.argv[2:] or [None])[0])
    compute, network, image, volume = cloud.compute, cloud.network, cloud.image, cloud.block_storage
    nets = {n.name: n for n in network.networks()}
    provider = 'Ext-Net' in nets
    net = nets['Ext-Net' if provider else 'private']
    img = next(image.images())
    flavors = sorted(compute.flavors(), key=lambda f: f.ram)
    state = {}

    def wait(server, status, seconds=60):
        return compute.wait_for_server(server, status, interval=0.2, wait=seconds)

    @step('keypair create')
    def _():
        state['key'] = compute.create_keypair(name='smoke', public_key='ssh-ed25519 ' +
                                              'AAAAC3NzaC1lZDI1NTE5AAAAIJ3nNTPvTLNVJfE1bYW6R4eyhoxcVnBkbbRmmm3BQEfa x')

    @step('security group + rules')
    def _():
        state['sg'] = network.create_security_group(name='smoke')
        network.create_security_group_rule(security_group_id=state['sg'].id, direction='ingress',
                                           protocol='tcp', port_range_min=22, port_range_max=22,
                                           remote_ip_prefix='0.0.0.0/0')

    @step('server create (keypair, security group, user data, metadata)')
    def _():
        server = compute.create_server(
            name='smoke', flavor_id=flavors[0].id, image_id=img.id, networks=[dict(uuid=net.id)],
            key_name='smoke', security_groups=[dict(name='smoke')], metadata=dict(role='web'),
            user_data='I2Nsb3VkLWNvbmZpZwo=')
        state['server'] = wait(server, 'ACTIVE')
        return str(state['server'].addresses)

    server = state['server']

    @step('port is ACTIVE and bound, has the security group')
    def _():
        port = next(network.ports(device_id=server.id))
        assert port.status == 'ACTIVE' and port.binding_vif_type in (None, 'ovs'), port.status
        assert port.security_group_ids == [state['sg'].id]

    @step('console output')
    def _():
        return repr(compute.get_server_console_output(server)['output'][:40])

    for verb, status in (('stop', 'SHUTOFF'), ('start', 'ACTIVE'), ('reboot', 'ACTIVE'),
                         ('pause', 'PAUSED'), ('unpause', 'ACTIVE'), ('suspend', 'SUSPENDED'),
                         ('resume', 'ACTIVE'), ('lock', None), ('unlock', None),
                         ('shelve', 'SHELVED_OFFLOADED'), ('unshelve', 'ACTIVE')):
        @step(f'server {verb}')
        def _():
            call = getattr(compute, f'{verb}_server')
            call(server, 'HARD') if verb == 'reboot' else call(server)
            if status:
                wait(server, status)
                while compute.get_server(server.id).task_state:
                    time.sleep(0.1)

    @step('server rebuild')
    def _():
        compute.rebuild_server(server, image=img.id, name='smoke')
        wait(server, 'ACTIVE')

    @step('server resize + confirm')
    def _():
        compute.resize_server(server, flavors[1].id)
        wait(server, 'VERIFY_RESIZE')
        compute.confirm_server_resize(server)
        wait(server, 'ACTIVE')
        return compute.get_server(server.id).flavor.get('original_name')

    @step('server resize + revert')
    def _():
        compute.resize_server(server, flavors[0].id)
        wait(server, 'VERIFY_RESIZE')
        compute.revert_server_resize(server)
        wait(server, 'ACTIVE')

    @step('server metadata, tags')
    def _():
        compute.set_server_metadata(server, env='prod')
        compute.add_tag_to_server(server, 'blue')
        assert compute.get_server(server.id).metadata == dict(role='web', env='prod')

    @step('create image from server')
    def _():
        snapshot = compute.create_server_image(server, 'smoke-snapshot', wait=True, timeout=30)
        image.delete_image(snapshot)

    @step('attach and detach an interface')
    def _():
        interface = compute.create_server_interface(server, net_id=net.id)
        assert len(list(compute.server_interfaces(server))) == 2
        compute.delete_server_interface(interface.port_id, server)
        for _ in range(50):
            if len(list(compute.server_interfaces(server))) == 1:
                return
            time.sleep(0.2)
        raise AssertionError('still attached')

    @step('volume create, attach, detach, extend, snapshot')
    def _():
        state['volume'] = v = volume.create_volume(name='smoke', size=1)
        volume.wait_for_status(v, 'available', interval=0.2, wait=30)
        compute.create_volume_attachment(server, volume_id=v.id)
        volume.wait_for_status(v, 'in-use', interval=0.2, wait=30)
        compute.delete_volume_attachment(server, v.id)
        volume.wait_for_status(v, 'available', interval=0.2, wait=30)
        volume.extend_volume(v, 2)
        time.sleep(1)
        volume.wait_for_status(v, 'available', interval=0.2, wait=30)
        s = volume.create_snapshot(volume_id=v.id, name='smoke')
        volume.wait_for_status(s, 'available', interval=0.2, wait=30)
        volume.delete_snapshot(s)
        volume.wait_for_delete(s, interval=0.2, wait=30)

    @step('boot from volume (image to volume), delete on termination')
    def _():
        s = compute.create_server(
            name='smoke-bfv', flavor_id=flavors[0].id, image_id='', networks=[dict(uuid=net.id)],
            block_device_mapping=[dict(uuid=img.id, source_type='image', volume_size=3,
                                       destination_type='volume', boot_index=0,
                                       delete_on_termination=True)])
        wait(s, 'ACTIVE')
        compute.delete_server(s)
        compute.wait_for_delete(s, interval=0.2, wait=30)

    @step('volume delete')
    def _():
        volume.delete_volume(state['volume'])
        volume.wait_for_delete(state['volume'], interval=0.2, wait=30)

    @step('server group (anti-affinity) + port with fixed IP + server on that port')
    def _():
        group = compute.create_server_group(name='smoke', policy='soft-anti-affinity')
        subnet = [s for s in network.subnets(network_id=net.id) if s.ip_version == 4][0]
        address = subnet.cidr.rsplit('.', 1)[0] + '.77'
        port = network.create_port(network_id=net.id, name='smoke', fixed_ips=[
            dict(subnet_id=subnet.id, ip_address=address)] if not provider else [
            dict(subnet_id=subnet.id)])
        s = compute.create_server(name='smoke-port', flavor_id=flavors[0].id, image_id=img.id,
                                  networks=[dict(port=port.id)],
                                  scheduler_hints=dict(group=group.id))
        s = wait(s, 'ACTIVE')
        compute.delete_server(s)
        compute.wait_for_delete(s, interval=0.2, wait=30)
        network.delete_port(port)
        compute.delete_server_group(group)
        return str([a['addr'] for l in s.addresses.values() for a in l])

    if provider:
        @step('no routers or floating IPs here: 404')
        def _():
            try:
                network.create_ip(floating_network_id=net.id)
            except openstack.exceptions.NotFoundException:
                return
            raise AssertionError('floating IPs exist')
    else:
        @step('floating IP: allocate, associate, visible on the server, disassociate, delete')
        def _():
            port = next(network.ports(device_id=server.id))
            fip = network.create_ip(floating_network_id=nets['public'].id)
            assert fip.status == 'DOWN', fip.status
            fip = network.update_ip(fip, port_id=port.id)
            assert fip.status == 'ACTIVE', fip.status
            start = time.time()
            while not any(a['OS-EXT-IPS:type'] == 'floating'
                          for l in compute.get_server(server.id).addresses.values() for a in l):
                assert time.time() - start < 20, 'not on the server'
                time.sleep(0.1)
            note = f'on the server after {time.time() - start:.1f}s, {fip.floating_ip_address}'
            network.update_ip(fip, port_id=None)
            network.delete_ip(fip)
            return note

        @step('cloud layer: create_server(auto_ip)')
        def _():
            s = cloud.create_server('smoke-auto', image=img, flavor=flavors[0], network=net.id,
                                    auto_ip=True, wait=True, timeout=60)
            note = f'public_v4={s.public_v4} private_v4={s.private_v4}'
            cloud.delete_server(s.id, wait=True, delete_ips=True)
            return note

        @step('network, subnet, router, interface, gateway; delete')
        def _():
            n = network.create_network(name='smoke')
            network.set_tags(n, ['smoke'])
            s = network.create_subnet(network_id=n.id, ip_version=4, cidr='10.99.0.0/24')
            r = network.create_router(name='smoke',
                                      external_gateway_info=dict(network_id=nets['public'].id))
            network.add_interface_to_router(r, subnet_id=s.id)
            network.remove_interface_from_router(r, subnet_id=s.id)
            network.delete_router(r)
            network.delete_network(n)

    @step('quota hit: instances')
    def _():
        admin = openstack.connect(cloud=sys.argv[1] + '-admin',
                                  region_name=(sys.argv[2:] or [None])[0])
        project = cloud.current_project_id
        before = admin.get_compute_quotas(project).instances
        admin.set_compute_quotas(project, instances=1)
        try:
            compute.create_server(name='over', flavor_id=flavors[0].id, image_id=img.id,
                                  networks=[dict(uuid=net.id)])
        except openstack.exceptions.ForbiddenException as e:
            return str(e)[-90:]
        finally:
            admin.set_compute_quotas(project, instances=before)
        raise AssertionError('no quota error')

    @step('NoValidHost: flavor too large -> ERROR with fault')
    def _():
        s = compute.create_server(name='huge', flavor_id=flavors[-1].id, image_id=img.id,
                                  networks=[dict(uuid=net.id)])
        for _ in range(100):
            s = compute.get_server(s.id)
            if s.status == 'ERROR':
                break
            time.sleep(0.2)
        compute.delete_server(s)
        compute.wait_for_delete(s, interval=0.2, wait=30)
        assert s.status == 'ERROR', s.status
        return f"{s.fault['code']} {s.fault['message'][:60]}"

    @step('build error on request -> ERROR with fault')
    def _():
        s = compute.create_server(name='broken', flavor_id=flavors[0].id, image_id=img.id,
                                  networks=[dict(uuid=net.id)], metadata=dict(testcloud_fault='error'))
        for _ in range(100):
            s = compute.get_server(s.id)
            if s.status == 'ERROR':
                break
            time.sleep(0.2)
        compute.delete_server(s)
        compute.wait_for_delete(s, interval=0.2, wait=30)
        assert s.status == 'ERROR', s.status
        return f"{s.fault['code']} {s.fault['message'][:60]}"

    @step('slow build on request (3 s)')
    def _():
        s = compute.create_server(name='slow', flavor_id=flavors[0].id, image_id=img.id,
                                  networks=[dict(uuid=net.id)], metadata=dict(testcloud_boot_seconds='3'))
        start = time.time()
        wait(s, 'ACTIVE')
        compute.delete_server(s)
        compute.wait_for_delete(s, interval=0.2, wait=30)
        assert time.time() - start > 2.5

    @step('delete everything, ports are gone')
    def _():
        compute.delete_server(server)
        compute.wait_for_delete(server, interval=0.2, wait=30)
        assert not list(network.ports(device_id=server.id))
        network.delete_security_group(state['sg'])
        compute.delete_keypair('smoke')

    print(f"{results.count('ok')} ok, {results.count('FAILED')} failed")
    sys.exit('FAILED' in results)


if __name__ == '__main__':
    main()
