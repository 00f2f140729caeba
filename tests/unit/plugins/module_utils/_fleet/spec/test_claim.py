# SPDX-License-Identifier: GPL-3.0-or-later
"""What marks say of claims, as tables."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from builders import A, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import claim
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.claim import Claim

NOW = datetime.fromisoformat("2026-12-01T10:00:00+00:00")
LATER, BEFORE = NOW + timedelta(hours=1), NOW - timedelta(hours=1)
OPTIONS = {"owner": "job-1", "count": 1, "expires": "1h"}


def claimed(text):
    return claim.of(server(1, A, metadata={claim.KEY: text}))


@pytest.mark.parametrize("one", [
    Claim("abc", LATER, "job-1"), Claim("abc", LATER, "a job with spaces (and more)")])
def test_a_mark_is_read_as_it_was_written(one):
    assert claimed(str(one)) == one


@pytest.mark.parametrize("text", ["", "abc", "abc 2026-12-01T10:00:00Z", "abc soon job-1", "  "])
def test_a_damaged_mark_is_a_claim_that_does_not_end(text):
    assert claimed(text) == Claim("", claim.EVER, text)
    assert not claimed(text).over(NOW)


def test_a_server_without_a_mark_is_not_claimed():
    assert claim.of(server(1, A)) is None


@pytest.mark.parametrize(("expires", "over"), [(LATER, False), (NOW, True), (BEFORE, True)])
def test_over(expires, over):
    assert Claim("abc", expires, "job-1").over(NOW) is over


@pytest.mark.parametrize(("name", "over", "is_held"), [
    ("", None, False),
    ("somebody's", None, False),
    (claim.held("", "abc", LATER), None, True),
    (claim.held("somebody's own", "abc", LATER), None, True),
    (claim.held("", "abc", NOW), None, False),
    (claim.held("", "abc", LATER), Claim("abc", BEFORE, "job-1"), False),
    (claim.held("", "other", LATER), Claim("abc", BEFORE, "job-1"), True),
    (f"{claim.KEY}=abc", None, False),
    (f"{claim.UNTIL}=whenever", None, False),
])
def test_is_held(name, over, is_held):
    assert claim.is_held(name, NOW, over) is is_held


@pytest.mark.parametrize("name", ["", "eth0", "a name of several words"])
def test_words_of_others_stay(name):
    held = claim.held(name, "abc", LATER)
    assert claim.let_go(held) == name
    assert claim.held(held, "def", NOW) == claim.held(name, "def", NOW)


def test_a_port_without_a_revision():
    assert claim.row({"name": None, "revision_number": 3}) == ("", 3)
    for row in ({"name": "a"}, {"name": "a", "revision_number": "3"}):
        with pytest.raises(CloudError, match="no revision numbers"):
            claim.row(row)


@pytest.mark.parametrize(("option", "value", "sentence"), [
    ("owner", "", "owner: '' is not a valid owner"), ("owner", " job", "not a valid owner"),
    ("owner", "a\nb", "not a valid owner"), ("owner", "ö", "not a valid owner"),
    ("owner", "a" * 129, "not a valid owner"), ("count", -1, "count: -1 is less than 0"),
    ("expires", "soon", "expires: 'soon' is neither a span"),
    ("expires", "1999-01-01", "expires: 1999-01-01 is in the past")])
def test_bad_options(option, value, sentence):
    with pytest.raises(CloudError, match=sentence):
        claim.checked({**OPTIONS, option: value})


def test_good_options():
    claim.checked(OPTIONS)
    claim.checked({**OPTIONS, "owner": None, "expires": None, "count": 0})
