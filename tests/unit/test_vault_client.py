# SPDX-License-Identifier: GPL-3.0-or-later
"""The program that Ansible Vault runs for its passwords."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import house
import pytest
from fakebarbican import barbican


@pytest.fixture
def client(tmp_path):
    """(exit code, what it prints, what it complains of)"""
    with barbican(tmp_path) as (server, path):
        server.add("dev", b"{{ 7 * 7 }}")

        def run(*arguments, **environment):
            done = subprocess.run(
                [sys.executable, house.ROOT / "bin/multicloud-vault-client", *arguments],
                check=False, capture_output=True, text=True, cwd="/",
                env={"PYTHONPATH": os.pathsep.join(sys.path), "PATH": os.environ["PATH"],
                     "OS_CLIENT_CONFIG_FILE": path, **environment})
            return done.returncode, done.stdout, done.stderr
        yield run


def test_a_key(client):
    assert client("--vault-id", "dev") == (0, "{{ 7 * 7 }}\n", "")
    assert client("--vault-id", "dev", MULTICLOUD_VAULT_CLOUD="vault")[0] == 0


def test_no_key(client):
    assert client("--vault-id", "prod") == (2, "", "vault: there is no secret 'prod' here\n")


def test_no_cloud(client):
    code, said, complaint = client("--vault-id", "dev", MULTICLOUD_VAULT_CLOUD="nowhere")
    assert (code, said) == (1, "")
    assert re.fullmatch("nowhere: there is no such cloud in .*clouds.yaml; there are: vault\n",
                        complaint)
