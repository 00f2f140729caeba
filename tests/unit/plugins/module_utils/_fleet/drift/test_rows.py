# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of a fleet's server: what a row says of each, and how those are compared that the
list of servers shows, or nobody."""

from __future__ import annotations

from dataclasses import fields

import pytest
from drifts import adopted, case, differing, made_of

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.rows import OPTIONS
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.options import (
    SERVER_OPTIONS,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.change import ACTIONS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    DIGESTS,
    HOSTS,
    VOLUMES,
    ServerSpec,
)

NOTHING = {}
# what the server was made of (SPEC, if it is not said) and its row; what is defined now beside
# SPEC; the values of what differs
TABLE = [
    ("zone", {}, {"availability_zone": "nova"}, NOTHING),
    ("zone-and-host", {}, {"availability_zone": "nova:host-1"}, NOTHING),
    ("zone-not-named-any-more", made_of(availability_zone="nova"), {}, NOTHING),
    ("another-zone", {}, {"availability_zone": "z1"}, {"availability_zone": "nova -> z1"}),
    ("key", {"key_name": "me"}, {"key_name": "me"}, NOTHING),
    ("another-key", {"key_name": "old"}, {"key_name": "me"}, {"key_name": "old -> me"}),
    ("no-key-any-more", {"key_name": "old", **made_of(key_name="old")}, {},
     {"key_name": "old -> none"}),
    ("config-drive", {"config_drive": "True"}, {"config_drive": True}, NOTHING),
    ("a-config-drive", {}, {"config_drive": True}, {"config_drive": "false -> true"}),
    ("user-data", made_of(userdata="a"), {"userdata": "b"},
     {"userdata": "digest ac8d8342 -> digest c100f95c"}),
    ("anti-affinity", made_of(anti_affinity="soft"), {"anti_affinity": "hard"},
     {"anti_affinity": "soft -> hard"}),
    ("affinity", made_of(anti_affinity="soft"), {"affinity": "hard"},
     {"anti_affinity": "soft -> affinity hard"}),
    ("server-group-and-hints", made_of(server_group="old"),
     {"server_group": "new", "scheduler_hints": {"a": ["b"]}},
     {"anti_affinity": 'digest 9c7d864e -> server_group new, scheduler_hints {"a": ["b"]}'}),
    ("same-hints", made_of(scheduler_hints={"b": "1", "a": "2"}),
     {"scheduler_hints": {"a": "2", "b": "1"}}, NOTHING),
    ("adopted-and-defined-otherwise", adopted(), {"key_name": "me"},
     {"key_name": "none -> me"}),
    ("metadata", {}, {"metadata": {"a": "1"}}, {"metadata": "none -> a=1"}),
    ("metadata-of-others", {"metadata": {**made_of()["metadata"], "b": "2"}},
     {"metadata": {"a": "1"}}, {"metadata": "b=2 -> a=1, b=2"}),
    ("which-goes-with-purge", {"metadata": {**made_of()["metadata"], "b": "2"}}, {"purge": True},
     {"metadata": "b=2 -> none"}),
    ("tags", {"tags": ["a", "multicloud_fleet=web"]}, {"tags": ["b"]}, {"tags": "a -> a, b"}),
    ("tags-that-go-with-purge", {"tags": ["a", "b"]}, {"tags": ["b"], "purge": True},
     {"tags": "a, b -> b"}),
    ("tags-where-nova-has-none", {"flavor": {"id": "flavor-1"}}, {"tags": ["b"]}, NOTHING),
    ("name", {"name": "mail"}, {}, {"name": "mail -> web-1"}),
    ("expires", {}, {"expires": "2026-01-01T14:00:00Z"},
     {"expires": "never -> 2026-01-01T14:00:00Z"}),
    ("expires-no-more", {"metadata": {**made_of()["metadata"], "multicloud_expires": "soon"}}, {},
     {"expires": "soon -> never"}),
]


@pytest.mark.parametrize(("row", "desired", "differs"),
                         [pytest.param(*line[1:], id=line[0]) for line in TABLE])
def test_what_differs(row, desired, differs):
    assert differing(row, desired) == differs


def test_plans_report_differences_in_this_order():
    assert list(OPTIONS) == sorted(OPTIONS)


# options of the module that are no difference: a choice of zones is for new servers, and variables
# are a part of user data
NEW_ONLY = {"availability_zones", "template_vars"}


def test_every_option_of_a_server_has_a_row():
    together = {f.name for f in fields(ServerSpec) if f.metadata in (VOLUMES, HOSTS)}
    compared = {name for name, option in OPTIONS.items() if option.compare}
    of_fleet = {"attachments", "expires", "name", "ports", "volumes"}
    of_groups = {"through"}
    assert SERVER_OPTIONS.keys() - together - NEW_ONLY == compared - of_fleet - of_groups
    assert SERVER_OPTIONS.keys() == {
        f.name for f in fields(ServerSpec)} - {"boot_volume", *of_groups}
    assert compared >= DIGESTS


def test_what_only_a_plan_decides_on():
    assert {name for name, option in OPTIONS.items() if not option.compare} == {
        "adopt", "boot_volume", "floating_ip", "status"}


@pytest.mark.parametrize("option", OPTIONS.values(), ids=OPTIONS)
def test_a_row_agrees_with_itself(option):
    assert option.change in ACTIONS[1:]
    assert option.asks in (None, "image", "flavor", "network", "nics", "public_key",
                           "security_groups", "volumes")
    assert option.compare or not option.asks
    assert option.change == "update" or not (option.put or option.list_again)


@pytest.mark.parametrize(("option", "doing", "body"), [("name", "renaming", {"name": "web-1"})])
def test_what_nova_changes_with_the_server_itself(option, doing, body):
    put = OPTIONS[option].put
    assert (put.doing, put.body(case({"name": "mail"}))) == (doing, body)
