# SPDX-License-Identifier: GPL-3.0-or-later
"""The tree keeps the rules of the house, and each rule finds what breaks it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import house
import pytest
import yaml

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.version import APP_VERSION

ALL = house.files()
CODE = house.files("plugins/**.py")


def none(complaints):
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


def keep(rule, names, *more):
    none([f"{name}: is missing" for name in names if name not in ALL])
    none([sentence for name in names for sentence in rule(name, house.read(name), *more)])


def test_imports_only_go_down():
    keep(house.floors, CODE)


def test_packages_form_no_circle():
    none(house.circles({name: house.read(name) for name in CODE}))


def test_pure_files_are_pure():
    keep(house.purity, house.pure_files())


def test_pure_files_are_typed_strictly():
    overrides = tomllib.loads(house.read("pyproject.toml"))["tool"]["mypy"]["overrides"]
    assert overrides[-1]["module"] == [*map(house.module_pattern, house.PURE)]


def test_code_is_short():
    keep(house.sizes, house.files("*.py"))


def test_utilities_have_their_tests():
    none(house.mirrored(ALL))


def test_tests_are_short():
    keep(house.short, house.files("tests/unit/**test_*.py"))


def test_packages_have_docstrings():
    packages = {str(Path(name).parent) for name in CODE if name.count("/") > 2}
    keep(house.introduced, [f"{package}/__init__.py" for package in sorted(packages)])


def test_modules_are_documented():
    group = yaml.safe_load(house.read("meta/runtime.yml"))["action_groups"]["openstack"]
    keep(house.documented, house.files("plugins/modules/*.py"), group)


def test_roles_are_furnished():
    none(house.furnished(ALL))


def test_host_keys_are_checked():
    keep(house.host_keys, ALL)
    targets = {name.split("/")[3] for name in ALL if name.startswith("tests/integration/targets/")}
    keep(house.turned_on, [f"tests/integration/targets/{target}/aliases"
                           for target in sorted(targets) if not target.startswith("setup_")])
    keep(house.turned_on, house.files("extensions/molecule/*/molecule.yml"))


def test_targets_read_what_is_passed_on():
    keep(house.passed_on, [name for name in ALL if name.startswith("tests/integration/targets/")])


def test_failures_are_not_overruled():
    keep(house.overruled, house.files("playbooks/**.yml", "roles/*/tasks/*.yml"))


def test_constraints_are_what_is_tested():
    pins = {name: {line.split()[0] for line in house.read(name).splitlines() if "==" in line
                   and not line.startswith("#")}
            for name in ("constraints.txt", "tests/requirements.txt")}
    assert pins["constraints.txt"] <= pins["tests/requirements.txt"]
    needed = [line.partition(">=")[0] for line in house.read("meta/requirements.txt").splitlines()]
    assert {name.lower() for name in needed} <= {
        pin.partition("==")[0] for pin in pins["constraints.txt"]}


def test_the_version_is_one():
    version = yaml.safe_load(house.read("galaxy.yml"))["version"]
    assert version == APP_VERSION
    assert {version} == {found for name in house.files("docs/*.md") for found in re.findall(
        r"multicloud-openstack-(\d+\.\d+\.\d+)", house.read(name))}


# What the rules find, and what they let pass. Bad host keys are written with a ~, for else they
# would be found here.

OVERRULED = """\
- hosts: localhost
  tasks:
    - block:
        - {command: a, register: found, failed_when: x}
- hosts: localhost
  tasks: [{assert: {that: found is failed and x}}]
"""
UTILS = "plugins/module_utils"
HOUSE = f"{house.PLUGINS}.module_utils"
LONG = "def f():\n    '''Documentation\n    counts not.'''\n    # nor this\n\n" + "    x = 1\n" * 24
DOCUMENTED = '''
DOCUMENTATION = """
attributes:
  check_mode: {support: full}
  diff_mode: {support: none}
  action_group: {membership: [multicloud.openstack.openstack]}
"""
'''


@pytest.mark.parametrize(("rule", "name", "text", "said"), [
    (house.floors, f"{UTILS}/_cloud/a.py", "from .._fleet import spec", f"{HOUSE}._fleet.spec; an"),
    (house.floors, f"{UTILS}/_cloud/a.py", "\ndef f():\n    from .._fleet.spec import S",
     "a.py:3:"),
    (house.floors, f"{UTILS}/_portable/a.py", f"import {HOUSE}._resource.server", "goes down"),
    (house.floors, f"{UTILS}/_fleet/a.py", f"from {house.PLUGINS}.modules import fleet", "down"),
    (house.floors, "plugins/modules/a.py", f"from {house.PLUGINS}.action import fleet", "down"),
    (house.floors, f"{UTILS}/_fleet/a.py", f"from {house.PLUGINS}.plugin_utils import b", "down"),
    (house.floors, "plugins/plugin_utils/a.py", f"from {house.PLUGINS}.inventory import b", "down"),
    (house.floors, "plugins/modules/a.py", f"from {HOUSE}.common import a", "goes down"),
    (house.floors, f"{UTILS}/common.py", "", "is on no floor"),
    (house.floors, f"{UTILS}/misc/a.py", "", "is on no floor"),
    (house.floors, f"{UTILS}/_zone/a.py", "from .._fleet.plan import b", "stands beside it"),
    (house.purity, f"{UTILS}/_fleet/plan/plan.py", "import os.path", "imports os.path"),
    (house.purity, f"{UTILS}/_fleet/plan/plan.py", "def f():\n    import openstack as o",
     "plan.py:2:"),
    (house.purity, f"{UTILS}/_fleet/plan/plan.py", "from ansible.module_utils import basic",
     "ansible"),
    (house.purity, f"{UTILS}/_fleet/plan/plan.py", "from ..._cloud.connection import C",
     "connection.C"),
    (house.purity, f"{UTILS}/_fleet/plan/plan.py", "from ..apply import loop", "imports"),
    (house.purity, f"{UTILS}/_fleet/plan/plan.py",
     "if TYPE_CHECKING:\n    import re\nelse:\n    import os", "plan.py:4:"),
    (house.purity, "plugins/plugin_utils/names.py", "from .untrusted import plain", "imports"),
    (house.purity, f"{UTILS}/_fleet/plan/plan.py", "\nx = open('a')", "plan.py:2: is a pure file"),
    (house.sizes, f"{UTILS}/_cloud/a.py", LONG + "    y = 1\n", "a.py:1: f() has 26 lines of code"),
    (house.sizes, f"{UTILS}/_cloud/a.py", "# a\n" * 251, "has 251 lines beside its imports"),
    (house.sizes, "plugins/modules/a.py", "x = 1\n" * 61, "has 61 lines of code"),
    (house.short, "tests/unit/test_a.py", "# a\n" * 401, "has 401 lines"),
    (house.introduced, f"{UTILS}/_cloud/__init__.py", "# nothing", "has no docstring"),
    (house.host_keys, "a.cfg", "[defaults]\nhost_key_~checking = False", "a.cfg:2: does not"),
    (house.host_keys, "a.yml", "ansible_host_key_~checking: no", "does not check"),
    (house.host_keys, "a.sh", "ANSIBLE_HOST_KEY_~CHECKING=0 ansible all", "does not check"),
    (house.host_keys, "a.py", "env['ANSIBLE_HOST_KEY_~CHECKING'] = 'False'", "does not check"),
    (house.host_keys, "a.sh", "ssh -o StrictHostKey~Checking=no host", "does not check"),
    (house.host_keys, "a.sh", "ssh -oStrictHostKey~Checking=accept-new host", "does not check"),
    (house.host_keys, "config", "  StrictHostKey~Checking off", "does not check"),
    (house.host_keys, "a.sh", "ssh -o UserKnownHosts~File=/dev/null host", "does not check"),
    (house.host_keys, "a.py", "asyncssh.connect(host, known_~hosts=None)", "does not check"),
    (house.turned_on, "x/aliases", "context/controller\n", "aliases:1: does not say env"),
    (house.turned_on, "x/molecule.yml", "driver:\n  name: default\n", "does not say host_key"),
    (house.passed_on, "a.yml", "p: {{ lookup('env', 'TESTCLOUDS_SSH_PORT') }}", "not pass on"),
    (house.overruled, "a.yml", OVERRULED, "a.yml:6: found is never failed"),
])
def test_broken_rules_are_found(rule, name, text, said):
    assert [sentence for sentence in rule(name, text.replace("~", "")) if said in sentence]


@pytest.mark.parametrize(("rule", "name", "text"), [
    (house.floors, f"{UTILS}/_fleet/a.py",
     "import os\nfrom .._cloud import target\nfrom . import b"),
    (house.floors, f"{UTILS}/_cloud/a.py", f"from {HOUSE}._cloud.errors import CloudError"),
    (house.floors, "plugins/modules/a.py", f"from {HOUSE}._fleet.spec import Fleet"),
    (house.floors, "plugins/inventory/a.py", "from ..plugin_utils import b"),
    (house.floors, "plugins/plugin_utils/a.py",
     "import os\nfrom ..module_utils._cloud import pool"),
    (house.floors, "plugins/doc_fragments/a.py", ""),
    (house.purity, f"{UTILS}/_fleet/plan/plan.py",
     "import re\nfrom ..._cloud.target import Target"),
    (house.purity, f"{UTILS}/_fleet/plan/plan.py",
     "from ..spec import mark\nfrom ..._resource.server import model"),
    (house.purity, "plugins/plugin_utils/names.py", "from . import hosts, query\nimport re"),
    (house.purity, f"{UTILS}/_fleet/plan/plan.py", "def f(x):\n    return x.open()"),
    (house.purity, f"{UTILS}/_fleet/plan/plan.py",
     "if TYPE_CHECKING:\n    from requests import Response"),
    (house.sizes, f"{UTILS}/_cloud/a.py", LONG),
    (house.sizes, "plugins/modules/a.py", 'EXAMPLES = r"""' + "\n" * 99 + '"""\n' + "x = 1\n" * 60),
    (house.short, "tests/unit/test_a.py", "# a\n" * 400),
    (house.introduced, f"{UTILS}/_cloud/__init__.py", '"""One target."""'),
    (house.host_keys, "a.cfg", "host_key_checking = true\nStrictHostKeyChecking=yes"),
    (house.turned_on, "x/aliases", "env/set/ANSIBLE_HOST_KEY_CHECKING/true\n"),
    (house.passed_on, "a.yml", "wait_port: '{{ ssh_port }}'"),
    (house.overruled, "a.yml", OVERRULED.replace("found is failed and x", "x")),
    (house.overruled, "a.yml", OVERRULED.replace("failed_when: x", "when: x")),
])
def test_kept_rules_are_left_alone(rule, name, text):
    assert rule(name, text) == []


@pytest.mark.parametrize(("text", "group", "said"), [
    (DOCUMENTED, ["a"], []),
    (DOCUMENTED, [], ["is missing in meta/runtime.yml"]),
    (DOCUMENTED.replace("check_mode", "x"), ["a"], ["check_mode"]),
    (DOCUMENTED.replace("none", "").replace("support: }", "}"), ["a"], ["diff_mode"]),
    (DOCUMENTED.replace("openstack.openstack", "openstack.other"), ["a"], ["action_group"]),
    ("", ["a"], ["action_group", "check_mode", "diff_mode"]),
    (f"{DOCUMENTED}# attributes.info", ["a"], ["its name ends with _info"]),
])
def test_modules_without_their_attributes_are_found(text, group, said):
    complaints = house.documented("plugins/modules/a.py", text, group)
    assert len(complaints) == len(said)
    assert all(part in complaint for part, complaint in zip(said, complaints, strict=True))


def test_circles_are_found():
    one, two = f"{UTILS}/_fleet/plan/a.py", f"{UTILS}/_fleet/apply/b.py"
    down = {one: "import os", two: "from ..plan import a"}
    assert house.circles(down) == []
    assert "_fleet/plan" in house.circles({**down, one: "from ..apply.b import c"})[0]


def test_roles_without_their_furniture_are_found():
    names = ["roles/a/README.md", "roles/a/defaults/main.yml", "roles/b/meta/argument_specs.yml",
             "roles/b/meta/main.yml"]
    assert house.furnished(names) == [
        "roles/a: has no meta/argument_specs.yml",
        "roles/a: has no meta/main.yml",
        "roles/b: has no README.md",
        "roles/b: has no defaults/main.yml",
    ]


def test_utilities_without_their_tests_are_found():
    one, two = f"{UTILS}/_cloud/a.py", "plugins/plugin_utils/b.py"
    tests = [f"tests/unit/{UTILS}/_cloud/test_a.py", "tests/unit/plugins/plugin_utils/test_b.py"]
    others = [f"{UTILS}/__init__.py", "plugins/modules/c.py", "plugins/plugin_utils/d.html.j2"]
    assert house.mirrored([one, two, *tests, *others]) == []
    assert house.mirrored([one, two, tests[1]]) == [f"{one}:1: has no {tests[0]}"]
