# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import io

from cinder.backup import manager
from cinder.volume import volume_utils


class BackupManager(manager.BackupManager):
    """cinder's, which finds volumes as empty files: they have no data, and nothing is attached."""

    def _attach_device(self, ctxt, backup_device, properties, is_snapshot=False):
        return dict(device=dict(path=io.BytesIO()))

    def _detach_device(self, *args, **kwargs):
        pass


volume_utils.brick_get_connector_properties = lambda *args, **kwargs: {}
