# SPDX-License-Identifier: GPL-3.0-or-later
"""The guides and the examples of inventories: YAML, commands, files and links that there are."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

import commands
import given
import guides
import house
import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import errors
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.lint import entry, known
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.options import (
    FLEET_OPTIONS,
    SERVER_OPTIONS,
)

GUIDES = [name for name in house.files("*.md")
          if not name.startswith("tests/") and name != "CHANGELOG.md"]
INVENTORIES = house.files("plugins/inventory/*.py")
CONSTRUCTED = {"plugin", "compose", "groups", "keyed_groups", "strict", "cache", "cache_plugin",
               "cache_timeout", "cache_connection", "cache_prefix"}
# what is somebody's own, as the guides say
USERS = {"site.yml", "group_vars/all/vault.yml", *(
    guides.named(block) for guide in GUIDES for block in guides.blocks(house.read(guide), "yaml"))}


def written():
    """(where, block) of every YAML block of the guides, and of the plugins' examples."""
    for guide in GUIDES:
        for number, block in enumerate(guides.blocks(house.read(guide), "yaml", "yml"), 1):
            yield f"{guide}-{number}", block
    for name in INVENTORIES:
        examples = house.constant(house.read(name), "EXAMPLES")
        for number, block in enumerate(examples.split("\n---\n"), 1):
            yield f"{name}-{number}", block


def spoken():
    """(guide, command) of every command of the guides."""
    for guide in GUIDES:
        for command in guides.commands(house.read(guide)):
            yield guide, command


@pytest.mark.parametrize(("where", "text"), [pytest.param(where, text, id=where)
                                             for where, text in written()])
def test_yaml(where, text):
    secrets = guides.named(text) == "secure.yaml"       # what clouds.yaml says is not there
    assert not [sentence for document in guides.documents(text)
                for sentence in (() if secrets else wrong(document))]


def wrong(document):
    """What is wrong with what a block is: an inventory, clouds, plays or tasks, or variables."""
    if isinstance(document, list):
        for one in document:
            yield from given.wrong(one)
    elif not isinstance(document, dict):
        yield f"{document!r} is neither a mapping nor a list"
    elif str(document.get("plugin", "")).startswith(given.OURS):
        file = f"plugins/inventory/{document['plugin'].removeprefix(given.OURS)}.py"
        yield from given.wrong_options(document["plugin"], {
            **dict.fromkeys(CONSTRUCTED, {"type": "raw"}), **given.options(file)}, document)
    elif "clouds" in document:
        yield from wrong_clouds(document["clouds"])
    else:
        yield from given.wrong_variables(document)


def wrong_clouds(clouds):
    """As the doctor finds it."""
    ours = known.known()
    for name, cloud in clouds.items():
        for found in entry.check(cloud, ours.login({"auth": {}, **cloud}), ours):
            yield f"{name}: {found.msg}"


@pytest.mark.parametrize(("guide", "command"), list(spoken()))
def test_command(guide, command):
    for program, *words in guides.programs(command):
        assert not list(commands.wrong(program, words))
        for word in words:
            for path in re.findall(r"^@?([\w.-]+(?:/[\w.-]+)*\.(?:yml|yaml|md|txt|py))$", word):
                assert commands.exists(path) or path in USERS, f"there is no {path}"


@pytest.mark.parametrize("guide", GUIDES)
def test_links(guide):
    for link in guides.links(house.read(guide)):
        assert commands.exists(os.path.normpath(Path(guide).parent / link)), link


def test_index_has_every_guide():
    there = {Path(name).name for name in house.files("docs/*.md")} - {"README.md"}
    assert sorted(there) == sorted(link for link in guides.links(house.read("docs/README.md"))
                                   if "/" not in link)


def test_site_has_the_guides_in_the_order_of_their_index():
    site = re.findall(r"^   docs/(\w+)$", house.read("docs/docsite/index.rst"), re.M)
    assert [f"{name}.md" for name in site if name != "README"] == [
        link for link in guides.links(house.read("docs/README.md")) if "/" not in link]


def test_readme_names_every_module_and_plugin():
    """A module that lists is told of by the one whose resources it lists."""
    table = guides.sections(house.read("README.md"))["What is in it"]
    told = set(re.findall(r"`(\w+)`", table))
    there = {Path(name).stem for name in house.files("plugins/modules/*.py")}
    others = {Path(name).stem for folder in ("filter", "inventory")
              for name in house.files(f"plugins/{folder}/*.py")}
    assert not {name for name in there if not {name, name.removesuffix("_info")} & told}
    assert others <= told


def test_guide_of_fleets_has_every_option_and_no_other():
    block, = (block for block in guides.blocks(house.read("docs/fleets.md"), "yaml")
              if guides.named(block) == "every-option.yml")
    fleet = guides.documents(block)[0]["fleet"]
    target, = fleet["targets"]
    in_groups, in_targets = (FLEET_OPTIONS[name]["options"] for name in ("groups", "targets"))
    assert {*fleet} == {*FLEET_OPTIONS}
    assert {*fleet["data_volumes"][0]} == {*FLEET_OPTIONS["data_volumes"]["options"]}
    for shown, options in ((fleet["groups"][0], in_groups), (target, in_targets),
                           (target["groups"][0], in_targets["groups"]["options"])):
        assert {*shown} - {*SERVER_OPTIONS} == {*options} - {*SERVER_OPTIONS}


# -- the handbook of failures


def test_handbook_has_every_kind_and_no_other():
    handbook = guides.sections(house.read("docs/errors.md"))
    assert list(handbook) == list(errors.KINDS)
    for kind, advice in (*errors.ADVICE.items(), *(("timeout", x) for x in errors.LATE.values()),
                         *(("auth", x) for x in errors.LOGINS.values())):
        assert advice in " ".join(handbook[kind].split())
    assert not [word for word in errors.LOGINS if f"`{word}`" not in handbook["auth"]]


def test_every_kind_is_raised_and_no_other():
    raised = {kind for name in house.files("plugins/**.py") for kind in kinds(house.read(name))}
    assert raised == set(errors.KINDS)


def kinds(text):
    """Those that a file names where it makes an error, or tells one by its HTTP status."""
    tree = ast.parse(text)
    named = [node.args[0] for node in ast.walk(tree) if isinstance(node, ast.Call)
             and getattr(node.func, "id", "") == "CloudError" and node.args]
    named += [node for function in ast.walk(tree) if isinstance(function, ast.FunctionDef)
              and function.name.startswith("kind_of") for node in ast.walk(function)
              if isinstance(node, (ast.Return, ast.Assign))]
    for node in named:
        yield from (one.value for one in ast.walk(node)
                    if isinstance(one, ast.Constant) and one.value in errors.KINDS
                    or isinstance(node, ast.Constant) and one is node)


def test_the_steps_of_a_guide_are_in_order():
    text = ("Do\n\n    one\n\n```yaml\n# my.yml\na: 1\n```\n\n"
            "```yaml\nb: 2\n```\n\n    two\n    three\n")
    assert guides.steps(text) == [(None, "one"), ("my.yml", "# my.yml\na: 1\n"), (None, "two"),
                                  (None, "three")]
