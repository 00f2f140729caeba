# SPDX-License-Identifier: GPL-3.0-or-later
"""Spans and times, as users, marks and clouds write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils.portable.expiry import (
    expiry,
    moment,
    span,
)

NOW = datetime(2026, 1, 1, 12, 0, 0, 999, tzinfo=UTC)


@pytest.mark.parametrize(("text", "wanted"), [
    ("2h", timedelta(hours=2)), ("90", timedelta(seconds=90)), ("90s", timedelta(seconds=90)),
    ("1d12h", timedelta(days=1, hours=12)), ("1w", timedelta(weeks=1)), ("0", timedelta()),
    ("30m", timedelta(minutes=30)), ("20300101", timedelta(seconds=20300101)),
    ("9" * 9 + "w", None), ("9" * 99, None), ("9" * 5000, None),
    ("", None), ("h", None), ("1.5h", None), ("-1", None), ("2 h", None), ("2030-01-01", None)])
def test_span(text, wanted):
    assert span(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("2026-01-01T14:00:00Z", "14:00 +0"), ("2026-01-01T14:00:00+02:00", "12:00 +0"),
    ("2026-01-01 14:00:00", "14:00 +0"), ("2026-01-01T14:00:00.123456", "14:00 +0"),
    ("2026-01-01", "00:00 +0"),
    ("", None), (None, None), ("soon", None), ("0001-01-01T00:00:00+23:00", None)])
def test_moment(text, wanted):
    found = moment(text)
    assert (found and f"{found:%H:%M} +{found.utcoffset().seconds}") == wanted


@pytest.mark.parametrize(("text", "at", "least"), [
    ("2h", "14:00", "13:00"), ("3600", "13:00", "12:30"),
    ("2026-01-01T18:00:00Z", "18:00", "18:00"), ("2026-01-01T18:00:00-01:00", "19:00", "19:00")])
def test_expiry(text, at, least):
    found = expiry("expires", text, NOW)
    assert str(found) == f"2026-01-01T{at}:00Z"
    assert f"{found.least:%H:%M}" == least
    assert found.fits(str(found))


@pytest.mark.parametrize(("text", "mark", "fits"), [
    ("2h", "2026-01-01T14:00:00Z", True), ("2h", "2026-01-01T13:00:00Z", True),
    ("2h", "2026-01-01T12:59:59Z", False), ("2h", "2026-01-01T14:00:01Z", False),
    ("2h", None, False), ("2h", "soon", False),
    ("2026-01-01T18:00:00Z", "2026-01-01T18:00:00Z", True),
    ("2026-01-01T18:00:00Z", "2026-01-01T17:59:59Z", False)])
def test_what_a_mark_says_is_as_good_or_not(text, mark, fits):
    assert expiry("expires", text, NOW).fits(mark) is fits


@pytest.mark.parametrize("text", [None, ""])
def test_nothing_is_said(text):
    assert expiry("expires", text, NOW) is None


@pytest.mark.parametrize(("text", "sentence"), [
    ("soon", "expires: 'soon' is neither a span such as 2h"), ("1.5h", "neither a span"),
    ("999999999w", "neither a span"), ("999999w", "neither a span"),
    ("0", "expires: 0 is over: give a later time"), ("2025-12-31", "is over"),
    ("2026-01-01T12:00:00Z", "is over")])
def test_refused(text, sentence):
    with pytest.raises(CloudError, match=sentence) as raised:
        expiry("expires", text, NOW)
    assert raised.value.kind == "invalid"
