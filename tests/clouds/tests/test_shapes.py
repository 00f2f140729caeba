# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from testclouds import layout, processes, shapes, shaping, state

CLOUDS = layout.layout(20000)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """What a command finds, and does not start."""
    started = []
    services = [processes.Service(cloud, 'RegionOne', name, str(tmp_path), 1)
                for cloud in ('alpha',) for name in ('nova', 'neutron')]
    monkeypatch.setattr(shapes, 'CLOUDS', str(tmp_path))
    monkeypatch.setattr(processes, 'choose', lambda where: services)
    monkeypatch.setattr(processes, 'restart', lambda them: started.extend(s.name for s in them))
    monkeypatch.setattr(processes, 'module', lambda *words, **_more: started.append(words[1:]))
    monkeypatch.setattr(processes, 'wait_all', lambda *_words: None)
    return str(tmp_path), started


def test_what_is_on_is_known_to_the_services_that_are_restarted(place):
    root, started = place
    shapes.switch('alpha', 'zones', True)
    shapes.switch('alpha', 'old-nova', True)
    assert shapes.hosts(root) == ['compute2', 'compute3'] and len(shapes.on(root)) == 2
    shapes.switch('alpha', 'zones', False)
    assert shapes.hosts(root) == [] and shapes.on(root) == [shapes.SHAPES['old-nova']]
    assert started == ['nova', ('alpha', 'RegionOne', 'zones', 'on'),
                       ('alpha', 'RegionOne', 'old-nova', 'on'),
                       'nova', ('alpha', 'RegionOne', 'zones', 'off')]


def test_a_cloud_that_cannot_have_it(place, monkeypatch):
    root, started = place
    monkeypatch.setattr(processes, 'choose', lambda where: [
        processes.Service('gamma', 'RegionTwo', 'nova', root, 1)])
    with pytest.raises(state.Problem) as problem:
        shapes.switch('gamma', 'admin', True)
    assert str(problem.value) == 'gamma cannot have the shape admin, which is for alpha'
    assert not started and not shapes.on(root)


@pytest.mark.parametrize('cloud, region', [(0, 0), (1, 0), (2, 1)])
def test_every_text_can_be_filled_in(cloud, region):
    place = shaping.Place.__new__(shaping.Place)
    place.cloud, place.region = CLOUDS[cloud], CLOUDS[cloud]['regions'][region]
    filled = [place.fill(value) for shape in shapes.SHAPES.values()
              for _project, _kind, attributes in shape.made for value in attributes.values()]
    assert filled and '{' not in str(filled)


def test_only_what_is_read_at_a_start_needs_one():
    assert {name for name, shape in shapes.SHAPES.items() if shape.restarts} == {
        name for name, shape in shapes.SHAPES.items()
        if shape.hosts or shape.lacking or shape.forbidden}
