# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import contextlib
import io
import os
import subprocess

from cinder import exception
from cinder.tests import fake_driver

from testclouds.guests import records


class VolumeDriver(fake_driver.FakeLoggingVolumeDriver):
    """cinder's logging driver: volumes exist in the database only, unless a real guest had them,
    or they were made of an image with the property testcloud_data=true."""

    def copy_image_to_volume(self, context, volume, image_service, image_id, *args, **kwargs):
        pass

    def copy_volume_to_image(self, context, volume, image_service, image_meta):
        there = os.path.exists(path(volume))
        with open(path(volume), 'rb') if there else io.BytesIO(b'\0' * 65536) as data:
            image_service.update(context, image_meta['id'], {}, data)

    def clone_image(self, context, volume, image_location, image_meta, image_service):
        if image_meta.get('properties', {}).get('testcloud_data') == 'true':
            with open(path(volume), 'wb') as file:
                image_service.download(context, image_meta['id'], file)
        return {}, True

    def extend_volume(self, volume, new_size):
        pass

    # -- what exists without cinder: any name does, but those of nothing

    def manage_existing_get_size(self, volume, existing_ref):
        name = existing_ref.get('source-name') or ''
        if not name or name.startswith('no-such'):
            raise exception.ManageExistingInvalidReference(
                existing_ref=existing_ref, reason='there is no such volume')
        return 1

    def manage_existing(self, volume, existing_ref):
        pass

    def unmanage(self, volume):
        pass

    # -- the data that real guests have written, if one had the volume

    def initialize_connection(self, volume, connector):
        result = super().initialize_connection(volume, connector)
        result['data']['gib'] = volume['size']
        return result

    def delete_volume(self, volume):
        remove(volume)

    def create_snapshot(self, snapshot):
        copy(snapshot.volume, snapshot)

    def delete_snapshot(self, snapshot):
        remove(snapshot)

    def create_volume_from_snapshot(self, volume, snapshot):
        copy(snapshot, volume)

    def create_cloned_volume(self, volume, src_vref):
        copy(src_vref, volume)


def path(entry):
    return f"{records.ROOT}/volumes/{entry['id']}"


def copy(source, target):
    """As it is on the disk, or will be: nothing of it waits in the guest if that is frozen."""
    if os.path.exists(path(source)):
        subprocess.run(['cp', '--sparse=always', '--reflink=auto', path(source), path(target)],
                       check=True)


def remove(entry):
    with contextlib.suppress(FileNotFoundError):
        os.remove(path(entry))
