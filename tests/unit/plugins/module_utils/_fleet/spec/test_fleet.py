# SPDX-License-Identifier: GPL-3.0-or-later
"""What the user declares."""

from __future__ import annotations

from email import message_from_string

import pytest
from builders import NAME, A, B, C, fleet, seat

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import (
    fleet as fleet_spec,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.fleet import Seat


def test_the_defaults_of_a_fleet():
    found = fleet(2, [A])
    assert (found.name, found.count) == (NAME, 2)
    assert (found.placement, found.unseen, found.update_policy) == ("spread", "replace", "in_place")
    share = found.share(A)
    assert (share.min, share.max, share.weight) == (0, None, 1)


def test_the_options_of_a_fleet():
    found = fleet(2, {A: {"min": 1, "max": 2, "weight": 0.5}}, placement="fill", unseen="hold",
                  update_policy="replace")
    assert (found.placement, found.unseen, found.update_policy) == ("fill", "hold", "replace")
    share = found.share(A)
    assert (share.min, share.max, share.weight) == (1, 2, 0.5)


def test_a_target_that_is_not_of_the_fleet_has_no_share():
    with pytest.raises(KeyError):
        fleet(1, [A]).share(B)


def test_what_a_target_says_for_itself_beats_the_fleet():
    found = fleet(1, {A: {"image": "debian-13", "auto_ip": False, "tags": ["x"], "flavor": None},
                      B: {}}, auto_ip=True, tags=["y", "z"], metadata={"role": 1})
    own, common = found.spec(seat(1), A), found.spec(seat(1), B)
    assert (own.image, own.flavor, own.auto_ip, own.tags) == ("debian-13", "small", False, ("x",))
    assert (common.image, common.auto_ip, common.tags) == ("debian-12", True, ("y", "z"))
    assert own.metadata == common.metadata == (("role", "1"),)


WEB_DB = [{"name": "web", "count": 2}, {"name": "db", "count": 1}]


def test_each_option_of_the_fleet_is_carried_over():
    given = {"name_template": "x@{index}", "placement": "fill", "unseen": "hold",
             "update_policy": "rebuild", "max_unavailable": "2", "create_first": True,
             "purge": True, "retries": 0, "max_replace": 2, "min_success": "1",
             "max_replace_per_hour": 6,
             "on_failure": "keep", "host_keys": "injected", "plan_digest": "1:none",
             "prefer_first": True, "out_of_service": "to be checked"}
    given |= {"max_cost": 9.5, "reuse_policy": "rebuild"}
    found = fleet(2, min_ready=1, **given, adopt=["x"], replace=["y"], prices=[{"cloud": "a"}])
    assert {key: getattr(found, key) for key in given} == given
    assert set(given) == set(fleet_spec.PLAIN)
    assert found.adopt == ("x",) and found.replace == ("y",)


# Groups

def test_a_fleet_without_groups_is_one_group_without_a_name():
    found = fleet(2)
    assert found.counts == {"": 2}
    assert found.seats() == [seat(1), seat(2)]


def test_a_fleet_with_groups():
    found = fleet(None, groups=WEB_DB)
    assert (found.counts, found.count) == ({"web": 2, "db": 1}, 3)
    assert found.seats() == [Seat("web", 1), Seat("web", 2), Seat("db", 1)]


@pytest.mark.parametrize(("where", "there"), [
    (Seat("web", 1), True), (Seat("web", 2), True), (Seat("web", 3), False),
    (Seat("db", 2), False), (Seat("web", 0), False), (Seat("", 1), False),
    (Seat("cache", 1), False)])
def test_which_places_it_has(where, there):
    assert fleet(None, groups=WEB_DB).has(where) is there


@pytest.mark.parametrize(("place", "text"), [(Seat("", 3), "3"), (Seat("db", 3), "db-3")])
def test_a_place_in_words(place, text):
    assert str(place) == text


# who says it: the fleet, its group, its target, the target's group; and who is heard
PRECEDENCE = [
    ("fleet", {}, {}, {}, "fleet"),
    ("fleet", {"flavor": "group"}, {}, {}, "group"),
    ("fleet", {"flavor": "group"}, {"flavor": "target"}, {}, "target"),
    ("fleet", {"flavor": "group"}, {"flavor": "target"}, {"flavor": "both"}, "both"),
    ("fleet", {}, {}, {"flavor": "both"}, "both"),
    ("fleet", {}, {"flavor": "target"}, {"flavor": None}, "target"),
    (None, {"flavor": "group"}, {"flavor": None}, {}, "group"),
]


@pytest.mark.parametrize(("whole", "group", "target", "both", "expected"), PRECEDENCE)
def test_what_is_nearer_to_the_server_beats_the_rest(whole, group, target, both, expected):
    groups = [{"name": "web", "count": 1}, {"name": "db", "count": 1, **group}]
    found = fleet(None, {A: {**target, "groups": [{"name": "db", **both}]}, B: {"flavor": "b"}},
                  groups=groups if whole else [groups[1]], flavor=whole)
    assert found.spec(Seat("db", 1), A).flavor == expected
    assert found.spec(Seat("db", 1), B).flavor == "b"
    if whole:
        assert found.spec(Seat("web", 1), A).flavor == target.get("flavor", "fleet")


# Names and user data

@pytest.mark.parametrize(("template", "where", "target", "name"), [
    (None, Seat("", 12), A, "db.eu-12"),
    (None, Seat("web", 12), A, "db.eu-web-12"),
    ("@{fleet}@{index:03}", Seat("", 7), A, "db.eu007"),
    ("@{fleet}@{index:3}", Seat("", 7), A, "db.eu007"),
    ("@{index:03}", Seat("", 1234), A, "1234"),
    ("@{group}-@{index}.@{cloud}.@{region_name}.example.org", Seat("web", 1), C,
     "web-1.c.north.example.org"),
    ("@{cloud}@{region_name}@{index}", Seat("", 1), A, "a1"),
    ("@{index}@{index}", Seat("", 1), A, "11"),
    ("@{name}-${index}-@{other}-@index", Seat("", 1), A, "@{name}-${index}-@{other}-@index"),
])
def test_names(template, where, target, name):
    assert fleet_spec.Fleet("db.eu", {}, name_template=template).server_name(where, target) == name


@pytest.mark.parametrize(("text", "filled"), [
    (None, None),
    ("#!/bin/sh\necho $HOME ${X} @{x} {{ y }}", "#!/bin/sh\necho $HOME ${X} @{x} {{ y }}"),
    ("name: @{name}", "name: web-db-2"),
    ("@{index:04} of @{group} in @{fleet}", "0002 of db in web"),
    ("@{cloud}/@{region_name}", "c/north"), ("a@{index", "a@{index"),
])
def test_user_data(text, filled):
    found = fleet(None, [C], userdata=text, groups=[{"name": "db", "count": 2}])
    assert found.userdata(Seat("db", 2), C) == filled


def test_a_changed_place_is_no_changed_spec():
    """What a server was made of is said before words are filled in."""
    found = fleet(2, [A, B], userdata="@{name} @{cloud}")
    assert found.spec(seat(1), A).digests(1) == found.spec(seat(2), B).digests(2)


PARTS = ["#cloud-config\nfqdn: @{name}\n", "#!/bin/sh\n: @{role} @{index:02}\n"]


def test_user_data_of_several_parts():
    found = fleet(2, [A], userdata=PARTS, template_vars={"role": "web", 2: {"role": "db"}})
    message = message_from_string(found.userdata(seat(2), A))
    assert [one.get_payload(decode=True).decode() for one in message.walk()
            if not one.is_multipart()] == ["#cloud-config\nfqdn: web-2\n",
                                           "#!/bin/sh\n: db 02\n"]


@pytest.mark.parametrize(("options", "first", "second"), [
    ({"template_vars": {"role": "web"}}, "web", "web"),
    ({"template_vars": {"role": "web", "2": {"role": "db"}}}, "web", "db"),
    ({"template_vars": {1: {"role": "@{name}"}, 2: {"role": 5}}}, "web-1", "5"),
    ({"template_vars": {"role": "web", 7: {"role": "later"}}}, "web", "web"),
    ({"targets": {A: {"template_vars": {"role": True}}}}, "true", "true"),
    ({"targets": {A: {"userdata": "#"}, B: {"userdata": "#@{role}"}},
      "template_vars": {"role": "web"}}, "", "")])
def test_the_variables_of_a_server(options, first, second):
    found = fleet(2, **{"targets": [A], "userdata": "#@{role}", **options})
    assert [found.userdata(seat(index), A) for index in (1, 2)] == [f"#{first}", f"#{second}"]


def test_only_servers_whose_user_data_is_another_have_drifted():
    """A variable that is written out says the same."""
    def digests(**options):
        spec = fleet(3, [A], **options).spec(seat(1), A)
        return [spec.digests(index).get("userdata") for index in (1, 2, 3)]
    web = digests(userdata="#web")
    assert digests(userdata="#@{role}", template_vars={"role": "web"}) == web
    assert digests(userdata="#@{role}", template_vars={"role": "web", 2: {"role": "db"}}) == [
        web[0], digests(userdata="#db")[0], web[0]]
    assert digests(userdata=["#web"]) == web and digests(userdata=["#web", "#a"]) != web
    assert digests(userdata=[]) == digests(userdata="") == [None] * 3


# Amounts

@pytest.mark.parametrize(("count", "min_success", "needed"), [
    (4, None, 4), (4, "3", 3), (4, "0", 0), (4, "9", 4), (4, "50%", 2), (3, "50%", 2),
    (3, "1%", 1), (3, "0%", 0), (3, "100%", 3), (7, "33.3%", 3), (0, "50%", 0), (0, None, 0)])
def test_needed(count, min_success, needed):
    assert fleet(count, min_success=min_success).needed() == needed


@pytest.mark.parametrize(("count", "max_unavailable", "at_once"), [
    (4, None, 1), (4, "1", 1), (4, "0", 1), (4, "3", 3), (4, "50%", 2), (5, "50%", 2),
    (4, "10%", 1), (4, "100%", 4), (40, "12.5%", 5)])
def test_at_once(count, max_unavailable, at_once):
    assert fleet(count, max_unavailable=max_unavailable).at_once() == at_once


def test_amounts_are_of_all_groups():
    found = fleet(None, groups=WEB_DB, min_success="60%", max_unavailable="100%")
    assert (found.needed(), found.at_once()) == (2, 3)


def test_all_that_cannot_be_read_is_named():
    options = {"image": {"distro": "x"}, "flavor": {"cpu": 1}, "name": "web", "groups": [
        {"name": "db", "flavor": {"vcpus": "many"}}, "nonsense"], "targets": [
            {"cloud": "a", "image": "debian-12", "groups": [{"name": "db", "image": {}}]}]}
    clean, wrong = fleet_spec.readable(options)
    assert [text.partition(" is not ")[0].partition(": it is empty")[0] for text in wrong] == [
        "image: 'distro'", "flavor: 'cpu'", "groups: db: flavor: vcpus: 'many'",
        "targets: a: groups: db: image"]
    assert clean["image"] == clean["flavor"] == clean["groups"][0]["flavor"] == "unreadable"
    assert clean["targets"][0]["image"] == "debian-12" and options["image"] == {"distro": "x"}
