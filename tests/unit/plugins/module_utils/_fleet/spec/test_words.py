# SPDX-License-Identifier: GPL-3.0-or-later
"""Amounts; fleets with such are test_fleet.py's."""

from __future__ import annotations

import math

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.words import (
    amount,
)


@pytest.mark.parametrize(("text", "rounding", "number"), [
    (None, math.ceil, 7), ("3", math.ceil, 3), ("50%", math.ceil, 4), ("50%", math.floor, 3),
    ("0%", math.ceil, 0)])
def test_amounts(text, rounding, number):
    assert amount(text, 7, rounding) == number
