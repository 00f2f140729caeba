# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/evidence.md is true: README says it, and the tests are there."""
from __future__ import annotations

import importlib.util

import house
import pytest
import yaml

SCRIPT = "tests/release/evidence/evidence.py"
PROMISES = yaml.safe_load(house.read("tests/release/evidence/promises.yml"))


@pytest.fixture(name="evidence", scope="module")
def fixture_evidence():
    spec = importlib.util.spec_from_file_location("evidence", house.ROOT / SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_sentence_of_why_is_a_promise(evidence):
    sentences = evidence.why(house.read("README.md"))
    assert sentences == [promise["promise"] for promise in PROMISES][:len(sentences)]


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise["promise"][:40])
def test_readme_says_so(evidence, promise):
    readme = " ".join(house.read("README.md").replace("**", "").split())
    assert promise["promise"] in readme


@pytest.mark.parametrize("test", sorted({test for promise in PROMISES
                                         for test in promise["tests"]}))
def test_its_test_is_there(test):
    goal = test.removeprefix("make ")
    assert (f"\n{goal}: " in house.read("Makefile") if goal != test
            else (house.ROOT / "tests" / test).exists())


def test_the_page_is_what_the_script_writes(evidence):
    assert house.read("docs/evidence.md") == evidence.page()


@pytest.mark.parametrize("test, goal", [
    ("make leaks", "make leaks"),
    ("unit/test_secrets.py", "make test"),
    ("contract/test_images.py", "make test"),
    ("integration/targets/fleet/tasks/create.yml", "make test"),
    ("integration/targets/slow_one", "make slow"),
    ("integration/targets/slow_one/tasks/main.yml", "make slow"),
    ("release/browser", "make slow"),
])
def test_which_goal_runs_a_test(evidence, test, goal):
    assert evidence.run_by(test, {"slow_one"}) == goal


def test_what_is_slow_is_read_from_the_makefile(evidence):
    assert evidence.slow_targets("a := b\nslow := one two \\\n\tthree\nx := y\n") == {
        "one", "two", "three"}
