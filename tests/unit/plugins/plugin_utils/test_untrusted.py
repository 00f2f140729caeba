# SPDX-License-Identifier: GPL-3.0-or-later
"""Text of clouds is never a template, whatever is made of it."""

from __future__ import annotations

import base64
import datetime
import json

import ansible.template
import pytest
from ansible.parsing import vault
from ansible.parsing.dataloader import DataLoader

from ansible_collections.multicloud.openstack.plugins.plugin_utils.untrusted import (
    plain,
    untrusted,
)

trusted = getattr(ansible.template, "trust_as_template", str)     # since ansible-core 2.19

EVIL = "{{ 7 * 191 }}"


def template(expression, **variables):
    templar = ansible.template.Templar(loader=DataLoader(), variables=variables)
    return templar.template(trusted(expression))


@pytest.mark.parametrize("value", [
    EVIL, "{% if true %}1337{% endif %}", "{# nothing #}1337",
    '#jinja2: variable_start_string:"[%", variable_end_string:"%]"\n[% 7 * 191 %]',
])
def test_a_text_stays_what_it_is(value):
    assert template("{{ text }}", text=untrusted(value)) == value
    assert template("{{ row.name }}", row=untrusted({"name": value})) == value
    assert template("{{ rows[0] }}", rows=untrusted([value])) == value


@pytest.mark.parametrize("expression", [
    "a ~ b", "[a, b] | join", "a + b", "row.a ~ row.b", "rows | join", "'%s%s' % (a, b)"])
def test_two_harmless_halves(expression):
    halves = untrusted({"a": "{", "b": "{ 7 * 191 }}"})
    joined = template("{{ " + expression + " }}", **halves, row=halves,
                      rows=list(halves.values()))
    assert joined == EVIL
    assert template("{{ again }}", again=joined) == EVIL


@pytest.mark.parametrize("expression", [
    "row | dict2items", "row.keys() | join", "row.keys() | list", "row | to_json", "'%s' % row"])
def test_a_key_that_is_a_template(expression):
    made = template("{{ " + expression + " }}", row=untrusted({EVIL: "harmless"}))
    assert EVIL in str(made)
    assert EVIL in str(template("{{ again }}", again=made))


def test_data_keeps_its_form():
    data = {"name": EVIL, "none": None, "number": 1, "list": [EVIL, {"flag": True}], EVIL: "x"}
    assert untrusted(data) == data
    assert untrusted(("a", EVIL)) == ("a", EVIL)


@pytest.mark.parametrize(("text", "decode"), [
    (base64.b64encode(EVIL.encode()).decode(), "b64decode"),
    (r'["\u007b\u007b 7 * 191 }}"]', "from_json | first"),
    ("[%7B%7B 7 * 191 %7D%7D]", "urldecode"),
    ("<< 7 * 191 >>", "replace('<', '{') | replace('>', '}')"),
])
def test_text_that_becomes_a_template_when_it_is_decoded(text, decode):
    made = template("{{ row.text | " + decode + " }}", row=untrusted({"text": text}))
    assert "{{ 7 * 191 }}" in made
    assert template("{{ again }}", again=made) == made


# Plain data

@pytest.mark.parametrize("value", [
    None, True, 5, 0.5, "text", "", [], {}, [1, ["a", None]], {"a": {"b": [False]}}])
def test_plain_data_stays_what_it_is(value):
    assert plain(value) == value and type(plain(value)) is type(value)


@pytest.mark.parametrize(("value", "expected"), [
    (("a", "b"), ["a", "b"]), ({1: "a"}, {"1": "a"}),
    (datetime.date(2026, 11, 20), "2026-11-20"),
    (datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC), "2026-11-20 00:00:00+00:00"),
])
def test_data_becomes_plain(value, expected):
    assert plain({"key": [value]}) == {"key": [expected]}


def test_what_ansible_reads_becomes_plain():
    found = plain(DataLoader().load("{a: [text, 5, 0.5, true, null], '{{ b }}': '{{ c }}'}"))
    assert found == {"a": ["text", 5, 0.5, True, None], "{{ b }}": "{{ c }}"}
    assert all(item.__class__ is str for item in (*found, found["a"][0], found["{{ b }}"]))


def test_what_is_vaulted_is_decrypted(monkeypatch):
    secrets = [("default", vault.VaultSecret(b"open sesame"))]
    if hasattr(vault, "VaultSecretsContext"):       # since ansible-core 2.19
        monkeypatch.setattr(vault.VaultSecretsContext, "_current",
                            vault.VaultSecretsContext(secrets))
    loader = DataLoader()
    loader.set_vault_secrets(secrets)
    text = vault.VaultLib(secrets).encrypt("hunter2", secrets[0][1]).decode()
    lines = "\n".join(f"  {line}" for line in text.splitlines())
    found = plain(loader.load(f"password: !vault |\n{lines}\n"))
    assert found == {"password": "hunter2"} and found["password"].__class__ is str
    assert json.loads(json.dumps(found)) == found
