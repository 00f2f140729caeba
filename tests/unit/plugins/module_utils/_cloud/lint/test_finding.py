# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong, where, and how to mend it."""

from __future__ import annotations

import pytest
from builders import A, C

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.lint.finding import (
    LAST,
    WRITE,
    Finding,
    ordered,
)


def test_order():
    rows = [Finding(severity, "a", "b") for severity in ("hint", "warning", "error", "hint")]
    assert [one.severity for one in ordered(rows)] == ["error", "warning", "hint"]


def test_each_is_said_once():
    assert ordered([Finding("hint", "a", "b")] * 3) == [Finding("hint", "a", "b")]


@pytest.mark.parametrize(("error", "where", "expected"), [
    (CloudError("quota", "no more. ", C, "creating"), {},
     {"msg": "creating: no more", "cloud": "c", "region_name": "north"}),
    (CloudError("api", "oh", A), {}, {"msg": "oh", "mend": LAST, "cloud": "a"}),
    # what is named already, and not twice
    (CloudError("invalid", "too few", None, "count"), {"key": "count"},
     {"msg": "too few", "mend": "correct this option", "key": "count"}),
    (CloudError("config", "no clouds"), {}, {"msg": "no clouds", "mend": WRITE}),
    (CloudError("config", "no such cloud", A), {},
     {"msg": "no such cloud", "cloud": "a",
      "mend": "correct the name of this cloud or region, or its entry in clouds.yaml"}),
    (CloudError("config", "it is not YAML"), {"file": "x.yaml"},
     {"msg": "it is not YAML", "file": "x.yaml",
      "mend": "correct the name of this cloud or region, or its entry in clouds.yaml"}),
])
def test_what_an_error_says(error, where, expected):
    assert Finding.of(error, **where).report() == {
        "severity": "error", "mend": error.advice,
        **dict.fromkeys(("file", "cloud", "region_name", "key")), **expected}


def test_how_bad_an_error_is_may_be_said():
    assert Finding.of(CloudError("api", "oh"), "hint").severity == "hint"
