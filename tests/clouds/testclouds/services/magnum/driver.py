# SPDX-License-Identifier: GPL-3.0-or-later
"""Clusters that are ready, or fail, after a moment, or when a fault says so."""
from __future__ import annotations

import functools
import threading
import time
from typing import Any

from magnum.drivers.common import driver
from magnum.objects import fields
from magnum.service import periodic
from oslo_config import cfg
from oslo_utils import uuidutils

from testclouds.faults import Faults
from testclouds.guests import records

MOMENT = 0.5            # seconds
FAILED = 'test clouds: failed on request'
_due: dict[str, tuple[float, bool]] = {}        # {cluster: (when, whether it fails)}


class Driver(driver.Driver):
    @property
    def provides(self) -> list[dict[str, str]]:
        return [dict(server_type='vm', os=os, coe='kubernetes')
                for os in ('debian', 'ubuntu', 'fedora-coreos')]

    def create_cluster(self, context: Any, cluster: Any, cluster_create_timeout: Any) -> None:
        cluster.stack_id = uuidutils.generate_uuid()
        begin(cluster)

    def update_cluster(self, context: Any, cluster: Any, scale_manager: Any = None,
                       rollback: bool = False) -> None:
        begin(cluster)

    def delete_cluster(self, context: Any, cluster: Any) -> None:
        begin(cluster)

    def resize_cluster(self, context: Any, cluster: Any, *args: Any, **kwargs: Any) -> None:
        begin(cluster)

    def upgrade_cluster(self, context: Any, cluster: Any, cluster_template: Any, *args: Any,
                        **kwargs: Any) -> None:
        cluster.cluster_template_id = cluster_template.uuid
        begin(cluster)

    def create_nodegroup(self, context: Any, cluster: Any, nodegroup: Any) -> None:
        nodegroup.stack_id = uuidutils.generate_uuid()
        begin(cluster)

    def update_nodegroup(self, context: Any, cluster: Any, nodegroup: Any) -> None:
        begin(cluster)

    def delete_nodegroup(self, context: Any, cluster: Any, nodegroup: Any) -> None:
        nodegroup.save()        # its status, which magnum leaves to the driver
        begin(cluster)

    def validate_master_resize(self, node_count: int) -> None:
        self.validate_master_size(node_count)

    def create_federation(self, context: Any, federation: Any) -> None:
        raise NotImplementedError

    update_federation = delete_federation = create_federation

    def update_cluster_status(self, context: Any, cluster: Any, *args: Any,
                              **kwargs: Any) -> None:
        """magnum asks every 10 seconds, or when begin() says so; also about clusters of which the
        driver was not told, or not since it was started.
        """
        if cluster.uuid not in _due:
            begin(cluster)
        when, failed = _due[cluster.uuid]
        if time.time() < when:
            return
        for group in cluster.nodegroups:
            end_group(group, failed)
        action = cluster.status.partition('_')[0]
        cluster.status, cluster.status_reason = ended(action, failed)
        if action != 'DELETE' and not failed:
            cluster.api_address = 'https://192.0.2.1:6443'
            cluster.coe_version = cluster.labels.get('kube_tag', 'v1.33.1')
            cluster.health_status = fields.ClusterHealthStatus.HEALTHY
        cluster.save()
        _due.pop(cluster.uuid, None)


def end_group(group: Any, failed: bool) -> None:
    action, _under, state = (group.status or 'CREATE_IN_PROGRESS').partition('_')
    if action == 'DELETE' and not failed:
        group.destroy()
        return
    if state == 'IN_PROGRESS':
        group.status, group.status_reason = ended(action, failed)
    group.node_addresses = [f'192.0.2.{n + 1}' for n in range(group.node_count)]
    group.save()


def ended(action: str, failed: bool) -> tuple[str, str | None]:
    """(status, reason)"""
    return (f'{action}_FAILED', FAILED) if failed else (f'{action}_COMPLETE', None)


@functools.cache
def faults() -> Faults:
    """Of the region, which is known when the service runs."""
    return Faults(f'{records.ROOT}/faults.json', 'magnum')


def begin(cluster: Any) -> None:
    delay = MOMENT + float(faults().current().get('build_delay', 0))
    _due[cluster.uuid] = (time.time() + delay, faults().breaks_build())
    timer = threading.Timer(delay + 0.1, lambda: periodic.MagnumPeriodicTasks(
        cfg.CONF).sync_cluster_status(None))
    timer.daemon = True
    timer.start()
