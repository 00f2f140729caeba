# SPDX-License-Identifier: GPL-3.0-or-later
"""Where services answer HTTPS as well, and the private CA that vouches for them.

python -m testclouds.tls        makes the CA and the services' certificate
"""
from __future__ import annotations

import datetime
import ipaddress
import os
from urllib.parse import urlsplit

from testclouds import state
from testclouds.state import STATE

FOLDER = f'{STATE}/tls'
CA, SERVER = f'{FOLDER}/ca.pem', f'{FOLDER}/server.pem'     # the latter with its private key
APART = 50              # from a service's port to the one with TLS
DAYS = 3650


def url(found, secured):
    """The same place by HTTPS, or by HTTP."""
    parts = urlsplit(found)
    port = parts.port + APART * (secured - (parts.scheme == 'https'))
    return parts._replace(scheme='https' if secured else 'http',
                          netloc=f'{parts.hostname}:{port}').geturl()


def make():
    """The CA's own key is forgotten: it vouches for this one certificate."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    authority, server = (ec.generate_private_key(ec.SECP256R1()) for _each in range(2))
    root = certificate('testclouds CA', authority, authority, None)
    own = certificate('testclouds', server, authority, root)
    pem = serialization.Encoding.PEM
    os.makedirs(FOLDER, exist_ok=True)
    state.write_text(CA, root.public_bytes(pem).decode())
    state.write_text(SERVER, (own.public_bytes(pem) + server.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())).decode())


def certificate(name, key, signing, issuer):
    """For a key, signed with another; without an issuer that of a CA."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    build = x509.CertificateBuilder(
        issuer.subject if issuer else subject, subject, key.public_key(),
        x509.random_serial_number(), now - datetime.timedelta(days=1),
        now + datetime.timedelta(days=DAYS))
    for extension, critical in extensions(key, signing, issuer):
        build = build.add_extension(extension, critical)
    return build.sign(signing, hashes.SHA256())


def extensions(key, signing, issuer):
    """[(extension, critical)], as strict verifiers want them."""
    from cryptography import x509
    usage = dict.fromkeys((
        'digital_signature', 'content_commitment', 'key_encipherment', 'data_encipherment',
        'key_agreement', 'key_cert_sign', 'crl_sign', 'encipher_only', 'decipher_only'), False)
    usage['digital_signature' if issuer else 'key_cert_sign'] = True
    yield x509.BasicConstraints(ca=issuer is None, path_length=None), True
    yield x509.KeyUsage(**usage), True
    yield x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False
    yield x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False
    if issuer:
        yield x509.SubjectAlternativeName([
            x509.IPAddress(ipaddress.ip_address('127.0.0.1')), x509.DNSName('localhost')]), False


if __name__ == '__main__':
    make()
