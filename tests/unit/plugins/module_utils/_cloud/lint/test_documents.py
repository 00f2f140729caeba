# SPDX-License-Identifier: GPL-3.0-or-later
"""clouds.yaml and secure.yaml, read and linted."""

from __future__ import annotations

import pytest
from builders import A, B

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import files
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.lint.documents import (
    Documents,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.lint.finding import (
    Finding,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target

SECRET = "open sesame"
AUTH = {"auth_url": "https://a.example/v3", "username": "me", "project_name": "p",
        "user_domain_name": "D", "project_domain_name": "D"}
GOOD = {"auth": {**AUTH, "password": SECRET}}


@pytest.fixture(autouse=True)
def alone(place):
    place.folder.chmod(0o700)


def found(documents):
    return [(one.severity, one.file, one.cloud, one.msg) for one in documents.findings]


def test_files_are_one(place):
    place.clouds(a={"auth": AUTH}, b=GOOD)
    place.write("secure.yaml", {"clouds": {"a": {"auth": {"password": SECRET}}}})
    documents = Documents({})
    assert found(documents) == [
        ("warning", None, "b", "a and b are the same project of the same cloud; fleets use "
                               "only one of them")]
    assert documents.clouds == {"a": GOOD, "b": GOOD}


def test_one_that_cannot_be_read_hides_no_other(place):
    path = place.clouds(a={"auth": {**AUTH, "passwort": SECRET}})
    wrong = place.write("secure.yaml", f"clouds: {{a: {SECRET}")
    said = found(Documents({}))
    assert [(one[0], one[1]) for one in said] == [("error", wrong), ("error", path)]
    assert "is not valid YAML" in said[0][3] and SECRET not in str(said)


def test_a_file_that_is_not_there(place):
    documents = Documents({"clouds_yaml": str(place.folder / "none.yaml")})
    assert [one[3] for one in found(documents)] == [f"there is no file {place.folder}/none.yaml"]
    assert documents.clouds == {}


def test_a_folder_of_everybodys(place, monkeypatch):
    path = place.clouds(a=GOOD)
    monkeypatch.chdir(place.folder)
    place.folder.chmod(0o707)
    assert [(one.severity, one.file, one.msg) for one in Documents({}).findings] == [
        ("error", path, f"{path} is not used, because everybody may write to the current folder")]
    assert "is not used" not in str(found(Documents({"clouds_yaml": path})))


def test_a_folder_of_a_group(place, monkeypatch):
    path = place.clouds(a=GOOD)
    monkeypatch.chdir(place.folder)
    monkeypatch.setattr(files, "_is_private", lambda _group: False)
    place.folder.chmod(0o770)
    said = f"{path} is used, although a group may write to the current folder"
    assert ("warning", path, said) in [
        (one.severity, one.file, one.msg) for one in Documents({}).findings]


@pytest.mark.parametrize(("named", "number"), [(False, 1), (True, 0)])
def test_variables_count_where_they_are_read(place, monkeypatch, named, number):
    path = place.clouds(a=GOOD)
    monkeypatch.setenv("OS_PASSWORD", "x")
    documents = Documents({"clouds_yaml": path} if named else {})
    assert [one.key for one in documents.findings] == ["OS_PASSWORD"] * number


@pytest.mark.parametrize(("error", "said"), [
    (CloudError("config", "no usable login", B), [("b", "no usable login")]),
    # what is wrong with a was said
    (CloudError("config", "no usable login", A), []),
    (CloudError("config", "the auth_type password has no option 'passwort'"), []),
    (CloudError("unreachable", "nobody is there", Target("far")),
     [("far", "the vendor's profile cannot be fetched: nobody is there")])])
def test_clouds_that_cannot_be_used(place, error, said):
    place.clouds(a={"auth": {**AUTH, "passwort": SECRET}}, b={}, far={
        "profile": "https://far.example"})
    documents = Documents({})
    documents.findings = [one for one in documents.findings if one.cloud == "a"]
    assert [(one.cloud, one.msg) for one in documents.unread([error])] == said


@pytest.mark.parametrize("settings", [{}, {"cloud": {"auth": {"token": "another secret"}}}])
def test_no_secret_is_shown_whoever_quotes_it(place, settings):
    place.clouds(a=GOOD)
    shown = Documents(settings).hidden(Finding("error", f"what is {SECRET}, another secret",
                                               f"remove {SECRET}", cloud="a"))
    other = "***" if settings else "another secret"
    assert (shown.msg, shown.mend, shown.cloud) == (f"what is ***, {other}", "remove ***", "a")
