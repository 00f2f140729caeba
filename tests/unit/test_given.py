# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of guides and examples find, and what they let pass."""

from __future__ import annotations

import commands
import given
import guides
import pytest

FLEET = "multicloud.openstack.fleet"
ROLE = "multicloud.openstack.create"


@pytest.mark.parametrize(("entry", "complaint"), [
    ({FLEET: {"name": "ci", "cuont": 1}}, "there is no option cuont"),
    ({FLEET: {"placement": "spred"}}, "placement is one of"),
    ({FLEET: {"count": ["1"]}}, "count is to be a int"),
    ({FLEET: {"targets": [{"cluod": "alpha"}]}}, "there is no option cluod"),
    ({FLEET: {"image": {"distro": "debian"}}}, "'distro' is not one of"),
    ({FLEET: {"flavor": 1.5}}, "put it in quotes"),
    ({"multicloud.openstack.flete": {}}, "there is no module"),
    ({"multicloud.openstack.landing_zone": {"subnets": [{"cdir": "::/0"}]}}, "no option cdir"),
    ({"block": [{FLEET: {"x": 1}}]}, "there is no option x"),
    ({"hosts": "all", "tasks": [{FLEET: {"x": 1}}]}, "there is no option x"),
    ({"module_defaults": {FLEET: {"x": 1}}}, "there is no option x"),
    ({"module_defaults": {"group/multicloud.openstack.all": {}}}, "there is no group"),
    ({"roles": ["multicloud.openstack.craete"]}, "there is no role"),
    ({"roles": [{"role": ROLE, "create_flete": {}}]}, "no variable create_flete"),
    ({"vars": {"create_fleet": {"x": 1}}}, "there is no option x"),
    ({"fleet": {"x": 1}}, "there is no option x"),
    ({"ansible.builtin.include_role": {"name": "multicloud.openstack.craete"}}, "there is no role"),
    ({"ansible.builtin.import_playbook": "multicloud.openstack.craete"}, "there is no playbook"),
])
def test_what_is_wrong_is_found(entry, complaint):
    [found] = given.wrong(entry)
    assert complaint in found


@pytest.mark.parametrize("entry", [
    {FLEET: {"count": "{{ count }}", "flavor": "{{ flavor }}", "metadata": {"any": "thing"}}},
    {"multicloud.openstack.networks_info": {}},
    {"ansible.builtin.debug": {"anything": 1}},
    {"roles": [{"role": ROLE, "create_fleet": {"name": "ci"}}]},
    {"password": "..."},
])
def test_what_is_right_passes(entry):
    assert not list(given.wrong(entry))


@pytest.mark.parametrize(("command", "complaint"), [
    ("make tset", "there is no make tset"),
    ("ansible-playbook -i inventory multicloud.openstack.craete", "there is no playbook"),
    ("ansible-playbook x.yml -e create_flete=1", "no variable create_flete"),
    ("ansible localhost -m multicloud.openstack.cloud_info -a '{\"x\": 1}'", "no option x"),
    ("ansible-doc -t role multicloud.openstack.craete", "there is no role"),
    ("tests/clouds/cluods up", "what is tests/clouds/cluods?"),
])
def test_a_command_that_would_fail_is_found(command, complaint):
    [(program, *words)] = guides.programs(command)
    [found] = commands.wrong(program, words)
    assert complaint in found


def test_commands_of_a_guide():
    text = "\n".join([
        "Text", "", "    make demo    # a comment", "    one \\", "        --two", "",
        "- in a list,", "  with more", "", "```bash", "export X=1 && make test", "```",
        "```yaml", "    no: command", "```"])
    assert guides.commands(text) == ["make demo", "one          --two", "export X=1 && make test"]
    assert guides.programs("X=1 make test | ssh a") == [["make", "test"], ["ssh", "a"]]
    assert guides.links("[a](b.md#c) [d](https://e) [f](#g)") == ["b.md"]
    assert guides.named("# my-fleet.yml\nfleet: {}\n") == "my-fleet.yml"
