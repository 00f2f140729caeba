# SPDX-License-Identifier: GPL-3.0-or-later
"""One server, held against what the definition resolves to where it is."""

from __future__ import annotations

import pytest
from builders import A, resolved
from drifts import adopted, case, made_of

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.case import (
    Difference,
    Known,
    listed,
    unless,
)


@pytest.mark.parametrize(("row", "desired", "judged"), [
    ({}, {}, False), ({}, {"key_name": "me"}, True), (made_of(key_name="me"), {}, True),
    (made_of(key_name="me"), {"key_name": "me"}, True),
    (adopted(key_name="me"), {"key_name": "me"}, False),
    (adopted(key_name="me"), {"key_name": "another"}, True)])
def test_an_option_counts_that_is_defined_or_was_but_for_servers_that_were_adopted(row, desired,
                                                                                   judged):
    assert case(row, **desired).judged("key_name") is judged


@pytest.mark.parametrize(("row", "desired", "changed"), [
    ({}, {}, set()), ({}, {"image": "x", "tags": ["x"]}, {"image"}),
    (made_of(key_name="me"), {}, {"key_name"})])
def test_what_the_definition_has_changed_in(row, desired, changed):
    assert case(row, **desired).changed == changed


@pytest.mark.parametrize(("desired", "goes"), [
    ({}, False), ({"purge": True}, True), ({"security_groups": ["web"]}, True)])
def test_security_groups_of_others_stay_unless_the_definition_has_changed(desired, goes):
    assert case(**desired).takes_groups_away is goes


def test_what_the_server_is_to_be_called():
    assert case({"name": "mail"}, name_template="@{fleet}@{index:02}").name == "web01"


NOWHERE, NOTHING = (CloudError("ambiguous", "there are 2", A), CloudError("timeout", "too late", A))


@pytest.mark.parametrize(("told", "found"), [
    (None, Difference("there", "private")), (Known(), Difference("there", "private")),
    (Known({("", "network"): NOWHERE}), Difference("there", "private (there are 2)", NOWHERE)),
    (Known(error=NOTHING), Difference("there", "private (too late)", NOTHING)),
    (Known({("", "network"): resolved(network="net-1")}), None),
    (Known({("", "network"): resolved(network="net-2", network_name="new")}),
     Difference("there", "new"))])
def test_against_what_a_part_of_the_definition_means(told, found):
    assert case({}, told, network="private").against(
        "network", "there", lambda a: a.network == "net-1", lambda a: a.network_name) == found


@pytest.mark.parametrize(("desired", "words", "after"), [
    ({}, None, "the default"), ({"network": "x"}, None, "x"), ({"network": "x"}, "y", "y")])
def test_what_is_defined_in_words(desired, words, after):
    found = case(**desired).against("network", "there", bool, str, words)
    assert found == Difference("there", after)


@pytest.mark.parametrize(("same", "before", "after", "found"), [
    (True, "a", "b", None), (False, "a", "b", "a -> b"), (False, None, "b", "none -> b"),
    (False, "a", "", "a -> none")])
def test_unless(same, before, after, found):
    difference = unless(same, before, after)
    assert (difference and str(difference)) == found


@pytest.mark.parametrize(("words", "text"), [([], "none"), (["b", "a"], "a, b")])
def test_listed(words, text):
    assert listed(words) == text
