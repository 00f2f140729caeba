# SPDX-License-Identifier: GPL-3.0-or-later
"""AWX's configuration as code: it names only what there is, and secrets are kept as such.

make awx runs the playbooks with what AWX's own code makes of it.
"""

from __future__ import annotations

import re

import awx
import given
import house
import pytest

FOUND = awx.controller()
# options of the modules of awx.awx that are used
OPTIONS = {
    "controller_credential_types": {"name", "description", "kind", "inputs", "injectors"},
    "controller_execution_environments": {"name", "image"},
    "controller_projects": {"name", "organization", "scm_type", "scm_url", "scm_branch"},
    "controller_inventories": {"name", "description", "organization"},
    "controller_inventory_sources": {
        "name", "inventory", "organization", "source", "source_project", "source_path",
        "credential", "execution_environment", "overwrite", "update_on_launch",
        "update_cache_timeout"},
    "controller_templates": {
        "name", "description", "organization", "job_type", "project", "playbook", "inventory",
        "credentials", "execution_environment", "ask_job_type_on_launch",
        "ask_diff_mode_on_launch", "ask_credential_on_launch", "extra_vars", "survey_enabled",
        "survey_spec"},
}
TYPES = {"text": str, "integer": int, "multiplechoice": str}
TEMPLATES = [pytest.param(one, id=one["name"]) for one in FOUND["controller_templates"]]


def names(variable):
    return {entry["name"] for entry in FOUND[variable]}


def used(text):
    """Variables of a template."""
    return set(re.findall(r"\{\{ (\w+)", text))


@pytest.mark.parametrize("variable", OPTIONS)
def test_only_known_options(variable):
    for entry in FOUND[variable]:
        assert set(entry) <= OPTIONS[variable]
    assert len(names(variable)) == len(FOUND[variable])


def test_nothing_else_is_in_it():
    assert set(FOUND) == set(OPTIONS)


def test_every_name_is_defined():
    for entry in FOUND["controller_templates"] + FOUND["controller_inventory_sources"]:
        assert entry["inventory"] in names("controller_inventories")
        assert entry["execution_environment"] in names("controller_execution_environments")
        assert entry.get("project", entry.get("source_project")) in names("controller_projects")


@pytest.mark.parametrize("one", TEMPLATES)
def test_a_template(one):
    """Its playbook exists, and its survey asks for exactly what its variables need."""
    assert one["playbook"] in house.files("playbooks/*.yml")
    questions = {row["variable"]: row for row in one["survey_spec"]["spec"]}
    assert len(questions) == len(one["survey_spec"]["spec"])
    fleet = one["extra_vars"].get("fleet", {})
    assert not [*given.wrong_variables({"fleet": None, **dict.fromkeys(
        name for name in questions if not name.startswith("fleet_"))})]
    assert fleet.keys() <= given.options("plugins/modules/fleet.py").keys()
    needed = set().union(*map(used, fleet.values()))
    assert needed == {name for name in questions if name.startswith("fleet_")}
    for row in questions.values():
        assert isinstance(row["default"], TYPES[row["type"]])
        assert row["type"] != "multiplechoice" or row["default"] in row["choices"]


def test_what_is_to_be_there():
    assert {one["playbook"] for one in FOUND["controller_templates"]} == {
        f"playbooks/{name}.yml" for name in ("create", "verify", "destroy", "heal", "reap")}
    sources = {one["source_path"] for one in FOUND["controller_inventory_sources"]}
    assert sources == {"inventory/servers.yml", "inventory_targets/targets.yml"}
    assert sources <= {*house.files()}


@pytest.mark.parametrize("one", FOUND["controller_credential_types"],
                         ids=lambda one: one["name"])
def test_a_credential_type(one):
    fields = {field["id"]: field for field in one["inputs"]["fields"]}
    assert set(one["inputs"]["required"]) <= fields.keys()
    texts = [*one["injectors"]["file"].values(), *one["injectors"]["env"].values()]
    assert set().union(*map(used, texts)) == {*fields, "tower"}
    assert [name for name, field in fields.items() if field.get("secret")] == [
        name for name in fields if name in ("application_credential_secret", "clouds")]
    # no secret in the environment, which AWX shows
    assert used("".join(one["injectors"]["env"].values())) == {"tower"}
