# SPDX-License-Identifier: GPL-3.0-or-later
"""Named clouds and their regions, out of real files."""

from __future__ import annotations

import pytest
from builders import A, B

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.config import (
    Config,
    Settings,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target

SECRET = "hunter2"
AUTH = {"auth_url": "http://192.0.2.1:5000/v3", "username": "me", "project_name": "p",
        "user_domain_id": "default", "project_domain_id": "default"}


def entry(password=SECRET, **more):
    """A cloud of clouds.yaml."""
    return {"auth": {**AUTH, **({"password": password} if password else {})}, **more}


def config(**options):
    return Config(Settings.of(options))


def passwords(found):
    return [region.config["auth"].get("password") for region in found.values()]


def refused(call, *arguments):
    """The error of a call, which is one of the configuration and shows no secret."""
    with pytest.raises(CloudError) as caught:
        call(*arguments)
    assert caught.value.kind == "config"
    assert SECRET not in str(caught.value)
    return caught.value


# Which clouds

def test_every_cloud_in_the_order_of_the_file(place):
    place.clouds(b=entry(), a=entry(), c=entry())
    assert config().names() == ["b", "a", "c"]


def test_only_the_one_that_OS_CLOUD_names(place, monkeypatch):
    place.clouds(a=entry(), b=entry())
    monkeypatch.setenv("OS_CLOUD", "b")
    assert config().names() == ["b"]


def test_a_path_beats_OS_CLOUD(place, monkeypatch):
    path = place.clouds(a=entry(), b=entry())
    monkeypatch.setenv("OS_CLOUD", "b")
    assert config(clouds_yaml=path).names() == ["a", "b"]


def test_OS_CLOUD_that_names_none_of_them(place, monkeypatch):
    place.clouds(a=entry(), b=entry())
    monkeypatch.setenv("OS_CLOUD", "x")
    found = config()
    assert "there is no such cloud" in refused(lambda: found.regions(*found.names())).message


@pytest.fixture
def variables(place, monkeypatch):
    for name, value in {**AUTH, "password": SECRET}.items():
        monkeypatch.setenv(f"OS_{name.upper()}", value)


@pytest.mark.usefixtures("variables")
def test_variables_are_no_second_cloud_beside_a_file(place):
    place.clouds(a=entry(), b=entry())
    assert config().names() == ["a", "b"]


@pytest.mark.usefixtures("variables")
def test_variables_are_a_cloud_where_there_is_no_file():
    found = config()
    assert found.names() == ["envvars"]
    assert passwords(found.regions("envvars")) == [SECRET]


@pytest.mark.usefixtures("place")
def test_no_clouds_at_all():
    assert refused(lambda: config().names()).message.startswith(
        "no clouds: there is no clouds.yaml in the current folder, ~/.config/openstack")


def test_a_file_without_a_cloud(place):
    place.clouds()
    assert "no clouds" in refused(lambda: config().names()).message


# Which files

def test_a_path_beats_OS_CLIENT_CONFIG_FILE(place, monkeypatch):
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", place.write("env.yaml", {"clouds": {"e": entry()}}))
    mine = place.write("mine.yaml", {"clouds": {"m": entry()}})
    place.clouds(usual=entry())
    assert config().names() == ["e"]
    assert config(clouds_yaml=mine).names() == ["m"]


def test_the_secrets_are_beside_the_path(place, monkeypatch):
    place.write("secure.yaml", {"clouds": {"a": {"auth": {"password": "usual"}}}})
    monkeypatch.setenv("OS_CLIENT_SECURE_FILE", place.write(
        "env.yaml", {"clouds": {"a": {"auth": {"password": "env"}}}}))
    mine = place.write("mine/clouds.yaml", {"clouds": {"a": entry(None)}})
    place.write("mine/secure.yaml", {"clouds": {"a": {"auth": {"password": "beside"}}}})
    assert passwords(config(clouds_yaml=mine).regions("a")) == ["beside"]
    other = place.write("other.yaml", {"clouds": {"a": {"auth": {"password": "other"}}}})
    assert passwords(config(clouds_yaml=mine, secure_yaml=other).regions("a")) == ["other"]


def test_the_secrets_alone_may_be_named(place):
    place.clouds(a=entry(None))
    place.write("secure.yaml", {"clouds": {"a": {"auth": {"password": "usual"}}}})
    other = place.write("other.yaml", {"clouds": {"a": {"auth": {"password": "other"}}}})
    assert passwords(config().regions("a")) == ["usual"]
    assert passwords(config(secure_yaml=other).regions("a")) == ["other"]


@pytest.mark.parametrize("option", ["clouds_yaml", "secure_yaml"])
def test_a_path_where_nothing_is(place, option):
    place.clouds(a=entry())
    path = str(place.folder / "none.yaml")
    assert refused(lambda: config(**{option: path})).message == f"there is no file {path}"


def test_a_path_may_begin_with_the_home(place, monkeypatch):
    monkeypatch.setenv("HOME", str(place.folder))
    place.clouds(a=entry())
    assert config(clouds_yaml="~/clouds.yaml").names() == ["a"]


# The files that all this depends on, there or not

def sources(**options):
    return Settings.of(options).sources()


def test_the_usual_files(place):
    assert sources() == [
        str(place.folder / name) for name in ("clouds.yaml", "secure.yaml", "clouds-public.yaml")]


def test_files_that_are_named(place, monkeypatch):
    mine, other = place.write("mine/clouds.yaml", {}), place.write("other.yaml", {})
    usual, beside, public = (str(place.folder / name) for name in (
        "clouds.yaml", "mine/secure.yaml", "clouds-public.yaml"))
    assert sources(clouds_yaml=mine) == [mine, beside, public]
    assert sources(clouds_yaml=mine, secure_yaml=other) == [mine, other, public]
    assert sources(secure_yaml=other) == [usual, other, public]
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", mine)
    monkeypatch.setenv("OS_CLIENT_SECURE_FILE", "/not/there")
    assert sources(secure_yaml=other) == [mine, "/not/there", usual, other, public]


# Files that are wrong

MALFORMED = [
    ("tab", f"clouds:\n  a:\n    auth:\n\tpassword: {SECRET}\n", "line 4, column 1"),
    ("colon", f"clouds:\n  a: b: {SECRET}\n", "line 2, column 7"),
    ("open-quote", f"clouds:\n  a:\n    password: \"{SECRET}\n", "line 4, column 1"),
    ("open-brace", f"clouds: {{a: {{password: {SECRET}\n", "line 2, column 1"),
    ("alias", f"clouds:\n  a:\n    password: *{SECRET}\n", "line 3, column 15"),
    ("tag", f"clouds:\n  a:\n    password: !{SECRET}\n", "line 3, column 15"),
    ("tag-and-value", f"clouds:\n  a:\n    password: !{SECRET} x\n", "line 3, column 15"),
    ("tag-handle", f"clouds:\n  a:\n    password: !{SECRET}!x y\n", "line 3, column 15"),
    ("escape", f"clouds:\n  a:\n    password: \"\\q{SECRET}\"\n", "line 3, column 17"),
    ("percent", f"clouds:\n  a:\n    password: %{SECRET}\n", "line 3, column 15"),
]


@pytest.mark.parametrize("name", ["clouds.yaml", "secure.yaml"])
@pytest.mark.parametrize(("text", "where"), [pytest.param(*line[1:], id=line[0])
                                             for line in MALFORMED])
def test_what_is_no_yaml_is_found_without_quoting_the_line(place, caplog, name, text, where):
    place.clouds(a=entry())
    path = place.write(name, text)
    assert f"{path} is not valid YAML, {where}" in refused(config).message
    assert SECRET not in caplog.text


@pytest.mark.parametrize("variable", ["OS_CLIENT_CONFIG_FILE", "OS_CLIENT_SECURE_FILE"])
def test_a_wrong_file_that_a_path_beats_does_no_harm(place, monkeypatch, variable):
    path = place.clouds(a=entry())
    wrong = place.write("wrong.yaml", "clouds: [")
    monkeypatch.setenv(variable, wrong)
    assert config(clouds_yaml=path).names() == ["a"]
    assert f"{wrong} is not valid YAML" in refused(config).message


@pytest.mark.parametrize("bad", [None, SECRET, [SECRET], {},
                                 {"auth": SECRET}, {"auth": None}, {"regions": 3},
                                 entry(auth_type="v9nonsense"), entry(None)])
def test_one_bad_entry_is_one_bad_cloud(place, bad):
    place.clouds(a=entry(), b=bad, c=entry())
    found = config()
    assert found.names() == ["a", "b", "c"]
    assert passwords(found.regions("a")) + passwords(found.regions("c")) == [SECRET, SECRET]
    assert refused(found.regions, "b").target == B


def test_a_vendor_that_does_not_answer_is_one_bad_cloud(place):
    place.clouds(a=entry(), b=entry(profile="http://127.0.0.1:1"))
    found = config()
    assert passwords(found.regions("a")) == [SECRET]
    with pytest.raises(CloudError) as error:
        found.regions("b")
    assert (error.value.kind, error.value.target) == ("unreachable", B)


def test_an_entry_that_only_the_secrets_have(place):
    place.clouds(a=entry())
    place.write("secure.yaml", {"clouds": {"old": {"auth": {"password": SECRET}}}})
    assert passwords(config().regions("a")) == [SECRET]


# One cloud

@pytest.mark.parametrize(("more", "regions"), [
    ({}, [""]), ({"region_name": "north"}, ["north"]), ({"regions": ["n", "s"]}, ["n", "s"]),
    ({"regions": ["n", {"name": "s", "values": {"compute_api_version": "2"}}]}, ["n", "s"])])
def test_every_region(place, more, regions):
    place.clouds(a=entry(**more))
    assert list(config().regions("a")) == [Target("a", region) for region in regions]


def test_one_region(place):
    place.clouds(a=entry(regions=["n", "s"]))
    assert list(config().regions("a", "s")) == [Target("a", "s")]


def test_a_region_has_values_of_its_own(place):
    place.clouds(a=entry(regions=["n", {"name": "s", "values": {"interface": "internal"}}]))
    found = config().regions("a")
    assert [region.config["interface"] for region in found.values()] == ["public", "internal"]


@pytest.mark.parametrize(("more", "known"), [
    ({"regions": ["n", "s"]}, "n, s"), ({"region_name": "n"}, "n")])
def test_a_region_that_the_cloud_has_not(place, more, known):
    place.clouds(a=entry(**more))
    error = refused(config().regions, "a", "x")
    assert error.message == f"the cloud has no region 'x' in clouds.yaml; it has: {known}"
    assert error.target == Target("a", "x")


def test_a_region_where_clouds_yaml_names_none(place):
    place.clouds(a=entry())
    (target, region), = config().regions("a", "x").items()
    assert target == Target("a", "x") and region.get_region_name("compute") == "x"
    (target, _region), = config().regions(entry(), "x").items()
    assert target == Target("192.0.2.1", "x")


@pytest.mark.parametrize(("name", "text"), [(2024, "2024"), (7.1, "7.1"), (True, "true")])
def test_names_that_are_numbers(place, name, text):
    path = place.write("clouds.yaml", {"clouds": {name: entry(regions=[1, 2]), "b": entry()}})
    assert config(clouds_yaml=path).names() == [text, "b"]
    for cloud in (name, text):
        assert list(config().regions(cloud)) == [Target(text, "1"), Target(text, "2")]
    assert refused(config().regions, 3).message.endswith(f"there are: {text}, b")


def test_a_password_that_is_a_number(place):
    place.clouds(a=entry(password=12345, region_name=7))
    (target, region), = config().regions("a").items()
    assert target == Target("a", "7")
    assert region.config["auth"]["password"] == "12345"


UNUSABLE = {
    "cacert in auth": ({"auth": {**AUTH, "cacert": "x"}}, "move cacert out of auth"),
    "no list of regions": ({"regions": None}, "write each region after a dash"),
    "a way to log in": ({"auth_type": "v3totp"}, "the cloud has no passcode; add"),
    "methods": ({"auth_type": "v3multifactor", "auth_methods": "v3totp"}, "auth_methods is not"),
    "a text": ({"verify": "False"}, "without quotes"),
    "no URL": ({"auth": {**AUTH, "auth_url": "192.0.2.1:5000/v3", "password": SECRET}},
               "auth_url does not begin with https://"),
    "a token in two lines": ({"auth_type": "v3token", "auth": {
        "auth_url": AUTH["auth_url"], "token": f"{SECRET}\n"}}, "token has white space"),
    "an interface": ({"interface": "intern"}, "set interface to internal"),
    "what nobody knows": ({"region_name": {"a": "b"}}, "AttributeError")}


@pytest.mark.parametrize(("more", "text"), UNUSABLE.values(), ids=UNUSABLE)
def test_an_entry_that_cannot_be_used_says_why(place, more, text):
    place.clouds(a=entry(**{"auth": {**AUTH, "password": SECRET}, **more}))
    assert text in refused(config().regions, "a").message


def test_all_that_is_wrong_with_an_entry_is_said(place):
    place.clouds(a=entry(verify="False", interface="intern", api_timeout="soon"))
    said = refused(config().regions, "a").message
    assert [text in said for text in ("verify is", "no interface 'intern'", "api_timeout is")] == [
        True, True, True]


def test_a_cloud_that_is_not_there(place):
    path = place.clouds(a=entry(), b=entry())
    error = refused(config().regions, "x")
    assert error.message == f"there is no such cloud in {path}; there are: a, b"
    assert error.target == Target("x")


@pytest.mark.parametrize("named", ["", "alhpa"])
def test_a_cloud_that_is_misspelt(place, monkeypatch, named):
    path = place.clouds(alpha=entry(), beta=entry())
    monkeypatch.setenv("OS_CLOUD", named)
    assert refused(config().regions, "alhpa").message.startswith(
        f"did you mean alpha? There is no such cloud in {path}; there are: ")


def test_a_cloud_without_its_secret(place):
    place.clouds(a=entry(None))
    error = refused(config().regions, "a")
    assert error.target == A
    assert error.message == ("no password in clouds.yaml or secure.yaml (secure.yaml: no "
                             "secure.yaml was found)")
    path = place.write("secure.yaml", {"clouds": {"b": {}}})
    assert f"(secure.yaml: {path})" in refused(config().regions, "a").message


@pytest.mark.parametrize("auth", [
    {"auth_type": "v3applicationcredential", "auth": {
        "auth_url": AUTH["auth_url"], "application_credential_id": "i",
        "application_credential_secret": "s"}},
    {"auth_type": "v3token", "auth": {"auth_url": AUTH["auth_url"], "token": "t"}},
    {"auth_type": "none", "auth": {"endpoint": "http://192.0.2.1"}},
])
def test_other_ways_to_log_in(place, auth):
    place.clouds(a=auth)
    assert list(config().regions("a")) == [A]


def test_reading_one_cloud_changes_no_other(place):
    place.clouds(a=entry(regions=["n"]), b=entry("other"))
    found = config()
    for _time in range(2):
        assert passwords(found.regions("a")) == [SECRET]
        assert passwords(found.regions("b")) == ["other"]
    assert found.names() == ["a", "b"]


@pytest.mark.parametrize(("more", "option", "seconds"), [
    ({}, None, 30), ({}, 5, 5), ({"api_timeout": 7}, None, 7), ({"api_timeout": 7}, 5, 7)])
def test_how_long_a_request_may_take(place, more, option, seconds):
    place.clouds(a=entry(**more))
    region, = config(api_timeout=option).regions("a").values()
    assert float(region.config["api_timeout"]) == seconds


# A cloud as a dictionary

@pytest.mark.parametrize(("given", "target"), [
    (entry(), Target("192.0.2.1")), (entry(name="mine"), Target("mine")),
    (entry(name="mine", region_name="n"), Target("mine", "n"))])
def test_a_cloud_may_be_a_dictionary(place, monkeypatch, given, target):
    place.clouds(a=entry("other"))
    monkeypatch.setenv("OS_CLOUD", "a")
    monkeypatch.setenv("OS_PASSWORD", "other")
    found = config().regions(given)
    assert (list(found), passwords(found)) == ([target], [SECRET])


@pytest.mark.parametrize("given", [{}, {"auth": None}, {"name": "x"}, {"auth": {}}])
@pytest.mark.usefixtures("place")
def test_a_dictionary_that_is_no_cloud(given):
    assert refused(config().regions, given).target.cloud in ("cloud", "x")


@pytest.mark.parametrize(("said", "loopback"), [
    ({}, False), ({"loopback_addresses": True}, True), ({"loopback_addresses": False}, False),
    ({"loopback_addresses": "yes, please"}, False), ({"profile": "vendor"}, False)])
def test_servers_on_loopback_only_where_the_entry_says_so(place, monkeypatch, said, loopback):
    """A vendor's profile, which may come from the vendor's own web server, cannot."""
    monkeypatch.setattr("openstack.config.vendors.get_profile",
                        lambda _name: {"loopback_addresses": True, "region_name": ""})
    place.clouds(a=entry(**said))
    [target] = config().regions("a")
    assert target == A and target.loopback is loopback
