# SPDX-License-Identifier: GPL-3.0-or-later
"""The doctor as a whole: files, targets and fleet together, and that no secret is ever shown."""

from __future__ import annotations

import json

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import files
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.config import (
    Config,
    Settings,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.kept_session import (
    KeptSession,
    login_of,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.lint.finding import (
    Finding,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._doctor import run
from ansible_collections.multicloud.openstack.plugins.module_utils._doctor.diagnose import Chart

SECRET = "open sesame"
AUTH = {"auth_url": "https://a.example/v3", "username": "me", "password": SECRET,
        "project_name": "p", "user_domain_name": "D", "project_domain_name": "D"}
GOOD = {"auth": AUTH, "region_name": "R"}
FLEET = {"name": "web", "count": 2, "image": "debian-12", "flavor": "small"}


@pytest.fixture
def ask(place, monkeypatch):
    """info(), with a doctor who finds every target well that is not in `ill`."""
    asked = {}

    def examine(connection, specs, port):
        target = connection.target
        asked[str(target)] = (specs, port)
        return Chart(target, ill.get(str(target)), parts={"networks": [
            {"name": "public", "address": "direct"}]})

    class Work:
        def __init__(self, options, selection, fleet, parent, check_mode):
            assert check_mode and {"state", "wait", "port", "timeout"} <= options.keys()

        def outlook(self):
            return outlook

    ill, outlook = {}, []
    monkeypatch.setattr(run, "examine", examine)
    monkeypatch.setattr(run, "Work", Work)

    def info(fleet=None, down=(), plan=(), **options):
        outlook[:] = plan
        ill.update({name: CloudError("unreachable", "nobody is there") for name in down})
        given = {"fleet": fleet, "cloud": None, "region_name": None, "api_timeout": 5.0, **options}
        result = run.info(given, False)
        assert "fleet" not in given and SECRET not in repr(result)
        return [(one["severity"], one["cloud"], one["key"], one["msg"])
                for one in result["findings"]], result["targets"], asked
    place.folder.chmod(0o700)
    return info


def test_nothing_is_wrong(place, ask):
    place.clouds(a=GOOD, b={**GOOD, "region_name": "S"})
    found, targets, asked = ask()
    assert found == []
    assert [(row["cloud"], row["region_name"], row["reachable"]) for row in targets] == [
        ("a", "R", True), ("b", "S", True)]
    assert asked == {"a/R": ({}, 22), "b/S": ({}, 22)}


def test_no_mistake_hides_another(place, ask):
    place.clouds(
        a=GOOD, b={"auth": {**AUTH, "usernme": "x"}}, c=SECRET, d={**GOOD, "regoin_name": "R"},
        e={"auth": AUTH, "regions": [{"nam": "R", "auth": {"password": SECRET}}]},
        f={"auth": {"username": "me", "password": SECRET}, "profile": "ovhh"},
        g={"auth": {**AUTH, "project_name": "q"}})
    place.write("secure.yaml", f"clouds: {{a: {{auth: {{password: {SECRET}")
    found, targets, _asked = ask(down=["g"])
    # nothing can be tried then, but all that shows without that is said
    assert {one[1] for one in found} == {None, "b", "c", "d", "e", "f"} and targets == []
    place.write("secure.yaml", {"clouds": {}})
    found, targets, asked = ask(down=["g"])
    errors = {cloud: msg for severity, cloud, _key, msg in found if severity == "error"}
    assert set(errors) == {"b", "c", "e", "f", "g"} and errors["g"] == "nobody is there"
    assert ("warning", "d", "regoin_name") in [one[:3] for one in found]
    assert set(asked) == {"a/R", "d/R", "g"}
    rows = {row["cloud"]: row for row in targets}
    assert {name for name, row in rows.items() if row["errors"]} == set("bcefg")
    assert rows["a"]["reachable"] and not rows["b"]["reachable"]


def test_a_reason_that_was_said_is_not_said_again(place, ask):
    place.clouds(a={"auth": {**AUTH, "usernme": "x"}})
    assert len(ask()[0]) == 1
    place.write("clouds.yaml", "clouds: [")
    found, targets, _asked = ask()
    assert len(found) == 1 and "is not valid YAML" in found[0][3] and targets == []


def test_a_profile_that_cannot_be_fetched(place, ask, monkeypatch):
    from openstack.config import vendors

    def unreachable(url, **_more):
        raise OSError(f"no such host: {url}")
    monkeypatch.setattr(vendors.requests, "get", unreachable)
    place.clouds(a={"profile": f"https://me:{SECRET.replace(' ', '-')}@example.org", "auth": {
        "username": "me", "password": SECRET}})
    [(severity, cloud, key, msg)] = ask()[0]
    assert (severity, cloud, key) == ("error", "a", "profile")
    assert msg.startswith("the vendor's profile cannot be fetched: ") and "sesame" not in msg


def test_files_that_are_not_there(ask, tmp_path):
    [(severity, *_where, msg)], targets, _asked = ask(clouds_yaml=str(tmp_path / "none.yaml"))
    assert severity == "error" and msg.startswith("there is no file ") and targets == []
    [(severity, *_where, msg)], targets, _asked = ask()
    assert severity == "error" and msg.startswith("no clouds: ")


def test_secrets_that_others_can_read(place, ask, monkeypatch):
    monkeypatch.setattr(files, "readers", lambda path: "others")
    place.clouds(a=GOOD)
    assert [one[0] for one in ask()[0]] == ["warning"]


def test_variables_count_where_they_are_read(place, ask, monkeypatch):
    path = place.clouds(a=GOOD)
    for key, value in AUTH.items():
        monkeypatch.setenv(f"OS_{key.upper()}", value)
    assert [one[:2] for one in ask()[0]] == [("warning", "a")]
    assert ask(clouds_yaml=path)[0] == []


# Fleets

def test_a_spec_on_each_target(place, ask):
    place.clouds(a=GOOD, b={**GOOD, "region_name": "S"})
    found, _targets, asked = ask({**FLEET, "port": 2222, "targets": [
        {"cloud": "a", "image": "Debian 12"}, {"cloud": "b", "max": 0}]})
    assert found == [] and set(asked) == {"a/R", "b/S"}
    specs, port = asked["a/R"]
    assert port == 2222 and {group: spec.image for group, (spec,) in specs.items()} == {
        "": "Debian 12"}
    assert asked["b/S"] == ({}, 2222)


def test_a_fleet_that_finds_no_place(place, ask):
    place.clouds(a=GOOD)
    full = CloudError("quota", "no place for 2 of the servers (number 1, 2): a/R has no quota left")
    found, _targets, _asked = ask(FLEET, down=["a/R"], plan=[
        full, CloudError("unreachable", "nobody is there", None, "listing servers")])
    assert [(one[0], one[3]) for one in found] == [
        ("error", "nobody is there"), ("error", full.message)]
    assert ask({**FLEET, "count": -1}, plan=[full])[0] != found


def test_what_a_plan_says_at_once_is_not_said_again(place, ask):
    place.clouds(a=GOOD)
    both = CloudError("not_found", "nobody is there; flavor: there is no m", None, "image")
    assert [one[3] for one in ask(FLEET, down=["a/R"], plan=[both])[0]] == ["nobody is there"]


def test_only_the_clouds_of_the_fleet(place, ask):
    place.clouds(a=GOOD, b={"auth": {**AUTH, "usernme": "x"}})
    assert ask({**FLEET, "targets": [{"cloud": "a"}]})[0] == []
    assert ask(cloud="a")[0] == []
    assert {one[1] for one in ask(cloud="b")[0]} == {"b"}


def test_what_a_fleet_says_of_clouds_counts_more(place, ask):
    place.clouds(a=GOOD)
    other = place.write("other.yaml", {"clouds": {"z": GOOD}})
    assert set(ask({**FLEET, "clouds_yaml": other}, clouds_yaml="/none")[2]) == {"z/R"}


@pytest.mark.parametrize("fleet, said", [
    ({"count": 1}, ["missing required arguments: name"]),
    ({**FLEET, "imgae": "x"}, ["there is no option imgae"]),
    ({**FLEET, "targets": [{"cloud": "a", "flavr": "x"}]}, ["there is no option targets.flavr"]),
    ({**FLEET, "count": "some"}, ["argument 'count' is of type"]),
    ({**FLEET, "count": -1, "image": "", "public_key": "x"},
     ["count: -1 is less than 0", "image: a/R has none", "public_key: a/R has no key_name",
      "public_key: this is not one line"]),
    ({**FLEET, "image": {"vcpus": 1}, "groups": [{"name": "web", "cuont": 1}],
      "flavor": {"cpu": 1}, "targets": ["a", {"cloud": "a", "image": {"distro": "x"}}]},
     ["image: 'vcpus' is not one of", "flavor: 'cpu' is not one of",
      "there is no option groups.cuont", "targets: a: image: 'distro' is not one of",
      "parameters are mutually exclusive: count|groups"]),
    ({**FLEET, "targets": [{"cloud": "nine"}]}, ["there is no such cloud"])])
def test_a_fleet_that_makes_no_sense(place, ask, fleet, said):
    place.clouds(a=GOOD)
    found, _targets, _asked = ask(fleet)
    assert [one[0] for one in found] == ["error"] * len(said), found
    for words in said:
        assert any(words in one[3] for one in found), found


def test_a_fleet_that_makes_no_sense_hides_no_cloud(place, ask):
    place.clouds(a=GOOD)
    found = [one[1:] for one in ask({"naem": "x"}, down=["a/R"])[0]]
    assert ("a", None, "nobody is there") in found
    assert (None, "fleet", "there is no option naem") in found


def test_a_secret_that_somebody_else_quotes(place, ask, monkeypatch):
    place.clouds(a=GOOD)
    monkeypatch.setattr(run, "findings", lambda _chart: [
        Finding("error", f"what is {SECRET} there for", f"remove {SECRET}", cloud="a")])
    assert ask()[0] == [("error", "a", None, "what is *** there for")]


def test_a_secret_of_an_entry_in_the_fleet(ask, place, monkeypatch):
    entry = {"name": "z", "auth": {**AUTH, "password": "another secret"}}
    monkeypatch.setattr(run, "findings", lambda _chart: [
        Finding("error", "what is another secret there for", "remove it", cloud="z")])
    assert ask({**FLEET, "targets": [{"cloud": entry}]})[0][0][3] == "what is *** there for"


@pytest.fixture
def passcode(place, monkeypatch):
    """Keeps a session of the cloud a, which asks for a passcode; it may be asked whether it is
    there yet."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place.folder))
    path = place.clouds(a={**GOOD, "auth_type": "v3multifactor",
                           "auth_methods": ["v3password", "v3totp"]})
    region, = Config(Settings(path)).regions("a", login={"auth": {"passcode": "1"}}).values()
    session, plugin = KeptSession(login_of(region.config)), region.get_session().auth
    plugin.set_auth_state(json.dumps({"auth_token": "t", "body": {
        "token": {"expires_at": "2099-01-01T00:00:00Z"}}}))
    session.keep(plugin)
    return session.there


NO_PASSCODE = ("error", "a", "auth", run.NO_PASSCODE)


def test_a_cloud_whose_session_is_kept_needs_no_passcode(ask, passcode):
    found, targets, _asked = ask(keep_session=True)
    assert found == [] and [row["errors"] for row in targets] == [0]
    found, targets, _asked = ask()
    assert found == [NO_PASSCODE] and [row["reachable"] for row in targets] == [False]
    found, targets, _asked = ask(keep_session=True, cloud={"name": "b", **GOOD})
    assert found == [NO_PASSCODE] and [row["cloud"] for row in targets] == ["b"]


def test_a_session_is_removed_whatever_the_fleet_does(ask, passcode):
    assert passcode()
    found, _targets, _asked = ask(keep_session=False, fleet={**FLEET, "keep_session": True})
    assert NO_PASSCODE in found and not passcode()
