# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import sys

import pytest
from testclouds import install, layout, processes, releases, state
from testclouds.state import Problem

ALL = ['alpha/RegionOne', 'beta/RegionOne', 'gamma/RegionOne', 'gamma/RegionTwo']


@pytest.mark.parametrize(('words', 'expected'), [
    ([], ['2026.2'] * 4),
    (['2024.1'], ['2024.1'] * 4),
    (['beta=2024.1'], ['2026.2', '2024.1', '2026.2', '2026.2']),
    (['gamma=2024.1', 'gamma/RegionTwo=wallaby'], ['2026.2', '2026.2', '2024.1', 'wallaby']),
    (['2025.1', 'alpha=2026.2'], ['2026.2', '2025.1', '2025.1', '2025.1']),
])
def test_a_release_for_all_or_for_some(words, expected):
    assert releases.chosen(words, []) == dict(zip(ALL, expected, strict=True))


def test_what_there_is_stays_as_it_is():
    clouds = layout.layout(20000, dict.fromkeys(ALL, '2024.1'))
    assert releases.chosen(['beta=2025.1'], clouds) == dict(
        dict.fromkeys(ALL, '2024.1'), **{'beta/RegionOne': '2025.1'})


@pytest.mark.parametrize(('word', 'sentence'), [
    ('2019.1', "there is no release '2019.1'; there are 2026.2, 2026.1"),
    ('delta=2024.1', "there is no cloud at 'delta'; there is one at alpha/RegionOne"),
    ('alpha/RegionTwo=2024.1', "there is no cloud at 'alpha/RegionTwo'"),
    ('alpha=', "there is no release ''"),
])
def test_what_cannot_be_chosen(word, sentence):
    with pytest.raises(Problem, match=sentence):
        releases.chosen([word], [])


def test_a_release_without_a_python_is_said_in_one_sentence(monkeypatch):
    monkeypatch.setattr(releases.shutil, 'which', lambda name: None)
    monkeypatch.setattr(releases.glob, 'glob', lambda pattern: [])
    with pytest.raises(Problem, match=r'OpenStack wallaby needs Python 3\.8, which this machine'):
        releases.python('wallaby')


def test_a_python_that_does_not_run_is_none(monkeypatch, tmp_path):
    monkeypatch.setattr(releases.shutil, 'which', lambda name: '/bin/false')
    monkeypatch.setattr(releases.glob, 'glob', lambda pattern: [str(tmp_path / 'python')])
    with pytest.raises(Problem, match='needs Python 3.8'):
        releases.python('wallaby')


def test_what_is_installed_does_not_depend_on_who_runs_this(monkeypatch):
    before = [install.wanted('2024.1'), install.wanted()]
    monkeypatch.setattr(sys, 'executable', '/elsewhere/python')
    assert [install.wanted('2024.1'), install.wanted()] == before
    monkeypatch.setattr(sys, 'version', '3.14')
    assert install.wanted('2024.1') == before[0] and install.wanted() != before[1]


def test_the_servers_are_of_no_release():
    [alpha, *_more] = layout.layout(20000, dict.fromkeys(ALL, '2024.1'))
    found = {service.name: service.release for service in processes.everything([alpha])}
    assert found.pop('ssh') == releases.NEWEST
    assert set(found.values()) == {'2024.1'}


@pytest.mark.parametrize('name', releases.RELEASES)
def test_each_release_has_its_lock(name):
    with open(f'{state.HOME}/{releases.lock(name)}') as f:
        pinned = {line.partition('==')[0] for line in f}
    assert pinned >= {'keystone', 'openstack-placement', 'glance', 'neutron', 'cinder', 'nova',
                      'barbican', 'waitress'}


def test_a_release_has_folders_of_its_own():
    assert releases.venv(releases.NEWEST) == state.VENV
    assert releases.venv('2024.1') == f'{state.STATE}/releases/2024.1/venv'
    assert 'releases' in state.CONTENTS
