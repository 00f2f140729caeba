# SPDX-License-Identifier: GPL-3.0-or-later
"""Text of clouds is never a template, whatever is made of it."""

from __future__ import annotations

import ansible.template
import pytest
from ansible.parsing.dataloader import DataLoader

from ansible_collections.multicloud.openstack.plugins.plugin_utils.untrusted import (
    MARKS,
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
    assert untrusted(("a", EVIL)) == (["a", EVIL] if MARKS else ("a", EVIL))


def test_text_without_any_part_of_a_template_is_not_marked():
    assert not hasattr(untrusted("web-1.example.org"), "__UNSAFE__")
