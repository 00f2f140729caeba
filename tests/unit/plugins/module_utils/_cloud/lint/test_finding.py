# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong, where, and how to mend it."""

from __future__ import annotations

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.lint.finding import (
    Finding,
    ordered,
)


def test_order():
    rows = [Finding(severity, "a", "b") for severity in ("hint", "warning", "error", "hint")]
    assert [one.severity for one in ordered(rows)] == ["error", "warning", "hint"]
