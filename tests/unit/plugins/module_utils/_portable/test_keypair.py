# SPDX-License-Identifier: GPL-3.0-or-later
"""Keypairs: made where they are missing, with our mark as the comment of their key."""

from __future__ import annotations

import pytest
from builders import A
from fakes import Canned, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable import keypair

MARK = "multicloud_fleet=web"
KEY, OTHER = "ssh-ed25519 AAAAC3Nza", "ssh-ed25519 AAAAC3Nzb"
MISSING = {"GET /os-keypairs/me": refusal("not_found")}


def there(key):
    return {"GET /os-keypairs/me": {"keypair": {"name": "me", "public_key": key}}}


@pytest.mark.parametrize("key", [KEY, f"{KEY} me@home", f"  {KEY}   a comment of words\n"])
def test_material_is_without_the_comment(key):
    assert keypair.material(key) == KEY


@pytest.mark.parametrize(("theirs", "given"), [
    (KEY, KEY), (f"{KEY} x", f"{KEY} y"), (OTHER, None), (f"{KEY} Generated-by-Nova", KEY)])
def test_a_keypair_that_is_there(theirs, given):
    assert keypair.missing(Canned(there(theirs)), "me", given) is False


def test_another_key_under_this_name_is_a_conflict():
    with pytest.raises(CloudError) as error:
        keypair.missing(Canned(there(OTHER)), "me", KEY)
    assert (error.value.kind, error.value.target) == ("conflict", A)
    assert "the keypair 'me' here has another public key" in error.value.message


def test_a_missing_one_may_be_made_of_a_key():
    assert keypair.missing(Canned(MISSING), "me", KEY) is True
    with pytest.raises(CloudError) as error:
        keypair.missing(Canned(MISSING), "me", None)
    assert (error.value.kind, error.value.target) == ("not_found", A)
    assert "there is no keypair 'me' here: set public_key" in error.value.message


def test_a_name_is_no_path():
    asked = {"GET /os-keypairs/..%2Fme%20too": {"keypair": {"name": "x", "public_key": KEY}}}
    assert keypair.missing(Canned(asked), "../me too", KEY) is False


def test_looking_it_up_may_be_refused():
    with pytest.raises(CloudError) as error:
        keypair.missing(Canned({"GET /os-keypairs/me": refusal("auth")}), "me", KEY)
    assert error.value.kind == "auth"


def test_it_is_made_with_our_mark():
    connection = Canned({"POST /os-keypairs": {}})
    keypair.create(connection, "me", f"{KEY} me@home\n", MARK)
    assert connection.calls == [("POST", "/os-keypairs", {"keypair": {
        "name": "me", "public_key": f"{KEY} {MARK}"}})]


def test_another_run_may_be_quicker():
    keypair.create(Canned({"POST /os-keypairs": refusal("conflict")}), "me", KEY, MARK)
    with pytest.raises(CloudError) as error:
        keypair.create(Canned({"POST /os-keypairs": refusal("quota")}), "me", KEY, MARK)
    assert error.value.kind == "quota"
