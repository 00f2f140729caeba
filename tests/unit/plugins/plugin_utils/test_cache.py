# SPDX-License-Identifier: GPL-3.0-or-later
"""What was listed before, and when it does not count."""

from __future__ import annotations

import copy
import os

import pytest
from ansible.errors import AnsibleError
from builders import A, B, C

from ansible_collections.multicloud.openstack.plugins.plugin_utils import cache
from ansible_collections.multicloud.openstack.plugins.plugin_utils.cache import Cache, digest

ROWS = [{"variables": {"server": {"name": "web", "stale": False}}, "groups": []}]
HOUR = 3600


class Clock:
    now = 1000.0

    def time(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    found = Clock()
    monkeypatch.setattr(cache, "time", found)
    return found


def opened(store, asked="asked", lifetime=HOUR, **more):
    """As the next run finds it."""
    return Cache(copy.deepcopy(store), "key", asked, lifetime, **more)


def stored(files=(), targets=(A, B), whole=True, **more):
    """A store in which a run has left ROWS of A."""
    store = {}
    written = Cache(store, "key", "asked", HOUR)
    written.renew(files, list(targets), whole)
    written.keep(A, ROWS)
    return store


def test_nothing_is_there_at_first():
    found = opened({})
    assert (found.targets, found.whole, found.all(), found.rows(A)) == ([], False, {}, None)


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("whole", [True, False])
def test_what_was_written(whole):
    found = opened(stored(targets=[C, A], whole=whole))
    assert (found.targets, found.whole) == ([C, A], whole)
    assert found.all() == {A: ROWS} and found.rows(A) == (ROWS, 1000.0) and found.rows(C) is None


def test_a_run_finds_what_it_has_written():
    store = {}
    found = Cache(store, "key", "asked", HOUR)
    found.renew([], [A, B], True)
    found.keep(A, ROWS)
    assert found.all() == {A: ROWS}


def test_no_rows_are_something_to_keep():
    store = {}
    found = Cache(store, "key", "asked", HOUR)
    found.renew([], [A], True)
    found.keep(A, [])
    assert opened(store).all() == {A: []}


@pytest.mark.parametrize(("lifetime", "age", "within", "there"), [
    (HOUR, 0, None, True), (HOUR, HOUR, None, True), (HOUR, HOUR + 1, None, False),
    (HOUR, HOUR + 1, 0, False), (HOUR, HOUR + 10, 10, True), (HOUR, HOUR + 11, 10, False),
    (0, 10**9, None, True), (0, 10**9, 5, True),
    (HOUR, -10, None, True),
])
def test_lifetime(clock, lifetime, age, within, there):
    store = stored()
    clock.now += age
    found = opened(store, lifetime=lifetime)
    assert found.rows(A, within) == ((ROWS, 1000.0) if there else None)
    assert found.all() == ({A: ROWS} if found.rows(A) else {})
    assert found.targets == [A, B]


def test_what_is_not_to_be_read_is_there_for_lack_of_anything_better():
    found = opened(stored(), reads=False)
    assert found.all() == {} and found.rows(A)[0] == ROWS


@pytest.mark.parametrize("change", ["asked", "version", "file", "new-file", "file-is-gone"])
def test_what_was_written_for_something_else(monkeypatch, tmp_path, change):
    there, later = tmp_path / "clouds.yaml", tmp_path / "secure.yaml"
    there.write_text("clouds: {}")
    store = stored([str(there), str(later)])
    assert opened(store).all() == {A: ROWS}
    if change == "version":
        monkeypatch.setattr(cache, "APP_VERSION", "0.0.1")
    elif change == "file":
        there.write_text("clouds: {a: {}}")
    elif change == "new-file":
        later.write_text("")
    elif change == "file-is-gone":
        there.unlink()
    found = opened(store, "other" if change == "asked" else "asked")
    assert (found.targets, found.whole, found.all(), found.rows(A, 10**6)) == ([], False, {}, None)
    # nor when the files have been read again
    found.renew([str(there), str(later)], [A], True)
    assert found.all() == {} and found.rows(A, 10**6) is None


@pytest.mark.parametrize("folder", ["clouds", "secrets", "my-tokens", "passwords"])
def test_a_file_that_was_written_anew_in_any_folder(tmp_path, folder):
    (tmp_path / folder).mkdir()
    path = tmp_path / folder / "clouds.yaml"
    path.write_text("clouds: {}")
    store = stored([str(path)])
    path.write_text("clouds: {a: {}}")
    found = opened(store)
    found.renew([str(path)], [A, B], True)
    assert found.all() == {}


def test_a_file_of_the_same_size_that_was_written_anew(tmp_path):
    path = tmp_path / "clouds.yaml"
    path.write_text("clouds: {}")
    store = stored([str(path)])
    os.utime(path, ns=(1, 1))
    assert opened(store).all() == {}


def test_files_that_are_read_again_as_they_were(tmp_path):
    path = str(tmp_path / "clouds.yaml")
    found = opened(stored([path]))
    found.renew([path], [A, B, C], False)
    assert found.all() == {A: ROWS}
    assert (found.targets, found.whole) == ([A, B, C], False)


@pytest.mark.parametrize("damage", [None, "text", 5, [], {}, {"state": "other"}])
def test_a_damaged_entry(damage):
    store = stored()
    for key in store:
        found = opened({**store, key: damage})
        assert found.all() == {}


@pytest.mark.parametrize("error", [AnsibleError("The cache file was corrupt"), KeyError("x"),
                                   ValueError("no JSON"), TypeError("a list")])
def test_an_entry_that_cannot_be_read(error):
    class Store(dict):
        def __getitem__(self, key):
            raise error
    found = Cache(Store(stored()), "key", "asked", HOUR)
    assert (found.targets, found.whole, found.all()) == ([], False, {})


def test_targets_have_entries_of_their_own():
    store = {}
    found = Cache(store, "key", "asked", HOUR)
    found.renew([], [A, C], True)
    found.keep(A, ROWS)
    found.keep(C, [])
    assert len(store) == 3 and all(key.startswith("key") for key in store)
    assert opened(store).all() == {A: ROWS, C: []}


def test_rows_of_the_cache_may_be_changed():
    found = opened(stored())
    found.rows(A)[0][0]["groups"].append("x")
    assert found.rows(A)[0] == ROWS


@pytest.mark.parametrize(("one", "other", "same"), [
    (({"a": 1, "b": [2]}, "x"), ({"b": [2], "a": 1}, "x"), True),
    (({"a": 1},), ({"a": 2},), False),
    (("a", "b"), ("ab",), False),
    ((None,), ("None",), False),
    (([{"auth": {"username": "me", "password": "x"}}],),
     ([{"auth": {"username": "me", "password": "y"}}],), True),
    (([{"auth": {"username": "me"}}],), ([{"auth": {"username": "you"}}],), False),
    (({"OS_PASSWORD": "x"},), ({"OS_PASSWORD": "y"},), True),
    (({"OS_CLOUD": "a"},), ({"OS_CLOUD": "b"},), False),
])
def test_digest(one, other, same):
    assert (digest(*one) == digest(*other)) is same


def test_surroundings(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("OS_CLOUD", "a")
    monkeypatch.setenv("NOT_OS", "x")
    first = cache.surroundings()
    assert first["home"] == str(tmp_path) and first["OS_CLOUD"] == "a" and "NOT_OS" not in first
    monkeypatch.chdir(tmp_path)
    assert cache.surroundings() == {**first, "folder": str(tmp_path)} != first
