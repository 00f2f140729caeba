# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of an image that need calls of their own, and which image is meant."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import A
from clock import Clock
from fakes import Canned

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.answer import Body
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.api import Api
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import image

ID = "0427811d-67b1-4014-b6bf-f3678c05eaad"
IMAGE = SimpleNamespace(id="i", visibility="shared", status="active", tags=None)


def api(**answers):
    """asked: (method, path, body) of what openstacksdk has no method for."""
    found = SimpleNamespace(connection=Canned({
        "GET /images/i": {"id": "i", "name": "debian", "os_distro": "debian", "x/y": "1"},
        **answers}), asked=[])
    found.call = lambda _action, _ask, method, path, **more: found.asked.append(
        (method, path, more.get("json")))
    return found


def applied(aspect, option, before, after):
    """The steps of the one request."""
    asks = api()
    aspect.apply(asks, IMAGE, {option: (before, after)})
    [(method, path, steps)] = asks.asked
    assert (method, path) == ("PATCH", "/images/i")
    return [(step["op"], step["path"], step.get("value")) for step in steps]


# Parts

def test_properties_are_what_not_every_image_has():
    assert image.Properties().read(api(), IMAGE) == {
        "properties": {"os_distro": "debian", "x/y": "1"}}
    sent = image.Properties.fields["properties"].sent({"a": 1, "b": None}, None)
    assert sent == {"a": "1", "b": None}


@pytest.mark.parametrize(("before", "after", "steps"), [
    ({}, {"a": "1"}, [("add", "/a", "1")]),
    ({"a": "1", "b": "1"}, {"a": "2", "b": "1"}, [("add", "/a", "2")]),
    ({"a": "1"}, {"a": None, "c": None}, [("remove", "/a", None)]),
    ({}, {"a/b~c": "1"}, [("add", "/a~1b~0c", "1")])])
def test_properties_are_changed_in_one_request(before, after, steps):
    assert applied(image.Properties(), "properties", before, after) == steps


def test_tags():
    assert image.ImageTags().read(None, IMAGE) == {"tags": []}
    assert applied(image.ImageTags(), "tags", [], ["a"]) == [("add", "/tags", ["a"])]


@pytest.mark.parametrize(("visibility", "members"), [("shared", ["p", "q"]), ("private", [])])
def test_who_it_is_offered_to(visibility, members):
    rows = SimpleNamespace(status_code=200, content=True, json=lambda: {
        "members": [{"member_id": "p"}, {"member_id": "q"}]})
    asks = api(**{"GET /images/i/members": Body(rows, A, "")})
    there = SimpleNamespace(id="i", visibility=visibility)
    assert image.Members().read(asks, there) == {"members": members}
    assert len(asks.connection.calls) == (visibility == "shared")


def test_members_come_and_go():
    asks = api(**{"POST /images/i/members": {}, "DELETE /images/i/members/p": {}})
    image.Members().apply(asks, IMAGE, {"members": (["p", "q"], ["r", "q"])})
    assert asks.connection.writes == [("POST", "/images/i/members", {"member": "r"}),
                                      ("DELETE", "/images/i/members/p", None)]


@pytest.mark.parametrize(("status", "before", "after", "asked"), [
    ("active", "present", "inactive", "deactivate"),
    ("deactivated", "inactive", "present", "reactivate"), ("queued", None, "present", None)])
def test_whether_it_can_be_used(status, before, after, asked):
    there = SimpleNamespace(id="i", status=status)
    assert image.Activity().read(None, there) == {"state": before or "present"}
    asks = api()
    image.Activity().apply(asks, there, {"state": (before, after)})
    assert [path for _method, path, _body in asks.asked] == (
        [f"/images/i/actions/{asked}"] if asked else [])


# Options

@pytest.mark.parametrize(("given", "more"), [
    ({}, {}), ({"is_public": True}, {"visibility": "public"}),
    ({"is_public": False}, {"visibility": "private"}),
    ({"members": ["p"]}, {"visibility": "shared"}), ({"members": []}, {}),
    ({"members": ["p"], "visibility": "private"}, {}), ({"owner_domain": "D"}, {}),
    ({"owner": "p", "owner_domain": "D"}, {"owner": ("p", "D")})])
def test_options(given, more):
    given = {"name": "debian", **given}
    assert image.IMAGE.prepare(dict(given)) == {**given, **more}


def test_a_name_that_is_an_id():
    assert image.IMAGE.prepare({"name": ID}) == {"id": ID}
    assert image.IMAGE.prepare({"name": ID, "id": "i"}) == {"name": ID, "id": "i"}
    for digest in ("a" * 32, "a" * 64):         # Glance has no such ids
        assert image.IMAGE.prepare({"name": digest}) == {"name": digest}


@pytest.mark.parametrize(("given", "sent"), [
    ("p", "project:p {}"), (("p", "D"), "project:p {'domain_id': 'domain:D {}'}"),
    (("p", "default"), "project:p {'domain_id': 'default'}")])
def test_whose_it_is(given, sent):
    assert image.IMAGE.fields["owner"].sent(
        given, lambda noun, name, **query: f"{noun}:{name} {query}") == sent


# Which image

def row(key, owner="project", checksum="c-1", **more):
    return SimpleNamespace(**{"id": key, "name": "debian", "owner_id": owner, "status": "active",
                              "checksum": checksum, "hash_value": None, "visibility": "private",
                              **more})


def looked(rows, given):
    """The id of the one that is meant."""
    asks = Api(SimpleNamespace(target=A, project_id=lambda: "project"), image.IMAGE)
    asks.search = lambda _key: rows
    task = SimpleNamespace(resolve=lambda _noun, name, **_query: f"id of {name}", warnings=[])
    found = image.IMAGE.lookup(task, asks, {"name": "debian", **given})
    return found and found.id


@pytest.mark.parametrize(("rows", "given", "found"), [
    ([], {}, None), ([row("i")], {}, "i"), ([row("i"), row("j", "other")], {}, "i"),
    ([row("i"), row("j", checksum="c-2")], {"checksum": "c-2"}, "j"),
    ([row("i"), row("j", checksum=None, hash_value="h")], {"checksum": "h"}, "j"),
    ([row("i")], {"checksum": "c-2", "state": "absent"}, None),
    # it may have been given away already
    ([row("i", "id of p")], {"owner": "p"}, "i"), ([row("i", "id of p")], {}, None),
    ([row("i", "id of p")], {"owner": "q"}, None)])
def test_which_image(rows, given, found):
    assert looked(rows, given) == found


@pytest.mark.parametrize(("rows", "given", "kind", "words"), [
    ([row("i"), row("j")], {}, "ambiguous", "2 images are named 'debian'"),
    ([row("i")], {"checksum": "c-2"}, "conflict", "exists with other data"),
    ([], {"state": "inactive"}, "not_found", "no image 'debian' here that could be inactive")])
def test_which_image_is_not_known(rows, given, kind, words):
    with pytest.raises(CloudError, match=words) as error:
        looked(rows, given)
    assert error.value.kind == kind


class Glance:
    """Which has, after the request to Cinder, an image in these states one after the other."""

    timeout, given, kind = 0.0, {}, None
    spec, task = image.IMAGE, SimpleNamespace(timeout=5)

    def __init__(self, *states):
        from openstack.image.v2.image import Image
        self.kind, self.states, self.asked = Image, list(states), []
        self.connection = SimpleNamespace(target=A, post=self._post, get=self._get)

    def _post(self, _service, path, body, _action, microversion=None):
        [(name, content)] = body.items()
        self.asked.append((path, content))
        return {"os-volume_upload_image": {"image_id": "i"}, "image_id": "i"}

    def _get(self, _service, path, _action):
        return {"server": {"name": "db",
                           "image": "" if path.endswith("/v-booted") else {"id": "b"}}}

    def call(self, action, function, *_arguments, json=None, **_more):
        if json:
            self.asked.append((action, {step["path"]: step["value"] for step in json}))
        elif state := self.states.pop(0):
            function.__self__._update(status=state)
        else:
            raise CloudError("not_found", "there is none")

    def fetch(self, key):
        return key


NEW = {"name": "web", "volume": "v", "container_format": "bare", "disk_format": "raw",
       "visibility": "private", "min_ram": 64, "is_protected": True, "properties": {"a": "1"}}


@pytest.fixture
def hurried(monkeypatch):
    from ansible_collections.multicloud.openstack.plugins.module_utils._resource import wait
    monkeypatch.setattr(wait, "time", Clock())


def test_an_image_of_a_volume(hurried):
    """All else is set when Cinder has sent the data: Glance loses a change that comes between."""
    glance = Glance("queued", "saving", "active")
    assert image.IMAGE.create(glance, dict(NEW)) == "i"
    assert glance.states == [] and glance.asked == [
        ("/volumes/v/action", {"image_name": "web", "container_format": "bare",
                               "disk_format": "raw"}),
        ("changing", {"/a": "1", "/visibility": "private", "/min_ram": 64, "/protected": True})]


@pytest.mark.parametrize(("states", "more", "words"), [
    (["saving", None], {}, "Cinder could not create image i of the volume, and has deleted it"),
    ([], {"id": "j"}, "there is no image j, and the cloud chooses the id")])
def test_there_is_no_image_of_a_volume(hurried, states, more, words):
    with pytest.raises(CloudError, match=words):
        image.IMAGE.create(Glance(*states), {**NEW, **more})


OF_SERVER = {**{key: value for key, value in NEW.items() if key != "volume"}, "server": "s"}


def test_an_image_of_a_server(hurried):
    """Nova chooses the formats."""
    glance = Glance("queued", "active")
    assert image.IMAGE.create(glance, OF_SERVER) == "i"
    assert glance.states == [] and glance.asked == [
        ("/servers/s/action", {"name": "web"}),
        ("changing", {"/a": "1", "/visibility": "private", "/min_ram": 64, "/protected": True})]


def test_a_server_that_boots_from_a_volume_has_no_image():
    glance = Glance()
    with pytest.raises(CloudError, match="db boots from a volume: use the option volume"):
        image.IMAGE.create(glance, {**OF_SERVER, "server": "v-booted"})
    assert glance.asked == []


@pytest.mark.parametrize(("rows", "found"), [
    ([], []), ([row("i", visibility="private")], []),
    ([row("i", visibility="public"), row("j", visibility="shared")], ["i"]),
    ([row("accepted", visibility="shared"), row("j", visibility="shared")], ["accepted"]),
    ([row("i", visibility="community")], [])])
def test_what_others_share(rows, found):
    task = SimpleNamespace(catalog=SimpleNamespace(is_member=lambda key: key == "accepted"))
    assert [one.id for one in image.IMAGE.shared(SimpleNamespace(task=task), rows)] == found


# Modules

@pytest.mark.parametrize(("after", "check", "said"), [
    ({"filename": "x.img"}, False, "5 bytes of x.img were sent"),
    ({"filename": "x.img"}, True, None), ({}, False, None)])
def test_how_much_was_sent(monkeypatch, after, check, said):
    result = {"image": {"size": 5}, "diff": {"after": after}}
    monkeypatch.setattr(image, "ensure", lambda _run, _spec, _options: dict(result))
    found = image.image(SimpleNamespace(check_mode=check), {})
    assert found == {**result, **({"msg": said} if said else {})}


@pytest.mark.parametrize(("filters", "path"), [
    (None, None), ({}, None), ({"os_distro": "debian"}, "/images?os_distro=debian"),
    ({"is_hidden": True}, "/images?os_hidden=true"), ({"tags": ["a", "b"]}, "/images?tag=a&tag=b"),
    ({"my_own": "a b"}, "/images?my_own=a+b")])
def test_properties_of_all_names_are_looked_for(monkeypatch, filters, path):
    from openstack.image.v2.image import Image
    asked = []
    monkeypatch.setattr(image, "listing", lambda _run, _info, options: asked.append(options))
    task = SimpleNamespace(api=lambda _spec: SimpleNamespace(kind=Image))
    image.images(task, {"name": None, "filters": filters})
    assert asked == [{"name": None, "filters": {"base_path": path}}]
