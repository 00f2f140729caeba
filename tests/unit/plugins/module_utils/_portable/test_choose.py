# SPDX-License-Identifier: GPL-3.0-or-later
"""Choosing by name or id, and what is said where that does not find one."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable import choose

ROWS = [{"id": "1", "name": "debian-12"}, {"id": "2", "name": "debian-13"},
        {"id": "3", "name": "twice"}, {"id": "4", "name": "twice"}, {"id": "5", "name": "1"},
        {"id": "6", "name": None}, {"id": "7"}]


@pytest.mark.parametrize(("desired", "found"), [
    ("debian-12", "1"), ("2", "2"), ("4", "4"), ("1", "1"), ("6", "6"), ("7", "7")])
def test_by_name_or_id_and_an_id_wins(desired, found):
    assert choose.by_name(ROWS, desired, "image")["id"] == found


@pytest.mark.parametrize(("rows", "desired", "kind", "message"), [
    (ROWS, "twice", "ambiguous", "2 images are named 'twice': name one by its id (3, 4)"),
    (ROWS, "Debian-12", "not_found",
     "there is no image 'Debian-12' here; there are debian-12, debian-13 and 4 more"),
    (ROWS, "debian", "not_found",
     "there is no image 'debian' here; there are debian-13, debian-12 and 4 more"),
    (ROWS[:1], "zzz", "not_found", "there is no image 'zzz' here; there is debian-12"),
    (ROWS, "###", "not_found",
     "there is no image '###' here; there are 1, 6, 7, debian-12, debian-13 and 1 more"),
    (ROWS[:2], "###", "not_found",
     "there is no image '###' here; there are debian-12, debian-13"),
    ([], "x", "not_found", "there is no image 'x' here; there are none at all"),
])
def test_what_is_said_of_none_or_several(rows, desired, kind, message):
    with pytest.raises(CloudError) as error:
        choose.by_name(rows, desired, "image")
    found = error.value
    assert found.kind == kind
    assert found.message == message


@pytest.mark.parametrize(("part", "name", "found"), [
    ("(old)", "debian (old) 12", True), ("(old)", "debian old", False), ("[1]", "a [1]", True),
    ("[1]", "a 1", False), ("*", "a*b", True), ("*", "ab", False), ("?", "a?", True)])
def test_a_pattern_of_names_that_have_a_part(part, name, found):
    assert fnmatchcase(name, choose.containing(part)) is found


def test_no_part_is_no_pattern():
    assert choose.containing(None) is None
