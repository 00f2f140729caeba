# SPDX-License-Identifier: GPL-3.0-or-later
"""Which requests a change of a living server takes."""

from __future__ import annotations

from collections import defaultdict

import pytest
from builders import NAME, SPEC, A, fleet, marks, resolved, seat, seen, server
from fakes import Canned, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import (
    changes as apply_changes,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.rows import (
    OPTIONS,
    Option,
    Put,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import plan
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import mark
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    ServerSpec,
)

GROUPS = [{"id": "id-web", "name": "web"}, {"id": "id-db", "name": "db"},
          {"id": "id-default", "name": "default"}]
ADDRESSES = [{"id": "f-1", "address": "192.0.2.1"}]


class Obliging(Canned):
    """Carries out whatever it is asked to change; faults: what is answered instead."""

    def __init__(self, **faults):
        super().__init__(defaultdict(dict, {
            "GET /security-groups": {"security_groups": GROUPS}, **faults}))

    def said(self):
        """The writes in short, without the marks at their end, which are the last of them."""
        assert self.writes[-1][:2] == ("POST", "/servers/a1/metadata")
        return [(method, path.removeprefix("/servers/a1").removeprefix("/"), body)
                for method, path, body in self.writes[:-1]]

    @property
    def set(self):
        """The metadata that was set."""
        return self.writes[-1][2]["metadata"]


def update(changes, row=None, found=None, connection=None, addresses=(), held=(),
           goes_on=lambda: True, **desired):
    """The connection, after an update of server a1 to what is desired now."""
    connection = connection or Obliging()
    there = server(1, **(row or {}))
    step = plan.Step("update", seat(1), there.name, A, "", there, tuple(changes),
                     tuple(held))
    connection.removed = apply_changes.update(connection, fleet(1, **desired), step, there,
                                              found or resolved(), list(addresses), "run-2",
                                              goes_on)
    return connection


THEIRS = {"metadata": {**marks(), "theirs": "1"}, "tags": ["multicloud_fleet=web", "theirs"]}

# the changes, the spec, the server's row; what is written before its marks
UPDATES = [
    ("name", ["name"], {"name_template": "@{fleet}@{index:02}"}, {},
     [("PUT", "", {"server": {"name": "web01"}})]),
    ("metadata", ["metadata"], {"metadata": {"a": "1"}}, THEIRS, []),
    ("metadata-purge", ["metadata"], {"metadata": {"a": "1"}, "purge": True}, THEIRS,
     [("DELETE", "metadata/theirs", None)]),
    ("metadata-purge-of-a-key-with-a-space", ["metadata"], {"purge": True},
     {"metadata": {**marks(), "a b": "1"}}, [("DELETE", "metadata/a%20b", None)]),
    ("tags", ["tags"], {"tags": ["b", "a"]}, THEIRS,
     [("PUT", "tags/a", None), ("PUT", "tags/b", None)]),
    ("tags-that-are-there", ["tags"], {"tags": ["a", "theirs"]}, THEIRS,
     [("PUT", "tags/a", None)]),
    ("tags-that-no-path-may-hold", ["tags"], {"tags": ["a b?", "50%"]}, {},
     [("PUT", "tags/50%25", None), ("PUT", "tags/a%20b%3F", None)]),
    ("tags-purge", ["tags"], {"tags": ["a"], "purge": True}, THEIRS,
     [("PUT", "tags/a", None), ("DELETE", "tags/theirs", None)]),
    ("purge-touches-only-what-differs", ["name"], {"purge": True}, THEIRS,
     [("PUT", "", {"server": {"name": "web-1"}})]),
    ("security-groups", ["security_groups"], {"security_groups": ["web", "db"]}, {},
     [("POST", "action", {"addSecurityGroup": {"name": "db"}}),
      ("POST", "action", {"addSecurityGroup": {"name": "web"}}),
      ("POST", "action", {"removeSecurityGroup": {"name": "default"}})]),
    ("security-groups-by-id", ["security_groups"], {"security_groups": ["id-web", "id-default"]},
     {}, [("POST", "action", {"addSecurityGroup": {"name": "web"}})]),
    ("security-groups-taken-away", ["security_groups"], {},
     {"security_groups": [{"name": "web"}, {"name": "web"}],
      "metadata": marks(1, {**SPEC, "security_groups": ["web"]})},
     [("POST", "action", {"addSecurityGroup": {"name": "default"}}),
      ("POST", "action", {"removeSecurityGroup": {"name": "web"}})]),
    ("security-groups-of-others-stay", ["security_groups"], {"security_groups": ["web", "db"]},
     {"security_groups": [{"name": "db"}, {"name": "theirs"}],
      "metadata": marks(1, {**SPEC, "security_groups": ["web", "db"]})},
     [("POST", "action", {"addSecurityGroup": {"name": "web"}})]),
    ("security-groups-of-others-are-purged", ["security_groups"],
     {"security_groups": ["db"], "purge": True},
     {"security_groups": [{"name": "db"}, {"name": "theirs"}],
      "metadata": marks(1, {**SPEC, "security_groups": ["db"]})},
     [("POST", "action", {"removeSecurityGroup": {"name": "theirs"}})]),
    ("expires-no-more", ["expires"], {}, {"metadata": {**marks(), "multicloud_expires": "x"}},
     [("DELETE", "metadata/multicloud_expires", None)]),
    ("all-in-one", ["name", "tags"], {"name_template": "x@{index}", "tags": ["a"]}, {},
     [("PUT", "", {"server": {"name": "x1"}}), ("PUT", "tags/a", None)]),
]


@pytest.mark.parametrize(("changes", "desired", "row", "writes"),
                         [pytest.param(*line[1:], id=line[0]) for line in UPDATES])
def test_update(changes, desired, row, writes):
    connection = update(changes, row, **desired)
    assert connection.said() == writes
    assert set(connection.set) <= {"multicloud_spec", "a"}


def test_each_update_is_carried_out_in_one_way():
    """But for a floating IP that is lost: the leg that waits makes it."""
    put = {name for name, option in OPTIONS.items() if option.put}
    updates = {name for name, option in OPTIONS.items() if option.change == "update"}
    assert updates - {"floating_ip"} == put | apply_changes.CALLS.keys()
    assert put.isdisjoint(apply_changes.CALLS)


def test_several_changes_of_the_server_itself_are_one_request(monkeypatch):
    described = Option("tags", "update", put=Put("describing", lambda case: {
        "description": case.seat.index}))
    monkeypatch.setitem(OPTIONS, "tags", described)
    monkeypatch.delitem(apply_changes.CALLS, "tags")
    assert update(["name", "tags"]).said() == [
        ("PUT", "", {"server": {"name": "web-1", "description": 1}})]


@pytest.mark.parametrize(("changes", "doing"), [(["name"], "renaming mail")])
def test_what_a_change_is_called_in_errors(changes, doing):
    connection = Obliging(**{"PUT /servers/a1": refusal("forbidden")})
    actions, put = [], connection.put
    connection.put = lambda *call: (actions.append(call[3]), put(*call))
    with pytest.raises(CloudError):
        update(changes, {"name": "mail"}, connection=connection)
    assert actions == [doing]


def test_groups_are_only_listed_when_they_change():
    assert not [call for call in update(["name"]).calls if call[0] == "GET"]


@pytest.mark.parametrize(("desired", "found"), [
    ({"metadata": {"a": "2", "b": "1"}}, {"a": "2"}), ({"metadata": {"b": "1"}}, {}),
    ({"metadata": {"a": "2"}, "purge": True}, {"a": "2"})])
def test_only_metadata_that_differs_is_set(desired, found):
    connection = update(["metadata"], {"metadata": {**marks(), "a": "1", "b": "1"}}, **desired)
    connection.set.pop("multicloud_spec")
    assert connection.set == found


def test_before_2_26_there_are_no_tags_to_put():
    connection = Obliging()
    connection.microversion = "2.1"
    assert update(["tags", "adopt"], connection=connection, tags=["a"]).said() == []


@pytest.mark.parametrize("changes", [["expires"], ["adopt"]])
def test_expires_is_set_with_the_marks(changes):
    assert update(changes, expires="2h").set["multicloud_expires"] == "2026-01-01T14:00:00Z"


# Floating IPs

def test_a_floating_ip_that_is_not_desired_any_more_is_given_back():
    row = {"metadata": marks(floating="net-2")}
    connection = update(["auto_ip"], row, addresses=ADDRESSES, auto_ip=False)
    assert [(method, path) for method, path, _body in connection.writes[:-1]] == [
        ("DELETE", "/floatingips/f-1"),
        ("DELETE", "/servers/a1/metadata/multicloud_floating")]
    assert connection.removed == ["192.0.2.1"]
    assert "multicloud_floating" not in connection.set


def test_a_floating_ip_that_is_desired_now_is_marked_for_the_next_leg():
    connection = update(["auto_ip"], found=resolved(floating="net-2"))
    assert connection.said() == [] and connection.removed == []
    assert connection.set["multicloud_floating"] == "net-2"


def test_where_a_floating_ip_stays_its_mark_stays():
    connection = Obliging(**{"DELETE /floatingips/f-1": refusal("forbidden")})
    with pytest.raises(CloudError):
        update(["auto_ip"], connection=connection, addresses=ADDRESSES, auto_ip=False)
    assert len(connection.writes) == 1


# Volumes

DISKS = {"data_volumes": [{"name": "data", "size": 1}, {"name": "kept", "size": 1, "keep": True}]}


def volume(name, status, *servers, keep=None):
    """A row of Cinder's."""
    marks = {"fleet": NAME, "index": "1", "volume": name, "keep": str(keep).lower()}
    return {"id": f"v-{name}", "name": name, "size": 1, "status": status,
            "attachments": [{"server_id": one} for one in servers],
            "metadata": {f"multicloud_{key}": text for key, text in marks.items()}}


def reattached(monkeypatch, there, then=(), goes_on=lambda: True):
    """The connection, after volumes were attached again.  there: a list of the fleet's; then: of
    one of them, in turn."""
    monkeypatch.setattr(apply_changes, "AGAIN", 0)
    turns = iter(then)
    connection = Obliging(**{
        "GET /volumes/detail": {"volumes": there},
        **{f"GET /volumes/{row['id']}": lambda _query: {"volume": next(turns)} for row in there}})
    return update(["attachments"], {"metadata": marks(1, {**SPEC, **DISKS})},
                  connection=connection, goes_on=goes_on, **DISKS)


def test_only_what_is_detached_is_attached(monkeypatch):
    connection = reattached(
        monkeypatch, [volume("data", "in-use", "a1"), volume("kept", "available", keep=True)],
        [volume("kept", "reserved"), volume("kept", "attaching"), volume("kept", "in-use", "a1")])
    assert connection.said() == [
        ("POST", "os-volume_attachments", {"volumeAttachment": {"volumeId": "v-kept"}})]
    assert [path for method, path, _query in connection.calls if method == "GET"] == [
        "/volumes/detail", *["/volumes/v-kept"] * 3]


@pytest.mark.parametrize("keep", [True, False])
def test_what_becomes_of_it_says_its_mark(monkeypatch, keep):
    """The definition of a volume that is there holds from its next server on."""
    connection = reattached(
        monkeypatch, [volume("data", "available", keep=keep), volume("kept", "in-use", "a1")],
        [volume("data", "in-use", "a1")])
    goes = {} if keep else {"delete_on_termination": True}
    assert connection.said() == [
        ("POST", "os-volume_attachments", {"volumeAttachment": {"volumeId": "v-data", **goes}})]


FREE = [volume("data", "available"), volume("kept", "in-use", "a1")]


@pytest.mark.parametrize("status", ["available", "error"])
def test_what_was_attached_in_vain_is_told(monkeypatch, status):
    with pytest.raises(CloudError, match=rf"volume data \(v-data\) was not attached, and is "
                                         f"{status}"):
        reattached(monkeypatch, FREE, [volume("data", status)])


def test_what_takes_too_long_is_told(monkeypatch):
    monkeypatch.setattr(apply_changes, "PATIENCE", -1)
    with pytest.raises(CloudError, match="was not attached, and is reserved"):
        reattached(monkeypatch, FREE, [volume("data", "reserved")])


def test_what_another_server_has_got_meanwhile_is_not_taken_from_it(monkeypatch):
    with pytest.raises(CloudError, match="attached to server b2: detach it there") as raised:
        reattached(monkeypatch, [volume("data", "in-use", "b2"), FREE[1]])
    assert raised.value.kind == "conflict"


# how often the run is asked whether it goes on, before it does not
@pytest.mark.parametrize(("often", "error"), [
    (0, "the run ended before"), (1, "was not attached, and is reserved")])
def test_a_run_that_has_ended_attaches_nothing_and_waits_for_nothing(monkeypatch, often, error):
    answers = iter([True] * often)
    with pytest.raises(CloudError, match=error):
        reattached(monkeypatch, FREE, [volume("data", "reserved")],
                   goes_on=lambda: next(answers, False))


# Marks

@pytest.mark.parametrize(("changes", "desired", "left"), [
    (["security_groups"], {"security_groups": ["web"]}, []),
    (["security_groups"], {"security_groups": ["web"], "flavor": "large"}, ["flavor"]),
    (["security_groups"], {"security_groups": ["web"], "image": "debian-13", "key_name": "me"},
     ["image", "key_name"]),
    (["auto_ip"], {"auto_ip": False}, []),
])
def test_what_was_not_changed_still_differs(changes, desired, left):
    """So that nothing is forgotten when update_policy allows more one day."""
    found = update(changes, held=left, **desired).set
    there = server(1, metadata={**marks(), **found})
    assert sorted(mark.changed(there, fleet(1, **desired).spec(seat(1), A))) == left


def unmarked(*options):
    """The metadata of a server, of which somebody has taken these marks away."""
    gone = {f"multicloud_{option}" for option in options}
    return {"metadata": {key: value for key, value in marks().items() if key not in gone}}


@pytest.mark.parametrize(("row", "held", "desired", "stale"), [
    ({}, [], {}, set()), ({}, [], {"network": "private"}, {"spec"}),
    ({}, ["network"], {"network": "private"}, set()),
    ({"image": ""}, ["boot_volume"], {"image": "debian-13"}, set()),
    ({"image": {"id": "image-2"}}, [], {"image": "debian-13"}, {"spec", "image"}),
    ({"image": {"id": "image-2"}}, ["image"], {"image": "debian-13"}, set()),
    ({"flavor": {"original_name": "large"}}, [], {}, {"flavor"}),
    (unmarked("image", "flavor"), [], {}, {"image", "flavor"}),
    (unmarked("image", "flavor"), ["image"], {}, {"flavor"}),
    ({"image": "", **unmarked("image")}, [], {}, set())])
def test_what_comes_to_the_same_is_marked_again(row, held, desired, stale):
    step = plan.Step("keep", seat(1), "web-1", A, "", server(1, **row), (), tuple(held))
    found = apply_changes.stale(fleet(1, **desired), step, step.server)
    assert set(found) == {f"multicloud_{key}" for key in stale}


def test_adopting_writes_all_marks_and_the_tag():
    row = {"metadata": {"role": "mail", "a": "1"}, "name": "mail", "image": {"id": "image-9"}}
    connection = update(["adopt"], row, metadata={"a": "2"}, image="debian-13")
    assert connection.said() == [("PUT", "tags/multicloud_fleet%3Dweb", None)]
    assert connection.set == {
        **marks(1, {**SPEC, "image": "debian-13"}), "multicloud_run": "run-2", "a": "2",
        "multicloud_image": "image-9", "multicloud_adopted": "mail"}
    there = server(1, name="mail", metadata={**row["metadata"], **connection.set},
                   image={"id": "image-9"})
    step, = plan.survey(fleet(1, metadata={"a": "2"}, image="debian-13"), seen([there]),
                        set()).steps
    assert (step.action, step.changes, mark.fleet_of(there)) == ("update", ("name",), NAME)


# Resize and rebuild

@pytest.mark.parametrize(("call", "body"), [
    (lambda connection, there: apply_changes.resize(connection, there, resolved(flavor="f-9")),
     {"resize": {"flavorRef": "f-9"}}),
    (lambda connection, there: apply_changes.rebuild(connection, there, resolved(image="i-9")),
     {"rebuild": {"imageRef": "i-9"}}),
    (apply_changes.confirm, {"confirmResize": None}),
], ids=["resize", "rebuild", "confirm"])
def test_actions(call, body):
    connection = Obliging()
    call(connection, server(1))
    assert connection.writes == [("POST", "/servers/a1/action", body)]


@pytest.mark.parametrize(("option", "row", "left"), [
    ("flavor", {"flavor": {"original_name": "large"}}, ["image"]),
    ("image", {"image": {"id": "image-2"}}, ["flavor"])])
def test_what_was_resized_or_rebuilt_is_marked_as_that_and_no_more(option, row, left):
    connection, desired = Obliging(), ServerSpec.of({"flavor": "large", "image": "debian-13"})
    apply_changes.marked(connection, server(1), desired,
                         resolved(image="image-2", flavor_name="large"),
                         option)
    there = server(1, metadata={**marks(), **connection.set}, **row)
    assert list(mark.changed(there, desired)) == left


@pytest.mark.parametrize(("fault", "why"), [
    (None, "it gives no reason"), ({"message": "No valid host was found."},
                                   "No valid host was found.")])
def test_not_changed(fault, why):
    error = apply_changes.not_changed(server(1, fault=fault), "flavor")
    assert (error.kind, error.message) == (
        "build_failed", f"still has its old flavor: Nova has not carried out the change ({why})")
