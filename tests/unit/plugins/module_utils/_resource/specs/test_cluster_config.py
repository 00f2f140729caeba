# SPDX-License-Identifier: GPL-3.0-or-later
"""A kubeconfig, and the request for the certificate in it."""
from __future__ import annotations

from base64 import b64decode
from types import SimpleNamespace

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.cluster_config import (  # noqa: E501
    cluster_config,
    signing_request,
)

CLUSTER = {"id": "i", "name": "k", "status": "CREATE_COMPLETE", "cluster_template_id": "t",
           "api_address": "https://192.0.2.1:6443"}
TEMPLATE = {"coe": "kubernetes", "is_tls_disabled": False}


class Task:
    """With one cluster, or none, and Magnum, which signs everything."""

    def __init__(self, cluster, template):
        self.rows = {"cluster": cluster, "cluster_template": template}
        self.connection, self.asked = self, []
        self.target = None

    def row(self, noun, _name):
        found = self.rows[noun]
        return None if found is None else SimpleNamespace(**found)

    def get(self, *_what, **_more):
        return {"pem": "the CA"}

    def post(self, _service, _path, body, _action, **_more):
        self.asked.append(body)
        return {"pem": "signed"}


def config(**template):
    task = Task(CLUSTER, {**TEMPLATE, **template})
    result = cluster_config(task, {"name": "k"})
    assert result["changed"] is False
    return yaml.safe_load(result["kubeconfig"]), task.asked


def test_all_that_is_in_it():
    found, asked = config()
    assert [body["cluster_uuid"] for body in asked] == ["i"]
    server, user = found["clusters"][0]["cluster"], found["users"][0]["user"]
    assert server["server"] == "https://192.0.2.1:6443"
    assert b64decode(server["certificate-authority-data"]) == b"the CA"
    assert b64decode(user["client-certificate-data"]) == b"signed"
    assert b"PRIVATE KEY" in b64decode(user["client-key-data"])
    assert found["contexts"][0]["context"]["cluster"] == found["clusters"][0]["name"] == "k"


def test_without_tls():
    found, asked = config(is_tls_disabled=True)
    assert (asked, found["users"][0]["user"]) == ([], {})
    assert found["clusters"][0]["cluster"] == {"server": "https://192.0.2.1:6443"}


@pytest.mark.parametrize(("cluster", "template", "said"), [
    ({"api_address": None}, {}, "has no address"), ({}, {"coe": "swarm"}, "has swarm")])
def test_what_has_none(cluster, template, said):
    with pytest.raises(CloudError, match=said):
        cluster_config(Task({**CLUSTER, **cluster}, {**TEMPLATE, **template}), {"name": "k"})


def test_one_that_a_task_before_may_create():
    assert cluster_config(Task(None, None), {"name": "k"}) == {"changed": False}


def test_the_request():
    key, request = signing_request()
    found = x509.load_pem_x509_csr(request.encode())
    assert found.is_signature_valid
    assert found.public_key() == load_pem_private_key(key.encode(), None).public_key()
    assert found.subject.rfc4514_string() == "O=system:masters,CN=admin"
