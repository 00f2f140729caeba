# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import sqlite3

import pytest
from testclouds import access, config, install, layout, more, releases, state
from testclouds.services import plugins
from testclouds.state import Problem

ALL = ['alpha/RegionOne', 'beta/RegionOne', 'gamma/RegionOne', 'gamma/RegionTwo']
NEW = dict.fromkeys(ALL, releases.NEWEST)


def clouds(**names):
    """A layout whose regions have these further services already."""
    result = layout.layout(20000, NEW)
    for cloud in result:
        for region in cloud['regions']:
            region['more'] = names.get(cloud['name'], [])
    return result


@pytest.mark.parametrize(('plus', 'minus', 'expected'), [
    ([], [], [[], ['bgp'], [], []]),
    (['fwaas,designate'], [], [['designate', 'fwaas'], ['designate', 'fwaas', 'bgp'],
                               ['designate', 'fwaas'], ['designate', 'fwaas']]),
    (['alpha=fwaas', 'gamma/RegionTwo=bgp'], [], [['fwaas'], ['bgp'], [], ['bgp']]),
    (['alpha=all'], ['beta=bgp'], [more.POSSIBLE, [], [], []]),
    ([], ['all'], [[], [], [], []]),
])
def test_what_is_added_and_taken_away(plus, minus, expected):
    assert more.chosen(plus, minus, clouds(beta=['bgp']), NEW) == dict(
        zip(ALL, expected, strict=True))


@pytest.mark.parametrize(('word', 'sentence'), [
    ('zun', "there is no further service 'zun'; there are designate, "),
    ('alpha=', "there is no further service ''"),
    ('delta=bgp', "there is no cloud at 'delta'"),
])
def test_what_cannot_be_added(word, sentence):
    with pytest.raises(Problem, match=sentence):
        more.chosen([word], [], [], NEW)


def test_an_older_release_has_none_and_gets_none():
    older = dict(NEW, **{'beta/RegionOne': '2024.1'})
    assert more.chosen([], [], clouds(beta=['bgp']), older)['beta/RegionOne'] == []
    with pytest.raises(Problem, match=r'beta/RegionOne is OpenStack 2024\.1, and bgp'):
        more.chosen(['bgp'], [], [], older)


def test_each_has_its_port_and_its_type():
    region = layout.layout(20000)[0]['regions'][0]
    ports = [layout.port(region, name) for name in layout.PROCESSES]
    assert len(set(ports)) == len(ports) and max(ports) < 20000 + 30
    assert not set(ports) & {20000 + layout.IDENTITY_PROVIDER}
    assert {*layout.MORE} < {*layout.TYPES}


def test_each_can_be_told_from_another_version(monkeypatch):
    before = [more.version(name) for name in more.POSSIBLE]
    monkeypatch.setattr(install, 'wanted_more', lambda: 'another lock')
    assert not set(before) & {more.version(name) for name in more.POSSIBLE}


def neutron(cloud, *names):
    region = dict(cloud['regions'][0], more=names)
    return config.neutron(config.Region('/venv', '/root', cloud, region, 'secret'))


def test_neutron_has_what_was_chosen_where_it_can():
    alpha, beta, _gamma = clouds()
    assert neutron(alpha)['DEFAULT']['service_plugins'] == (
        'network_ip_availability,qos,router,port_forwarding,trunk,segments')
    found = neutron(alpha, 'vpnaas', 'bgpvpn')
    assert found['DEFAULT']['service_plugins'].endswith(',segments,vpnaas,bgpvpn')
    assert found['service_providers']['service_provider'].count('service_provider = ') == 1
    assert neutron(beta, 'vpnaas', 'bgp')['DEFAULT']['service_plugins'].endswith(',qos,bgp')
    assert 'service_providers' not in neutron(beta, 'vpnaas')
    assert neutron(alpha, 'designate')['designate']['url'].endswith('/v2')
    assert 'designate' not in neutron(beta, 'designate')
    assert {*plugins.PLUGINS} == {*layout.PLUGINS}


def test_tables_of_a_plugin_come_with_their_rows_once(tmp_path):
    ours, theirs = str(tmp_path / 'ours'), str(tmp_path / 'theirs')
    for path, statements in ((ours, 'CREATE TABLE a (x); INSERT INTO a VALUES (1)'),
                             (theirs, 'CREATE TABLE a (x); CREATE TABLE b (y);'
                                      'CREATE INDEX c ON b (y); INSERT INTO b VALUES (2)')):
        with sqlite3.connect(path) as database:
            database.executescript(statements)
    for _turn in range(2):
        more.add_tables(ours, theirs)
        with sqlite3.connect(ours) as database:
            assert database.execute('SELECT x, y FROM a, b').fetchall() == [(1, 2)]
            assert ('c',) in database.execute('SELECT name FROM sqlite_master').fetchall()


def test_the_customer_is_secured_or_not(tmp_path, monkeypatch):
    monkeypatch.setattr(access, 'STATE', str(tmp_path))
    assert not access.secured()
    for url, answer in (('https://x', True), ('http://x', False)):
        state.write_json(f'{tmp_path}/clouds.yaml',
                         dict(clouds=dict(alpha=dict(auth=dict(auth_url=url)))))
        assert access.secured() is answer
