# SPDX-License-Identifier: GPL-3.0-or-later
"""The hypervisor that is not there: nova's fake driver, with room for thousands of servers and
errors on demand.  The servers themselves are guests of the SSH service, which is told about
them through guests/records.py.
"""
from __future__ import annotations

import io
import os
import time
import uuid

import nova.conf
from nova import context, exception, objects
from nova.compute import task_states, vm_states
from nova.image import glance
from nova.scheduler.client import report
from nova.virt import fake

from testclouds.faults import Faults
from testclouds.guests import records
from testclouds.services import realguests

LARGEST = dict(VCPU=64, MEMORY_MB=262144, DISK_GB=4096)     # no server is larger than a real host
KEEPS_DISK = (task_states.SHELVING, task_states.SHELVING_OFFLOADING, task_states.RESIZE_REVERTING)


class ComputeDriver(getattr(fake, 'FakeDriverWithoutFakeNodes', fake.FakeDriver)):
    """The other fake drivers of nova refuse a second start, since there is this one."""

    capabilities = dict(fake.FakeDriver.capabilities, supports_migrate_to_same_host=True)
    vcpus = 100000
    memory_mb = 100000000
    local_gb = 10000000

    def init_host(self, host):
        super().init_host(host)
        self._faults = Faults(f'{records.ROOT}/faults.json', 'nova')
        # nova-compute restarted, the "hypervisor" did not: its servers are still there
        for instance in objects.InstanceList.get_by_host(context.get_admin_context(), host):
            self.instances[instance.uuid] = fake.FakeInstance(
                instance.name, instance.power_state, instance.uuid)
        known = {instance.uuid for instance in objects.InstanceList.get_by_filters(
            context.get_admin_context(), dict(deleted=False))}          # on all hosts
        for name in os.listdir(f'{records.ROOT}/servers'):
            if name.endswith('.json') and name[:-5] not in known:
                records.forget(name[:-5])

    def own(self, node):
        """The id of this host; nova knows that of a process, which all its hosts would have."""
        first = self._host == nova.conf.CONF.host
        return node if first else str(uuid.uuid5(uuid.UUID(node), self._host))

    def get_nodenames_by_uuid(self, refresh=False):
        return {self.own(node): name for node, name in super().get_nodenames_by_uuid().items()}

    def get_available_resource(self, nodename):
        found = super().get_available_resource(nodename)
        return dict(found, uuid=self.own(found['uuid'])) if 'uuid' in found else found

    def update_provider_tree(self, provider_tree, nodename, allocations=None):
        super().update_provider_tree(provider_tree, nodename, allocations)
        inventory = provider_tree.data(nodename).inventory
        for resource, largest in LARGEST.items():
            inventory[resource]['max_unit'] = largest
        provider_tree.update_inventory(nodename, inventory)

    def spawn(self, ctxt, instance, image_meta, injected_files, *args, **kwargs):
        fault = self._faults.current()
        time.sleep(float(instance.metadata.get('testcloud_boot_seconds',
                                               fault.get('build_delay', 0))))
        if self._faults.breaks_build() or instance.metadata.get('testcloud_fault') == 'error':
            raise exception.BuildAbortException(instance_uuid=instance.uuid,
                                                reason='test clouds: build failed on request')
        super().spawn(ctxt, instance, image_meta, injected_files, *args, **kwargs)
        # an unshelved server has its old disk
        fresh = instance.vm_state != vm_states.SHELVED_OFFLOADED
        real = realguests.spawn(instance, injected_files, **kwargs) if fresh else None
        self._boot(instance, kwargs.get('power_on', True), kwargs.get('network_info'),
                   fresh=fresh, image=image_of(image_meta), real=real)

    def _boot(self, instance, power_on, network_info=None, **kwargs):
        """kwargs: image, fresh and real, when it gets a new disk."""
        defaults = {key: value for key, value in self._faults.current().items()
                    if key.startswith('testcloud_')}
        records.save(instance, 'running' if power_on else 'off', network_info, boot=power_on,
                     defaults=defaults, **kwargs)

    def destroy(self, ctxt, instance, *args, **kwargs):
        super().destroy(ctxt, instance, *args, **kwargs)
        if instance.task_state in KEEPS_DISK:
            records.save(instance, 'off', [])
        else:
            records.forget(instance.uuid)

    def power_off(self, instance, *args, **kwargs):
        super().power_off(instance, *args, **kwargs)
        records.save(instance, 'off')

    def power_on(self, ctxt, instance, network_info, *args, **kwargs):      # reboots as well
        super().power_on(ctxt, instance, network_info, *args, **kwargs)
        self._boot(instance, True, network_info)

    def migrate_disk_and_power_off(self, ctxt, instance, *args, **kwargs):
        records.save(instance, 'off')
        return super().migrate_disk_and_power_off(ctxt, instance, *args, **kwargs)

    def finish_migration(self, ctxt, migration, instance, disk_info, network_info, image_meta,
                         resize_instance, allocations, block_device_info=None, power_on=True,
                         **kwargs):
        fake.FakeDriver.spawn(self, ctxt, instance, image_meta, None, None, allocations,
                              network_info, block_device_info, power_on)
        self._boot(instance, power_on, network_info)

    def finish_revert_migration(self, ctxt, instance, network_info, migration,
                                block_device_info=None, power_on=True, **kwargs):
        super().finish_revert_migration(ctxt, instance, network_info, migration,
                                        block_device_info, power_on, **kwargs)
        self._boot(instance, power_on, network_info)

    def pause(self, instance):
        records.save(instance, 'paused')

    def unpause(self, instance):
        records.save(instance, 'running')

    def suspend(self, ctxt, instance):
        records.save(instance, 'paused')

    def resume(self, ctxt, instance, *args, **kwargs):
        records.save(instance, 'running')

    def attach_interface(self, ctxt, instance, image_meta, vif):
        super().attach_interface(ctxt, instance, image_meta, vif)
        records.change_port(instance, vif, attached=True)

    def detach_interface(self, ctxt, instance, vif):
        super().detach_interface(ctxt, instance, vif)
        records.change_port(instance, vif, attached=False)

    def attach_volume(self, ctxt, connection_info, instance, *args, **kwargs):
        super().attach_volume(ctxt, connection_info, instance, *args, **kwargs)
        records.change_volume(instance.uuid, connection_info['serial'],
                              connection_info['data']['gib'])

    def detach_volume(self, ctxt, connection_info, instance, *args, **kwargs):
        super().detach_volume(ctxt, connection_info, instance, *args, **kwargs)
        records.change_volume(instance.uuid, connection_info['serial'], None)

    def get_console_output(self, ctxt, instance):
        return records.console(instance.uuid)

    def snapshot(self, ctxt, instance, image_id, update_task_state):
        super().snapshot(ctxt, instance, image_id, update_task_state)
        glance.API().update(ctxt, image_id, {'disk_format': 'raw', 'container_format': 'bare'},
                            io.BytesIO(records.disk(instance.uuid)), purge_props=False)


def image_of(image_meta):
    """What tells the users that an image has."""
    return (image_meta.properties.get('os_distro')
            or image_meta.obj_attr_is_set('name') and image_meta.name or None)


def no_reshape():
    """Every claim reads the allocations of every server on the host, in case the driver wants
    to reshape them.  Ours never does, and its one host has all the servers: O(n^2) requests.
    """
    report.SchedulerReportClient.get_allocations_for_provider_tree = \
        lambda self, context, nodename: {}
