# SPDX-License-Identifier: GPL-3.0-or-later
"""Spans and times, as users, marks and clouds write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.expiry import (
    expiry,
    moment,
    span,
)

SECONDS = {"w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1, "": 1}
NOW = datetime(2026, 1, 1, 12, 0, 0, 999, tzinfo=UTC)


@pytest.mark.parametrize(("text", "expected"), [
    ("2h", timedelta(hours=2)), ("90", timedelta(seconds=90)), ("90s", timedelta(seconds=90)),
    ("1d12h", timedelta(days=1, hours=12)), ("1w", timedelta(weeks=1)), ("0", timedelta()),
    ("30m", timedelta(minutes=30)), ("20300101", timedelta(seconds=20300101)),
    ("9" * 9 + "w", None), ("9" * 99, None), ("9" * 5000, None),
    ("9" * 5000 + "x", None),
    ("", None), ("h", None), ("1.5h", None), ("-1", None), ("2 h", None), ("2030-01-01", None)])
def test_span(text, expected):
    assert span(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("2026-01-01T14:00:00Z", "14:00 +0"), ("2026-01-01T14:00:00+02:00", "12:00 +0"),
    ("2026-01-01 14:00:00", "14:00 +0"), ("2026-01-01T14:00:00.123456", "14:00 +0"),
    ("2026-01-01", "00:00 +0"),
    ("", None), (None, None), ("soon", None), ("0001-01-01T00:00:00+23:00", None)])
def test_moment(text, expected):
    found = moment(text)
    assert (found and f"{found:%H:%M} +{found.utcoffset().seconds}") == expected


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
    ("0", "expires: 0 is in the past: set a later time"), ("2025-12-31", "is in the past"),
    ("2026-01-01T12:00:00Z", "is in the past")])
def test_refused(text, sentence):
    with pytest.raises(CloudError, match=sentence) as raised:
        expiry("expires", text, NOW)
    assert raised.value.kind == "invalid"


ANY = settings(max_examples=300, derandomize=True, database=None)
PARTS = st.lists(st.tuples(st.integers(0, 999), st.sampled_from([*"wdhms"])), min_size=1,
                 max_size=4) | st.tuples(st.tuples(st.integers(0, 10**6), st.just("")))
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@ANY
@given(PARTS, TIMES)
def test_a_span_is_the_sum_of_its_parts_and_is_not_renewed_before_half_of_it_is_over(parts, now):
    text = "".join(f"{number}{unit}" for number, unit in parts)
    seconds = sum(number * SECONDS[unit] for number, unit in parts)
    assert span(text) == timedelta(seconds=seconds)
    if not seconds:
        return
    mark, now = str(expiry("expires", text, now)), now.replace(microsecond=0)
    assert moment(mark) - now == span(text)
    for passed in (0, seconds // 4, seconds // 2):
        assert expiry("expires", text, now + timedelta(seconds=passed)).fits(mark)
    for passed in (-1, seconds // 2 + 1, seconds):
        assert not expiry("expires", text, now + timedelta(seconds=passed)).fits(mark)


@ANY
@given(TIMES, st.integers(-14 * 60, 14 * 60),
       st.timedeltas(timedelta(seconds=1), timedelta(days=9999)))
def test_a_time_is_the_same_in_every_zone_and_whenever_it_is_asked_for(now, minutes, later):
    at = (now + later).replace(microsecond=0) + timedelta(seconds=1)
    zone = timezone(timedelta(minutes=minutes))
    found = expiry("expires", at.astimezone(zone).isoformat(), now)
    assert moment(str(found)) == found.at == found.least == at


@ANY
@given(st.text(max_size=30) | st.text("0123456789wdhms-:TZ+ .", max_size=30), TIMES)
def test_whatever_is_said_is_a_later_time_or_refused(text, now):
    try:
        found = expiry("expires", text, now)
    except CloudError as error:
        assert error.kind == "invalid" and str(error).startswith("expires: ")
    else:
        assert found is None if not text else now < found.at and found.fits(str(found))
