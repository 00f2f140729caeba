# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits of a target below the provider's quota, for one fleet and for several."""

from __future__ import annotations

import pytest
from builders import A, B, marks
from fakes import FakeCloud
from runs import kinds, there, where

OTHERS = [there(number, f"ci-{number}", metadata=marks(number, fleet_name="ci-1"))
          for number in (1, 2)]


@pytest.mark.parametrize(("limits", "here"), [
    ({"instances": 1}, 1), ({"cores": 2}, 2), ({"ram": 1500}, 2), ({"floating_ips": 0}, 4),
    ({"instances": 3, "fleets": ["ci-*"]}, 1), ({"instances": 3, "fleets": ["other"]}, 3),
    ({"instances": 1, "fleets": ["*"]}, 0)])
def test_a_target_takes_no_more(go, limits, here):
    a, b = FakeCloud(A, OTHERS), FakeCloud(B)
    result = go(a, b, count=4, placement="fill", shares={A: {"limits": limits}})
    assert not result["failed"]
    assert [cloud for _name, cloud in where(result)].count("a") == here
    assert not go(a, b, count=4, placement="fill", shares={A: {"limits": limits}})["changed"]


def test_volumes(go):
    a = FakeCloud(A)
    result = go(a, count=3, data_volumes=[{"name": "data", "size": 5}],
                shares={A: {"limits": {"gigabytes": 12}}})
    assert result["failed"] and kinds(result) == ["quota"]
    assert "a has reached its limit of gigabytes" in result["msg"]


def test_nobody_asks_for_volumes_without_such_a_limit(go):
    a = FakeCloud(A)
    go(a, count=1, shares={A: {"limits": {"cores": 9}}})
    assert ("GET", "/volumes/detail") not in a.log
