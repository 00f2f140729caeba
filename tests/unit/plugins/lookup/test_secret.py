# SPDX-License-Identifier: GPL-3.0-or-later
"""The lookup: its options, its errors, and texts that are no templates."""

from __future__ import annotations

import pytest
import yaml
from ansible import constants
from ansible.errors import AnsibleError
from ansible.utils.plugin_docs import add_fragments
from fakebarbican import barbican
from inventories import Fragments

from ansible_collections.multicloud.openstack.plugins.lookup import secret
from ansible_collections.multicloud.openstack.plugins.plugin_utils.untrusted import MARKS

NAME = "multicloud.openstack.secret"
EVIL = "{{ 7 * 7 }}"


@pytest.fixture
def lookup():
    """As Ansible's loader gives it."""
    plugin = secret.LookupModule()
    plugin._load_name = plugin.ansible_name = NAME
    plugin._redirected_names = None
    documentation = yaml.safe_load(secret.DOCUMENTATION)
    add_fragments(documentation, secret.__file__, fragment_loader=Fragments())
    constants.config.initialize_plugin_configuration_definitions(
        "lookup", NAME, documentation["options"])
    return plugin


def test_lookup(lookup, tmp_path, monkeypatch):
    with barbican(tmp_path) as (server, path):
        server.add("odd", EVIL.encode())
        server.add("plain", b"hunter2")
        assert lookup.run(["odd", "plain"], cloud="vault", clouds_yaml=path) == [EVIL, "hunter2"]
        monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", path)
        found = lookup.run([["odd"]])
    assert found == [EVIL]
    assert (found[0].__class__ is str) is not MARKS


@pytest.mark.parametrize(("options", "said"), [
    ({"cloud": "vault"}, "^vault: there is no secret 'x' here"),
    ({"cloud": "nowhere"}, "^nowhere: there is no such cloud"),
    ({"cloud": "vault", "region_name": "north"}, "^vault/north: there is no secret 'x' here"),
])
def test_what_goes_wrong_is_one_sentence(lookup, tmp_path, options, said):
    with barbican(tmp_path) as (_server, path), pytest.raises(AnsibleError, match=said):
        lookup.run(["x"], clouds_yaml=path, **options)
