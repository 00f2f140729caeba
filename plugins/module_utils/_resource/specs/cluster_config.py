# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The kubeconfig of a cluster, with a new key and a certificate for it."""
from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

from ..._cloud.answer import text
from ..._cloud.errors import CloudError
from ..task import Task
from .cluster_templates import MAGNUM

if TYPE_CHECKING:
    from openstack.resource import Resource

# what Kubernetes gives all permissions to
USER, GROUP = "admin", "system:masters"


def cluster_config(task: Task, options: dict) -> dict:
    """{changed, kubeconfig}; nothing of it is kept anywhere."""
    import yaml
    cluster = task.row("cluster", options["name"])
    if cluster is None:
        return {"changed": False}
    template = task.row("cluster_template", cluster.cluster_template_id)
    if template is not None and template.coe != "kubernetes":
        raise CloudError("invalid", f"cluster {cluster.name} has {template.coe}, and only "
                         "kubernetes has a kubeconfig", task.connection.target)
    if not cluster.api_address:
        raise CloudError("not_ready", f"cluster {cluster.name} ({cluster.id}) is {cluster.status}, "
                         "and has no address: wait until it is created", task.connection.target)
    plain = template is not None and template.is_tls_disabled
    server, user = ({}, {}) if plain else _certified(task, cluster)
    return {"changed": False, "kubeconfig": yaml.safe_dump(config(
        cluster.name, {"server": cluster.api_address, **server}, user))}


def config(name: str, server: dict[str, Any], user: dict[str, Any]) -> dict[str, Any]:
    """As kubectl reads it."""
    return {
        "apiVersion": "v1", "kind": "Config", "preferences": {}, "current-context": name,
        "clusters": [{"name": name, "cluster": server}],
        "contexts": [{"name": name, "context": {"cluster": name, "user": USER}}],
        "users": [{"name": USER, "user": user}]}


def _certified(task: Task, cluster: Resource) -> tuple[dict[str, Any], dict[str, Any]]:
    service, version = MAGNUM["service"], MAGNUM["microversion"]
    key, request = signing_request()
    ca = task.connection.get(service, f"/certificates/{cluster.id}", "reading the CA certificate",
                             microversion=version)
    signed = task.connection.post(service, "/certificates", {
        "cluster_uuid": cluster.id, "csr": request}, "signing a certificate", microversion=version)
    return ({"certificate-authority-data": _data(ca["pem"])},
            {"client-certificate-data": _data(signed["pem"]), "client-key-data": _data(key)})


def signing_request() -> tuple[str, str]:
    """(a new private key, the request to sign a certificate for it), as PEM."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric import ec
    key = ec.generate_private_key(ec.SECP256R1())
    names = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, USER),
                       x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, GROUP)])
    request = x509.CertificateSigningRequestBuilder().subject_name(names).sign(key, hashes.SHA256())
    return (key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8,
                              form.NoEncryption()).decode(),
            request.public_bytes(form.Encoding.PEM).decode())


def _data(pem: Any) -> str:
    return b64encode((text(pem) or "").encode()).decode()
