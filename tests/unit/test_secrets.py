# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of all modules, plugins and roles: what looks like a secret is one for Ansible as
well."""

from __future__ import annotations

import importlib
from pathlib import Path

import given
import house
import pytest
import yaml
from ansible.module_utils.basic import AnsibleModule

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.module import OPEN
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.redact import SECRET

MODULES = [Path(name).stem for name in house.files("plugins/modules/*.py")]
# what only looks like one, by its last name
HARMLESS = {
    "access_keys": "whether to list them",
    "cookie_name": "a name",
    "payload_content_encoding": "base64, or nothing",
    "payload_content_type": "a media type",
    "private_key_file": "a path, which the task's user may see",
    "rule_key": "the name of a header or cookie",
    "secret_consumers": "a section of a landing zone, which hides what is secret in it",
    "secret_container_consumers": "another one",
    "secret_containers": "another one",
    "secret_orders": "another one",
    "secret_type": "one of seven words",
    "secrets": "another section; in a secret_container, names",
    "skip_update_of_masked_password": "whether to",
    "update_password": "always, or on_create",
}
# modules that are told the name of one
NAMED = {"secret_consumer": ["secret"], "secret_consumer_info": ["secret"]}
# not by their names, but by what is in them
OPAQUE = {"auth"}


class Told(Exception):
    """Raised instead of making a module, with its options."""


def options(module, monkeypatch):
    """{dotted name: option}, those within others as well."""
    def told(_self, argument_spec, **_more):
        raise Told(argument_spec)
    monkeypatch.setattr(AnsibleModule, "__init__", told)
    with pytest.raises(Told) as caught:
        importlib.import_module(f"{house.PLUGINS}.modules.{module}").main()
    return dict(flat(caught.value.args[0]))


def flat(spec, above=""):
    for name, option in spec.items():
        yield above + name, option
        yield from flat(option.get("options", {}), f"{above}{name}.")


def open_secrets(spec):
    """The names that look like secrets, of options that Ansible would show."""
    return sorted(
        dotted for dotted, option in spec.items()
        if not option.get("no_log") and (last := dotted.rpartition(".")[2]) not in HARMLESS
        and (last in OPAQUE or any(map(SECRET.search, (last, *option.get("aliases", ()))))))


@pytest.mark.parametrize("module", MODULES)
def test_what_looks_like_a_secret_is_one(module, monkeypatch):
    assert open_secrets(options(module, monkeypatch)) == NAMED.get(module, [])


@pytest.mark.parametrize("module", MODULES)
def test_a_whole_entry_of_a_cloud_is_looked_through_for_secrets(module, monkeypatch):
    entries = {dotted.partition(".")[0] for dotted, option in options(module, monkeypatch).items()
               if dotted.endswith("cloud") and option.get("type") == "raw"}
    assert entries <= {*OPEN}


@pytest.mark.parametrize("name", house.files("plugins/inventory/*.py", "plugins/lookup/*.py"))
def test_no_option_of_a_plugin_looks_like_a_secret(name):
    """Ansible would hide none."""
    assert open_secrets(dict(flat(given.options(name)))) == []


@pytest.mark.parametrize("name", house.files("roles/*/meta/argument_specs.yml"))
def test_what_looks_like_a_secret_is_one_for_a_role(name):
    for spec in yaml.safe_load(house.read(name))["argument_specs"].values():
        assert open_secrets(dict(flat(spec.get("options", {})))) == []


def test_what_is_harmless_is_there(monkeypatch):
    names = {dotted.rpartition(".")[2] for module in MODULES
             for dotted in options(module, monkeypatch)}
    assert set(HARMLESS) <= names


@pytest.mark.parametrize(("spec", "found"), [
    ({"admin_password": {}}, ["admin_password"]),
    ({"user_data": {"no_log": False}}, ["user_data"]),
    ({"userdata": {"no_log": True}}, []),
    ({"path": {"aliases": ["key"]}}, ["path"]),
    ({"groups": {"options": {"userdata": {}}}}, ["groups.userdata"]),
    ({"auth": {"type": "dict"}}, ["auth"]),
    ({"key_name": {}, "secret_type": {}}, []),
])
def test_open_secrets_are_found(spec, found):
    assert open_secrets(dict(flat(spec))) == found
