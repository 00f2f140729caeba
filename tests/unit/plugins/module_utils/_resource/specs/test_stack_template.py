# SPDX-License-Identifier: GPL-3.0-or-later
"""What Heat is sent of templates and environments, in whatever form they are given."""
from __future__ import annotations

import json

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    stack_template,
)

TEMPLATE = {"heat_template_version": "2021-04-16", "resources": {}}
TEXT = 'heat_template_version: 2021-04-16\nresources: {}\n'


@pytest.mark.parametrize("form", ["data", "text", "file"])
def test_a_template(form, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(TEXT)
    given = {"data": TEMPLATE, "text": TEXT, "file": str(path)}[form]
    prepared = stack_template.prepare({"name": "a", "template": given})
    assert (prepared["template"], prepared["files"]) == (TEMPLATE, {})


def test_files_of_a_template(tmp_path):
    (tmp_path / "a.yaml").write_text(
        TEXT.replace("{}", "{a: {type: b.yaml}}"))
    (tmp_path / "b.yaml").write_text(TEXT)
    prepared = stack_template.prepare({"name": "a", "template": str(tmp_path / "a.yaml")})
    assert list(prepared["files"]) == [f"file://{tmp_path}/b.yaml"]


def test_environments(tmp_path):
    path = tmp_path / "env.yaml"
    path.write_text("parameters: {a: 1, b: 1}\n")
    prepared = stack_template.prepare({"name": "a", "environment": [
        str(path), {"parameters": {"b": 2}, "parameter_defaults": {"c": 3}}]})
    assert prepared["environment"] == {"parameters": {"a": 1, "b": 2},
                                       "parameter_defaults": {"c": 3}}


@pytest.mark.parametrize("options", [
    {"template": "/nowhere.yaml"}, {"template": "a: [\n"}, {"environment": ["/nowhere.yaml"]}])
def test_what_cannot_be_read(options):
    with pytest.raises(CloudError, match="cannot read the template or an environment"):
        stack_template.prepare({"name": "a", **options})


@pytest.mark.parametrize(("given", "sent"), [
    ({}, {"timeout_mins": 3}),
    ({"rollback": True, "tags": "a", "environment": {}, "files": {}},
     {"timeout_mins": 3, "disable_rollback": False, "tags": "a"}),
    ({"rollback": False, "parameters": {"a": 1}},
     {"timeout_mins": 3, "disable_rollback": True, "parameters": {"a": 1}})])
def test_what_is_sent(given, sent):
    assert stack_template.body(given, 121.0) == sent


DATA = {"template": TEMPLATE, "resources": {"a": {"resource_id": "1"}}, "tags": ["one", "two"],
        "environment": {"parameters": {"x": 1, "y": 1}}, "files": {"f": "1"}}


def test_what_is_adopted():
    found = stack_template.adopting({
        "name": "a", "adopt_data": DATA, "files": {}, "environment": {"parameters": {"y": 2}}})
    assert json.loads(found.pop("adopt_stack_data")) == DATA
    assert found == {"tags": "one,two", "files": {"f": "1"}, "resources": {"a": "adopted"},
                     "environment": {"parameters": {"x": 1, "y": 2}}}
    assert stack_template.body(found, 60.0)["tags"] == "one,two"


@pytest.mark.parametrize("tags", ["", "three"])
def test_tags_of_what_is_adopted(tags):
    data = {**DATA, "tags": None}
    found = stack_template.adopting({"adopt_data": data, "environment": {}, "files": {},
                                     **({"tags": tags} if tags else {})})
    assert found.get("tags", "") == tags


@pytest.mark.parametrize("data", [{}, {"template": TEMPLATE}, {**DATA, "resources": ["a"]}])
def test_what_nobody_abandoned(data):
    with pytest.raises(CloudError, match="adopt_data: is not what a task with abandon returned"):
        stack_template.adopting({"adopt_data": data, "environment": {}, "files": {}})
