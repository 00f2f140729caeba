# SPDX-License-Identifier: GPL-3.0-or-later
"""A fleet with groups."""

from __future__ import annotations

import pytest
from builders import NAME, SPEC, A, B, fleet, marks, seat, seen, server
from plans import NONE, present, said

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import plan

WEB_DB = {"groups": [{"name": "web", "count": 2}, {"name": "db", "count": 1, "image": "db-image"}]}


def of_group(index, group, target=A, **more):
    """The server of a group; its id is the group and the index."""
    spec = {**SPEC, "image": "db-image"} if group == "db" else SPEC
    where = seat(index, group)
    return server(where, target, **{
        "server_id": f"{group}{index}", "metadata": marks(where, spec),
        "name": f"{NAME}-{where}", **more})


# what: the servers, and what becomes of a fleet with 2 web and 1 db
GROUPS = [
    ("none", [], ["create web-db-1 on b", "create web-web-1 on b", "create web-web-2 on b"]),
    ("all", [of_group(1, "web"), of_group(2, "web", B), of_group(1, "db")],
     ["keep db1", "keep web1", "keep web2"]),
    ("the-same-number-in-two-groups-is-no-double", [of_group(1, "web"), of_group(1, "db")],
     ["keep db1", "keep web1", "create web-web-2 on b"]),
    ("a-double-in-its-group",
     [of_group(1, "db"), of_group(1, "db", B, server_id="x"), of_group(1, "web"),
      of_group(2, "web")],
     ["keep db1", "delete x", "keep web1", "keep web2"]),
    ("beyond-the-count-of-its-group",
     [of_group(1, "db"), of_group(2, "db"), of_group(1, "web"), of_group(2, "web")],
     ["keep db1", "delete db2", "keep web1", "keep web2"]),
    ("a-group-that-is-no-more",
     [of_group(1, "db"), of_group(1, "web"), of_group(2, "web"), of_group(1, "cache")],
     ["delete cache1", "keep db1", "keep web1", "keep web2"]),
    ("of-no-group",
     [server(1), of_group(1, "db"), of_group(1, "web"), of_group(2, "web")],
     ["delete a1", "keep db1", "keep web1", "keep web2"]),
]


@pytest.mark.parametrize(("servers", "expected"),
                         [pytest.param(*line[1:], id=line[0]) for line in GROUPS])
def test_groups(servers, expected):
    found = present(fleet(None, **WEB_DB), servers)
    assert [said(step) for step in found.steps] == expected


def test_a_server_of_a_group_in_a_fleet_without_groups_is_beyond_it():
    found = present(fleet(1), [of_group(1, "web"), server(1)])
    assert [(said(step), step.reason) for step in found.steps] == [
        ("keep a1", "up to date"), ("delete web1", "the fleet has no group 'web'")]


@pytest.mark.parametrize(("one", "reason"), [
    (of_group(3, "web"), "beyond the count of 2"),
    (server(1), "the fleet has groups, and this server is in none"),
    (of_group(1, "x"), "the fleet has no group 'x'")])
def test_why_a_server_is_in_no_group(one, reason):
    found = plan.survey(fleet(None, **WEB_DB), seen([one]), set())
    assert [(step.action, step.reason) for step in found.steps] == [("delete", reason)]


def test_each_group_has_its_own_spec():
    servers = [server(seat(1, "db"), name="web-db-1", server_id="x"), of_group(1, "web")]
    found = plan.survey(fleet(None, update_policy="rebuild", **WEB_DB), seen(servers), set())
    assert [(step.action, step.changes) for step in found.steps] == [
        ("rebuild", ("image",)), ("keep", ())]


def test_absent_takes_all_groups():
    servers = [of_group(1, "web"), of_group(1, "db"), server(1)]
    found = plan.survey(NONE, seen(servers), set(), "absent")
    assert [said(step) for step in found.steps] == ["delete a1", "delete db1", "delete web1"]
