# SPDX-License-Identifier: GPL-3.0-or-later
"""What the role heal says beside the module."""

from __future__ import annotations

import pytest
import templating

PLAN = [{"action": action} for action in ("keep", "create", "replace", "replace", "delete")]


@pytest.mark.parametrize(("failures", "said"), [
    ([], []),
    ([{"msg": "a: no answer in time"}], []),
    ([{"msg": "max_replace: 3 servers would be created, more than 1"}],
     ["To allow this, set -e heal_max_replace=3"]),
    ([{"msg": "max_replace_per_hour: 6 servers were replaced in the last hour, and 1 more"}],
     ["To allow this, raise heal_max_per_hour"]),
])
def test_who_may_not_make_more_is_told_by_which_variable(failures, said):
    look = {"plan": PLAN, "failures": failures}
    assert templating.variable("heal", "__heal_allowed", __heal_look=look, __heal_again={},
                               __heal_done=look, ansible_check_mode=False) == said
