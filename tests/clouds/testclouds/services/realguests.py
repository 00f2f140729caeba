# SPDX-License-Identifier: GPL-3.0-or-later
"""nova's part of real guests, which are servers of an image with the property
testcloud_guest=real: their config drives, and the volumes that they have.
"""
from __future__ import annotations

import glob
import os
import secrets
import threading

from nova import exception
from nova.virt import driver

from testclouds.guests import records
from testclouds.guests.real import words
from testclouds.state import CLOUDS, GUEST

MOST = 2                    # at once, on all clouds: each has 0.5 GB of memory and a core to boot
_lock = threading.Lock()


def spawn(instance, files, network_info=None, block_device_info=None, **_others):
    """What its record says, see records.new_disk; None if it is none."""
    if instance.system_metadata.get('image_testcloud_guest') != 'real':
        return None
    check(instance)
    generation = secrets.token_hex(8)
    folder = f'{records.ROOT}/guests/{generation}'
    os.makedirs(folder)
    with _lock:             # nova's builder is not for two threads
        config_drive(instance, files, network_info, f'{folder}/config.iso')
    return dict(generation=generation, gib=instance.flavor.root_gb, card=card(network_info),
                volumes=volumes(block_device_info))


def check(instance):
    if not os.path.exists(f'{GUEST}/done'):
        raise refusal(instance, 'there is no disk for real guests: run `clouds guests`')
    others = [record for path in glob.glob(f'{CLOUDS}/*/*/servers/*.json')
              if (record := records.read(path)) and record.get('real')
              and record['uuid'] != instance.uuid]
    if len(others) >= MOST:
        raise refusal(instance, f'there are {MOST} real guests already')


def refusal(instance, reason):
    return exception.BuildAbortException(instance_uuid=instance.uuid,
                                         reason=f'test clouds: {reason}')


def card(network_info):
    """Of the first port; at the addresses of others it answers by the same."""
    for vif in network_info or ():
        for subnet in vif['network']['subnets']:
            for ip in subnet['ips']:
                if subnet['version'] == 4:
                    return words.nic(vif['address'], ip['address'], str(subnet['cidr']),
                                     subnet['gateway'] and subnet['gateway']['address'])
    return words.nic('fa:16:3e:00:00:01', '127.118.0.7', '127.118.0.0/20', None)


def config_drive(instance, files, network_info, path):
    from nova.api.metadata import base  # slow, and for nobody else
    from nova.virt import configdrive
    metadata = base.InstanceMetadata(instance, content=files, network_info=network_info)
    with configdrive.ConfigDriveBuilder() as builder:
        builder.mdfiles = [
            (name, words.network_data(data) if name.endswith(base.NW_JSON_NAME) else data)
            for name, data in metadata.metadata_for_config_drive()]
        builder.make_drive(path)
    os.truncate(path, words.DRIVE)


def volumes(block_device_info):
    """{id: GiB}, but for the one that it boots from: its root disk is a file of its own."""
    root = (block_device_info or {}).get('root_device_name')
    return {info['serial']: info['data']['gib']
            for mapping in driver.block_device_info_get_mapping(block_device_info)
            if (info := mapping['connection_info']) and mapping['mount_device'] != root}
