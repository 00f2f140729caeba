# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking for a resource by its name or id, in as few requests as that takes."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.api import Api
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import Spec

ID = "0427811d-67b1-4014-b6bf-f3678c05eaad"
OTHER = "11111111-67b1-4014-b6bf-f3678c05eaad"
ROWS = [("a", "1", "p"), ("b", "2", "p"), ("b", "3", "q"), ("c", ID, "p"), (ID, "5", "p"),
        ("d", "6", "q"), ("e", "7", "q"), ("e", "8", "r"), ("f", "9", "p"), ("f", "10", "p")]
SHARED = {"7", "3"}


class Fake(Api):
    """Lists ROWS, and notes what it was asked."""

    def __init__(self, service="network", find="name"):
        super().__init__(SimpleNamespace(target=None, project_id=lambda: "p"), Spec(
            "thing", service, "network.v2.network.Network", {}, find=find))
        self.asked = []

    def list(self, **query):
        self.asked.append(query)
        return [SimpleNamespace(name=name, id=key, project_id=project, is_shared=key in SHARED)
                for name, key, project in ROWS]

    def call(self, action, function, *arguments, **keywords):
        return self.list()

    def fetch(self, key, **query):
        self.asked.append(key)
        return next((row for row in ([] if key == OTHER else Fake.list(Fake())) if row.id == key),
                    None)


def test_what_results_show():
    spec = Spec("thing", "network", "network.v2.network.Network", {}, hidden=("psk",),
                show=lambda row, _target: {**row, "seen": True})
    row = SimpleNamespace(to_dict=lambda computed: {"name": "a", "psk": "secret", "pool": "p"})
    assert Api(SimpleNamespace(target=None), spec).shown(row, pool="other", place="b") == {
        "name": "a", "pool": "p", "place": "b", "seen": True}


class Refusing(Api):
    """Of a Neutron that knows no such address."""

    def call(self, *_what, **_more):
        raise CloudError("not_found", "The resource could not be found.")


@pytest.mark.parametrize(("query", "nothing"), [
    ({"network_id": "new"}, True), ({"network_id": "n-1"}, False), ({"name": "new"}, False),
    ({"network_id": ["new"]}, False)])
def test_nothing_is_in_what_check_mode_takes_for_granted(query, nothing):
    """No service is asked for it: most refuse what is no id."""
    api = Refusing(None, Spec("thing", "network", "network.v2.network.Network", {}))
    api.assumed = {"new"}
    if nothing:
        assert api.list(**query) == []
    else:
        with pytest.raises(CloudError):
            api.list(**query)


@pytest.mark.parametrize(("extension", "kind", "query", "said"), [
    ("vpnaas", "network.Network", {},
     "Neutron has no big things here: it lacks the extension vpnaas"),
    ("", "network.Network", {}, "The resource could not be found"),
    # the BGP VPN is missing
    ("bgpvpn", "bgpvpn_network_association.BgpVpnNetworkAssociation", {"bgpvpn_id": "v"},
     "The resource could not be found")])
def test_an_extension_that_a_cloud_lacks(extension, kind, query, said):
    spec = Spec("big_thing", "network", f"network.v2.{kind}", {}, extension=extension)
    with pytest.raises(CloudError, match=said):
        Refusing(SimpleNamespace(target=None), spec).list(**query)


# what is looked for, the ids that are found, and what was asked for it
@pytest.mark.parametrize(("desired", "query", "found", "asked"), [
    ("a", {}, ["1"], [{"name": "a"}]),
    ("b", {}, ["2", "3"], [{"name": "b"}]),
    ("x", {}, [], [{"name": "x"}]),
    (ID, {}, [ID], [ID]),
    (OTHER, {}, [], [OTHER, {"name": OTHER}]),
    ("a", {"project_id": "p"}, ["1"], [{"name": "a", "project_id": "p"}]),
])
def test_search(desired, query, found, asked):
    api = Fake()
    assert [row.id for row in api.search(desired, **query)] == found
    assert api.asked == asked


@pytest.mark.parametrize(("desired", "query", "found", "asked"), [
    ("a", {}, ["1"], []),
    ("b", {}, ["2", "3"], []),
    ("b", {"project_id": "q"}, ["3"], []),
    ("a", {"project_id": "q"}, [], []),
    ("x", {}, [], []),
    (ID, {}, [ID], []),
    # what is held are names, and an id is known to the service alone
    (OTHER, {}, [], [OTHER, {"name": OTHER}]),
])
def test_search_in_what_is_held(desired, query, found, asked):
    api = Fake()
    api.hold("a", "b")
    api.asked.clear()
    assert [row.id for row in api.search(desired, **query)] == found
    assert api.asked == asked


@pytest.mark.parametrize(("service", "find", "names", "asked"), [
    ("network", "name", ["a"], {"name": "a"}),
    ("network", "name", ["a", "b"], {"name": ["a", "b"]}),
    ("network", "name", ["a" * 3000, "b" * 3000], {}),
    ("image", "name", ["a: b"], {"name": "eq:a: b"}),
    ("network", "name", ["a: b"], {"name": "a: b"}),
    ("image", "name", ["a, b", "c"], {"name": 'in:"a, b","c"'}),
    ("block-storage", "name", ["a"], {"name": "a"}),
    ("block-storage", "name", ["a", "b"], {}),
    ("compute", "pattern", ["a.b", "c"], {"name": r"^(a\.b|c)$"}),
    ("compute", "list", ["a"], {}),
    ("compute", "id", ["a"], {}),
])
def test_hold(service, find, names, asked):
    api = Fake(service, find)
    api.hold(*names)
    assert api.asked == [asked]


@pytest.mark.parametrize(("desired", "scope", "found"), [
    ("a", {}, "1"),
    # the project's own, also where others share one of that name
    ("b", {}, "2"), ("b", {"project_id": "q"}, "3"),
    # what is shared, and not what administrators see beside it
    ("e", {}, "7"), ("d", {}, None), ("d", {"project_id": "q"}, "6"),
    ("d", {"all_projects": 1}, "6"),
    # an id is one whoever it belongs to
    ("6", {}, "6"), ("would-be-created:thing:a", {}, None)])
def test_a_name_means_the_projects_own(desired, scope, found):
    assert getattr(Fake().find(desired, **scope), "id", None) == found


def test_the_project_may_be_another():
    api = Fake()
    api.project = "q"
    assert api.find("d").id == "6" and api.is_own(api.find("d")) and not api.is_own(api.find("1"))


def test_services_that_show_no_others_have_no_owner():
    api = Fake("compute")
    api.connection.project_id = None
    assert api.find("d").id == "6" and api.is_own(api.find("d"))


def test_another_projects_is_said():
    with pytest.raises(CloudError, match=r"there is no thing 'd' here in this project; to use that "
                                         r"of another, name it by its id \(6\)"):
        Fake().get("d")


def test_several_of_one_name():
    with pytest.raises(CloudError, match=r"2 things are named 'f': name one by its id \(10, 9\)"):
        Fake().find("f")


def test_nothing_of_this_name():
    assert Fake().find("x") is None
    with pytest.raises(CloudError, match="there is no thing 'x' here; there are .*a, b,") as caught:
        Fake().get("x")
    assert caught.value.kind == "not_found"


def test_threads_may_import_openstacksdk_at_the_same_time():
    """As landing zones do; its services import each other in circles."""
    package = Api.__module__.rpartition(".")[0]
    code = f"""
import threading
from {package.rpartition(".")[0]}._cloud.sdk import load
from {package} import api, specs
load()
found, kinds = [], [spec for spec in specs.SPECS.values() if not spec.uri]
ready = threading.Barrier(len(kinds))
def make(spec):
    ready.wait()
    found.append(api.Api(None, spec))
threads = [threading.Thread(target=make, args=(spec,)) for spec in kinds]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(found) == len(kinds), "some have failed"
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(("calm", "timeout", "tries"), [
    ([True, True], 60, 3),          # refused twice, and then done
    ([True, False], 60, None),      # refused for another reason
    ([True, True], 0, None),        # no longer than is allowed
    (None, 60, None),               # of a kind that is never busy
])
def test_a_change_while_another_one_is_under_way(calm, timeout, tries):
    refused, answers = iter([True, True]), iter(calm or ())
    asked = []

    def change(_adapter):
        asked.append(1)
        if next(refused, False):
            raise CloudError("conflict", "busy")
        return len(asked)
    api = Api(SimpleNamespace(guarded=lambda _action, call, *_more: call(),
                              adapter=lambda *_service: None),
              Spec("thing", "network", "network.v2.network.Network", {},
                   calm=calm and (lambda *_what: next(answers))))
    api.task = SimpleNamespace(timeout=timeout)
    if tries:
        assert api.write("changing", change) == tries
    else:
        with pytest.raises(CloudError, match="busy"):
            api.write("changing", change)
