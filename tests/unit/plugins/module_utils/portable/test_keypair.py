# SPDX-License-Identifier: GPL-3.0-or-later
"""Keypairs: made where they are missing, and found again by the comment of their key."""

from __future__ import annotations

import pytest
from fakes import Canned, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils.portable import keypair

MARK = "multicloud_fleet=web"
KEY, OTHER = "ssh-ed25519 AAAAC3Nza", "ssh-ed25519 AAAAC3Nzb"
MISSING = {"GET /os-keypairs/me": refusal("not_found")}


def there(key):
    return {"GET /os-keypairs/me": {"keypair": {"name": "me", "public_key": key}}}


@pytest.mark.parametrize("key", [KEY, f"{KEY} me@home", f"  {KEY}   a comment of words\n"])
def test_material_is_without_the_comment(key):
    assert keypair.material(key) == KEY


@pytest.mark.parametrize(("comment", "ours"), [
    (f" {MARK}", True), ("", False), (" me@home", False), (" multicloud_fleet=web-2", False),
    (f" {MARK} and more", False), (f" me {MARK}", False), (f" {MARK}\n", True)])
def test_owned_is_by_the_whole_comment(comment, ours):
    rows = [{"keypair": {"name": "k", "public_key": KEY + comment}},
            {"keypair": {"name": "other", "public_key": OTHER}}]
    connection = Canned({"GET /os-keypairs": {"keypairs": rows}})
    assert keypair.owned(connection, MARK) == (["k"] if ours else [])


@pytest.mark.parametrize(("theirs", "given"), [
    (KEY, KEY), (f"{KEY} x", f"{KEY} y"), (OTHER, None), (f"{KEY} Generated-by-Nova", KEY)])
def test_a_keypair_that_is_there_is_left_alone(theirs, given):
    connection = Canned(there(theirs))
    assert keypair.ensure(connection, "me", given, MARK) is False
    assert connection.writes == []


def test_another_key_under_this_name_is_a_conflict():
    with pytest.raises(CloudError) as error:
        keypair.ensure(Canned(there(OTHER)), "me", KEY, MARK)
    assert error.value.kind == "conflict"
    assert "the keypair 'me' here has another public key" in error.value.message


def test_a_missing_one_is_made_with_our_mark():
    connection = Canned({**MISSING, "POST /os-keypairs": {}})
    assert keypair.ensure(connection, "me", f"{KEY} me@home\n", MARK) is True
    assert connection.writes == [("POST", "/os-keypairs", {"keypair": {
        "name": "me", "public_key": f"{KEY} {MARK}"}})]
    made = connection.writes[0][2]["keypair"]
    again = Canned({"GET /os-keypairs": {"keypairs": [{"keypair": made}]}})
    assert keypair.owned(again, MARK) == ["me"]


def test_a_missing_one_without_a_key_to_make_it_of():
    with pytest.raises(CloudError) as error:
        keypair.ensure(Canned(MISSING), "me", None, MARK)
    assert error.value.kind == "not_found"
    assert "there is no keypair 'me' here: give public_key" in error.value.message


def test_another_run_may_be_quicker():
    connection = Canned({**MISSING, "POST /os-keypairs": refusal("conflict")})
    assert keypair.ensure(connection, "me", KEY, MARK) is True


@pytest.mark.parametrize("answers", [
    {"GET /os-keypairs/me": refusal("forbidden")},
    {**MISSING, "POST /os-keypairs": refusal("quota")}])
def test_other_refusals_are_passed_on(answers):
    with pytest.raises(CloudError) as error:
        keypair.ensure(Canned(answers), "me", KEY, MARK)
    assert error.value.kind in ("forbidden", "quota")


def test_missing():
    assert keypair.missing(Canned(MISSING), "me") is True
    assert keypair.missing(Canned(there(KEY)), "me") is False
    with pytest.raises(CloudError):
        keypair.missing(Canned({"GET /os-keypairs/me": refusal("auth")}), "me")


def test_remove():
    connection = Canned({"DELETE /os-keypairs/a": {}, "DELETE /os-keypairs/b": {}})
    keypair.remove(connection, ["a", "b"])
    assert [path for _method, path, _body in connection.writes] == [
        "/os-keypairs/a", "/os-keypairs/b"]
