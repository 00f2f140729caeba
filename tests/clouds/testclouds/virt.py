# SPDX-License-Identifier: GPL-3.0-or-later
"""The hypervisor that is not there."""
import os
import random
import time

from nova import context, exception, objects
from nova.compute import task_states, vm_states
from nova.scheduler.client import report
from nova.virt import fake

from . import faults, guests


class ComputeDriver(fake.FakeDriverWithoutFakeNodes):
    """nova's fake driver with room for thousands of servers, and faults on demand.

    Server metadata (set at creation by whoever tests):
      testcloud_boot_seconds=N   the build takes N seconds
      testcloud_fault=error      the build ends in ERROR
    faults.json, service "nova": build_delay (seconds), build_error_rate (0..1)

    The servers run in the SSH service (testclouds/ssh.py, which has more testcloud_* metadata); the
    driver tells it through testclouds/guests.py.  testcloud_ssh* and testcloud_cloudinit* of servers without
    such metadata may be in faults.json as well.
    """
    capabilities = dict(fake.FakeDriver.capabilities, supports_migrate_to_same_host=True)
    vcpus = 100000
    memory_mb = 100000000
    local_gb = 10000000

    def init_host(self, host):
        super().init_host(host)
        # nova-compute restarted, the "hypervisor" did not: its servers are still there
        for instance in objects.InstanceList.get_by_host(context.get_admin_context(), host):
            self.instances[instance.uuid] = fake.FakeInstance(
                instance.name, instance.power_state, instance.uuid)
        for name in os.listdir(f'{guests.ROOT}/servers'):
            if name.endswith('.json') and name[:-5] not in self.instances:
                guests.forget(name[:-5])

    def update_provider_tree(self, provider_tree, nodename, allocations=None):
        super().update_provider_tree(provider_tree, nodename, allocations)
        inventory = provider_tree.data(nodename).inventory
        for resource, largest in (('VCPU', 64), ('MEMORY_MB', 262144), ('DISK_GB', 4096)):
            inventory[resource]['max_unit'] = largest       # no server is larger than a real host
        provider_tree.update_inventory(nodename, inventory)

    def spawn(self, ctxt, instance, *args, **kwargs):
        fault = faults.current('nova')
        time.sleep(float(instance.metadata.get('testcloud_boot_seconds', fault.get('build_delay', 0))))
        if (instance.metadata.get('testcloud_fault') == 'error'
                or random.random() < fault.get('build_error_rate', 0)):
            raise exception.BuildAbortException(instance_uuid=instance.uuid,
                                                reason='test clouds: build failed on request')
        super().spawn(ctxt, instance, *args, **kwargs)
        # an unshelved server has its old disk
        self._tell(instance, kwargs.get('power_on', True), kwargs.get('network_info'),
                   fresh=instance.vm_state != vm_states.SHELVED_OFFLOADED, image=args[0])

    def _tell(self, instance, running, network_info=None, fresh=False, image=None):
        defaults = {k: v for k, v in faults.current('nova').items() if k.startswith('testcloud_')}
        if image is not None:
            image = (image.properties.get('os_distro')
                     or image.obj_attr_is_set('name') and image.name)
        guests.save(instance, 'running' if running else 'off', network_info, boot=running,
                    fresh=fresh, image=image or None, defaults=defaults)

    def destroy(self, ctxt, instance, *args, **kwargs):
        super().destroy(ctxt, instance, *args, **kwargs)
        if instance.task_state in (task_states.SHELVING, task_states.SHELVING_OFFLOADING,
                                   task_states.RESIZE_REVERTING):
            guests.save(instance, 'off', [])
        else:
            guests.forget(instance.uuid)

    def power_off(self, instance, *args, **kwargs):
        super().power_off(instance, *args, **kwargs)
        guests.save(instance, 'off')

    def power_on(self, ctxt, instance, network_info, *args, **kwargs):      # reboots as well
        super().power_on(ctxt, instance, network_info, *args, **kwargs)
        self._tell(instance, True, network_info)

    def migrate_disk_and_power_off(self, ctxt, instance, *args, **kwargs):
        guests.save(instance, 'off')
        return super().migrate_disk_and_power_off(ctxt, instance, *args, **kwargs)

    def finish_migration(self, ctxt, migration, instance, disk_info, network_info, image_meta,
                         resize_instance, allocations, block_device_info=None, power_on=True,
                         share_info=None):
        fake.FakeDriver.spawn(self, ctxt, instance, image_meta, None, None, allocations,
                              network_info, block_device_info, power_on)
        self._tell(instance, power_on, network_info)

    def finish_revert_migration(self, ctxt, instance, network_info, migration,
                                block_device_info=None, power_on=True, share_info=None):
        super().finish_revert_migration(ctxt, instance, network_info, migration,
                                        block_device_info, power_on, share_info)
        self._tell(instance, power_on, network_info)

    def pause(self, instance):
        guests.save(instance, 'paused')

    def unpause(self, instance):
        guests.save(instance, 'running')

    def suspend(self, ctxt, instance):
        guests.save(instance, 'paused')

    def resume(self, ctxt, instance, *args, **kwargs):
        guests.save(instance, 'running')

    def attach_interface(self, ctxt, instance, image_meta, vif):
        super().attach_interface(ctxt, instance, image_meta, vif)
        guests.change_port(instance, vif, True)

    def detach_interface(self, ctxt, instance, vif):
        super().detach_interface(ctxt, instance, vif)
        guests.change_port(instance, vif, False)

    def get_console_output(self, ctxt, instance):
        return guests.console(instance.uuid)

    def snapshot(self, ctxt, instance, image_id, update_task_state):
        super().snapshot(ctxt, instance, image_id, update_task_state)
        from nova.image import glance
        import io
        glance.API().update(ctxt, image_id, {'disk_format': 'raw', 'container_format': 'bare'},
                            io.BytesIO(b'snapshot'), purge_props=False)


def no_reshape():
    """Every claim reads the allocations of every server on the host, in case the driver wants
    to reshape them.  Ours never does, and its one host has all the servers: O(n^2) requests.
    """
    report.SchedulerReportClient.get_allocations_for_provider_tree = \
        lambda self, context, nodename: {}
