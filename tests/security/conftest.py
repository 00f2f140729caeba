# SPDX-License-Identifier: GPL-3.0-or-later
"""Clouds and machines for attacks."""
from __future__ import annotations

import contextlib

import pytest
from controller import CORES, Controller
from hostile import Cloud, server


@pytest.fixture
def good():
    """A cloud with one server, good-1, and without faults."""
    with Cloud() as cloud:
        cloud.things["compute/servers"].append(server("good-1"))
        yield cloud


@pytest.fixture
def bad():
    """A cloud with one server, bad-1, for a test to set faults in."""
    with Cloud() as cloud:
        cloud.things["compute/servers"].append(server("bad-1"))
        yield cloud


@pytest.fixture
def controller(tmp_path):
    """A machine with the ansible-core of our own environment."""
    return Controller(tmp_path, CORES[0])


@pytest.fixture(params=CORES, ids=lambda core: core.name)
def each_core(request, tmp_path):
    """A machine with each ansible-core that `make security` names: for what depends on it."""
    return Controller(tmp_path, request.param)


@pytest.fixture
def both(controller, good, bad):
    """A machine whose clouds.yaml has the clouds good and bad."""
    controller.clouds(good=good, bad=bad)
    return controller


@pytest.fixture
def crowd(controller, good):
    """A function that writes clouds.yaml with the cloud good, and one more for each fault that it
    is given, {name: answers}; {name: cloud} of those."""
    with contextlib.ExitStack() as stack:
        def gather(faults):
            clouds = {}
            for name, answers in faults.items():
                clouds[name] = stack.enter_context(Cloud())
                clouds[name].things["compute/servers"].append(server(f"{name}-1"))
                clouds[name].answers.update(answers)
            controller.clouds(good=good, **clouds)
            return clouds
        yield gather
