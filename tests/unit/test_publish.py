# SPDX-License-Identifier: GPL-3.0-or-later
"""What others see of the project says the same everywhere: its address, and what is tested."""

from __future__ import annotations

import re

import house
import pytest
import yaml

GALAXY = yaml.safe_load(house.read("galaxy.yml"))
WORKFLOWS = house.files(".github/workflows/*.yml")
GOALS = set(re.findall(r"^(\w+):.*##", house.read("Makefile"), re.M))


@pytest.mark.parametrize("name", [name for name in house.files() if name.endswith(
    (".md", ".rst", ".yml")) and not name.startswith("tests/")])
def test_the_repository_is_one(name):
    owner = GALAXY["repository"].rsplit("/", 1)[0]
    for link in re.findall(rf"{owner}[\w./-]*", house.read(name)):
        assert (link + "/").startswith(GALAXY["repository"] + "/")


def test_the_documentation_edits_what_galaxy_names():
    links = yaml.safe_load(house.read("docs/docsite/links.yml"))
    assert GALAXY["repository"].endswith("github.com/" + links["edit_on_github"]["repository"])


@pytest.mark.parametrize("name", WORKFLOWS)
def test_workflows_run_goals_alone(name):
    for job in yaml.safe_load(house.read(name))["jobs"].values():
        assert set(job["strategy"]["matrix"]["goal"]) <= GOALS
        assert [step["run"] for step in job["steps"] if "run" in step] == [
            "make ${{ matrix.goal }}"]


def test_a_pull_request_is_tested_as_make_test_does():
    [steps] = re.findall(r"^\tfor step in (.*); do", house.read("Makefile"), re.M)
    [jobs] = [yaml.safe_load(house.read(name))["jobs"] for name in WORKFLOWS]
    assert set(steps.split()) <= set(jobs["change"]["strategy"]["matrix"]["goal"])
