# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter scale_plan: what it takes, and what it says of anything else."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.multicloud.openstack.plugins.filter.scale_plan import (
    FilterModule,
    scale_plan,
)

AT = "2030-01-31T18:00:00Z"


def test_a_decision_of_texts():
    """As the lookup url and survey forms have numbers."""
    rows = FilterModule().filters()["scale_plan"](
        [{"at": AT, "number": " 12\n"}], minimum="1", maximum="9", per_server="5", step="2",
        cooldown="10m", count="2", changed="2030-01-31T17:49:59Z")
    assert rows == [{"at": AT, "number": 12.0, "wanted": 3, "count": 3, "reason": "scale out"}]


def test_a_series_is_put_in_order():
    later = "2030-01-31T18:30:00Z"
    rows = scale_plan([{"at": later, "number": 0}, {"at": AT, "number": 2}], 0, 4, cooldown=600)
    assert [(row["at"], row["count"]) for row in rows] == [(AT, 1), (later, 0)]


@pytest.mark.parametrize(("series", "options", "said"), [
    ("12", {}, "this is no list"),
    ([12], {}, "this is no list"),
    ([{"at": AT}], {}, "number: None is not a number of 0 or more"),
    ([{"at": AT, "number": "<html>" * 99}], {}, "number: '<html><html>"),
    ([{"at": AT, "number": "nan"}], {}, "number: 'nan' is not a number"),
    ([{"at": AT, "number": "inf"}], {}, "number: 'inf' is not a number"),
    ([{"at": AT, "number": -1}], {}, "number: -1 is not a number"),
    ([{"at": AT, "number": True}], {}, "number: True is not a number"),
    ([{"at": "yesterday", "number": 1}], {}, "at: 'yesterday' is not a time"),
    ([{"number": 1}], {}, "at: None is not a time"),
    ([], {"step": 1.5}, "step: 1.5 is not a whole number"),
    ([], {"cooldown": "soon"}, "cooldown: 'soon' is not a span"),
    ([], {"minimum": 5}, "minimum 5 and maximum 4"),
    ([], {"changed": "once"}, "changed: 'once' is not a time"),
])
def test_anything_else_is_a_sentence(series, options, said):
    with pytest.raises(AnsibleFilterError, match="^scale_plan: ") as error:
        scale_plan(series, **{"minimum": 0, "maximum": 4, **options})
    assert said in str(error.value)
    assert len(str(error.value)) < 200
