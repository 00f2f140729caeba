# SPDX-License-Identifier: GPL-3.0-or-later
"""Magnum: why something has failed, upgrades, node groups beside the first one, kubeconfigs."""
from __future__ import annotations

import subprocess
from base64 import b64decode

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from samples.clusters import TEMPLATE

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.engine import ensure
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.info import listing
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    SPECS,
    cluster_config,
    clusters,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

NAME = "contract-clusters"
OTHER = {**TEMPLATE, "name": f"{NAME}-other", "labels": {"kube_tag": "v1.34.0"}}
OWN = {**TEMPLATE, "name": NAME}
CLUSTER = {"name": NAME, "cluster_template_id": NAME}


@pytest.fixture(scope="module")
def cloud(clouds):
    """The customer, with two templates and a cluster of one node."""
    cloud = clouds[False]
    if "container-infrastructure-management" not in cloud.connection.catalog():
        pytest.skip("the clouds are up without the service container-infrastructure-management")
    made = (("cluster_template", OWN), ("cluster_template", OTHER), ("cluster", CLUSTER))
    for noun, options in reversed(made):
        cloud.clear(noun, options)
    for noun, options in made:
        cloud.ensure(noun, **options)
    yield cloud
    for noun, options in reversed(made):
        cloud.clear(noun, options)


@pytest.fixture
def fault():
    """Sets a fault of Magnum, until the end of the test."""
    def be(*settings):
        subprocess.run(["clouds", "fault", "alpha", "magnum", *settings], check=True)
    yield be
    be()


def test_only_the_first_group_of_workers_is_counted(cloud):
    group = {"name": "more", "cluster": NAME}
    cloud.ensure("nodegroup", **group, node_count=2)
    result, writes = cloud.ensure("cluster", **CLUSTER, node_count=1)
    assert (result["changed"], writes, result["cluster"]["node_count"]) == (False, [], 3)
    result, writes = cloud.ensure("cluster", **CLUSTER, node_count=2)
    assert (result["diff"], writes) == (
        {"before": {"node_count": 1}, "after": {"node_count": 2}}, ["POST"])
    assert result["cluster"]["node_count"] == 4
    rows = listing(Task(cloud.connection, SPECS), clusters.NODE_GROUPS, {"cluster": NAME})
    assert {row["name"]: row["node_count"] for row in rows["nodegroups"]} == {
        "default-master": 1, "default-worker": 2, "more": 2}
    cloud.ensure("nodegroup", **group, state="absent")
    cloud.ensure("cluster", **CLUSTER, node_count=1)


def test_control_plane_nodes_are_a_group(cloud):
    for count in (3, 1):
        cloud.ensure("nodegroup", cluster=NAME, name="default-master", node_count=count)
        assert cloud.ensure("cluster", **CLUSTER)[0]["cluster"]["master_count"] == count


def test_another_template_is_an_upgrade(cloud):
    for template in (OTHER["name"], NAME):
        result, writes = cloud.ensure("cluster", **{**CLUSTER, "cluster_template_id": template})
        assert (list(result["diff"]["after"]), writes) == (["cluster_template_id"], ["POST"])
        result, writes = cloud.ensure("cluster", **{**CLUSTER, "cluster_template_id": template})
        assert (result["changed"], writes) == (False, [])


def test_why_something_fails(cloud, fault):
    fault("build_error_rate=1")
    with pytest.raises(CloudError, match="UPDATE_FAILED: .*failed on request"):
        cloud.ensure("cluster", **CLUSTER, node_count=3)
    doomed = {"name": f"{NAME}-doomed", "cluster_template_id": NAME}
    with pytest.raises(CloudError, match="CREATE_FAILED: .*default-worker: .*failed on request"):
        cloud.ensure("cluster", **doomed)
    fault()
    cloud.ensure("cluster", **doomed, state="absent")
    cloud.ensure("cluster", **CLUSTER, node_count=1)


def test_what_a_new_template_lacks(cloud):
    for lacking in ("coe", "image_id", "external_network_id"):
        options = {name: value for name, value in OWN.items() if name != lacking}
        with pytest.raises(CloudError, match=lacking):
            cloud.ensure("cluster_template", check=True, **{**options, "name": "contract-new"})


def test_a_group_waits_for_its_cluster(cloud, fault):
    young = {"name": f"{NAME}-young", "cluster_template_id": NAME}
    fault("build_delay=3")
    task = Task(cloud.connection, SPECS, wait=False, timeout=120)
    try:
        assert ensure(task, SPECS["cluster"], young)["changed"]
        result, _writes = cloud.ensure("nodegroup", name="early", cluster=young["name"])
        assert result["nodegroup"]["status"] == "CREATE_COMPLETE"
    finally:
        cloud.ensure("cluster", **young, state="absent")


def test_the_kubeconfig(cloud):
    task = Task(cloud.connection, SPECS)
    first, second = (yaml.safe_load(cluster_config.cluster_config(task, {"name": NAME})[
        "kubeconfig"]) for _time in range(2))
    assert first["clusters"] == second["clusters"]
    assert first["users"] != second["users"]
    assert first["clusters"][0]["cluster"]["server"].startswith("https://")
    ca, cert = (x509.load_pem_x509_certificate(b64decode(pem)) for pem in (
        first["clusters"][0]["cluster"]["certificate-authority-data"],
        first["users"][0]["user"]["client-certificate-data"]))
    key = load_pem_private_key(b64decode(first["users"][0]["user"]["client-key-data"]), None)
    assert cert.public_key() == key.public_key()
    assert cert.issuer == ca.subject
    assert cert.subject.rfc4514_string() == "O=system:masters,CN=admin"
