# SPDX-License-Identifier: GPL-3.0-or-later
"""The quotas of a project, which several services have a part of."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import A

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import quotas


class Fake:
    """A connection to Nova and Neutron, and to no other service."""

    target = A

    def __init__(self, refuses=()):
        self.bodies = {
            ("compute", "/os-quota-sets/p"): {"quota_set": {"id": "p", "cores": 5, "ram": 10}},
            ("compute", "/os-quota-sets/p/defaults"): {"quota_set": {"cores": 20, "ram": 10}},
            ("network", "/quotas/p"): {"quota": {"floatingip": 1, "port": 2}},
            ("network", "/quotas/p/default"): {"quota": {"floatingip": 1, "port": 2}},
        }
        self.refuses, self.wrote = refuses, []

    def get(self, service, path, action):
        if service in self.refuses:
            raise CloudError("forbidden", "no", A, action)
        if (service, path) not in self.bodies:
            raise CloudError("not_found", "no such service", A, action)
        return self.bodies[service, path]

    def put(self, service, path, body, action):
        self.wrote.append((service, path, body))

    def delete(self, service, path, action):
        self.wrote.append((service, path))


def ask(connection, check_mode=False, **options):
    task = SimpleNamespace(connection=connection, check_mode=check_mode,
                           resolve=lambda noun, name: {"project": "p"}[noun])
    result = quotas.quota(task, {"name": "shop", "state": "present", **options})
    return result, connection.wrote


def test_what_is_there_is_shown_without_the_services_that_are_not():
    assert ask(Fake()) == ({
        "changed": False, "diff": {"before": {}, "after": {}},
        "quotas": {"compute": {"cores": 5, "ram": 10},
                   "network": {"floating_ips": 1, "ports": 2}}}, [])


@pytest.mark.parametrize("check_mode", [False, True])
def test_only_what_differs_is_written(check_mode):
    result, wrote = ask(Fake(), check_mode, cores=7, ram=10, floating_ips=-1)
    assert result["changed"]
    assert result["diff"] == {"before": {"cores": 5, "floating_ips": 1},
                              "after": {"cores": 7, "floating_ips": -1}}
    assert result["quotas"] == {"compute": {"cores": 7, "ram": 10},
                                "network": {"floating_ips": -1, "ports": 2}}
    assert sorted(wrote, key=str) == ([] if check_mode else [
        ("compute", "/os-quota-sets/p", {"quota_set": {"cores": 7}}),
        ("network", "/quotas/p", {"quota": {"floatingip": -1}})])


@pytest.mark.parametrize("check_mode", [False, True])
def test_absent_forgets_only_what_is_not_usual(check_mode):
    result, wrote = ask(Fake(), check_mode, state="absent")
    assert result["changed"]
    assert result["diff"] == {"before": {"cores": 5}, "after": {"cores": 20}}
    assert result["quotas"]["compute"] == {"cores": 20, "ram": 10}
    assert wrote == ([] if check_mode else [("compute", "/os-quota-sets/p")])


def test_a_quota_of_a_service_that_is_not_there_is_refused():
    with pytest.raises(CloudError, match="no service here has quotas for backups, volumes: omit"):
        ask(Fake(), volumes=1, backups=1, cores=7)


def test_a_service_that_does_not_answer_is_an_error():
    with pytest.raises(CloudError, match="reading quotas: no;"):
        ask(Fake(refuses=["network"]))


def test_every_option_is_of_one_service():
    names = [name for part in quotas.SERVICES.values() for name in part.names]
    assert len(names) == len(set(names)) == len(quotas.QUOTA.fields)
    assert quotas.ALIASES.keys() <= set(names)
